"""Every way of writing one date, in figures or in words."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from csp_core.asking import numbers, relative_dates
from csp_core.asking.relative_dates import FoundDate, RelativeDates
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
    week_of,
)
from csp_core.text import Word

_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}
_SUFFIXES = {"st", "nd", "rd", "th"}
# On which day a part of a month begins, counted from 0, and how many days it has at most.
_PARTS_OF_MONTH = {"early": (0, 10), "mid": (10, 10), "middle": (10, 10), "late": (20, 11)}
# Months that are other words as well.
_WORDS_TOO = {"may", "march", "mar", "dec"}
_WEEK_BEGINS = {("w", "c"), ("week", "commencing"), ("week", "beginning"), ("week", "starting")}
_VERSUS = {"v", "vs", "versus", "against"}
# Every word that a date may begin with; a number may too. All other words are passed over at once.
BEGINNINGS = (
    {"year", "end", "start", "beginning", "close", "fy", "q", "qtr", "w"}
    | set(MONTH_NUMBERS) | set(_ORDINALS) | set(_PARTS_OF_MONTH) | numbers.BEGINNINGS | relative_dates.BEGINNINGS
)  # fmt: skip
# Those in which a typing error can be told from another word.
LONG_DATE_WORDS = tuple(sorted(word for word in BEGINNINGS if len(word) > 5))


class DateReader(RelativeDates):
    """Tries every way of writing a date at one place, the longest first."""

    def __init__(self, words: Sequence[Word], today: date) -> None:
        super().__init__(words, today)
        self.ways: tuple[Callable[[int], FoundDate | None], ...] = (
            self._edge,
            self._week_from,
            self._days_of_month,
            self._numeric,
            self._financial_year,
            self._day_and_month,
            self._part_of_month,
            self._quarter,
            self._span_of_units,
            self._relative,
            self._month,
            self._year,
            self._feast,
            self._day_of_month,
        )

    def date_at(self, at: int, *, related: bool) -> FoundDate | None:
        article = 1 if self.text(at) == "the" else 0
        if self.text(at + article) not in BEGINNINGS and self.number(at + article) is None:
            return None
        for way in self.ways:
            found = way(at + article)
            if found and (related or not found.needs_relation):
                return FoundDate(found.length + article, found.period, found.yearless, monthless=found.monthless)
        return None

    def _edge(self, at: int) -> FoundDate | None:
        """The end or the start of some period; "year end" is the end of the financial year."""
        if self.text(at) == "year" and self.text(at + 1) == "end":
            return FoundDate(2, self._last_day(financial_year(financial_year_of(self.today))))
        if self.text(at) not in {"end", "start", "beginning", "close"}:
            return None
        of = 1 if self.text(at + 1) == "of" else 0
        if of and self.text(at + 2) in {"play", "business"}:
            # "By close of play Friday" is by Friday.
            day = self.date_at(at + 3, related=True)
            return day and FoundDate(3 + day.length, day.period, day.yearless)
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

    def _week_from(self, at: int) -> FoundDate | None:
        """Week commencing 2 November, w/c 2/11; the week of 2 November is the one that holds the day."""
        begins = (self.text(at), self.text(at + 1)) in _WEEK_BEGINS
        holds = self.text(at) == "week" and self.text(at + 1) in {"of", "with"}
        day = self.date_at(at + 2, related=True) if begins or holds else None
        if day is None or day.period is None or (holds and day.period.first != day.period.last):
            return day if begins else None
        first = week_of(day.period.first).first if holds else day.period.first
        return FoundDate(2 + day.length, Period(first, first + timedelta(days=6)), day.yearless)

    def _days_of_month(self, at: int) -> FoundDate | None:
        """20 to 31 October, 20-31 October; without "between" or "due" in front the first number may be a ref."""
        first, after = self._day_number(at)
        apart = 1 if self.text(after) in {"to", "and"} else 0
        if first is None or not (apart or self._glued(after, "-–")):
            return None
        last = self._day_and_month(after + apart)
        if last is None or last.period is None or not 0 < first <= last.period.first.day:
            return None
        period = Period(last.period.first.replace(day=first), last.period.last)
        return FoundDate(after + apart + last.length - at, period, yearless=True, needs_relation=True)

    def _numeric(self, at: int) -> FoundDate | None:
        """2014-12-31, 31/12/2014, 31.12.14, 31/12, 12/2014."""
        one, two, three = (self.number(at + n) for n in range(3))
        if one is None or two is None or not self._glued(at + 1, "-/."):
            return None
        if three is not None and self._glued(at + 2, self.words[at + 1].glue):
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
        """12 March 2015, 12th of March, March 12th, the twelfth of March."""
        number, after = self._day_number(at)
        if number is not None:
            of = self.text(after) == "of"
            after += of
            # "The second may be late" speaks of no month.
            sure = of or self.number(at) is not None or self.text(after) not in _WORDS_TOO
            month_number = MONTH_NUMBERS.get(self.text(after)) if sure else None
            return self._with_year(at, after + 1, month_number, number) if month_number else None
        month_number = MONTH_NUMBERS.get(self.text(at))
        number, after = self._day_number(at + 1 + (self.text(at + 1) == "the"))
        if month_number is None or number is None:
            return None
        if after == at + 2 and self.words[at + 1].glue == "-":
            return FoundDate(2, month(self._full_year(number), month_number))
        return self._with_year(at, after, month_number, number)

    def _day_number(self, at: int) -> tuple[int | None, int]:
        """The day of a month at a place, in figures or words, and the place behind it."""
        if (number := self.number(at)) is not None and number <= 31 and len(self.text(at)) < 3:
            return number, at + 1 + (self.text(at + 1) in _SUFFIXES)
        spelled = numbers.ordinal_at(self.words, at)
        return (spelled[0], at + spelled[1]) if spelled else (None, at)

    def _with_year(self, at: int, after: int, month_number: int, number: int) -> FoundDate:
        year = self.number(after)
        if year is not None and (year > 1900 or (9 < year < 100 and self.words[after].glue in {" ", "-", "/", "'"})):
            return FoundDate(after + 1 - at, self._day(self._full_year(year), month_number, number))
        return FoundDate(after - at, self._day_in_year(month_number, number), yearless=True)

    def _part_of_month(self, at: int) -> FoundDate | None:
        """The first week of December, mid-December, late January."""
        number = _ORDINALS.get(self.text(at)) if self.text(at + 1) in {"week", "fortnight"} else None
        after = at + 2 + (self.text(at + 2) in {"of", "in"}) if number else at + 1
        month_number = MONTH_NUMBERS.get(self.text(after))
        if month_number is None or not (number or self.text(at) in _PARTS_OF_MONTH):
            return None
        whole = self._month_in_year(month_number)
        if number:
            first, days = 7 * (number - 1), 7 if self.text(at + 1) == "week" else 14
        else:
            first, days = _PARTS_OF_MONTH[self.text(at)]
        start = whole.first + timedelta(days=first)
        last = min(start + timedelta(days=days - 1), whole.last)
        if self.text(at) == "last":
            start, last = whole.last - timedelta(days=days - 1), whole.last
        return FoundDate(after + 1 - at, Period(start, last), yearless=True)

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

    def _month(self, at: int) -> FoundDate | None:
        """March 2015, in March; a bare month needs a word such as "in" before it."""
        number = MONTH_NUMBERS.get(self.text(at))
        if number is None:
            return None
        year = self.number(at + 1)
        if year is not None and (year > 1900 or self._glued(at + 1, "-/'’")):
            return FoundDate(2, month(self._full_year(year), number))
        return FoundDate(1, self._month_in_year(number), yearless=True, needs_relation=self.text(at) in _WORDS_TOO)

    def _year(self, at: int) -> FoundDate | None:
        if self.text(at) in {"financial", "plan"} and self.text(at + 1) == "year":
            return FoundDate(2, financial_year(financial_year_of(self.today)), needs_relation=True)
        if at > 1 and (self.text(at), self.text(at - 1), self.text(at - 2)) == ("year", "on", "year"):
            return None
        if self.text(at) in {"week", "month", "quarter", "year"} and self.text(at + 1) not in {"after", "before"}:
            return FoundDate(1, self._turned(self.text(at), 0), needs_relation=self.text(at - 1 if at else 0) != "the")
        year = self.number(at)
        if year is not None and self._is_year_compared(at):
            return FoundDate(1, calendar_year(2000 + year))
        if year is None or not 1990 <= year <= 2100:
            return None
        return FoundDate(1, calendar_year(year))

    def _is_year_compared(self, at: int) -> bool:
        """ "25 v 24": two short years side by side, neither far from today."""
        sides = [self.text(at + 2)] if self.text(at + 1) in _VERSUS else []
        sides += [self.text(at - 2)] if at > 1 and self.text(at - 1) in _VERSUS else []
        short = [text for text in (self.text(at), *sides) if len(text) == 2 and text.isdecimal()]
        return len(short) > 1 and all(-15 < 2000 + int(year) - self.today.year < 2 for year in short)

    def _day_of_month(self, at: int) -> FoundDate | None:
        """The 12th, the twelfth: of this month, or of the next once it is over. "The second" points at a list."""
        number, after = self._day_number(at)
        suffixed = self.text(at + 1) in _SUFFIXES
        if not number or not (suffixed or (number > 10 and not self.text(at).isdecimal())):
            return None
        month_on = months_later(self.today.replace(day=1), 1 if number < self.today.day else 0)
        return FoundDate(after - at, self._day(month_on.year, month_on.month, number), monthless=True)

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
