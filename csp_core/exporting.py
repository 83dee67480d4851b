"""Plans, figures and the audit trail as files that spreadsheets open without harm, and that import again."""

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import Enum
from io import BytesIO
from typing import Any
from uuid import UUID

import pandas as pd

from csp_core.audit import entries
from csp_core.book import Action, Plan
from csp_core.frames import FIGURE_COLUMNS, action_row, figure_rows
from csp_core.importing.statuses import WrittenStatus, read_status
from csp_core.importing.written_dates import Written, read_date
from csp_core.library import Library
from csp_core.periods import Period

PLAN_COLUMNS = (
    *("year", "ref", "priority", "objective", "action", "description", "lead", "owner", "partners", "start", "due"),
    *("original_due", "moves", "status", "awaiting_sign_off", "completed_on", "progress", "measure", "funding"),
    "illustrative",
)
AUDIT_COLUMNS = (
    *("sequence", "at", "actor", "via", "kind", "subject", "before", "after", "evidence", "for_whom", "account"),
    "refusal",
)
DANGEROUS_START = re.compile(r"[=+\-@\t\r\0]")
UNPRINTABLE = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f]")


class Subject(Enum):
    """What can be exported."""

    ACTIONS = "actions"
    FIGURES = "figures"
    AUDIT = "audit"


class Format(Enum):
    """As which kind of file."""

    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


Rows = list[dict[str, Any]]


def exported(library: Library, partnership_id: UUID, subject: Subject, form: Format) -> bytes:
    """The whole file. Actions and figures have the columns that an import reads, as they were written."""
    rows, columns = _table(library, partnership_id, subject)
    if form is Format.JSON:
        return json.dumps(rows, ensure_ascii=False, indent=1, default=_as_text).encode() + b"\n"
    cells = [[_cell(row.get(name)) for name in columns] for row in rows]
    frame = pd.DataFrame(cells, columns=list(columns), dtype=object)
    return _workbook(frame) if form is Format.XLSX else frame.to_csv(index=False, lineterminator="\r\n").encode()


def _table(library: Library, partnership_id: UUID, subject: Subject) -> tuple[Rows, Sequence[str]]:
    if subject is Subject.ACTIONS:
        plans = library.book(partnership_id).plans
        return [_as_written(action, plan) for plan in plans for action in plan.actions], PLAN_COLUMNS
    if subject is Subject.FIGURES:
        rows = figure_rows(library, partnership_id)
        return [{name: row[name] for name in FIGURE_COLUMNS} for row in rows], FIGURE_COLUMNS
    with library.database.reading() as session:
        return [{name: getattr(entry, name) for name in AUDIT_COLUMNS} for entry in entries(session, partnership_id)], (
            AUDIT_COLUMNS
        )


def _as_written(action: Action, plan: Plan) -> dict[str, Any]:
    """The fields of a plan file; the words of the plan stand where they still mean what is recorded."""
    row = action_row(action)
    due = read_date(action.due_as_written or "", Period(plan.first_day, plan.last_day))
    if isinstance(due, Written) and (due.day, due.precision) == (action.due, action.due_precision):
        row["due"] = action.due_as_written
    status = read_status(action.status_as_written or "")
    if isinstance(status, WrittenStatus) and status.status is action.status:
        row["status"] = action.status_as_written
    return {name: row[name] for name in PLAN_COLUMNS}


def _cell(value: object) -> object:
    """A cell that no spreadsheet takes for a formula: text that begins like one gets an apostrophe."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "yes", False: "no"}[value]
    if isinstance(value, int | float):
        return int(value) if float(value).is_integer() else value
    text = UNPRINTABLE.sub("", _as_text(value))
    return f"'{text}" if DANGEROUS_START.match(text) else text


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


def _workbook(frame: pd.DataFrame) -> bytes:
    file = BytesIO()
    with pd.ExcelWriter(file, engine="openpyxl") as writer:
        frame.to_excel(writer, index=False, freeze_panes=(1, 0))
        for cells in writer.book.active.columns:  # type: ignore[union-attr]
            _widen(writer.book.active, cells)
    return file.getvalue()


def _widen(sheet: Any, cells: Iterable[Any]) -> None:
    first, *others = cells
    longest = max(len(str(cell.value or "")) for cell in (first, *others))
    sheet.column_dimensions[first.column_letter].width = min(longest + 2, 60)
