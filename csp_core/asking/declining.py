"""Reads what is not to be told or is not this bot's job, and words that could mean two things."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from csp_core.asking.actions import about_actions
from csp_core.asking.filtering import filters_of
from csp_core.asking.filters import Term
from csp_core.asking.general import Kind
from csp_core.asking.questions import Ambiguous, Declined, Question
from csp_core.asking.sentence import Sentence, Span
from csp_core.asking.series import series_said
from csp_core.book import Action
from csp_core.text import singular, stem, stems_of, tokens_of


def read_signpost(sentence: Sentence) -> Question | None:
    """Someone in danger, or a report that belongs elsewhere: where to go, first and at once."""
    general = sentence.vocabulary.general
    phrases = sentence.values(Kind.SIGNPOST)
    urgent = [phrase for phrase in phrases if phrase in general.urgent]
    happening = sentence.has(*_HAPPENING) or not _about_records(sentence)
    if not urgent and happening and _somebody_in_danger(sentence):
        return Declined(general.danger.sentence, signpost=True)
    said = urgent or ([] if _about_records(sentence) else phrases)
    sentences = dict.fromkeys(general.signposts[phrase] for phrase in said)
    return Declined(" ".join(sentences), signpost=True) if sentences else None


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
    if danger.harm_begins.isdisjoint(tokens):
        return False
    runs = {tuple(tokens[at : at + length]) for length in (1, 2, 3, 4) for at in range(len(tokens) - length + 1)}
    return not danger.people.isdisjoint(runs) and not danger.harm.isdisjoint(runs)


_STREETS = {
    "road", "street", "lane", "avenue", "close", "crescent", "terrace", "drive", "gardens", "grove", "rd", "st", "ave",
}  # fmt: skip
_ONE_PERSON = {
    "victim", "victims", "suspect", "suspects", "perpetrator", "perpetrators", "offender", "offenders", "reviewer",
    "reviewers", "culprit", "culprits", "attacker", "burglar", "burglars", "abuser", "abusers",
}  # fmt: skip


_ANYBODY = (
    "kids", "children", "child", "boys", "girls", "lads", "young people", "young person", "families", "family",
    "people", "residents", "tenants", "clients", "patients", "pupils", "women", "men", "survivors", "addicts", "users",
    "nominals", "carers", "households", "victims",
)  # fmt: skip
_PEOPLE = frozenset(_ANYBODY)
_BEFALLEN = ("have had", "are being", "is being", "been referred", "were referred", "are on")
_HOMES = (
    "flats", "flat", "houses", "house", "homes", "properties", "property", "farm", "farms", "shop", "shops",
    "pub", "pubs", "premises", "block",
)  # fmt: skip
_INCIDENTS = (
    "raid", "raids", "raided", "burgled", "burglary", "burglaries", "robbed", "attacked", "searched", "victim",
    "cuckooed", "warrant", "warrants", "broken into", "incident", "incidents",
)  # fmt: skip


def read_declined(sentence: Sentence) -> Question | None:
    """What is never told here: single streets, cases, people; and what a record cannot answer."""
    refusal = _refusal(sentence)
    return Declined(sentence.vocabulary.general.refusals[refusal]) if refusal else None


def _refusal(sentence: Sentence) -> str | None:
    """Why something is not told, by its name in the vocabulary."""
    if _asks_who_somebody_is(sentence):
        return "people"
    if any(sentence.of_kind(Kind.REF)):
        return None
    if refusal := _refusal_of_a_phrase(sentence):
        return refusal
    if _names_somebody(sentence):
        return "people"
    if _would_publish(sentence):
        return "channels" if _is_for_partners(sentence) else None
    if _names_an_address(sentence):
        return "streets"
    if sentence.has("addresses of") and sentence.has(*_ANYBODY):
        return "people"
    if sentence.starts("which", "wich", "what") and sentence.has(*_HOMES) and sentence.has(*_INCIDENTS):
        return "streets"
    if _asks_about_people(sentence, ("which", "whose")) and sentence.has(*_BEFALLEN, *_INCIDENTS):
        return "people"
    return None if about_actions(sentence) else _refusal_of_records(sentence)


def _asks_who_somebody_is(sentence: Sentence) -> bool:
    named = sentence.has("names of", "name of") and sentence.has(*_ANYBODY, *_HOMES)
    told = sentence.has("names", "identity", "identities") and sentence.has(*_ONE_PERSON)
    return named or told or _asks_about_people(sentence, ("who are the", "who were the"))


def _asks_about_people(sentence: Sentence, openings: Sequence[str]) -> bool:
    """ "Which young people …", "who are the 19 families …": people stand right behind, one word between perhaps."""
    begun = next((opening for opening in openings if sentence.starts(opening)), None)
    if begun is None:
        return False
    first = len(begun.split())
    behind = (" ".join(sentence.folded[at : at + length]) for at in (first, first + 1) for length in (1, 2))
    return not _PEOPLE.isdisjoint(behind)


def _refusal_of_a_phrase(sentence: Sentence) -> str | None:
    general = sentence.vocabulary.general
    for span in sentence.of_kind(Kind.DECLINED):
        refusal = general.declined[span.values(Kind.DECLINED)[0]]
        # "Our roads" are all of them.
        if refusal != "streets" or not (span.read.startswith(("our ", "my ")) and span.said.endswith("s")):
            return refusal
    return None


def _refusal_of_records(sentence: Sentence) -> str | None:
    """What figures and other records do not tell: what will be, who it was, and where exactly."""
    if sentence.starts("will", "is it going to", "are we going to") and series_said(sentence):
        return "forecasts"
    if sentence.has("who", "whos", "name", "names", "identify", "identity", "list") and sentence.has(*_ONE_PERSON):
        return "people"
    return "streets" if _names_a_street(sentence) else None


def _would_publish(sentence: Sentence) -> bool:
    """ "Share the figures with the press": answers are posted by people."""
    shared = sentence.starts(
        "post", "share", "publish", "put", "send", "stick", "pop", "drop", "can you post", "can you share",
        "can you put", "please post", "please share", "bung",
    )  # fmt: skip
    return shared and sentence.has(
        "public", "channel", "publicly", "everyone", "press", "facebook", "twitter", "partner only"
    )


def _is_for_partners(sentence: Sentence) -> bool:
    return sentence.cue("figures") or sentence.has("partner only") or any(sentence.of_kind(Kind.MEASURE))


def _names_somebody(sentence: Sentence) -> bool:
    """ "Is Jo Bloggs on the stalking clinic": two words that nothing knows where a person's name would stand."""
    if not sentence.starts("is", "was", "has", "did", "does") or len(sentence.spans) < 4:
        return False
    known = sentence.vocabulary.text_stems
    name, after = sentence.spans[1:3], sentence.spans[3]
    unknown = all(not span.meanings and span.read.isalpha() and stem(span.read) not in known for span in name)
    return unknown and after.read in {"on", "in", "at", "known", "one", "a", "getting", "part", "being"}


_DWELLINGS = {"flat", "flats", "apartment", "house", "bungalow", "caravan"}


def _names_an_address(sentence: Sentence) -> bool:
    """ "Flat 12", "14 Mill Road": a number beside a dwelling or a street."""
    if not sentence.has_numbers:
        return False
    words = sentence.folded
    dated = {at for span in sentence.dates for at in range(span.first, span.last)}
    numbers = [at for at, word in enumerate(words) if word.isdecimal() and at not in dated]
    return any(
        (at > 0 and words[at - 1] in _DWELLINGS) or (words[at + 2 : at + 3] and words[at + 2] in _STREETS - {"close"})
        for at in numbers
    )


_NAMES = (Kind.PRIORITY, Kind.THEME, Kind.THEME_WORD, Kind.MEASURE, Kind.ORGANISATION, Kind.POST)


def _names_a_street(sentence: Sentence) -> bool:
    """ "On Mill Road", where no action's title says so."""
    words = sentence.folded
    if _STREETS.isdisjoint(words):
        return False
    counted = bool(series_said(sentence)) or sentence.cue("figures", "count")
    kinds = _NAMES if counted else (*_NAMES, Kind.TITLE)
    named = [(span.first, span.last) for span in sentence.of_kind(*kinds) if span.last - span.first > 1]
    named += [(span.first, span.last) for span in sentence.dates]
    titled = {at for first, last in named for at in range(first, last)}
    return any(
        word in _STREETS
        and at not in titled
        and words[at - 1] != "off"
        and {"on", "in", "at", "along", "near", "off", *(["for"] if counted else [])}.intersection(
            words[max(at - 3, 0) : at]
        )
        for at, word in enumerate(words)
    )


def read_collision(sentence: Sentence) -> Question | None:
    """A short word with two meanings asks back, where the plan holds more than one of them."""
    span = next(iter(sentence.of_kind(Kind.COLLISION)), None)
    if span is None or sentence.cue("owner", "deadline", "partners", "figures", "change", "definition"):
        return None
    filters = filters_of(replace(sentence, spans=tuple(other for other in sentence.spans if other is not span)))
    if filters.priorities or filters.organisations or filters.refs:
        return None
    key = span.values(Kind.COLLISION)[0]
    alternatives = sentence.vocabulary.general.collisions[key]
    held = [choice for alternative in alternatives for choice in _choices(alternative, span, sentence)]
    if len(held) == 1 or len(alternatives) == 1 or (not held and _is_known(span, sentence)):
        return None
    meanings = " or ".join(alternatives)
    return Ambiguous(
        f"“{span.said}” can mean {meanings}.",
        tuple(held) or tuple(f"actions about {alternative}" for alternative in alternatives),
    )


def _is_known(span: Span, sentence: Sentence) -> bool:
    """Whether the word itself stands in an action or in the name of a series."""
    return span.means(Kind.TITLE) or bool(series_said(sentence))


def _choices(alternative: str, span: Span, sentence: Sentence) -> Iterator[str]:
    """The complete question for one meaning, where it leads to an action."""
    book = sentence.vocabulary.book
    plan = book.current_plan(sentence.today)
    actions = plan.actions if plan else ()
    organisation = next((o.name for o in book.organisations if tokens_of(o.name) == tokens_of(alternative)), None)
    priorities = [
        name
        for theme in sentence.vocabulary.general.theme_names.get(tokens_of(alternative), ())
        for name in sentence.vocabulary.priorities_of(theme, plan.year if plan else "")
    ]
    if organisation and any(organisation in (action.lead, *action.partners) for action in actions):
        yield f"actions for {organisation}"
    elif priorities:
        yield from (
            f"“{span.said}” actions under {name}" for name in priorities[:1] if _mentioned(span.said, actions, name)
        )
    elif any(_mentions(action, alternative) for action in actions):
        yield f"actions about {alternative}"


def _mentioned(said: str, actions: tuple[Action, ...], priority: str) -> bool:
    return any(action.priority == priority and _mentions(action, said) for action in actions)


def _mentions(action: Action, said: str) -> bool:
    return Term(said, (stems_of(said),)).is_in(action)
