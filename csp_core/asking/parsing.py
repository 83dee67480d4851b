"""Takes a question apart: words as they are meant, dates, and the longest phrases that the vocabulary knows."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from csp_core.asking.dates import DateSpan, dates_in
from csp_core.asking.general import Kind, Meanings
from csp_core.asking.lacking import with_lacking
from csp_core.asking.negation import negated
from csp_core.asking.sentence import Sentence, Span
from csp_core.asking.vocabulary import Vocabulary
from csp_core.text import Word, singular, words_of


def sentence_of(text: str, vocabulary: Vocabulary, today: date) -> Sentence:
    """Takes a question apart. Phrases are found exactly, the longest first; only words that mean nothing
    as they stand are taken for typing errors."""
    plain = plain_text(text)
    words = _as_spoken(words_of(plain), vocabulary)
    dates = dates_in(words, today)
    tokens, mended = _mended(words, vocabulary, _covered(dates))
    if mended:
        meant = dict(mended)
        words = tuple(word._replace(text=meant[word.text]) if word.text in meant else word for word in words)
        dates = dates_in(words, today)
    dates = tuple(
        span
        for span in dates
        if not _is_in_a_cue(span, tokens, vocabulary) and not _is_in_a_ref(span, tokens, vocabulary)
    )
    quoted = _quoted(plain, words)
    taken = _covered(dates) | _covered(quoted)
    claimed = sorted([*_claimed(tokens, vocabulary, taken, _Typed(plain, words)), *quoted], key=lambda span: span.first)
    spans = with_lacking(claimed, tokens)
    return Sentence(plain, words, tuple(negated(spans, dates, words)), dates, vocabulary, today, mended)


def _is_in_a_ref(span: DateSpan, tokens: list[str], vocabulary: Vocabulary) -> bool:
    """The numbers of "P4/07" are no date."""
    return any(
        not tokens[first].isdigit() and Kind.REF in vocabulary.phrases.get(tuple(tokens[first:last]), {})
        for first in range(max(span.first - 2, 0), span.first)
        for last in range(span.first + 1, min(span.first + 4, len(tokens)) + 1)
    )


def reread(sentence: Sentence, text: str) -> Sentence:
    """Another text taken apart in the place of a sentence's: on the same day, with the same vocabulary."""
    return sentence_of(text, sentence.vocabulary, sentence.today)


def plain_text(text: str) -> str:
    """The text without a leading command, and with Slack's escapes as the names they show."""
    shown = _SLACK_ESCAPE.sub(lambda found: f"{found[1]}{found[3] or found[2]}", text)
    return unicodedata.normalize("NFKC", _COMMAND.sub("", shown, count=1)).strip()


_COMMAND = re.compile(r"^\s*/\w+\s*")
_SLACK_ESCAPE = re.compile(r"<([@#!])([^<>|]{1,200})(?:\|([^<>]{0,200}))?>")


def _covered(spans: Iterable[DateSpan | Span]) -> set[int]:
    """The places of the words that stand in spans."""
    return {at for span in spans for at in range(span.first, span.last)}


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


# What a word may mean to a partnership so that it is not read as another.
_OWN = {Kind.REF, Kind.PRIORITY, Kind.ORGANISATION, Kind.ROLE, Kind.POST, Kind.PERSON, Kind.TITLE, Kind.MEASURE}


def _mended(
    words: Sequence[Word], vocabulary: Vocabulary, dated: set[int]
) -> tuple[list[str], tuple[tuple[str, str], ...]]:
    tokens: list[str] = []
    mended: list[tuple[str, str]] = []
    for at, word in enumerate(words):
        token = singular(word.text)
        unknown = at not in dated and token not in vocabulary.spelling.known
        if unknown and len(mended) < _MOST_MENDED and not _joins(words, at, vocabulary):
            better = next(filter(None, map(vocabulary.spelling.mended, dict.fromkeys((word.text, token)))), None)
            if better:
                mended.append((word.text, better))
                token = better
        tokens.append(token)
    return tokens, tuple(mended)


# A text with more slips than this is no question that mending would save.
_MOST_MENDED = 8


def _joins(words: Sequence[Word], at: int, vocabulary: Vocabulary) -> bool:
    """Whether a word and its neighbour are one known word that was typed as two."""
    joined = ["".join(word.text for word in words[first : first + 2]) for first in (at - 1, at) if first >= 0]
    return any(singular(word) in vocabulary.spelling.known for word in joined if word != words[at].text)


def _is_in_a_cue(date: DateSpan, tokens: list[str], vocabulary: Vocabulary) -> bool:
    """ "The Monday post" is no Monday: the words of the date are part of a longer cue."""
    places = range(max(date.first - 1, 0), date.last)
    runs = ((first, last) for first in places for last in range(date.last + 1, date.last + 3) if last <= len(tokens))
    return any(Kind.CUE in vocabulary.phrases.get(tuple(tokens[first:last]), {}) for first, last in runs)


@dataclass(frozen=True, slots=True)
class _Typed:
    text: str
    words: Sequence[Word]

    def between(self, first: int, last: int) -> str:
        return self.text[self.words[first].start : self.words[last - 1].end]


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


# Of phrases equally long, a warning or refusal is heeded first.
_HEEDED = {Kind.SIGNPOST, Kind.DECLINED}


def _quoted(text: str, words: Sequence[Word]) -> list[Span]:
    spans = []
    for found in _QUOTED.finditer(text):
        first = bisect_right(words, found.start(), key=lambda word: word.start)
        last = bisect_left(words, found.end(), key=lambda word: word.end)
        if first < last:
            said = next(group for group in found.groups() if group)
            spans.append(Span(first, last, said, said, quoted=True))
    return spans


_QUOTED = re.compile(r'"([^"]{1,200})"|“([^”]{1,200})”')
