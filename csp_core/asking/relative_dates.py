"""Dates counted from today: the next six weeks, last Thursday, Christmas."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from dateutil.easter import easter

from csp_core.asking.numbers import NUMBER_WORDS
from csp_core.periods import (
    MONTH_NUMBERS,
    Period,
    financial_year,
    financial_year_of,
    month,
    months_later,
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
_NUMBERS = NUMBER_WORDS | {"a": 1, "couple": 2}
_NEXT, _LAST = {"next", "coming", "following", "nxt"}, {"last", "past", "previous"}
_DAYS = {"today": 0, "tonight": 0, "tomorrow": 1, "tmrw": 1, "tomo": 1, "yesterday": -1, "now": 0}
_THIS = {"this", "current"}
_PARTS_OF_DAY = {"morning", "afternoon", "evening", "night"}
_MORE = {"another", "further", "extra", "additional"}
_FEASTS = {
    ("halloween",): (10, 31),
    ("bonfire", "night"): (11, 5),
    ("guy", "fawkes"): (11, 5),
    ("boxing", "day"): (12, 26),
    ("half", "year"): (9, 30),
    ("mid", "year"): (9, 30),
}
# Every word that such a date may begin with.
BEGINNINGS = (
    {"the", "today", "financial", "plan", "week", "month", "year", "quarter", "christmas", "xmas",
     "new", "ny", "good", "easter", "day",
     "halloween", "bonfire", "guy", "boxing", "half", "mid"}
    | set(WEEKDAYS) | set(_NUMBERS) | set(_DAYS) | _NEXT | _LAST | _THIS | _MORE
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date of `length` words; `needs_relation`: only after a word such as "in" is it one at all."""

    length: int
    period: Period | None
    yearless: bool = False
    needs_relation: bool = False
    monthless: bool = False


def _on(month_number: int, number: int, year: int) -> date:
    return date(year, month_number, number)


class RelativeDates:
    """Reads dates counted from today, in the words of a question."""

    def __init__(self, words: Sequence[Word], today: date) -> None:
        self.words = words
        self.texts = tuple(word.text for word in words)
        self.today = today

    def text(self, at: int) -> str:
        return self.texts[at] if at < len(self.texts) else ""

    def number(self, at: int) -> int | None:
        text = self.text(at)
        return int(text) if text.isdecimal() and len(text) <= 4 else None

    def _span_of_units(self, at: int) -> FoundDate | None:
        """The next 6 weeks, last 30 days, in 2 months' time, a fortnight, another month."""
        side = self.text(at)
        skip = 1 if side in _NEXT | _LAST | _MORE else 0
        couple = 1 if (self.text(at + skip), self.text(at + skip + 1)) == ("a", "couple") else 0
        count = self.number(at + skip) or _NUMBERS.get(self.text(at + skip + couple))
        counted = 1 + couple if count else 0
        counted += self.text(at + skip + counted) == "of"
        working = 1 if self.text(at + skip + counted) in {"working", "school", "business"} and counted else 0
        counted += working
        unit = self.text(at + skip + counted)
        alone = skip and (unit.startswith("fortnight") or side in _MORE)
        if (count is None and not alone) or unit not in _UNITS | _MONTHS_IN:
            return None
        length = skip + counted + 1
        after = self.text(at + length)
        count = self._with_weekends(count or 1) if working and unit in {"day", "days"} else count or 1
        period = self._counted(count, unit, back=side in _LAST or after == "ago")
        length += after in {"time", "ago", "later", "earlier"}
        return FoundDate(length, period, needs_relation=not skip and after not in {"ago", "later", "earlier"})

    def _with_weekends(self, working_days: int) -> int:
        """As how many days so many working days ahead are; bank holidays count as working days."""
        day, left = self.today, min(working_days, 400)
        while left:
            day += timedelta(days=1)
            left -= day.weekday() < 5
        return (day - self.today).days

    def _counted(self, count: int, unit: str, *, back: bool) -> Period:
        sign, count = (-1 if back else 1), min(count, 400)
        if unit in _UNITS:
            other = self.today + timedelta(days=sign * count * _UNITS[unit])
        else:
            other = months_later(self.today, sign * count * _MONTHS_IN[unit])
        return Period(min(other, self.today), max(other, self.today))

    def _relative(self, at: int) -> FoundDate | None:
        """Today, next week, this quarter, last Thursday, next March."""
        if self.text(at) in _DAYS:
            only = self.today + timedelta(days=_DAYS[self.text(at)])
            return FoundDate(1, Period(only, only), needs_relation=self.text(at) == "now")
        if [self.text(at + n) for n in range(3)] == ["day", "after", "tomorrow"]:
            only = self.today + timedelta(days=2)
            return FoundDate(3, Period(only, only))
        before = self.text(at - 1) if at else ""
        if self.text(at) in WEEKDAYS and (len(self.text(at)) > 3 or before in {"due", "by", "until", "before"}):
            return FoundDate(1, self._weekday(self.text(at), 0), needs_relation=False)
        turn = 1 if self.text(at) in _NEXT else -1 if self.text(at) in _LAST else 0
        counted = {"week", "month", "fortnight"} if turn > 0 else {"week", "month", "fortnight", "year"}
        if turn and at and self.text(at - 1) == "the" and self.text(at + 1) in counted:
            # "The next month" is counted from today; "next month" is the calendar's.
            return FoundDate(2, self._counted(1, self.text(at + 1), back=turn < 0))
        if not turn and self.text(at) not in _THIS:
            return None
        if self.text(at + 1) in _PARTS_OF_DAY:
            only = self.today + timedelta(days=min(turn, 0))
            return FoundDate(2, Period(only, only)) if turn <= 0 else None
        financial = 1 if self.text(at + 1) in {"financial", "plan", "fiscal"} else 0
        period = self._turned(self.text(at + 1 + financial), turn)
        return FoundDate(2 + financial, period) if period else None

    def _turned(self, unit: str, turn: int) -> Period | None:
        if unit in {"weekend", "we"}:
            saturday = week_of(self.today + timedelta(days=7 * turn)).last - timedelta(days=1)
            return Period(saturday, saturday + timedelta(days=1))
        if unit in {"week", "wk", "weeks"}:
            # "This week's deadlines" has lost its apostrophe.
            return week_of(self.today + timedelta(days=7 * turn))
        if unit in {"month", "months"}:
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

    def _feast(self, at: int) -> FoundDate | None:
        """Christmas, New Year and Easter: the next ones; only after a word such as "by"."""
        name = self.text(at)
        if name in {"christmas", "xmas"}:
            return self._next_feast(1 + (self.text(at + 1) in {"day", "eve"}), lambda year: date(year, 12, 25))
        if name == "ny":
            return self._next_feast(1, lambda year: date(year, 1, 1))
        if name == "new" and self.text(at + 1) in {"year", "years"}:
            return self._next_feast(2, lambda year: date(year, 1, 1))
        if name == "good" and self.text(at + 1) == "friday":
            return self._next_feast(2, lambda year: easter(year) - timedelta(days=2))
        for words, (month_number, number) in _FEASTS.items():
            if tuple(self.text(at + n) for n in range(len(words))) == words:
                return self._next_feast(len(words), partial(_on, month_number, number))
        return self._next_feast(1, easter) if name == "easter" else None

    def _next_feast(self, length: int, feast: Callable[[int], date]) -> FoundDate:
        only = next(when for when in (feast(self.today.year), feast(self.today.year + 1)) if when >= self.today)
        return FoundDate(length, Period(only, only), yearless=True, needs_relation=True)

    def _glued(self, at: int, marks: str) -> bool:
        return at < len(self.words) and self.words[at].glue in set(marks)
