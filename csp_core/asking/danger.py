"""Reads that somebody is in danger, or what is to be reported elsewhere: where to go, first and at once."""

import re

from csp_core.asking.actions import about_actions
from csp_core.asking.general import Kind
from csp_core.asking.questions import Declined, Question
from csp_core.asking.sentence import Sentence
from csp_core.text import singular


def read_signpost(sentence: Sentence) -> Question | None:
    """Someone in danger, or a report that belongs elsewhere: where to go, first and at once."""
    general = sentence.vocabulary.general
    phrases = sentence.values(Kind.SIGNPOST)
    urgent = [phrase for phrase in phrases if phrase in general.urgent]
    happening = sentence.has(*_HAPPENING) or _LIVES_WITH.search(sentence.text) or not _about_records(sentence)
    if not urgent and happening and _somebody_in_danger(sentence):
        return Declined(general.danger.sentence, signpost=True)
    said = urgent or ([] if _about_records(sentence) else phrases)
    sentences = dict.fromkeys(general.signposts[phrase] for phrase in said)
    if not sentences and _would_report(sentence):
        return Declined(general.signposts[_A_REPORT], signpost=True)
    return Declined(" ".join(sentences), signpost=True) if sentences else None


# "Her partner" is nobody of the partnership.
_LIVES_WITH = re.compile(r"\b(?:my|her|his|their|an?) (?:ex[- ]?)?(?:ex|partner)\b|\bex[- ]partner\b", re.IGNORECASE)
# The signpost for reports of crime, by one of its phrases in the vocabulary.
_A_REPORT = "report a crime"


def _would_report(sentence: Sentence) -> bool:
    """ "Who do I ring about a burglary": some crime, not an action of the plan."""
    found = _ABOUT_SOME.search(sentence.text)
    if found is None or _speaks_of_the_plan(sentence):
        return False
    behind = [span for span in sentence.spans if sentence.words[span.first].start >= found.end()][:2]
    crimes = (Kind.THEME, Kind.THEME_WORD, Kind.MEASURE, Kind.COLLISION)
    return any(span.means(kind) for span in behind for kind in crimes)


_ABOUT_SOME = re.compile(
    r"\b(?:who|where|how) (?:do|can|should|would|must) (?:i|we|you|they|people|residents|someone|somebody|a resident) "
    r"(?:ring|call|phone|tell|report|complain|contact|go|speak to|talk to)\b.{0,30}? (?:about|to report|with) "
    r"(?:a|an|some|someone|somebody)\s",
    re.IGNORECASE,
)


def _speaks_of_the_plan(sentence: Sentence) -> bool:
    return sentence.has("action", "actions", "plan") or any(sentence.of_kind(Kind.REF))


_HAPPENING = (
    "this morning", "this afternoon", "this evening", "tonight", "last night", "right now", "just now", "on his way",
    "on her way", "on their way",
)  # fmt: skip
_FIGURE_WORDS = ("figure", "figures", "stats", "number", "numbers", "how many", "data", "rate", "complaints")


def _about_records(sentence: Sentence) -> bool:
    """Whether the words ask about the plan or figures, not about what is happening to somebody."""
    return (
        about_actions(sentence) or sentence.cue("list", "definition", "compare", "add") or sentence.has(*_FIGURE_WORDS)
    )


def _somebody_in_danger(sentence: Sentence) -> bool:
    danger = sentence.vocabulary.general.danger
    tokens = list(map(singular, sentence.folded))
    for span in sentence.of_kind(Kind.THEME_WORD, Kind.MEASURE):
        # "Badly hurt on the roads" is the name of a figure.
        if span.last - span.first > 1:
            tokens[span.first : span.last] = [""] * (span.last - span.first)
    if danger.harm_begins.isdisjoint(tokens) and not _FEARS.search(sentence.text):
        return False
    runs = {tuple(tokens[at : at + length]) for length in (1, 2, 3, 4) for at in range(len(tokens) - length + 1)}
    harmed = not danger.harm.isdisjoint(runs) or _FEARS.search(sentence.text) is not None
    return harmed and not danger.people.isdisjoint(runs)


_FEARS = re.compile(
    r"\b(?:scared|frightened|terrified|afraid|petrified|fearful) (?:of|for) "
    r"(?:my|her|his|him|them|their|an ex|the ex)\b"
    r"|\bviolent (?:to|towards|with|and|man|husband|ex)\b",
    re.IGNORECASE,
)
