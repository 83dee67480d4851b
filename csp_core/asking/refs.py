"""Refs in a sentence: numbers that count something are none, and what looks like a ref may not exist."""

from collections.abc import Sequence

from csp_core.asking.general import Kind
from csp_core.asking.sentence import Sentence
from csp_core.asking.vocabulary import shape_of
from csp_core.book import Plan
from csp_core.text import Word, tokens_of

_BEFORE_COUNTS = {"top", "first", "last", "next", "than", "past", "over", "least", "only"}
_COUNTED = {
    "week", "day", "month", "year", "fortnight", "hour", "action", "percent", "offence", "incident", "report",
    "people", "st", "nd", "rd", "th", "pm", "am", "per",
}  # fmt: skip


def unknown_refs(sentence: Sentence, plan: Plan | None) -> tuple[str, ...]:
    """What is written like a ref of the plan and is none: 9.9 where there are 1.1 to 4.10, action 61 of 60."""
    if plan is None or any(sentence.of_kind(Kind.REF)):
        return ()
    shapes = sentence.vocabulary.ref_shapes[plan.year]
    lettered = any(len(shape) == 2 and shape[0] != "#" for shape in shapes)
    dated = {at for span in sentence.dates for at in range(span.first, span.last)}
    found = []
    for at in range(len(sentence.words)):
        for length in (1, 2, 3):
            words = sentence.words[at : at + length]
            free = len(words) == length and not dated.intersection(range(at, at + length))
            is_shape = shape_of(words) in shapes or _looks_like_ref(words, lettered=lettered)
            if free and is_shape and _is_written_as_ref(sentence, at, words):
                found.append(sentence.text[words[0].start : words[-1].end])
    return tuple(found[:3])


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
    return all(word.glue in {"", "-", "."} for word in words[1:])


def may_be_ref(sentence: Sentence, at: int) -> bool:
    """A bare number is a ref only where nothing says that it counts something."""
    span = sentence.spans[at]
    if not span.said.strip("#").isdigit():
        return True
    before = sentence.spans[at - 1].said.casefold() if at else ""
    after = tokens_of(sentence.spans[at + 1].said)[:1] if at + 1 < len(sentence.spans) else ()
    return before.split(" ")[-1] not in _BEFORE_COUNTS and not _COUNTED.intersection(after)
