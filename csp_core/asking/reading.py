"""Words to a Question: the sentence is taken apart, and the first reader that recognises its kind answers."""

from collections.abc import Callable
from datetime import date

from csp_core.asking.actions import (
    read_changes_since,
    read_impossible_date,
    read_list,
    read_meeting,
    read_other_status,
    read_progress,
    says_something,
)
from csp_core.asking.changing import read_change
from csp_core.asking.collisions import read_collision
from csp_core.asking.danger import read_signpost
from csp_core.asking.declining import read_declined
from csp_core.asking.definitions import read_definition
from csp_core.asking.examples import closest, examples_of
from csp_core.asking.figures import read_figures, read_named_series
from csp_core.asking.following import continued
from csp_core.asking.message import asks_in, sentences_that_ask, without_courtesy
from csp_core.asking.one_action import read_action, read_history, read_which
from csp_core.asking.parsing import plain_text, reread, sentence_of
from csp_core.asking.pointing import restated, rewritten
from csp_core.asking.questions import (
    Ambiguous,
    AskActions,
    AskChange,
    AskDocument,
    AskFigures,
    AskHelp,
    AskProgress,
    Conversation,
    Declined,
    Question,
    Unread,
)
from csp_core.asking.records import (
    read_funded,
    read_funding,
    read_outcomes,
    read_staffing,
    read_statements,
    read_successor,
)
from csp_core.asking.reminding import read_reminders
from csp_core.asking.sentence import Sentence
from csp_core.asking.several import Part, joined
from csp_core.asking.vocabulary import Vocabulary
from csp_core.asking.whole_plan import read_document, read_missing_year, read_organisations, read_priorities

LONGEST = 4_000


def _read_help(sentence: Sentence) -> Question | None:
    greeted = not sentence.telling and not sentence.dates and sentence.starts(*_GREETINGS)
    asked = greeted or sentence.leads_with("help") or (sentence.cue("help") and len(sentence.words) < 6)
    return AskHelp(examples_of(sentence.vocabulary, sentence.today)) if asked else None


_GREETINGS = ("hi", "hello", "hey", "good morning", "good afternoon", "good evening", "morning", "afternoon", "hiya")


# The order matters: what could do harm comes first, what is said most exactly next, plain lists last.
_READERS: tuple[Callable[[Sentence], Question | None], ...] = (
    read_signpost,
    read_declined,
    read_impossible_date,
    read_reminders,
    read_change,
    _read_help,
    read_history,
    read_meeting,
    read_successor,
    read_outcomes,
    read_document,
    read_definition,
    read_funded,
    read_staffing,
    read_figures,
    read_funding,
    read_missing_year,
    read_changes_since,
    read_collision,
    read_organisations,
    read_named_series,
    read_other_status,
    read_which,
    read_progress,
    read_priorities,
    read_action,
    read_statements,
    read_list,
)


def read(text: str, vocabulary: Vocabulary, today: date, before: Conversation | None = None) -> Question:
    """What a text asks for, on a day; any text in any script is read as some Question, none raises an error.

    The same text, vocabulary, day and conversation before it give the same Question.
    """
    if len(text) > LONGEST:
        return Unread(f"That is longer than {LONGEST:,} characters; please ask in a sentence or two.")
    if not plain_text(text):
        return AskHelp(examples_of(vocabulary, today))
    text = without_courtesy(text)
    sentence = sentence_of(text, vocabulary, today)
    if before is None or before.question is None:
        return _read_message(sentence)
    return _read_on(sentence, before)


def _read_message(sentence: Sentence) -> Question:
    """What a message asks: all of it, where that is a wish or nothing else can be told apart, else what its parts
    ask."""
    whole = _read_alone(sentence)
    if isinstance(whole, _READ_WHOLE):
        return whole
    asking = sentences_that_ask(sentence.text)
    parts = [part for asked in asking for part in asks_in(asked)]
    if len(parts) > 1 and not isinstance(whole, AskProgress):
        several = joined([_part(part, sentence) for part in parts])
        if several is not None:
            return several
    if asking == (sentence.text,):
        return whole
    alone = [_part(asked, sentence).question for asked in asking]
    told = [question for question in alone if not isinstance(question, Unread)]
    return told[0] if len(told) == 1 and not _says_more(whole, told[0]) else whole


def _says_more(whole: Question, part: Question) -> bool:
    """Whether all of it names series, and the part that stands by itself none."""
    plain = isinstance(part, AskDocument) or (isinstance(part, AskActions) and not says_something(part.filters))
    return plain and isinstance(whole, AskFigures) and bool(whole.measures)


_READ_WHOLE = (AskChange, Declined)


def _part(text: str, whole: Sentence) -> Part:
    sentence = reread(whole, text)
    return Part(sentence, _read_alone(sentence))


def _read_on(sentence: Sentence, before: Conversation) -> Question:
    """What a message asks that may go on from the one before it."""
    asking = sentences_that_ask(sentence.text)
    if len(asking) == 1 and asking[0] != sentence.text and not isinstance(_read_alone(sentence), _READ_WHOLE):
        sentence = reread(sentence, asking[0])
    sentence = restated(sentence, before)
    pointed = rewritten(sentence, before)
    if isinstance(pointed, Ambiguous):
        return pointed
    if pointed is not None:
        return _read_message(reread(sentence, pointed))
    return continued(sentence, _read_message(sentence), before)


def _read_alone(sentence: Sentence) -> Question:
    found = (reader(sentence) for reader in _READERS)
    return next((question for question in found if question is not None), None) or _unread(sentence)


def _unread(sentence: Sentence) -> Question:
    if _tells_of_somebody(sentence):
        return Declined(sentence.vocabulary.general.signposts[_REPORTING], signpost=True)
    unknown = [span.said for span in sentence.telling if not span.meanings]
    reason = f"I do not know “{unknown[0]}” here." if len(unknown) == 1 and len(unknown[0]) < 60 else ""
    return Unread(reason, closest(sentence.text, sentence.vocabulary, sentence.today))


def _tells_of_somebody(sentence: Sentence) -> bool:
    """What befalls somebody, told in words of which none is of the plan: better sent on than not understood."""
    asks = sentence.starts("who", "whos", "what", "whats", "which", "how", "when", "where", "can", "could")
    return not asks and not _PEOPLE.isdisjoint(sentence.folded) and len(sentence.words) > 3


_PEOPLE = {
    "my", "im", "ive", "someone", "somebody", "someones", "somebodys", "neighbour", "neighbours", "he", "hes",
    "she", "shes", "his", "her", "him", "man", "woman", "lad", "lads", "bloke", "kids", "girl", "boy", "theyre",
}  # fmt: skip
_REPORTING = "report a crime"
