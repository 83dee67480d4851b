"""Reads what is not to be told: single streets, cases, people, what will be, and what somebody thinks of it."""

import re
from collections.abc import Sequence

from csp_core.asking.actions import about_actions
from csp_core.asking.general import Kind
from csp_core.asking.questions import Declined, Question
from csp_core.asking.sentence import Sentence
from csp_core.asking.series import series_said
from csp_core.asking.streets import names_a_street, names_an_address
from csp_core.text import stem

_ONE_PERSON = {
    "victim", "victims", "suspect", "suspects", "perpetrator", "perpetrators", "offender", "offenders", "reviewer",
    "reviewers", "culprit", "culprits", "attacker", "burglar", "burglars", "abuser", "abusers",
}  # fmt: skip


_ANYBODY = (
    "kids", "children", "child", "boys", "girls", "lads", "young people", "young person", "families", "family",
    "people", "residents", "tenants", "clients", "patients", "pupils", "women", "men", "survivors", "addicts", "users",
    "nominals", "prison leavers", "leavers", "rough sleepers", "callers", "complainants", "informants", "witnesses",
    "sex workers", "carers", "households", "victims",
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
    if names_an_address(sentence):
        return "streets"
    if sentence.has("addresses of") and sentence.has(*_ANYBODY):
        return "people"
    if sentence.starts("which", "wich", "what") and sentence.has(*_HOMES) and sentence.has(*_INCIDENTS):
        return "streets"
    if _judges_a_partner(sentence):
        return "opinions"
    if _ACTING.match(sentence.text):
        return "acting"
    if _asks_about_people(sentence, ("which", "whose")) and sentence.has(*_BEFALLEN, *_INCIDENTS):
        return "people"
    return None if about_actions(sentence) else _refusal_of_records(sentence)


def _judges_a_partner(sentence: Sentence) -> bool:
    """ "Are Northmoor Police any good"."""
    return any(sentence.of_kind(Kind.ORGANISATION, Kind.ROLE, Kind.POST)) and sentence.has(*_JUDGING)


_JUDGING = (
    "any good", "useless", "rubbish", "hopeless", "any use", "doing enough", "incompetent", "lazy", "to blame",
    "at fault", "letting us down", "failing us", "good enough", "pulling their weight", "fit for purpose",
)  # fmt: skip
# What partners do, and this bot cannot.
_ACTING = re.compile(
    r"(?:please )?(?:can|could|will|would) (?:you|u) (?:please |pls )?(?:order|buy|book|arrange|organise|invite|hire"
    r"|install|fix|mend|repair|arrest|fine|evict|serve|issue|prosecute|collect|clean|remove|pay|patrol|visit)\b",
    re.IGNORECASE,
)


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
    if _FORECAST.search(sentence.text) and series_said(sentence):
        return "forecasts"
    if sentence.has("who", "whos", "name", "names", "identify", "identity", "list") and sentence.has(*_ONE_PERSON):
        return "people"
    return "streets" if names_a_street(sentence) else None


# What will be, in the figures.
_FORECAST = re.compile(
    r"^(?:will|is it going to|are we going to)\b"
    r"|\b(?:going to|gonna|likely to|expected to|set to) (?:be|go|get|hit|reach)\b"
    r"|\bwill (?:it|they|we|that|\w+ ?\w+) (?:be|go|hit|reach|get)\b",
    re.IGNORECASE,
)


def _would_publish(sentence: Sentence) -> bool:
    """ "Share the figures with the press": answers are posted by people."""
    return _SHARING.match(sentence.text) is not None and _PUBLIC.search(sentence.text) is not None


_SHARING = re.compile(
    r"(?:(?:please|pls|can|could|would|will|you|u|we|i) ){0,3}"
    r"(?:(?:re)?tweet|post|share|publish|put|send|stick|pop|drop|bung|release|let|give|show|leak|forward|pass|circulate"
    r"|broadcast|advertise|announce)\b",
    re.IGNORECASE,
)
_PUBLIC = re.compile(
    r"\b(?:public|publicly|channel|everyone|everybody|anyone outside|outside the partnership|press|media|papers?"
    r"|newspapers?|journalists?|reporters?|facebook|twitter|instagram|tiktok|social media|website|online|tweet"
    r"|partner[- ]only|residents['’]? (?:group|association|page)|neighbourhood watch (?:group|page))\b",
    re.IGNORECASE,
)


def _is_for_partners(sentence: Sentence) -> bool:
    return sentence.cue("figures") or sentence.has("partner only", "partner figures") or bool(series_said(sentence))


def _names_somebody(sentence: Sentence) -> bool:
    """ "Is Jo Bloggs on the stalking clinic": two words that nothing knows where a person's name would stand."""
    if not sentence.starts("is", "was", "has", "did", "does") or len(sentence.spans) < 4:
        return False
    known = sentence.vocabulary.text_stems
    name, after = sentence.spans[1:3], sentence.spans[3]
    unknown = all(not span.meanings and span.read.isalpha() and stem(span.read) not in known for span in name)
    return unknown and after.read in {"on", "in", "at", "known", "one", "a", "getting", "part", "being"}
