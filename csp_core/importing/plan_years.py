"""The year a plan file is for: as named, as its own column says, as its due dates show, or the present one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from csp_core import model
from csp_core.importing.headers import Headers
from csp_core.importing.plan_rows import year_of_due_dates
from csp_core.importing.problems import Problem, refuse
from csp_core.importing.tables import Row, Sheet
from csp_core.periods import Period, financial_year, financial_year_of
from csp_core.records import Records

YEAR = re.compile(r"\s*((?:19|20)\d\d)(?:\s*[-/–]\s*(?:20)?(\d\d))?\s*")


@dataclass(frozen=True, slots=True)
class ChosenYear:
    """The plan year of a file; the notice says how it was found where nobody named it."""

    period: Period
    notice: str | None = None


def plan_year(text: str) -> Period | None:
    """The financial year that 2026-27, 2026/27 or 2026 names; None for anything else."""
    match = YEAR.fullmatch(text)
    if match is None or (match[2] and int(match[2]) != (int(match[1]) + 1) % 100):
        return None
    return financial_year(int(match[1]))


def year_name(year: Period) -> str:
    """The usual name of a financial year: 2014-15."""
    return f"{year.first.year}-{year.last.year % 100:02d}"


def choose_year(sheet: Sheet, headers: Headers, named: Period | None, today: date) -> ChosenYear:
    """Raises ImportRefused when the file holds rows of several years and none was named."""
    if named is not None:
        return ChosenYear(named)
    years = {headers.text(row, "year") for row in _body(sheet, headers)} - {""}
    if len(years) > 1:
        place = sheet.place(column=headers.written["year"])
        listed = ", ".join(sorted(years))
        raise refuse([Problem(place, f"The file holds several plan years: {listed}.", "Name one: --year.")])
    if years and (period := plan_year(years.pop())):
        return ChosenYear(period)
    return _guessed(sheet, headers, today)


def rows_of_year(sheet: Sheet, headers: Headers, year: Period) -> Sheet:
    """The sheet without the rows that say they belong to another year."""
    rows: Sequence[Row] = [
        row for row in sheet.rows if row.number <= headers.row or plan_year(headers.text(row, "year")) in (None, year)
    ]
    return Sheet(sheet.file, sheet.name, tuple(rows))


def find_or_create_plan(records: Records, year: Period) -> model.Plan:
    """The plan of a financial year, whatever way its year is written."""
    for plan in records.of(model.Plan):
        if plan_year(plan.year) == year:
            return plan
    plan = model.Plan(id=uuid4(), year=year_name(year), first_day=year.first, last_day=year.last)
    records.add(plan)
    return plan


def _guessed(sheet: Sheet, headers: Headers, today: date) -> ChosenYear:
    shown = year_of_due_dates(sheet, headers)
    period = shown or financial_year(financial_year_of(today))
    reason = "most due dates lie in it" if shown else f"it holds today, {today:%d/%m/%Y}"
    name = year_name(period)
    return ChosenYear(period, f"The plan year is taken as {name}, because {reason}; --year names another.")


def _body(sheet: Sheet, headers: Headers) -> Sequence[Row]:
    return [row for row in sheet.rows if row.number > headers.row and not row.is_blank]
