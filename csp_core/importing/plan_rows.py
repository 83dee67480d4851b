"""The rows of a plan file as checked values: what each cell means, or what is wrong with it."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from csp_core.importing.headers import Headers
from csp_core.importing.problems import Problem
from csp_core.importing.statuses import UnknownStatus, WrittenStatus, read_status
from csp_core.importing.tables import Row, Sheet
from csp_core.importing.written_dates import NotADate, Written, read_date
from csp_core.model import ref_key
from csp_core.periods import Period, financial_year, financial_year_of

NAMES = ("priority", "objective", "lead", "owner", "measure", "funding")
PROSE = ("description", "progress", "partners")
YES = frozenset({"yes", "y", "true", "1", "x"})
NO = frozenset({"no", "n", "false", "0", ""})
CONTACTS = re.compile(
    r"\s*[(\[]?(?:\S+@\S+\.\w+|(?:tel(?:ephone)?\.?:?\s*)?(?<!\w)\+?\d[\d\s-]{7,}\d)[)\]]?", re.IGNORECASE
)
CLEAR_MAJORITY = 0.6


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One action as the file has it. None is blank, and so is what the file has no column for."""

    number: int
    title: str
    ref: str | None
    texts: Mapping[str, str]
    start: Written
    due: Written
    status: WrittenStatus
    original_due: date | None
    completed_on: date | None
    moves: int | None
    awaiting_sign_off: bool
    illustrative: bool

    def text(self, name: str) -> str | None:
        return self.texts.get(name) or None


@dataclass(frozen=True, slots=True)
class PlanRows:
    """What a sheet holds: rows, what is wrong with others, and what a person should know."""

    rows: tuple[PlanRow, ...]
    problems: tuple[Problem, ...]
    notices: tuple[str, ...]


def read_plan_rows(sheet: Sheet, headers: Headers, plan_year: Period) -> PlanRows:
    """Reads every row below the header; blank rows are passed over."""
    reader = _Reader(sheet, headers, plan_year)
    rows = tuple(reader.row(row) for row in sheet.rows if row.number > headers.row and not row.is_blank)
    reader.check_refs(rows)
    if not rows:
        reader.problem(None, "action", "There is no action below the header.", "Check that it is the right sheet.")
    return PlanRows(rows, tuple(reader.problems), tuple(reader.notices))


def year_of_due_dates(sheet: Sheet, headers: Headers) -> Period | None:
    """The financial year that most due dates lie in; None when there is no clear majority."""
    cells = (headers.cell(row, "due") for row in sheet.rows if row.number > headers.row)
    dates = [read.day for read in map(read_date, cells) if isinstance(read, Written) and read.day]
    years = Counter(map(financial_year_of, dates))
    year, count = next(iter(years.most_common(1)), (0, 0))
    return financial_year(year) if count > CLEAR_MAJORITY * len(dates) else None


def without_contacts(text: str) -> str:
    """A name without the telephone numbers and e-mail addresses that share its cell."""
    return " ".join(CONTACTS.sub(" ", text).split())


class _Reader:
    """Reads rows one by one, and gathers what is wrong and what is worth knowing."""

    def __init__(self, sheet: Sheet, headers: Headers, plan_year: Period) -> None:
        self._sheet = sheet
        self._headers = headers
        self._plan_year = plan_year
        self.problems: list[Problem] = []
        self.notices: list[str] = []

    def problem(self, row: int | None, name: str, sentence: str, remedy: str) -> None:
        place = self._sheet.place(row, self._headers.written.get(name))
        self.problems.append(Problem(place, sentence, remedy))

    def row(self, row: Row) -> PlanRow:
        """Reads one row; what is wrong with a cell becomes a problem, and the cell counts as blank."""
        return PlanRow(
            number=row.number,
            title=self._title(row),
            ref=self._name(row, "ref"),
            texts={name: self._name(row, name) or "" for name in NAMES}
            | {name: self._headers.text(row, name) for name in PROSE},
            start=self._date(row, "start"),
            due=self._date(row, "due"),
            status=self._status(row),
            original_due=self._date(row, "original_due").day,
            completed_on=self._date(row, "completed_on").day,
            moves=self._count(row, "moves"),
            awaiting_sign_off=self._yes(row, "awaiting_sign_off"),
            illustrative=self._yes(row, "illustrative"),
        )

    def check_refs(self, rows: tuple[PlanRow, ...]) -> None:
        """Every ref has to be there and to stand once, if the file has a column for them."""
        if "ref" not in self._headers.columns:
            return
        first: dict[str, PlanRow] = {}
        for row in rows:
            if row.ref is None:
                self.problem(row.number, "ref", "The action has no ref.", "Give it one, or leave the column out.")
                continue
            other = first.setdefault(ref_key(row.ref), row)
            if other is not row:
                self.problem(
                    row.number,
                    "ref",
                    f"The ref “{row.ref}” is that of row {other.number} already.",
                    "Give each action a ref of its own.",
                )

    def _title(self, row: Row) -> str:
        title = self._name(row, "action")
        if title is None:
            self.problem(row.number, "action", "The row names no action.", "Fill it in, or delete the row.")
        return title or ""

    def _name(self, row: Row, name: str) -> str | None:
        text = " ".join(self._headers.text(row, name).split())
        return (without_contacts(text) if name in ("lead", "owner") else text) or None

    def _date(self, row: Row, name: str) -> Written:
        read = read_date(self._headers.cell(row, name), self._plan_year)
        if isinstance(read, NotADate):
            self.problem(row.number, name, read.sentence, read.remedy)
            return Written()
        if read.notice:
            self.notices.append(f"{self._sheet.place(row.number, self._headers.written[name])}: {read.notice}")
        return read

    def _status(self, row: Row) -> WrittenStatus:
        read = read_status(self._headers.text(row, "status"))
        if isinstance(read, UnknownStatus):
            self.problem(row.number, "status", read.sentence, read.remedy)
            return WrittenStatus()
        return read

    def _count(self, row: Row, name: str) -> int | None:
        text = self._headers.text(row, name)
        if text and not (text.isascii() and text.isdigit()):
            self.problem(row.number, name, f"“{text}” is no whole number.", "Write it in digits, such as 2.")
            return None
        return int(text) if text else None

    def _yes(self, row: Row, name: str) -> bool:
        text = self._headers.text(row, name).casefold()
        if text not in YES | NO:
            self.problem(row.number, name, f"“{text}” is neither yes nor no.", "Write yes or no.")
        return text in YES
