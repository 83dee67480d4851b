"""Which day a change is for, or by how many days it moves a deadline."""

from collections.abc import Sequence
from datetime import date, timedelta

from csp_core.asking.dates import DateSpan, Relation, moved_after, moved_before
from csp_core.asking.numbers import number_in
from csp_core.asking.relative_dates import WEEKDAYS
from csp_core.asking.sentence import Sentence
from csp_core.book import ChangeKind


def day_meant(kind: ChangeKind, sentence: Sentence, whole: Sentence | None = None) -> date | None:
    """The day that a sentence gives for a change of a kind: done lies behind, a new deadline ahead.

    Something is handed over at once. The day done may stand elsewhere in the `whole` message.
    """
    if kind is ChangeKind.REASSIGN:
        return None
    if kind in _TOLD_AFTERWARDS:
        return _day_behind(sentence if sentence.dates or whole is None else whole)
    snoozed = kind is ChangeKind.SNOOZE
    spans = [span for span in sentence.dates if snoozed or not _is_shift(span, sentence)]
    span = _new_date(spans, sentence) if kind is ChangeKind.MOVE_DEADLINE else next(iter(spans), None)
    return day_ahead(span, sentence.today) if span else None


_TOLD_AFTERWARDS = {ChangeKind.COMPLETE, ChangeKind.PROGRESS, ChangeKind.REOPEN, ChangeKind.CANCEL}


def _new_date(spans: Sequence[DateSpan], sentence: Sentence) -> DateSpan | None:
    """Of several dates the last that is no old one: "won't make November, make it 18 December"."""
    words = sentence.folded
    new = [span for span in spans if _OLD.isdisjoint(_right_before(span, words))]
    return next(reversed(new or spans), None)


def _right_before(span: DateSpan, words: Sequence[str]) -> Sequence[str]:
    first = span.first - 1 if span.first and words[span.first - 1] != "the" else max(span.first - 2, 0)
    return words[first : span.first + 1]


_OLD = {"from", "than", "of", "not", "was", "instead"}


def day_ahead(span: DateSpan, today: date) -> date | None:
    """The last day said, or the one after it: "until after the 12th" is from the 13th."""
    period = moved_after(span, today)
    if period is None:
        return None
    return period.last + timedelta(days=1) if span.relation is Relation.AFTER else period.last


def _day_behind(sentence: Sentence) -> date | None:
    """The first date, where it is past; "done on Friday" was the Friday before. What is so since May has no day."""
    span = next((span for span in sentence.dates if span.relation not in {Relation.SINCE, Relation.AFTER}), None)
    period = moved_before(span, sentence.today) if span else None
    if span is None or period is None:
        return None
    if sentence.folded[span.last - 1] == "ago":
        return period.first
    weekday = sentence.folded[span.last - 1] in WEEKDAYS and period.last > sentence.today
    day = period.last - timedelta(days=7) if weekday else period.last
    return day if day <= sentence.today else None


def shift_meant(sentence: Sentence) -> int | None:
    """By how many days a deadline is moved, where it is moved "by 2 weeks" and not to a date."""
    span = next((span for span in sentence.dates if _is_shift(span, sentence)), None)
    if span is None or span.period is None:
        return _days_added(sentence)
    days = (span.period.last - span.period.first).days
    return -days if sentence.folded[span.last - 1] == "earlier" else days


def _days_added(sentence: Sentence) -> int | None:
    """ "A further two weeks", "+2 weeks", "a fortnight late": so many days more, however it is said."""
    words = sentence.folded if not sentence.dates else ()
    for at, word in enumerate(words):
        days = _DAYS_OF.get(word)
        if days is None:
            continue
        before, behind = words[max(at - 4, 0) : at], words[at + 1 : at + 3]
        counted = [number for number in map(number_in, before) if number]
        plus = any("+" in sentence.words[place].glue for place in range(max(at - 2, 0), at))
        if plus or not _MORE.isdisjoint((*before, *behind)):
            return days * (counted[-1] if counted else 2 if "couple" in before else 1)
    return None


_DAYS_OF = {
    "day": 1, "days": 1, "week": 7, "weeks": 7, "wk": 7, "wks": 7, "fortnight": 14, "month": 30, "months": 30,
}  # fmt: skip
_MORE = {"more", "extra", "further", "additional", "another", "extension", "longer", "late", "later"}


def _is_shift(span: DateSpan, sentence: Sentence) -> bool:
    """Whether a stretch counted from today stands without "next" or "in", as in "back a fortnight"."""
    said = sentence.folded[span.first : span.last]
    units = {"day", "days", "week", "weeks", "month", "months", "fortnight", "wks"}
    counted = not units.isdisjoint(said[-2:]) and (said[-1] in units or said[-1] in {"later", "earlier"})
    return counted and not {"next", "in", "within", "last", "this", "end", "of", "ago"}.intersection(said)
