"""A question taken apart: its words, the phrases in them that mean something, and its dates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from csp_core.asking.dates import DateSpan, Relation
from csp_core.asking.general import Kind, Meanings
from csp_core.asking.vocabulary import Vocabulary
from csp_core.text import Word

# No phrase that a reader looks for has more words.
LONGEST_PHRASE = 6
NO_MEANING: Meanings = MappingProxyType({})


class Span(NamedTuple):
    """The words [first, last) of a question, which mean something together; `said` is as it was typed,
    `read` in folded words with typing errors mended."""

    first: int
    last: int
    said: str
    read: str
    meanings: Meanings = NO_MEANING
    negated: bool = False
    quoted: bool = False

    def values(self, kind: Kind) -> tuple[str, ...]:
        return self.meanings.get(kind, ())

    def means(self, kind: Kind, value: str | None = None) -> bool:
        return kind in self.meanings and (value is None or value in self.meanings[kind])


@dataclass(frozen=True, eq=False)
class Sentence:
    """One question, taken apart. `mended` are the typing errors that were put right, as (typed, read)."""

    text: str
    words: tuple[Word, ...]
    spans: tuple[Span, ...]
    dates: tuple[DateSpan, ...]
    vocabulary: Vocabulary
    today: date
    mended: tuple[tuple[str, str], ...] = ()

    def cue(self, *names: str) -> bool:
        """Whether any phrase gives one of these cues."""
        return not self.cues.isdisjoint(names)

    def leads_with(self, *names: str) -> bool:
        """Whether the first phrase that is more than filler gives one of these cues, as in a command."""
        first = next(iter(self.telling), None)
        return first is not None and any(first.means(Kind.CUE, name) for name in names)

    @cached_property
    def telling(self) -> tuple[Span, ...]:
        """The phrases that are more than filler."""
        return tuple(span for span in self.spans if span.meanings.keys() != {Kind.FILLER})

    def of(self, spans: tuple[Span, ...]) -> "Sentence":
        """The same question with some of its phrases alone."""
        return replace(self, spans=spans)

    @cached_property
    def cues(self) -> frozenset[str]:
        """The names of all cues that its phrases give."""
        return frozenset(value for span in self.spans for value in span.values(Kind.CUE))

    @cached_property
    def _kinds(self) -> frozenset[Kind]:
        return frozenset(kind for span in self.spans for kind in span.meanings)

    def of_kind(self, *kinds: Kind) -> Iterator[Span]:
        if self._kinds.isdisjoint(kinds):
            return iter(())
        return (span for span in self.spans if not span.meanings.keys().isdisjoint(kinds))

    def values(self, kind: Kind) -> tuple[str, ...]:
        """What all phrases of a kind mean, without repeats, in the order typed."""
        return tuple(dict.fromkeys(value for span in self.of_kind(kind) for value in span.values(kind)))

    @cached_property
    def folded(self) -> tuple[str, ...]:
        return tuple(word.text for word in self.words)

    @cached_property
    def has_numbers(self) -> bool:
        """Whether any word is written in figures."""
        return any(word.is_number for word in self.words)

    def starts(self, *openings: str) -> bool:
        """Whether the question begins with any of these phrases, word for word."""
        return not self._openings.isdisjoint(openings)

    def has(self, *phrases: str) -> bool:
        """Whether any of these phrases, of at most `LONGEST_PHRASE` words, stands in the question, word for word."""
        return not self._runs.isdisjoint(phrases)

    @cached_property
    def _openings(self) -> frozenset[str]:
        return frozenset(" ".join(self.folded[:length]) for length in range(1, LONGEST_PHRASE + 1))

    @cached_property
    def _runs(self) -> frozenset[str]:
        """Every run of words that a phrase could be."""
        words = self.folded
        ends = range(1, len(words) + 1)
        return frozenset(
            " ".join(words[first:last]) for last in ends for first in range(max(last - LONGEST_PHRASE, 0), last)
        )

    def dated(self, *relations: Relation) -> DateSpan | None:
        return next((span for span in self.dates if span.relation in relations), None)

    @cached_property
    def asks(self) -> bool:
        """Whether it has the form of a question rather than of a wish or a report."""
        were = self.starts("were") and self.text[:5].isalpha()
        return were or self.text.rstrip().endswith("?") or bool(_ASKS_AT_THE_END.search(self.text)) or self.starts(
            "is", "are", "was", "has", "have", "had", "did", "does", "do", "who", "whos", "what", "whats",
            "when", "whens", "where", "which", "why", "how", "hows", "any", "list", "show", "whose",
        )  # fmt: skip


# "Barn visits: how's it going", "cameras - complete or not".
_ASKS_AT_THE_END = re.compile(
    r"(?:[,;:–—]|\s-)\s+(?:how(?:['’]s| is| are| far| many| much| did)|what(?:['’]s| is| are|s)|any (?:news|update)"
    r"|is it|are they|has it|have they|did it|did they|who(?:['’]s| is|s))\b[^.,;]{0,60}$"
    r"|\bor (?:not|no|isn['’]?t it)[.! ]{0,3}$",
    re.IGNORECASE,
)
