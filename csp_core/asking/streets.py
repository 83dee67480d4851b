"""Whether a sentence asks of single streets or addresses, where people could be recognised."""

import re

from csp_core.asking.general import Kind
from csp_core.asking.sentence import Sentence
from csp_core.asking.series import series_said

_STREETS = {
    "road", "street", "lane", "avenue", "close", "crescent", "terrace", "drive", "gardens", "grove", "rd", "st", "ave",
}  # fmt: skip
_WELSH = re.compile(r"\b(?:Heol|Ffordd|Stryd|Rhodfa|Lôn|Maes) \S", re.IGNORECASE)
_DWELLINGS = {"flat", "flats", "apartment", "house", "bungalow", "caravan"}


def names_an_address(sentence: Sentence) -> bool:
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


def names_a_street(sentence: Sentence) -> bool:
    """ "On Mill Road", where no action's title says so."""
    words = sentence.folded
    if _STREETS.isdisjoint(words) and not _WELSH.search(sentence.text):
        return False
    counted = bool(series_said(sentence)) or sentence.cue("figures", "count")
    kinds = _NAMES if counted else (*_NAMES, Kind.TITLE)
    named = [(span.first, span.last) for span in sentence.of_kind(*kinds) if span.last - span.first > 1]
    named += [(span.first, span.last) for span in sentence.dates]
    titled = {at for first, last in named for at in range(first, last)}
    if _is_a_name(sentence, titled):
        return True
    return any(
        word in _STREETS
        and at not in titled
        and words[at - 1] != "off"
        and words[at + 1 : at + 2] not in _OF_TRAFFIC
        and {"on", "in", "at", "along", "near", "off", *(["for"] if counted else [])}.intersection(
            words[max(at - 3, 0) : at]
        )
        for at, word in enumerate(words)
    )


_OF_TRAFFIC = [(word,) for word in ("collision", "collisions", "casualties", "safety", "deaths", "traffic", "users")]


def _is_a_name(sentence: Sentence, titled: set[int]) -> bool:
    """ "Is Bellfield Avenue a bad road": a name with a capital before the kind of street, or a Welsh one behind it."""
    english = any(
        word in _STREETS - {"close", "drive", "st"}
        and at not in titled
        and at > 0
        and _is_capital(sentence, at)
        and _is_capital(sentence, at - 1)
        and (at - 1) not in titled
        for at, word in enumerate(sentence.folded)
    )
    welsh = _WELSH.search(sentence.text)
    return english or (welsh is not None and not any(sentence.words[at].start == welsh.start() for at in titled))


def _is_capital(sentence: Sentence, at: int) -> bool:
    return sentence.text[sentence.words[at].start].isupper()
