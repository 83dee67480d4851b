"""Reads dates as people write them into plans. The words are kept; a date is taken only where one stands."""

import re
from dataclasses import dataclass
from datetime import date

from csp_core.book import Precision
from csp_core.periods import MONTH_NUMBERS, MONTHS, Period, calendar_year, day, financial_year, month, quarter

MONTH = rf"(?P<month>{'|'.join(MONTHS)}|{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})\b\.?"
YEAR = r"'?(?P<year>(?:19|20)\d\d|\d\d)(?!\d)"
PLAN_YEAR = r"(?P<first>(?:19|20)\d\d)\s*[-/–]\s*(?P<second>(?:20)?\d\d)(?!\d)"
QUARTER = r"\b(?:q|qtr\.?|quarter)\s*(?P<quarter>[1-4])\b"

PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<number>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
        r"(?<![\d/.-])(?P<day>\d{1,2})(?P<sign>[/.-])(?P<number>\d{1,2})(?P=sign)(?P<year>\d{4}|\d\d)(?!\d)",
        rf"\b(?P<day>\d{{1,2}})\s*(?:st|nd|rd|th)?(?:\s+of)?[\s-]+{MONTH}[\s,-]*{YEAR}",
        rf"\b{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)\b",
        rf"{QUARTER}[\s,of]*{PLAN_YEAR}",
        rf"{PLAN_YEAR}[\s,]*{QUARTER}",
        rf"{QUARTER}[\s,]*(?P<started>(?:19|20)\d\d)\b",
        rf"\b{MONTH}[\s,-]*{YEAR}",
        PLAN_YEAR,
        r"(?<![\d£.,/-])(?P<calendar>20[0-4]\d)(?![\d/%.,-]*\d)",
        r"(?P<plan_end>\b(?:end of (?:the )?(?:financial |plan )?year|(?:financial |plan )?year[- ]end)\b)",
        QUARTER,
        rf"\b(?P<day>\d{{1,2}})\s*(?:st|nd|rd|th)?(?:\s+of)?\s+{MONTH}",
        rf"^(?:(?:by|in|during|until|the|end|of|from|early|mid|late)[\s-]+)*{MONTH}$",
    )
)
NEED_PLAN_YEAR = frozenset({"plan_end", "quarter", "month"})

NO_DATE = frozenset(
    {"", "n/a", "na", "tbc", "tba", "tbd", "ongoing", "on-going", "on going", "continuous", "none", "-", "–", "?"}
    | {"ongoing activity", "to be confirmed", "to be agreed", "to be determined", "not applicable", "no date"}
)
RECURRENT = re.compile(
    r"\b(annually|yearly|every|each|quarterly|monthly|weekly|daily|fortnightly|termly|biannually|per (?:year|month))\b",
    re.IGNORECASE,
)
RELATIVE = re.compile(
    r"\b(spring|summer|autumn|winter|easter|christmas|xmas|within (?:\w+ ){1,3}(?:of|from)"
    r"|(?:days?|weeks?|months?|years?) (?:of|from|after|following))\b",
    re.IGNORECASE,
)
LOOKS_LIKE_A_DATE = re.compile(r"\d{1,4}\s*[/.-]\s*\d{1,2}(\s*[/.-]\s*\d{1,4})?|\d{5,8}")


@dataclass(frozen=True, slots=True)
class Written:
    """A date cell: what it says, and the last day it means where it means one.

    `needs_plan_year` marks words such as Q4 that mean a day only once the plan year is known.
    """

    as_written: str | None = None
    day: date | None = None
    precision: Precision | None = None
    notice: str | None = None
    needs_plan_year: bool = False


@dataclass(frozen=True, slots=True)
class NotADate:
    """A cell that was meant as a date and is none."""

    sentence: str
    remedy: str


def read_date(cell: str | date, plan_year: Period | None = None) -> Written | NotADate:
    """Reads a cell; days come before months, years have two digits or four, quarters begin in April."""
    if isinstance(cell, date):
        return Written(f"{cell:%d/%m/%Y}", cell, Precision.DAY)
    text = " ".join(cell.split())
    if text.casefold().rstrip(".") in NO_DATE:
        return Written(text or None)
    if RECURRENT.search(text) or RELATIVE.search(text):
        return Written(text, notice=f"“{text}” recurs or is not exact: kept as written, without a date.")
    return _read_phrase(text, plan_year)


def is_date_alone(text: str) -> bool:
    """Whether a text is a date and says nothing else."""
    return any(pattern.fullmatch(text.strip()) for pattern in PATTERNS)


def _read_phrase(text: str, plan_year: Period | None) -> Written | NotADate:
    found = _dates_within(text)
    if not found:
        return _without_date(text)
    try:
        periods = [_period(each, plan_year) for each in found]
    except ValueError:
        return NotADate(f"“{text}” is no date that exists.", "Write it as day/month/year, such as 31/03/2015.")
    known = [period for period in periods if period is not None]
    if not known:
        return Written(text, needs_plan_year=True)
    latest = max(known, key=lambda period: period.last)
    notice = f"“{text}” holds several dates: the last one counts." if len(known) > 1 else None
    return Written(text, latest.last, latest.precision, notice)


def _dates_within(text: str) -> list[re.Match[str]]:
    """Every date of a phrase, the exactest reading first; what one reading took is not read again."""
    found: list[re.Match[str]] = []
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            if all(match.end() <= other.start() or match.start() >= other.end() for other in found):
                found.append(match)
    exact = [match for match in found if not _is_vague(match)]
    return exact or found


def _is_vague(match: re.Match[str]) -> bool:
    """Whether a date is written without any year."""
    return not {"year", "first", "started", "calendar"} & match.groupdict().keys()


def _period(match: re.Match[str], plan_year: Period | None) -> Period | None:
    """The days that a match means; None without the plan year it needs. ValueError: no such day."""
    part = match.groupdict()
    if "calendar" in part:
        return calendar_year(int(part["calendar"]))
    if "first" in part or "started" in part:
        return _in_plan_year(part, _starting(part))
    if "year" in part:
        return _in_calendar(part, _full_year(part["year"]))
    if plan_year is None:
        return None
    if "month" in part:
        return _in_calendar(part, _year_of_month(_month_number(part), plan_year))
    return _in_plan_year(part, plan_year.first.year)


def _in_plan_year(part: dict[str, str], first_year: int) -> Period:
    return quarter(first_year, int(part["quarter"])) if "quarter" in part else financial_year(first_year)


def _in_calendar(part: dict[str, str], year: int) -> Period:
    number = _month_number(part)
    return day(year, number, int(part["day"])) if "day" in part else month(year, number)


def _starting(part: dict[str, str]) -> int:
    """The first year of 2014/15; ValueError where the second is not the next."""
    if "started" in part:
        return int(part["started"])
    first = int(part["first"])
    if int(part["second"]) % 100 != (first + 1) % 100:
        raise ValueError(part["second"])
    return first


def _month_number(part: dict[str, str]) -> int:
    return int(part["number"]) if "number" in part else MONTH_NUMBERS[part["month"].casefold()]


def _full_year(year: str) -> int:
    return int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 80 else 1900)


def _year_of_month(number: int, plan_year: Period) -> int:
    return plan_year.first.year if number >= plan_year.first.month else plan_year.last.year


def _without_date(text: str) -> Written | NotADate:
    if LOOKS_LIKE_A_DATE.search(text):
        return NotADate(f"“{text}” cannot be read as a date.", "Write it as day/month/year, such as 31/03/2015.")
    return Written(text, notice=f"“{text}” names no date: kept as written.")
