"""Numbers in words: "ten", and the days of a month: "the thirtieth", "twenty-first"."""

from collections.abc import Sequence

from csp_core.text import Word

_CARDINALS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    "tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth", "twentieth",
)  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30}
_MORE_TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBER_WORDS = {word: number for number, word in enumerate(_CARDINALS, start=1)} | {
    word: number for number, word in zip(range(30, 100, 10), _MORE_TENS, strict=True)
}
ORDINALS = {word: number for number, word in enumerate((*_UNITS, *_TEENS), start=1)} | {"thirtieth": 30}
BEGINNINGS = ORDINALS.keys() | _TENS.keys()


def number_in(word: str) -> int | None:
    """A number in figures or in words, up to 9,999."""
    return int(word) if word.isdecimal() and len(word) < 5 else NUMBER_WORDS.get(word)


def ordinal_at(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """The day that is written in words at a place, and how many words it takes."""
    said = [word.text for word in words[at : at + 2]]
    if said and said[0] in ORDINALS:
        return ORDINALS[said[0]], 1
    if len(said) == 2 and said[0] in _TENS and said[1] in _UNITS:
        return _TENS[said[0]] + ORDINALS[said[1]], 2
    return None
