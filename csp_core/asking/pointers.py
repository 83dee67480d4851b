"""Words that point at actions that were shown before: "the second one", "the first two", "those", "it"."""

from dataclasses import dataclass

from csp_core.asking.dates import DateSpan
from csp_core.asking.general import Kind
from csp_core.asking.sentence import Sentence, Span

MANY = {"those", "them", "these", "they", "their"}
ONE = {"it", "that", "this", "its", "thats"}


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words that point at actions shown before: the words [first, last), and which of them; None for all."""

    first: int
    last: int
    place: int | None
    is_one: bool
    count: int = 1


def pointer_in(sentence: Sentence) -> Pointer | None:
    """The first pointer to a place in a list, else the first of all."""
    words, claimed = sentence.folded, _claimed(sentence)
    found = (_pointer_at(words, at) for at in range(len(words)) if at not in claimed)
    pointers = [pointer for pointer in found if pointer is not None]
    placed = next((pointer for pointer in pointers if pointer.place is not None), None)
    return placed or next(iter(pointers), None)


def _claimed(sentence: Sentence) -> set[int]:
    """The words of longer names and of dates, which point at nothing; "the 2nd one" is no date."""
    kinds = (Kind.TITLE, Kind.MEASURE, Kind.REF)
    spans: list[Span | DateSpan] = [span for span in sentence.of_kind(*kinds) if span.last - span.first > 1]
    spans += (span for span in sentence.dates if sentence.folded[span.last : span.last + 1] not in _THINGS)
    return {at for span in spans for at in range(span.first, span.last)}


def _pointer_at(words: tuple[str, ...], at: int) -> Pointer | None:
    return _place_at(words, at) or _reference_at(words, at)


def _place_at(words: tuple[str, ...], at: int) -> Pointer | None:
    """ "The first two", "the last one", "the 2nd"."""
    word, after = words[at], words[at + 1 : at + 3]
    first = at - 1 if at and words[at - 1] == "the" else at
    if word in {"first", "last", "top"} and after[:1] and after[0] in _COUNTS:
        last = at + 2 + (after[1:] == ("ones",))
        return Pointer(first, last, _ORDINALS[word], is_one=False, count=_COUNTS[after[0]])
    if word in _ORDINALS and (after[:1] in _THINGS or (first < at and after[:1] in _BEHIND_A_PLACE)):
        return Pointer(first, at + 1 + bool(after), _ORDINALS[word], is_one=True)
    counted = word.isdecimal() and len(word) < 3 and after[:1] and after[0] in _SUFFIXES
    if counted and after[1:] in (*_THINGS, ()):
        return Pointer(first, at + 1 + len(after), int(word), is_one=True)
    return None


_THINGS = (("one",), ("action",))
_BEHIND_A_PLACE = ((), ("due",), ("late",), ("overdue",), ("again",))


def _reference_at(words: tuple[str, ...], at: int) -> Pointer | None:
    """ "Those", "both", "any of it", "that one"."""
    word, after = words[at], words[at + 1 : at + 3]
    if word in MANY or (word == "both" and (not after or after[0] in _BEHIND_BOTH)):
        return Pointer(at, at + 1 + (after[:1] == ("ones",)), None, is_one=False)
    if word in {"any", "all", "some"} and after in (("of", "that"), ("of", "it"), ("of", "this")):
        return Pointer(at + 1, at + 3, None, is_one=False)
    if word in ONE and not (word == "thats" and after[:1] in _SAID_TO_THANK):
        return Pointer(at, at + 1 + (after[:1] == ("one",)), None, is_one=True)
    return None


_SAID_TO_THANK = ((), ("all",), ("it",), ("great",), ("fine",), ("right",), ("correct",), ("good",), ("helpful",))
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "last": -1, "bottom": -1, "top": 1,
}  # fmt: skip
_SUFFIXES = {"st", "nd", "rd", "th"}
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "2": 2, "3": 3, "4": 4, "5": 5}
_BEHIND_BOTH = {"another", "back", "to", "done", "are", "an", "a", "by", "until", "till", "over", "off"}
