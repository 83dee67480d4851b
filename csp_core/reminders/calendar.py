"""When schedules are due: local periods, wall times and bank holidays. Pure: no clock, no database."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays

from csp_core.periods import months_later
from csp_core.reminder_kinds import Region
from csp_core.reminders.schedules import Timetable

# The longest that bank holidays and weekends can put a post off: Good Friday to the Tuesday after, Christmas.
LONGEST_SHIFT = timedelta(days=10)
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_SUBDIVISIONS = {Region.ENGLAND_AND_WALES: "ENG", Region.SCOTLAND: "SCT", Region.NORTHERN_IRELAND: "NIR"}


@dataclass(frozen=True, slots=True)
class LocalPeriod:
    """What a schedule is due in once: an ISO week (2026-W44), a month (2026-10) or a date, by the local calendar.

    `day` is the day that it falls on where no bank holiday moves it.
    """

    key: str
    day: date


@dataclass(frozen=True, slots=True)
class Due:
    """A period with the local day and the moment (UTC) that it is due."""

    period: LocalPeriod
    day: date
    at: datetime


def due_at(timetable: Timetable, period: LocalPeriod, zone: ZoneInfo) -> Due:
    """The wall time on the period's day, or on the next working day. An hour that comes twice counts the first
    time; one that the clocks leave out moves forward by the gap."""
    day = _postable(timetable, period.day)
    wall = datetime.combine(day, timetable.at, tzinfo=zone).replace(fold=0)
    return Due(period, day, wall.astimezone(UTC))


def due_between(timetable: Timetable, after: datetime, to: datetime, zone: ZoneInfo) -> tuple[Due, ...]:
    """All that is due after a moment and up to another, in order of time."""
    first = after.astimezone(zone).date() - LONGEST_SHIFT
    last = to.astimezone(zone).date() + _DAY
    every = (due_at(timetable, period, zone) for period in _periods(timetable, first, last))
    return tuple(sorted((due for due in every if after < due.at <= to), key=lambda due: due.at))


def next_due(timetable: Timetable, after: datetime, zone: ZoneInfo) -> Due:
    """The first that is due after a moment."""
    return due_between(timetable, after, after + timedelta(days=62), zone)[0]


def due_on(timetable: Timetable, day: date, zone: ZoneInfo) -> Due | None:
    """What is due on a local day, at whatever time; None when nothing is."""
    every = (due_at(timetable, period, zone) for period in _periods(timetable, day - LONGEST_SHIFT, day))
    return next((due for due in every if due.day == day), None)


def is_working_day(day: date, region: Region) -> bool:
    """Monday to Friday, and no bank holiday there."""
    return day.weekday() < 5 and not _is_bank_holiday(day, region)


def _periods(timetable: Timetable, first: date, last: date) -> Iterator[LocalPeriod]:
    """Every period whose day lies between two days."""
    if timetable.day_of_month is not None:
        return _months(timetable.day_of_month, first, last)
    if timetable.weekday is not None:
        return _weeks(timetable.weekday, first, last)
    return _working_days(timetable.region, first, last)


def _weeks(weekday: int, first: date, last: date) -> Iterator[LocalPeriod]:
    day = first + timedelta(days=(weekday - first.weekday()) % 7)
    while day <= last:
        year, week, _ = day.isocalendar()
        yield LocalPeriod(f"{year}-W{week:02d}", day)
        day += _WEEK


def _months(number: int, first: date, last: date) -> Iterator[LocalPeriod]:
    """In a month that has no such day it is the last."""
    month = first.replace(day=1)
    while month <= last:
        day = month.replace(day=min(number, monthrange(month.year, month.month)[1]))
        if first <= day <= last:
            yield LocalPeriod(f"{day:%Y-%m}", day)
        month = months_later(month, 1)


def _working_days(region: Region, first: date, last: date) -> Iterator[LocalPeriod]:
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if is_working_day(day, region):
            yield LocalPeriod(day.isoformat(), day)


def _postable(timetable: Timetable, day: date) -> date:
    """A weekday that somebody chose stands, be it a Sunday, unless it is a bank holiday; a day of the month moves
    off weekends too."""
    region = timetable.region
    if timetable.weekday is not None and timetable.day_of_month is None and not _is_bank_holiday(day, region):
        return day
    while not is_working_day(day, region):
        day += _DAY
    return day


def _is_bank_holiday(day: date, region: Region) -> bool:
    return day in _bank_holidays(region, day.year)


@lru_cache(maxsize=64)
def _bank_holidays(region: Region, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv=_SUBDIVISIONS[region], years=year))
