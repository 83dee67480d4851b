"""Every way of writing one date: in figures, in words, or counted from today."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import easter

from csp_core.periods import (
    MONTH_NUMBERS,
    Period,
    calendar_year,
    day,
    financial_year,
    financial_year_of,
    month,
    months_later,
    quarter,
    quarter_of,
    week_of,
)
from csp_core.text import Word

WEEKDAYS = {
    name: number
    for number, full in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
    for name in (full, full[:3], {"tuesday": "tues", "thursday": "thurs"}.get(full, full))
}
_UNITS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "wk": 7, "wks": 7, "fortnight": 14, "fortnights": 14}
_MONTHS_IN = {"month": 1, "months": 1, "quarter": 3, "quarters": 3, "year": 12, "years": 12}
_COUNTED_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: number for number, word in enumerate(_COUNTED_WORDS, start=1)} | {"a": 1, "couple": 2}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
_SUFFIXES = {"st", "nd", "rd", "th"}
_NEXT, _LAST = {"next", "coming", "following"}, {"last", "past", "previous"}
_THIS = {"this", "current"}
# Every word that a date may begin with; a number may too. All other words are passed over at once.
BEGINNINGS = (
    {"the", "year", "end", "start", "beginning", "close", "fy", "q", "quarter", "qtr", "today", "tonight", "tomorrow",
     "yesterday", "now", "financial", "plan", "week", "month", "christmas", "xmas", "new", "good", "easter"}
    | set(MONTH_NUMBERS) | set(WEEKDAYS) | set(_NUMBERS) | set(_ORDINALS) | _NEXT | _LAST | _THIS
)  # fmt: skip
# Those in which a typing error can be told from another word.
LONG_DATE_WORDS = tuple(sorted(word for word in BEGINNINGS if len(word) > 5))


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date of `length` words; `needs_relation`: only after a word such as "in" is it one at all."""

    length: int
    period: Period | None
    yearless: bool = False
    needs_relation: bool = False


class DateReader:
    """Tries every way of writing a date at one place, the longest first."""

    def __init__(self, words: Sequence[Word], today: date) -> None:
        self.words = words
        self.today = today
        self.ways: tuple[Callable[[int], FoundDate | None], ...] = (
            self._edge,
            self._numeric,
            self._financial_year,
            self._day_and_month,
            self._quarter,
            self._span_of_units,
            self._relative,
            self._month,
            self._year,
            self._feast,
            self._day_of_month,
        )

    def text(self, at: int) -> str:
        return self.words[at].text if at < len(self.words) else ""

    def number(self, at: int) -> int | None:
        text = self.text(at)
        return int(text) if text.isdecimal() and len(text) <= 4 else None

    def date_at(self, at: int, *, related: bool) -> FoundDate | None:
        article = 1 if self.text(at) == "the" else 0
        for way in self.ways:
            found = way(at + article)
            if found and (related or not found.needs_relation):
                return FoundDate(found.length + article, found.period, found.yearless)
        return None

    def _edge(self, at: int) -> FoundDate | None:
        """The end or the start of some period; "year end" is the end of the financial year."""
        if self.text(at) == "year" and self.text(at + 1) == "end":
            return FoundDate(2, self._last_day(financial_year(financial_year_of(self.today))))
        if self.text(at) not in {"end", "start", "beginning", "close"}:
            return None
        of = 1 if self.text(at + 1) == "of" else 0
        inner = self.date_at(at + 1 + of, related=True)
        if inner is None or inner.period is None:
            return inner
        edge = self._first_day if self.text(at) in {"start", "beginning"} else self._last_day
        return FoundDate(1 + of + inner.length, edge(inner.period), inner.yearless)

    @staticmethod
    def _last_day(period: Period) -> Period:
        return Period(period.last, period.last)

    @staticmethod
    def _first_day(period: Period) -> Period:
        return Period(period.first, period.first)

    def _numeric(self, at: int) -> FoundDate | None:
        """2014-12-31, 31/12/2014, 31.12.14, 31/12, 12/2014."""
        one, two, three = (self.number(at + n) for n in range(3))
        if one is None or two is None or not self._glued(at + 1, "-/."):
            return None
        if three is not None and self._glued(at + 2, "-/."):
            year, number = (one, three) if one > 31 else (self._full_year(three), one)
            return FoundDate(3, self._day(year, two, number))
        if self.words[at + 1].glue == "/" and 1 <= one <= 12 and 1900 < two <= 2100:
            return FoundDate(2, month(two, one))
        if self.words[at + 1].glue != "/" or one > 31 or two > 12 or len(self.words[at].text) > 2:
            return None
        return FoundDate(2, self._day_in_year(two, one), yearless=True)

    def _financial_year(self, at: int) -> FoundDate | None:
        """2014/15, 2014-2015, 14/15; with or without "FY"."""
        prefix = 1 if self.text(at) == "fy" else 0
        one, two = self.number(at + prefix), self.number(at + prefix + 1)
        if one is None or two is None or not self._glued(at + prefix + 1, "-/–"):
            return None
        first = self._full_year(one)
        if not 1990 <= first <= 2100 or two % 100 != (first + 1) % 100:
            return None
        return FoundDate(prefix + 2, financial_year(first))

    def _day_and_month(self, at: int) -> FoundDate | None:
        """12 March 2015, 12th of March, March 12th."""
        number, after = self.number(at), at + 1
        if number is not None and number <= 31:
            after += self.text(after) in _SUFFIXES
            after += self.text(after) == "of"
            month_number = MONTH_NUMBERS.get(self.text(after))
            return self._with_year(at, after + 1, month_number, number) if month_number else None
        month_number, number = MONTH_NUMBERS.get(self.text(at)), self.number(at + 1)
        if month_number is None or number is None or number > 31 or len(self.text(at + 1)) > 2:
            return None
        after = at + 2 + (self.text(at + 2) in _SUFFIXES)
        if after == at + 2 and self.words[at + 1].glue == "-":
            return FoundDate(2, month(self._full_year(number), month_number))
        return self._with_year(at, after, month_number, number)

    def _with_year(self, at: int, after: int, month_number: int, number: int) -> FoundDate:
        year = self.number(after)
        if year is not None and (year > 1900 or (9 < year < 100 and self.words[after].glue in {" ", "-", "/", "'"})):
            return FoundDate(after + 1 - at, self._day(self._full_year(year), month_number, number))
        return FoundDate(after - at, self._day_in_year(month_number, number), yearless=True)

    def _quarter(self, at: int) -> FoundDate | None:
        """Q4 2026/27, quarter 3, third quarter."""
        if self.text(at) in {"q", "quarter", "qtr"}:
            number, after = self.number(at + 1), at + 2
        elif self.text(at + 1) in _SUFFIXES and self.text(at + 2) in {"quarter", "qtr"}:
            number, after = self.number(at), at + 3
        elif self.text(at + 1) in {"quarter", "qtr"}:
            number, after = _ORDINALS.get(self.text(at)), at + 2
        else:
            return None
        if number is None or not 1 <= number <= 4 or self.text(at) == "last":
            return None
        length = after - at
        after += self.text(after) == "of"
        year = self._financial_year(after)
        if year and year.period:
            return FoundDate(after + year.length - at, quarter(year.period.first.year, number))
        written = self.number(after)
        if written and 1900 < written <= 2100:
            return FoundDate(after + 1 - at, quarter(written, number))
        return FoundDate(length, quarter(financial_year_of(self.today), number), yearless=True)

    def _span_of_units(self, at: int) -> FoundDate | None:
        """The next 6 weeks, last 30 days, in 2 months' time, a fortnight."""
        side = self.text(at)
        skip = 1 if side in _NEXT | _LAST else 0
        couple = 1 if (self.text(at + skip), self.text(at + skip + 1)) == ("a", "couple") else 0
        count = self.number(at + skip) or _NUMBERS.get(self.text(at + skip + couple))
        counted = 1 + couple if count else 0
        counted += self.text(at + skip + counted) == "of"
        unit = self.text(at + skip + counted)
        if (count is None and not (skip and unit.startswith("fortnight"))) or unit not in _UNITS | _MONTHS_IN:
            return None
        period = self._counted(count or 1, unit, back=side in _LAST or self.text(at + skip + counted + 1) == "ago")
        length = skip + counted + 1
        length += self.text(at + length) in {"time", "ago"}
        return FoundDate(length, period, needs_relation=not skip)

    def _counted(self, count: int, unit: str, *, back: bool) -> Period:
        sign, count = (-1 if back else 1), min(count, 400)
        if unit in _UNITS:
            other = self.today + timedelta(days=sign * count * _UNITS[unit])
        else:
            other = months_later(self.today, sign * count * _MONTHS_IN[unit])
        return Period(min(other, self.today), max(other, self.today))

    def _relative(self, at: int) -> FoundDate | None:
        """Today, next week, this quarter, last Thursday, next March."""
        days = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1, "now": 0}
        if self.text(at) in days:
            only = self.today + timedelta(days=days[self.text(at)])
            return FoundDate(1, Period(only, only), needs_relation=self.text(at) == "now")
        if self.text(at) in WEEKDAYS and len(self.text(at)) > 3:
            return FoundDate(1, self._weekday(self.text(at), 0), needs_relation=False)
        turn = 1 if self.text(at) in _NEXT else -1 if self.text(at) in _LAST else 0
        if turn > 0 and at and self.text(at - 1) == "the" and self.text(at + 1) in {"week", "month", "fortnight"}:
            # "The next month" is counted from today; "next month" is the calendar's.
            return FoundDate(2, self._counted(1, self.text(at + 1), back=False))
        if not turn and self.text(at) not in _THIS:
            return None
        financial = 1 if self.text(at + 1) in {"financial", "plan", "fiscal"} else 0
        period = self._turned(self.text(at + 1 + financial), turn)
        return FoundDate(2 + financial, period) if period else None

    def _turned(self, unit: str, turn: int) -> Period | None:
        if unit in {"weekend", "we"}:
            saturday = week_of(self.today + timedelta(days=7 * turn)).last - timedelta(days=1)
            return Period(saturday, saturday + timedelta(days=1))
        if unit in {"week", "wk"}:
            return week_of(self.today + timedelta(days=7 * turn))
        if unit == "month":
            moved = months_later(self.today, turn)
            return month(moved.year, moved.month)
        if unit in {"quarter", "qtr"}:
            return quarter_of(months_later(self.today, 3 * turn))
        if unit in {"year", "fy", "yr"}:
            return financial_year(financial_year_of(self.today) + turn)
        if unit in WEEKDAYS:
            return self._weekday(unit, turn)
        if unit in MONTH_NUMBERS:
            return self._month_turned(MONTH_NUMBERS[unit], turn)
        return None

    def _weekday(self, name: str, turn: int) -> Period:
        """The coming one; "last" is the latest before today, "next" the one of next week."""
        ahead = (WEEKDAYS[name] - self.today.weekday()) % 7
        if turn < 0:
            ahead = ahead - 7
        elif turn > 0:
            ahead = WEEKDAYS[name] - self.today.weekday() + 7
        only = self.today + timedelta(days=ahead)
        return Period(only, only)

    def _month_turned(self, number: int, turn: int) -> Period:
        year = self.today.year
        if turn > 0 and number <= self.today.month:
            year += 1
        if turn < 0 and number >= self.today.month:
            year -= 1
        return month(year, number)

    def _month(self, at: int) -> FoundDate | None:
        """March 2015, in March; a bare month needs a word such as "in" before it."""
        number = MONTH_NUMBERS.get(self.text(at))
        if number is None:
            return None
        year = self.number(at + 1)
        if year is not None and (year > 1900 or self._glued(at + 1, "-/'’")):
            return FoundDate(2, month(self._full_year(year), number))
        could_be_a_word = self.text(at) in {"may", "march", "mar", "dec"}
        return FoundDate(1, self._month_in_year(number), yearless=True, needs_relation=could_be_a_word)

    def _year(self, at: int) -> FoundDate | None:
        if self.text(at) in {"financial", "plan"} and self.text(at + 1) == "year":
            return FoundDate(2, financial_year(financial_year_of(self.today)), needs_relation=True)
        if self.text(at) in {"week", "month", "quarter", "year"} and self.text(at + 1) not in {"after", "before"}:
            return FoundDate(1, self._turned(self.text(at), 0), needs_relation=self.text(at - 1 if at else 0) != "the")
        year = self.number(at)
        if year is None or not 1990 <= year <= 2100:
            return None
        return FoundDate(1, calendar_year(year))

    def _feast(self, at: int) -> FoundDate | None:
        """Christmas, New Year and Easter: the next ones; only after a word such as "by"."""
        name = self.text(at)
        if name in {"christmas", "xmas"}:
            return self._next_feast(1, lambda year: date(year, 12, 25))
        if name == "new" and self.text(at + 1) in {"year", "years"}:
            return self._next_feast(2, lambda year: date(year, 1, 1))
        if name == "good" and self.text(at + 1) == "friday":
            return self._next_feast(2, lambda year: easter(year) - timedelta(days=2))
        return self._next_feast(1, easter) if name == "easter" else None

    def _next_feast(self, length: int, feast: Callable[[int], date]) -> FoundDate:
        only = next(when for when in (feast(self.today.year), feast(self.today.year + 1)) if when >= self.today)
        return FoundDate(length, Period(only, only), needs_relation=True)

    def _day_of_month(self, at: int) -> FoundDate | None:
        """The 12th: of this month, or of the next once it is over."""
        number = self.number(at)
        if number is None or not 1 <= number <= 31 or self.text(at + 1) not in _SUFFIXES:
            return None
        month_on = months_later(self.today.replace(day=1), 1 if number < self.today.day else 0)
        return FoundDate(2, self._day(month_on.year, month_on.month, number))

    def _glued(self, at: int, marks: str) -> bool:
        return at < len(self.words) and self.words[at].glue in set(marks)

    def _full_year(self, year: int) -> int:
        return 2000 + year if year < 100 else year

    def _day(self, year: int, month_number: int, number: int) -> Period | None:
        try:
            return day(year, month_number, number)
        except ValueError:
            return None

    def _day_in_year(self, month_number: int, number: int) -> Period | None:
        first = financial_year_of(self.today)
        return self._day(first if month_number >= 4 else first + 1, month_number, number)

    def _month_in_year(self, number: int) -> Period:
        first = financial_year_of(self.today)
        return month(first if number >= 4 else first + 1, number)
