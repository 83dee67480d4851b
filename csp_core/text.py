"""Words of a text and their stems: how everything that is typed or recorded is compared."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from snowballstemmer import stemmer

_WORD = re.compile(r"(?:\b[Cc]o-)?[^\W\d_]+(?:['’][^\W\d_]+)*|\d+|&|%")
_SPOKEN = {"&": "and", "%": "percent"}


class Word(NamedTuple):
    """A run of letters or of digits: folded, with its place in the text and what stood right before it.

    `glue` is what separates it from the word before ("", " ", "-", "/" …); numbers have no leading zeros.
    """

    text: str
    start: int
    end: int
    glue: str

    @property
    def is_number(self) -> bool:
        return self.text.isdigit()


def words_of(text: str) -> tuple[Word, ...]:
    """All words of a text in order; letters and digits are words apart, so "DA-01", "da1" and "DA 1" agree."""
    words = []
    before = 0
    for match in _WORD.finditer(text):
        words.append(Word(_folded(_without_plural(match[0])), match.start(), match.end(), text[before : match.start()]))
        before = match.end()
    return tuple(words)


def _without_plural(word: str) -> str:
    """PSPOs → PSPO: the plural of an abbreviation shows only in its capitals."""
    return word[:-1] if word[-1] == "s" and len(word) > 2 and word[:-1].isupper() else word


@lru_cache(maxsize=16_384)
def tokens_of(text: str) -> tuple[str, ...]:
    """The words of a text alone, each without its plural, as phrases are compared."""
    return tuple(singular(word.text) for word in words_of(text))


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """The stem of one folded word, as the text of actions is searched: licensing, licence → licens, licenc."""
    # A stemmer keeps the word it works on, so that one of them must not serve two threads.
    return str(stemmer("english").stemWord(word))


@lru_cache(maxsize=16_384)
def stems_of(text: str) -> tuple[str, ...]:
    return tuple(stem(word.text) for word in words_of(text))


@lru_cache(maxsize=16_384)
def singular(word: str) -> str:
    """A word without its plural s, in the few regular forms; never shorter than three letters."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "ches", "shes", "xes")) else word[:-1]


@lru_cache(maxsize=16_384)
def _folded(word: str) -> str:
    if word in _SPOKEN:
        return _SPOKEN[word]
    if word.isdigit():
        return word.lstrip("0") or "0"
    if word.isascii():
        return word.casefold().replace("'", "").replace("-", "")
    decomposed = unicodedata.normalize("NFKD", word.replace("’", "").replace("'", "").casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def initials_of(name: str) -> str:
    """Thanet District Council → tdc; little words are left out."""
    return "".join(word.text[0] for word in words_of(name) if word.text not in {"and", "of", "the", "for", "in", "on"})


def ref_key(ref: str) -> str:
    """A ref without case, hyphens, spaces and leading zeros: DA-01 → da 1, so that da1 is the same."""
    return " ".join(word.text for word in words_of(ref))


def printable(text: str) -> str:
    """A text without the signs that nobody sees and that PostgreSQL refuses, and without blanks around it."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t").strip()
