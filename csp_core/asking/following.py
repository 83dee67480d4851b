"""Reads a question that goes on from the one before: "the second one", "same again but just the police ones"."""

from dataclasses import dataclass, fields, replace

from csp_core.asking.figures import aspect_of, series_said
from csp_core.asking.filtering import filters_of
from csp_core.asking.filters import Filters, Order
from csp_core.asking.general import Kind
from csp_core.asking.questions import (
    About,
    Ambiguous,
    AskAction,
    AskActions,
    AskFigures,
    AskProgress,
    Aspect,
    Conversation,
    Question,
)
from csp_core.asking.sentence import Sentence, all_filler

_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "last": -1, "bottom": -1, "top": 1,
}  # fmt: skip
_SUFFIXES = {"st", "nd", "rd", "th"}
_MANY = {"those", "them", "these", "they", "their"}
_ONE = {"it", "that", "this", "its"}
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_DONE = {"done", "finished", "complete", "completed", "sorted"}
_OPENERS = (
    "and", "what about", "how about", "just", "only", "same", "but", "now", "or", "not", "except", "without", "ok and",
    "ok just", "ok now", "ok what about", "and what about", "what if", "then", "show only", "show just", "drop", "also",
    "which is", "which are", "which one", "which ones", "any of", "how is", "hows", "plus", "minus", "leaving out",
    "excluding", "bar", "make it", "sorry",
    "i meant", "no",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Pointer:
    """Words that point at actions shown before: the words [first, last), and which of them; None for all."""

    first: int
    last: int
    place: int | None
    is_one: bool
    count: int = 1


def rewritten(sentence: Sentence, before: Conversation) -> str | Ambiguous | None:
    """The text with the refs that its pointing words mean, a choice where one of several is meant, or None."""
    if any(sentence.of_kind(Kind.REF)) or _is_about_figures(sentence, before):
        return None
    if len(before.refs) == 1 and _DONE.issuperset(_telling(sentence)) and not sentence.asks:
        return f"{before.refs[0]} is done"
    pointer = _pointer(sentence) if before.refs or before.listed else None
    if pointer is None:
        return _completed(sentence, before)
    if pointer.place is not None:
        return _placed(sentence, pointer, before)
    refs = before.refs or before.listed
    if pointer.is_one and len(refs) > 1 and not sentence.cue("count"):
        choices = tuple(_with_refs(sentence, pointer, (ref,)) for ref in refs[:10])
        return Ambiguous("Several actions were shown.", choices)
    return _with_refs(sentence, pointer, refs)


def _completed(sentence: Sentence, before: Conversation) -> str | Ambiguous | None:
    """ "Why so late?", "who's the lead": asked of an action, and none is named."""
    filters = filters_of(sentence)
    if replace(filters, overdue=False, ignored=(), statuses=frozenset()) != Filters(year=filters.year):
        return None
    if not before.refs or not sentence.cue("why", "owner", "deadline", "partners") or sentence.cue("list", "count"):
        return None
    asked = sentence.text.rstrip(" ?.!")
    if len(before.refs) == 1:
        return f"{asked} {_named(before.refs)}"
    return Ambiguous("Several actions were shown.", tuple(f"{asked} {_named((ref,))}" for ref in before.refs[:10]))


def _named(refs: tuple[str, ...]) -> str:
    return " and ".join(f"action {ref}" if ref.isdigit() else ref for ref in refs)


def _telling(sentence: Sentence) -> set[str]:
    """The words that are more than filler; {"?"} when there is none."""
    return {span.read for span in sentence.spans if not all_filler(span)} or {"?"}


def _placed(sentence: Sentence, pointer: _Pointer, before: Conversation) -> str | None:
    """ "The second one" and "the first two" point into the last list."""
    refs = before.refs if len(before.refs) > 1 else before.listed or before.refs
    place = pointer.place or 0
    first = place - 1 if place > 0 else len(refs) - pointer.count
    return _with_refs(sentence, pointer, refs[first : first + pointer.count]) if 0 <= first < len(refs) else None


def _is_about_figures(sentence: Sentence, before: Conversation) -> bool:
    return isinstance(before.question, AskFigures) and not sentence.cue("owner", "deadline", "status")


def _with_refs(sentence: Sentence, pointer: _Pointer, refs: tuple[str, ...]) -> str:
    start, end = sentence.words[pointer.first].start, sentence.words[pointer.last - 1].end
    return f"{sentence.text[:start]}{_named(refs)}{sentence.text[end:]}"


def _pointer(sentence: Sentence) -> _Pointer | None:
    words = sentence.folded
    claimed = {
        at
        for span in sentence.spans
        if span.last - span.first > 1 and (span.means(Kind.TITLE) or span.means(Kind.MEASURE) or span.means(Kind.REF))
        for at in range(span.first, span.last)
    } | {
        at
        for span in sentence.dates
        if words[span.last : span.last + 1] not in (("one",), ("action",))
        for at in range(span.first, span.last)
    }
    found = (_pointer_at(words, at) for at in range(len(words)) if at not in claimed)
    pointers = [pointer for pointer in found if pointer is not None]
    placed = next((pointer for pointer in pointers if pointer.place is not None), None)
    return placed or next(iter(pointers), None)


def _pointer_at(words: tuple[str, ...], at: int) -> _Pointer | None:
    word, after = words[at], words[at + 1 : at + 3]
    first = at - 1 if at and words[at - 1] == "the" else at
    if word in {"first", "last", "top"} and after[:1] and after[0] in _COUNTS:
        return _Pointer(
            first, at + 2 + (after[1:] == ("ones",)), _ORDINALS[word], is_one=False, count=_COUNTS[after[0]]
        )
    if word in _ORDINALS and (
        after[:1] in (("one",), ("action",))
        or (first < at and after[:1] in ((), ("due",), ("late",), ("overdue",), ("again",)))
    ):
        return _Pointer(first, at + 1 + bool(after), _ORDINALS[word], is_one=True)
    if (
        word.isdecimal()
        and len(word) < 3
        and after[:1]
        and after[0] in _SUFFIXES
        and after[1:] in (("one",), ("action",), ())
    ):
        return _Pointer(first, at + 1 + len(after), int(word), is_one=True)
    if word in _MANY:
        return _Pointer(at, at + 1 + (after[:1] == ("ones",)), None, is_one=False)
    if word in _ONE:
        return _Pointer(at, at + 1 + (after[:1] == ("one",)), None, is_one=True)
    return None


def continued(sentence: Sentence, question: Question, before: Conversation) -> Question:
    """The question, put together with the one before where it only changes a part of that."""
    if isinstance(before.question, AskFigures):
        return _continued_figures(sentence, question, before.question)
    opened = sentence.starts(*_OPENERS) or sentence.folded[-1:] == ("only",)
    if not opened and not sentence.cue("oldest_first", "newest_first"):
        return question
    changed = filters_of(sentence)
    if isinstance(before.question, AskActions) and sentence.cue("oldest_first", "newest_first"):
        order = Order.LATEST if sentence.cue("newest_first") else Order.SOONEST
        if replace(changed, overdue=False, ignored=()) == Filters(year=changed.year):
            return replace(before.question, order=order)
    if changed == Filters(year=changed.year):
        return question
    match before.question:
        case AskActions() | AskProgress():
            return replace(before.question, filters=_merged(before.question.filters, changed, sentence))
        case AskAction() if changed.refs or changed.terms:
            return replace(before.question, filters=changed)
        case AskAction(about=About.STATUS) if not before.question.filters.refs:
            return AskActions(_merged(before.question.filters, changed, sentence))
        case _:
            return question


def _continued_figures(sentence: Sentence, question: Question, before: AskFigures) -> Question:
    opened = sentence.starts(*_OPENERS)
    points = not _ONE.isdisjoint(sentence.folded) or not _MANY.isdisjoint(sentence.folded)
    if (
        not (opened or points or sentence.has("by how much", "how much by"))
        or sentence.cue("list", "overdue")
        or any(sentence.of_kind(Kind.REF))
    ):
        return question
    aspect = aspect_of(sentence)
    if sentence.has("by how much", "how much by") and not series_said(sentence):
        return replace(before, aspect=Aspect.CHANGE if before.aspect is Aspect.LATEST else before.aspect)
    if sentence.has("last year", "year before", "previous year"):
        return replace(before, aspect=Aspect.COMPARE_PERIODS, periods=())
    measures = series_said(sentence)
    areas = sentence.values(Kind.AREA)
    if opened and isinstance(question, Ambiguous) and not measures:
        return replace(before, measures=(), said=sentence.text)
    if opened and (measures or areas):
        return replace(before, measures=measures or before.measures, areas=areas or before.areas)
    if points and aspect is not Aspect.LATEST and not measures:
        return replace(before, aspect=aspect, areas=areas or before.areas)
    return question


def _merged(old: Filters, new: Filters, sentence: Sentence) -> Filters:
    """The filters before, with every part that was said anew."""
    empty = Filters(year=new.year)
    said = {
        field.name: getattr(new, field.name)
        for field in fields(Filters)
        if getattr(new, field.name) != getattr(empty, field.name)
    }
    kept = old if not said.get("due") or sentence.starts("same") else replace(old, overdue=False)
    if said.get("overdue") and not said.get("due") and not sentence.starts("same"):
        kept = replace(kept, due=None)
    said.pop("part", None)
    if kept.refs and not new.refs and sentence.starts("what about", "how about", "and what about"):
        kept = replace(kept, refs=())
    merged = replace(kept, **said)
    return replace(merged, part=new.part) if new.organisations or new.not_organisations else merged
