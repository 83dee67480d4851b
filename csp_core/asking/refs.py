"""Refs in a sentence: numbers that count something are none, and what looks like a ref may not exist."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from csp_core.asking.general import Kind, Phrase
from csp_core.asking.sentence import Sentence, Span
from csp_core.asking.vocabulary import shape_of
from csp_core.book import Plan
from csp_core.text import Word, tokens_of

_BEFORE_COUNTS = {"top", "first", "last", "next", "than", "past", "over", "least", "only", "all", "nearly"}
_GLUE = {"", "-", "."}
_COUNTED = {
    "week", "day", "month", "year", "fortnight", "hour", "action", "percent", "offence", "incident", "report",
    "people", "st", "nd", "rd", "th", "pm", "am", "per",
}  # fmt: skip


def unknown_refs(sentence: Sentence, plan: Plan | None) -> tuple[str, ...]:
    """What is written like a ref of the plan and is none: 9.9 where there are 1.1 to 4.10, action 61 of 60."""
    if plan is None or not sentence.has_numbers:
        return ()
    if not all(is_prefix(sentence, span) for span in sentence.of_kind(Kind.REF)):
        return ()
    shapes = sentence.vocabulary.ref_shapes[plan.year]
    dated = {at for span in sentence.dates for at in range(span.first, span.last)}
    found, at = [], 0
    while at < len(sentence.words):
        runs = (sentence.words[at : at + length] for length in (3, 2, 1)) if _may_begin_ref(sentence.words, at) else ()
        words = next((run for run in runs if _is_ref(sentence, at, run, shapes)), ())
        if words and dated.isdisjoint(range(at, at + len(words))):
            found.append(sentence.text[words[0].start : words[-1].end])
        at += max(len(words), 1)
    return tuple(found[:3])


def _is_ref(sentence: Sentence, at: int, words: Sequence[Word], shapes: Collection[Phrase]) -> bool:
    if not _is_written_as_ref(sentence, at, words):
        return False
    lettered = any(len(shape) == 2 and shape[0] != "#" for shape in shapes)
    begins = len(words) == 2 and words[1].is_number and words[0].text in {shape[0] for shape in shapes}
    return begins or shape_of(words) in shapes or _looks_like_ref(words, lettered=lettered)


def is_prefix(sentence: Sentence, span: Span) -> bool:
    """ "SV" and "SV9" of a ref "SV9.9" that does not exist mean no priority and no group."""
    after = sentence.words[span.last] if span.last < len(sentence.words) else None
    part = span.means(Kind.REF) or span.last - span.first == 1
    return part and after is not None and after.is_number and after.glue in _GLUE


def _may_begin_ref(words: Sequence[Word], at: int) -> bool:
    """A number, or a word with the next one right behind it."""
    return words[at].is_number or (at + 1 < len(words) and words[at + 1].glue in _GLUE)


def _looks_like_ref(words: Sequence[Word], *, lettered: bool) -> bool:
    """XX-04 where the plan's refs have letters, and 9.9 anywhere: nothing else is written so."""
    if len(words) != 2 or not words[1].is_number:
        return False
    if words[0].is_number:
        return words[1].glue == "." and max(len(words[0].text), len(words[1].text)) < 3
    return lettered and 1 < len(words[0].text) < 5 and words[1].glue == "-"


def _is_written_as_ref(sentence: Sentence, at: int, words: Sequence[Word]) -> bool:
    if len(words) == 1:
        return (
            words[0].is_number
            and at > 0
            and sentence.words[at - 1].text in {"action", "ref", "number", "item", "actions"}
        )
    return all(word.glue in _GLUE for word in words[1:])


def may_be_ref(sentence: Sentence, at: int) -> bool:
    """A bare number is a ref only where nothing says that it counts something."""
    span = sentence.spans[at]
    if not span.said.strip("#").isdigit():
        return True
    before = sentence.spans[at - 1].said.casefold() if at else ""
    after = tokens_of(sentence.spans[at + 1].said)[:1] if at + 1 < len(sentence.spans) else ()
    return before.split(" ")[-1] not in _BEFORE_COUNTS and not _COUNTED.intersection(after)


def refs_between(sentence: Sentence, plan: Plan | None) -> tuple[str, ...]:
    """ "DA-1 to DA-4" means the two between as well."""
    refs = tuple(plan.by_ref) if plan else ()
    found: list[str] = []
    for one, other in pairwise(sentence.of_kind(Kind.REF)):
        first, last = (next(iter(span.values(Kind.REF))) for span in (one, other))
        if _spans_to(sentence, one, other) and first in refs and last in refs:
            found += refs[refs.index(first) : refs.index(last) + 1]
    return tuple(found)


def _spans_to(sentence: Sentence, one: Span, other: Span) -> bool:
    between = sentence.folded[one.last : other.first]
    dashed = not between and sentence.words[other.first].glue.strip() in {"-", "–"}
    return dashed or between in (("to",), ("through",), ("thru",))
