"""Stretches of days with the British calendar of public bodies: years and quarters that begin in April."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from csp_core.book import Precision

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH_NUMBERS = (
    {name: number for number, name in enumerate(MONTHS, 1)}
    | {name[:3]: number for number, name in enumerate(MONTHS, 1)}
    | {"sept": 9}
)


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both days included, and how exactly it was written."""

    first: date
    last: date
    precision: Precision = Precision.DAY

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def day(year: int, month: int, number: int) -> Period:
    """One day; ValueError when the calendar has no such day."""
    only = date(year, month, number)
    return Period(only, only)


def month(year: int, number: int) -> Period:
    """A calendar month."""
    last = monthrange(year, number)[1]
    return Period(date(year, number, 1), date(year, number, last), Precision.MONTH)


def quarter(first_year: int, number: int) -> Period:
    """A quarter of the financial year that begins in April of `first_year`; the 4th is the next January to March."""
    months_on = 3 + 3 * (number - 1)
    year, first_month = first_year + months_on // 12, months_on % 12 + 1
    return Period(date(year, first_month, 1), month(year, first_month + 2).last, Precision.QUARTER)


def financial_year(first_year: int) -> Period:
    """1 April of `first_year` to 31 March of the next."""
    return Period(date(first_year, 4, 1), date(first_year + 1, 3, 31), Precision.YEAR)


def calendar_year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


def financial_year_of(when: date) -> int:
    """The calendar year in which the financial year of a day began."""
    return when.year if when.month >= 4 else when.year - 1


def quarter_of(when: date) -> Period:
    """The quarter of the financial year that a day lies in."""
    return quarter(financial_year_of(when), (when.month - 4) % 12 // 3 + 1)


def week_of(when: date) -> Period:
    """Monday to Sunday."""
    monday = when - timedelta(days=when.weekday())
    return Period(monday, monday + timedelta(days=6))


def months_later(when: date, months: int) -> date:
    """The same day some months on (or back), or that month's last day where it has no such day."""
    year, index = divmod(when.year * 12 + when.month - 1 + months, 12)
    return date(year, index + 1, min(when.day, monthrange(year, index + 1)[1]))
