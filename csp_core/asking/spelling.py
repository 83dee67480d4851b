"""Mends typing errors in words that mean nothing as they stand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

# The lowest similarity (rapidfuzz ratio, 0 to 100) at which a word of so many letters counts as a slip of
# another. One wrong letter in six gives 83, two swapped letters in six 83, one missing in five 89.
_CUT_OFFS = {4: 101, 5: 101, 6: 83, 7: 83, 8: 82}
_CUT_OFF_OF_NAMES = 80
_CUT_OFF_OF_LONG_WORDS = 80


@dataclass(frozen=True, slots=True)
class Spelling:
    """All words that mean something, by their length."""

    known: frozenset[str]
    names: tuple[str, ...]
    long_names: tuple[str, ...]
    by_length: Mapping[int, tuple[str, ...]]

    @classmethod
    def of(cls, words: Iterable[str], names: Iterable[str]) -> "Spelling":
        known, names = frozenset(words), frozenset(names)
        by_length: defaultdict[int, list[str]] = defaultdict(list)
        for word in sorted(known):
            if len(word) > 3 and not word.isdigit():
                by_length[len(word)].append(word)
        short = tuple(sorted({name for name in names if 3 < len(name) < 7 and name.isalpha()}))
        long = tuple(sorted({name for name in names if len(name) > 5 and name.isalpha()}))
        return cls(known, short, long, {length: tuple(group) for length, group in by_length.items()})

    def mended(self, word: str) -> str | None:
        """The known word this one was meant to be, or None; words of up to three letters are never guessed."""
        if len(word) < 4 or len(word) > 30 or not word.isalpha():
            return None
        if len(word) < 6:
            return self._mended_name(word) or self._lengthened(word)
        choices = [known for length in range(len(word) - 2, len(word) + 3) for known in self.by_length.get(length, ())]
        cut_off = _CUT_OFFS.get(len(word), _CUT_OFF_OF_LONG_WORDS)
        found = process.extractOne(word, choices, scorer=fuzz.ratio, score_cutoff=cut_off)
        return found[0] if found else self._lengthened(word)

    def _lengthened(self, word: str) -> str | None:
        """The one name that a word is the beginning of: "moto" for motorcycle, where no other begins so."""
        longer = [name for name in self.long_names if name.startswith(word)]
        return longer[0] if len(longer) == 1 else None

    def _mended_name(self, word: str) -> str | None:
        """Short words are only ever slips of the partnership's own names, with the same first and last letter."""
        choices = [name for name in self.names if name[0] == word[0] and name[-1] == word[-1]]
        found = process.extractOne(word, choices, scorer=fuzz.ratio, score_cutoff=_CUT_OFF_OF_NAMES)
        return found[0] if found else None
