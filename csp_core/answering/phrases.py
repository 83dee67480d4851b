"""Dates, counts and lists in plain words."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from csp_core.book import Action, Precision
from csp_core.periods import Period, financial_year_of


@lru_cache(maxsize=4_096)
def day_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def period_words(period: Period) -> str:
    """A period as people say it; open ends are left out."""
    if period.first == period.last:
        return day_words(period.first)
    if period.first == date.min:
        return f"up to {day_words(period.last)}"
    if period.last == date.max:
        return f"from {day_words(period.first)}"
    return f"{day_words(period.first)} to {day_words(period.last)}"


def due_words(action: Action) -> str:
    """The deadline as exactly as it was written, and what became of it."""
    if action.due is None:
        written = f" (written: “{action.due_as_written}”)" if action.due_as_written else ""
        return f"no deadline recorded{written}"
    return f"due {_dated(action.due, action.due_precision)}"


def _dated(day: date, precision: Precision | None) -> str:
    match precision:
        case Precision.MONTH:
            return f"{day:%B %Y}"
        case Precision.QUARTER:
            first = financial_year_of(day)
            return f"Q{(day.month - 4) % 12 // 3 + 1} {first}/{(first + 1) % 100:02d} (by {day_words(day)})"
        case Precision.YEAR:
            return f"by the end of the year, {day_words(day)}"
        case _:
            return day_words(day)


def moves_words(action: Action) -> str | None:
    """ "moved twice, first due 30 June 2014", or None when the date was never moved."""
    if action.moves == 0 and action.original_due in (None, action.due):
        return None
    times = {0: "moved", 1: "moved once", 2: "moved twice"}.get(action.moves, f"moved {action.moves} times")
    return f"{times}, first due {day_words(action.original_due)}" if action.original_due else times


def overdue_words(days: int) -> str:
    """Days up to a fortnight, then whole weeks with the days beside them."""
    if days < 14:
        return f"{counted(days, 'day')} overdue"
    return f"{days // 7} weeks overdue ({days} days)"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """3 actions, 1 action; `plural` for nouns that do not just take an s."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {plural or f'{noun}s'}"


def number_words(value: float) -> str:
    """2894 → 2,894; 3.9 → 3.9; whole numbers without a decimal point."""
    return f"{int(value):,}" if value == int(value) else f"{value:,.10g}"


def signed_words(value: float) -> str:
    """With its sign; a true minus, which a screen reader says."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{number_words(abs(value))}"


def listed(items: Sequence[str], word: str = "and") -> str:
    """a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {word} {items[-1]}"


def sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
