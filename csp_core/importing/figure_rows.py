"""The rows of a figures file as checked values."""

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeVar

from csp_core.book import State, Visibility
from csp_core.importing.headers import Headers
from csp_core.importing.problems import Problem
from csp_core.importing.tables import Row, Sheet
from csp_core.importing.written_dates import NotADate, read_date

NOT_AVAILABLE = frozenset({"", "[x]", "x", "*", "-", "–", "..", ":", "n/a", "na", "not available"})
NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
Choice = TypeVar("Choice", bound=Enum)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One number as the file has it; None is not available, never zero."""

    number: int
    measure: str
    area: str
    period_from: date
    period_to: date
    value: float | None
    unit: str | None
    change: float | None
    change_percent: float | None
    publisher: str | None
    source: str | None
    published: date | None
    state: State
    visibility: Visibility
    note: str | None


@dataclass(frozen=True, slots=True)
class FigureRows:
    """What a sheet holds: rows, and what is wrong with others."""

    rows: tuple[FigureRow, ...]
    problems: tuple[Problem, ...]


def read_figure_rows(sheet: Sheet, headers: Headers) -> FigureRows:
    """Reads every row below the header; blank rows are passed over."""
    reader = _Reader(sheet, headers)
    body = [row for row in sheet.rows if row.number > headers.row and not row.is_blank]
    rows = tuple(read for row in body if (read := reader.row(row)))
    if not body:
        reader.problem(
            headers.row, "measure", "No figure stands below the header.", "Check that it is the right sheet."
        )
    return FigureRows(rows, tuple(reader.problems))


class _Reader:
    """Reads rows one by one, and gathers what is wrong with them."""

    def __init__(self, sheet: Sheet, headers: Headers) -> None:
        self._sheet = sheet
        self._headers = headers
        self.problems: list[Problem] = []

    def problem(self, row: int, name: str, sentence: str, remedy: str) -> None:
        place = self._sheet.place(row, self._headers.written.get(name))
        self.problems.append(Problem(place, sentence, remedy))

    def row(self, row: Row) -> FigureRow | None:
        """One row, None when something is wrong with it."""
        known = len(self.problems)
        first, last = self._period(row)
        figure = FigureRow(
            number=row.number,
            measure=self._required(row, "measure"),
            area=self._required(row, "area"),
            period_from=first,
            period_to=last,
            value=self._number(row, "value"),
            unit=self._text(row, "unit"),
            change=self._number(row, "change"),
            change_percent=self._percent(row),
            publisher=self._text(row, "publisher"),
            source=self._text(row, "source"),
            published=self._day(row, "published"),
            state=self._choice(row, "state", State.FINAL),
            visibility=self._choice(row, "visibility", Visibility.PUBLIC),
            note=self._text(row, "note"),
        )
        self._check_says_something(row)
        return figure if len(self.problems) == known else None

    def _period(self, row: Row) -> tuple[date, date]:
        """The first and last day; any day stands in for a missing one, which is a problem already."""
        first, last = self._day(row, "period_from", required=True), self._day(row, "period_to", required=True)
        if first and last and last < first:
            self.problem(row.number, "period_to", "The period ends before it begins.", "Check both days.")
        return first or date.min, last or date.min

    def _check_says_something(self, row: Row) -> None:
        """A number, or a mark that there is none; a row with nothing at all is a slip."""
        if not any(self._text(row, name) for name in ("value", "change", "change_percent", "note")):
            self.problem(
                row.number,
                "value",
                "The row has no value, no change and no note.",
                "Write [x] if the figure is not available.",
            )

    def _text(self, row: Row, name: str) -> str | None:
        return " ".join(self._headers.text(row, name).split()) or None

    def _required(self, row: Row, name: str) -> str:
        text = self._text(row, name)
        if text is None:
            self.problem(row.number, name, "The cell is blank.", "Fill it in, or delete the row.")
        return text or ""

    def _day(self, row: Row, name: str, *, required: bool = False) -> date | None:
        read = read_date(self._headers.cell(row, name))
        if isinstance(read, NotADate):
            self.problem(row.number, name, read.sentence, read.remedy)
            return None
        if read.day is None and (required or read.as_written):
            self.problem(row.number, name, "There is no date in the cell.", "Write it as day/month/year.")
        return read.day

    def _number(self, row: Row, name: str) -> float | None:
        text = self._headers.text(row, name).replace("−", "-").replace("£", "").strip()
        if text.casefold() in NOT_AVAILABLE:
            return None
        if not NUMBER.fullmatch(text):
            self.problem(row.number, name, f"“{text}” is no number.", "Write digits alone, or [x] if not available.")
            return None
        return float(text.replace(",", ""))

    def _percent(self, row: Row) -> float | None:
        index = self._headers.columns.get("change_percent")
        if index is None or index >= len(row.cells):
            return None
        cells = [cell.rstrip(" %") if isinstance(cell, str) else cell for cell in row.cells]
        return self._number(Row(row.number, tuple(cells)), "change_percent")

    def _choice(self, row: Row, name: str, default: Choice) -> Choice:
        text = self._text(row, name)
        try:
            return type(default)(text.casefold()) if text else default
        except ValueError:
            choices = ", ".join(each.value for each in type(default))
            self.problem(row.number, name, f"“{text}” is not one of: {choices}.", "Write one of them.")
            return default
