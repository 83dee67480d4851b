"""Mends typing errors in words that mean nothing as they stand."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from csp_core.text import stem

# The lowest similarity (rapidfuzz ratio, 0 to 100) at which a word of so many letters counts as a slip of
# another. One wrong letter in six gives 83, two swapped letters in six 83, one missing in five 89.
_CUT_OFFS = {4: 101, 5: 101, 6: 83, 7: 83, 8: 82}
_CUT_OFF_OF_NAMES = 80
_CUT_OFF_OF_LONG_WORDS = 80


@dataclass(frozen=True, slots=True)
class Spelling:
    """All words that mean something: `beginnings` and `endings` hold those of six letters and more by their first
    and last two, `short_names` are known by their first and last letter, `long_names` stand in order. A form of
    an everyday word ("talking", by its stem among `common_stems`) is no slip of another ("stalking")."""

    known: frozenset[str]
    short_names: Mapping[str, tuple[str, ...]]
    long_names: tuple[str, ...]
    beginnings: Mapping[str, tuple[str, ...]]
    endings: Mapping[str, tuple[str, ...]]
    common_stems: frozenset[str]

    @classmethod
    def of(cls, words: Iterable[str], names: Iterable[str], common: Iterable[str]) -> "Spelling":
        known, names = frozenset(words), frozenset(names)
        long = sorted(word for word in known if len(word) > 4 and not word.isdigit())
        return cls(
            known,
            _grouped((name for name in names if 3 < len(name) < 7 and name.isalpha()), _ends),
            tuple(sorted(name for name in names if len(name) > 5 and name.isalpha())),
            _grouped(long, lambda word: word[:2]),
            _grouped(long, lambda word: word[-2:]),
            frozenset(map(stem, common)),
        )

    def mended(self, word: str) -> str | None:
        """The known word this one was meant to be, or None; words of up to three letters are never guessed."""
        if len(word) < 4 or len(word) > 30 or not word.isalpha() or stem(word) in self.common_stems:
            return None
        if len(word) < 6:
            return self._mended_name(word) or self._lengthened(word)
        cut_off = _CUT_OFFS.get(len(word), _CUT_OFF_OF_LONG_WORDS)
        # One slip leaves the first two letters or the last two as they were.
        alike = (*self.beginnings.get(word[:2], ()), *self.endings.get(word[-2:], ()))
        choices = [known for known in alike if -3 < len(known) - len(word) < 3]
        found = process.extractOne(word, choices, scorer=fuzz.ratio, score_cutoff=cut_off)
        return found[0] if found else self._lengthened(word)

    def _lengthened(self, word: str) -> str | None:
        """The one name that a word is the beginning of: "moto" for motorcycle, where no other begins so."""
        at = bisect_left(self.long_names, word)
        longer = [name for name in self.long_names[at : at + 2] if name.startswith(word)]
        return longer[0] if len(longer) == 1 else None

    def _mended_name(self, word: str) -> str | None:
        """Short words are only ever slips of the partnership's own names, with the same first and last letter."""
        choices = self.short_names.get(_ends(word), ())
        found = process.extractOne(word, choices, scorer=fuzz.ratio, score_cutoff=_CUT_OFF_OF_NAMES)
        return found[0] if found else None


def _ends(word: str) -> str:
    return word[0] + word[-1]


def _grouped(words: Iterable[str], key: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words)):
        found[key(word)].append(word)
    return {shared: tuple(group) for shared, group in found.items()}
