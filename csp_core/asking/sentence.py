"""A question taken apart: its words, the phrases in them that mean something, and its dates."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from csp_core.asking.dates import DateSpan, Relation, dates_in
from csp_core.asking.general import Kind, Meanings
from csp_core.asking.vocabulary import Vocabulary
from csp_core.text import Word, singular, words_of

_COMMAND = re.compile(r"^\s*/\w+\s*")
_SLACK_ESCAPE = re.compile(r"<([@#!])([^<>|]{1,200})(?:\|([^<>]{0,200}))?>")
_QUOTED = re.compile(r'"([^"]{1,200})"|“([^”]{1,200})”')
# Of phrases equally long, a warning or refusal is heeded first; of meanings, the most telling is taken.
_HEEDED = {Kind.SIGNPOST, Kind.DECLINED}
# No phrase that a reader looks for has more words.
LONGEST_PHRASE = 6
# A text with more slips than this is no question that mending would save.
MOST_MENDED = 8


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

    @property
    def asks(self) -> bool:
        """Whether it has the form of a question rather than of a wish or a report."""
        were = self.starts("were") and self.text[:5].isalpha()
        return were or self.text.rstrip().endswith("?") or self.starts(
            "is", "are", "was", "has", "have", "had", "did", "does", "do", "who", "whos", "what", "whats",
            "when", "whens", "where", "which", "why", "how", "hows", "any", "list", "show", "whose",
        )  # fmt: skip


def sentence_of(text: str, vocabulary: Vocabulary, today: date) -> Sentence:
    """Takes a question apart. Phrases are found exactly, the longest first; only words that mean nothing
    as they stand are taken for typing errors."""
    plain = plain_text(text)
    words = _as_spoken(words_of(plain), vocabulary)
    dates = dates_in(words, today)
    dated = {at for span in dates for at in range(span.first, span.last)}
    tokens, mended = _mended(words, vocabulary, dated)
    if mended:
        meant = dict(mended)
        words = tuple(word._replace(text=meant[word.text]) if word.text in meant else word for word in words)
        dates = dates_in(words, today)
        dated = {at for span in dates for at in range(span.first, span.last)}
    dates = tuple(span for span in dates if not _is_in_a_cue(span, tokens, vocabulary))
    dated = {at for span in dates for at in range(span.first, span.last)}
    quoted = _quoted(plain, words)
    taken = dated | {at for span in quoted for at in range(span.first, span.last)}
    spans = sorted([*_claimed(tokens, vocabulary, taken, _Typed(plain, words)), *quoted], key=lambda span: span.first)
    return Sentence(plain, words, tuple(_negated(spans, dates, words)), dates, vocabulary, today, mended)


# What a word may mean to a partnership so that it is not read as another.
_OWN = {Kind.REF, Kind.PRIORITY, Kind.ORGANISATION, Kind.ROLE, Kind.POST, Kind.PERSON, Kind.TITLE, Kind.MEASURE}


def _as_spoken(words: tuple[Word, ...], vocabulary: Vocabulary) -> tuple[Word, ...]:
    """ "whos on em, due b4 xmas" as "whos on them, due before xmas"."""
    spoken = vocabulary.general.spoken
    if "b" not in (texts := {word.text for word in words}) and texts.isdisjoint(spoken):
        return words
    read: list[Word] = []
    for word, after in zip(words, (*words[1:], None), strict=True):
        if read and read[-1].text == "b" and word.text == "4" and not word.glue:
            read[-1] = read[-1]._replace(text="before", end=word.end)
        elif word.text in spoken and not _begins_a_ref(after) and _is_nobodys(word, vocabulary):
            read.append(word._replace(text=spoken[word.text]))
        else:
            read.append(word)
    return tuple(read)


def _begins_a_ref(after: Word | None) -> bool:
    """ "R1" and "N2" are refs, or numbers of something."""
    return after is not None and after.is_number and not after.glue


def _is_nobodys(word: Word, vocabulary: Vocabulary) -> bool:
    return _OWN.isdisjoint(vocabulary.phrases.get((singular(word.text),), {}))


def _is_in_a_cue(date: DateSpan, tokens: list[str], vocabulary: Vocabulary) -> bool:
    """ "The Monday post" is no Monday: the words of the date are part of a longer cue."""
    places = range(max(date.first - 1, 0), date.last)
    runs = ((first, last) for first in places for last in range(date.last + 1, date.last + 3) if last <= len(tokens))
    return any(Kind.CUE in vocabulary.phrases.get(tuple(tokens[first:last]), {}) for first, last in runs)


def plain_text(text: str) -> str:
    """The text without a leading command, and with Slack's escapes as the names they show."""
    shown = _SLACK_ESCAPE.sub(lambda found: f"{found[1]}{found[3] or found[2]}", text)
    return unicodedata.normalize("NFKC", _COMMAND.sub("", shown, count=1)).strip()


@dataclass(frozen=True, slots=True)
class _Typed:
    text: str
    words: Sequence[Word]

    def between(self, first: int, last: int) -> str:
        return self.text[self.words[first].start : self.words[last - 1].end]


def _mended(
    words: Sequence[Word], vocabulary: Vocabulary, dated: set[int]
) -> tuple[list[str], tuple[tuple[str, str], ...]]:
    tokens: list[str] = []
    mended: list[tuple[str, str]] = []
    for at, word in enumerate(words):
        token = singular(word.text)
        unknown = at not in dated and token not in vocabulary.spelling.known
        if unknown and len(mended) < MOST_MENDED and not _joins(words, at, vocabulary):
            better = next(filter(None, map(vocabulary.spelling.mended, dict.fromkeys((word.text, token)))), None)
            if better:
                mended.append((word.text, better))
                token = better
        tokens.append(token)
    return tokens, tuple(mended)


def _joins(words: Sequence[Word], at: int, vocabulary: Vocabulary) -> bool:
    """Whether a word and its neighbour are one known word that was typed as two."""
    joined = ["".join(word.text for word in words[first : first + 2]) for first in (at - 1, at) if first >= 0]
    return any(singular(word) in vocabulary.spelling.known for word in joined if word != words[at].text)


def _claimed(tokens: list[str], vocabulary: Vocabulary, taken: set[int], typed: _Typed) -> Iterator[Span]:
    """Phrases that do not overlap, the longest first; what is left over stands as spans without meaning."""
    free = [at not in taken for at in range(len(tokens))]
    for first, last, meanings in sorted(_candidates(tokens, vocabulary), key=_weight):
        if all(free[first:last]):
            free[first:last] = [False] * (last - first)
            yield Span(first, last, typed.between(first, last), " ".join(tokens[first:last]), meanings)
    for at in range(len(tokens)):
        if free[at]:
            yield Span(at, at + 1, typed.between(at, at + 1), tokens[at])


def _candidates(tokens: list[str], vocabulary: Vocabulary) -> Iterator[tuple[int, int, Meanings]]:
    for first in range(len(tokens)):
        for length in range(1, min(vocabulary.longest.get(tokens[first], 0), len(tokens) - first) + 1):
            meanings = vocabulary.phrases.get(tuple(tokens[first : first + length]))
            is_percentage = tokens[first].isdigit() and tokens[first + length : first + length + 1] == ["percent"]
            if meanings and not is_percentage:
                yield first, first + length, meanings
        if first + 1 < len(tokens) and len(tokens[first]) > 2:
            joined = vocabulary.phrases.get((singular(tokens[first] + tokens[first + 1]),))
            if joined:
                yield first, first + 2, joined


def _weight(candidate: tuple[int, int, Meanings]) -> tuple[bool, int, bool, int]:
    """Keywords of recorded facts claim what is left: they are sentences' words more than names."""
    first, last, meanings = candidate
    return meanings.keys() == {Kind.TOPIC}, first - last, _HEEDED.isdisjoint(meanings), first


def _quoted(text: str, words: Sequence[Word]) -> list[Span]:
    spans = []
    for found in _QUOTED.finditer(text):
        first = bisect_right(words, found.start(), key=lambda word: word.start)
        last = bisect_left(words, found.end(), key=lambda word: word.end)
        if first < last:
            said = next(group for group in found.groups() if group)
            spans.append(Span(first, last, said, said, quoted=True))
    return spans


def _negated(spans: Sequence[Span], dates: Sequence[DateSpan], words: Sequence[Word]) -> Iterator[Span]:
    """Marks what stands after "not", "except" …, up to the next cue or date."""
    if not any(span.means(Kind.CUE, "negation") or span.read == "no" for span in spans):
        yield from spans
        return
    negating = False
    starts_of_dates = {span.first for span in dates}
    for span, after in zip(spans, [*spans[1:], None], strict=True) if spans else ():
        if span.means(Kind.CUE, "negation") or _is_no_before_a_name(span, after):
            negating = True
        elif span.first in starts_of_dates or (
            _ends_negation(span, behind_comma="," in words[span.first].glue) and not _goes_on(span, words)
        ):
            negating = False
        yield span._replace(negated=True) if negating else span
        # "Not overdue in road safety" leaves road safety in.
        negating = negating and not span.means(Kind.CUE, "overdue")


def _goes_on(span: Span, words: Sequence[Word]) -> bool:
    """ "Leave out anything which has been delivered": what follows is what is left out."""
    pronoun = words[span.first - 1].text if span.first else ""
    return words[span.first].text in {"which", "that"} and pronoun in {"anything", "everything", "those", "any", "ones"}


def _is_no_before_a_name(span: Span, after: Span | None) -> bool:
    """ "No Harbour Lights" leaves them out; "no owner" is a phrase of its own."""
    kinds = (Kind.ORGANISATION, Kind.ROLE, Kind.PRIORITY, Kind.POST)
    return span.read == "no" and after is not None and any(after.means(kind) for kind in kinds)


def _ends_negation(span: Span, *, behind_comma: bool) -> bool:
    if span.said.casefold() in {"but", "due", "that", "which", "only", "just"}:
        return True
    passing: set[str] = set() if behind_comma else {"list", "lead_only", "partner_only", "owner", "partners", "mine"}
    return span.meanings.keys() == {Kind.CUE} and not any(span.means(Kind.CUE, name) for name in passing)
