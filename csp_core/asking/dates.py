"""Dates in a question, and how they limit what is asked: "by Christmas", "since last Thursday", "in Q3"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from csp_core.asking.date_words import BEGINNINGS, DateReader
from csp_core.asking.relative_dates import WEEKDAYS, FoundDate
from csp_core.book import Precision
from csp_core.periods import Period, months_later
from csp_core.text import Word


class Relation(Enum):
    """How a date limits what is asked."""

    IN = "in"
    BY = "by"
    BEFORE = "before"
    AFTER = "after"
    SINCE = "since"
    AS_AT = "as_at"


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date found in the words [first, last); `period` is None where the calendar has no such day.

    `yearless` says that no year was written, so that the year of the financial year was taken; `monthless` that
    no month was either, so that the next day of that number was taken.
    """

    first: int
    last: int
    period: Period | None
    relation: Relation | None = None
    yearless: bool = False
    monthless: bool = False

    def window(self) -> Period | None:
        """All days that the date allows, with its relation."""
        if self.period is None:
            return None
        first, last = self.period.first, self.period.last
        match self.relation:
            case Relation.BY:
                return Period(date.min, last)
            case Relation.BEFORE:
                return Period(date.min, first - timedelta(days=1))
            case Relation.AFTER:
                return Period(min(last, date.max - timedelta(days=1)) + timedelta(days=1), date.max)
            case Relation.SINCE:
                return Period(first, date.max)
            case _:
                return self.period


_RELATIONS: dict[tuple[str, ...], Relation] = {
    ("on", "or", "before"): Relation.BY,
    ("on", "or", "after"): Relation.SINCE,
    ("or", "before"): Relation.BY,
    ("by",): Relation.BY,
    ("until",): Relation.BY,
    ("till",): Relation.BY,
    ("til",): Relation.BY,
    ("no", "later", "than"): Relation.BY,
    ("up", "to"): Relation.BY,
    ("this", "side", "of"): Relation.BY,
    ("before", "half"): Relation.BY,
    ("between", "now", "and"): Relation.IN,
    ("from", "now", "until"): Relation.IN,
    ("from", "now", "to"): Relation.IN,
    ("until", "after"): Relation.AFTER,
    ("not", "until", "after"): Relation.AFTER,
    ("before",): Relation.BEFORE,
    ("prior", "to"): Relation.BEFORE,
    ("ahead", "of"): Relation.BEFORE,
    ("earlier", "than"): Relation.BEFORE,
    ("after",): Relation.AFTER,
    ("later", "than"): Relation.AFTER,
    ("beyond",): Relation.AFTER,
    ("on", "past"): Relation.AFTER,
    ("run", "past"): Relation.AFTER,
    ("go", "past"): Relation.AFTER,
    ("since",): Relation.SINCE,
    ("from",): Relation.SINCE,
    ("as", "at"): Relation.AS_AT,
    ("as", "of"): Relation.AS_AT,
    ("with", "effect", "from"): Relation.IN,
    ("more", "than"): Relation.IN,
    ("at", "least"): Relation.IN,
    ("longer", "than"): Relation.IN,
    ("in",): Relation.IN,
    ("on",): Relation.IN,
    ("during",): Relation.IN,
    ("within",): Relation.IN,
    ("over",): Relation.IN,
    ("for",): Relation.IN,
    ("back",): Relation.IN,
    ("to",): Relation.IN,
    ("due",): Relation.IN,
    ("at",): Relation.IN,
    ("and",): Relation.IN,
    ("between",): Relation.IN,
    ("less", "than"): Relation.IN,
    ("about",): Relation.IN,
}
_BEGIN_RELATIONS = {phrase[0] for phrase in _RELATIONS}
_STARTS = BEGINNINGS | _BEGIN_RELATIONS


def dates_in(words: Sequence[Word], today: date) -> tuple[DateSpan, ...]:
    """All dates in a question, in order. A day without a year lies in today's financial year."""
    return tuple(_behind_events(words, _without_weekdays(words, tuple(_spans(DateReader(words, today))))))


def _without_weekdays(words: Sequence[Word], spans: Sequence[DateSpan]) -> tuple[DateSpan, ...]:
    """ "Friday 18 December" is one day, whatever weekday was typed."""
    kept: list[DateSpan] = []
    for span in spans:
        behind = kept and kept[-1].last == span.first and words[span.first - 1].text in WEEKDAYS
        if behind and span.period and span.period.precision is Precision.DAY and words[span.first].text not in WEEKDAYS:
            weekday = kept.pop()
            kept.append(replace(span, first=weekday.first, relation=weekday.relation or span.relation))
        else:
            kept.append(span)
    return tuple(kept)


def _behind_events(words: Sequence[Word], spans: Sequence[DateSpan]) -> Iterator[DateSpan]:
    """ "Until after the board on the 12th" ends after the 12th: a few words may stand between."""
    for span in spans:
        before = [word.text for word in words[max(span.first - 5, 0) : span.first]]
        until = any(before[at : at + 2] == ["until", "after"] for at in range(len(before)))
        yield replace(span, relation=Relation.AFTER) if until and span.relation in _WITHIN else span


_WITHIN = {None, Relation.IN, Relation.BY}


def _spans(reader: DateReader) -> Iterator[DateSpan]:
    at = 0
    while at < len(reader.words):
        if reader.words[at].text not in _STARTS and not reader.words[at].is_number:
            at += 1
            continue
        relation, length = _relation_at(reader, at)
        if at and relation and reader.text(at - 1) == "or" and reader.text(at - 2) in {"before", "by"}:
            # "Before or after Christmas" limits nothing.
            length, relation = length, None
        found = reader.date_at(at + length, related=relation is not None) if at + length < len(reader.words) else None
        if found:
            period = _behind(found, reader.today) if reader.text(at) == "since" else found.period
            if length == 3 and reader.text(at + 1) == "now" and period and period.last >= reader.today:
                period = Period(reader.today, period.last)
            yield DateSpan(at, at + length + found.length, period, relation, found.yearless, found.monthless)
            at += length + found.length
        else:
            at += 1


def _behind(found: FoundDate, today: date) -> Period | None:
    """ "Since Thursday" and "since Christmas" mean the last one, not the coming one."""
    period = found.period
    if period is None or period.first <= today:
        return period
    if period.first == period.last and (period.first - today).days < 7:
        return Period(period.first - timedelta(days=7), period.last - timedelta(days=7))
    return _months_later(period, -12) if found.yearless else period


def _months_later(period: Period, months: int) -> Period:
    return Period(months_later(period.first, months), months_later(period.last, months), period.precision)


def _relation_at(reader: DateReader, at: int) -> tuple[Relation | None, int]:
    """The words before a date that say how it limits, and how many they are."""
    for length in (3, 2, 1) if reader.text(at) in _BEGIN_RELATIONS else ():
        relation = _RELATIONS.get(reader.texts[at : at + length])
        if relation:
            return relation, length - (reader.text(at + length - 1) == "half")
    return None, 0


def moved_before(span: DateSpan, today: date) -> Period | None:
    """A date of something past: a year, or a month, earlier while it was written without one and lies ahead."""
    if span.period is None or span.period.first <= today:
        return span.period
    if span.monthless:
        return _months_later(span.period, -1)
    return _months_later(span.period, -12) if span.yearless else span.period


def moved_after(span: DateSpan, today: date) -> Period | None:
    """A date of something to come: a year later while it was written without a year and lies behind."""
    if span.period is None or not span.yearless or span.period.last >= today:
        return span.period
    return _months_later(span.period, 12)


def is_plan_year(period: Period) -> bool:
    """Whether a period is one whole financial year, as plans are named."""
    return period.precision is Precision.YEAR and period.first.month == 4
