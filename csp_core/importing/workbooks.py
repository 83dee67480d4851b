"""The process that reads a workbook: `python -m csp_core.importing.workbooks FILE` prints it as JSON."""

import json
import sys
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zipfile import ZipFile, is_zipfile

from openpyxl import load_workbook
from python_calamine import CalamineWorkbook, SheetVisibleEnum

MOST_MEMORY = 700_000_000
MOST_TEXT = 40_000_000
MOST_ROWS, MOST_COLUMNS = 20_001, 101
STYLES = "xl/styles.xml"
PERCENT_STYLES = (b"%", b'numFmtId="9"', b'numFmtId="10"')

Found = int | float | str | bool | time | date | datetime | timedelta
Seen = str | dict[str, str]
Cells = frozenset[tuple[int, int]]


def visible_sheets(path: str) -> dict[str, list[list[Seen]]]:
    """Each visible sheet from its first cell on, so that row numbers are those of the spreadsheet."""
    shares = _percentages(path)
    with CalamineWorkbook.from_path(path) as workbook:
        return {
            sheet.name: _rows(
                workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False),
                shares.get(sheet.name, frozenset()),
            )
            for sheet in workbook.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible
        }


def _rows(rows: Iterable[Iterable[Found]], shares: Cells) -> list[list[Seen]]:
    return [
        [_as_percentage(cell) if (row, column) in shares else _as_seen(cell) for column, cell in enumerate(cells, 1)]
        for row, cells in enumerate(rows, 1)
    ]


def _as_percentage(cell: Found) -> Seen:
    return f"{cell * 100:.12g}%" if isinstance(cell, int | float) else _as_seen(cell)


def _as_seen(cell: Found) -> Seen:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return {"date": cell.isoformat()}
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    return f"{cell:.12g}" if isinstance(cell, float) else str(cell)


def _percentages(path: str) -> dict[str, Cells]:
    """The cells shown as percentages: they hold 0.039 where the reader sees 3.9 %."""
    if not _may_show_percentages(path):
        return {}
    workbook = load_workbook(path, read_only=True)
    try:
        return {
            sheet.title: _shown_as_percentages(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS))
            for sheet in workbook.worksheets
        }
    finally:
        workbook.close()


def _shown_as_percentages(rows: Iterable[Iterable[object]]) -> Cells:
    return frozenset(
        (row, column)
        for row, cells in enumerate(rows, 1)
        for column, cell in enumerate(cells, 1)
        if "%" in (getattr(cell, "number_format", None) or "")
    )


def _may_show_percentages(path: str) -> bool:
    if not is_zipfile(path):
        return False
    with ZipFile(path) as archive:
        styles = archive.read(STYLES) if STYLES in archive.namelist() else b""
    return any(style in styles for style in PERCENT_STYLES)


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415 - Windows has none, and there the time limit has to do
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))


def _length(sheets: Iterable[list[list[Seen]]]) -> int:
    return sum(len(cell) for rows in sheets for row in rows for cell in row)


if __name__ == "__main__":
    _limit_memory()
    found = visible_sheets(sys.argv[1])
    if _length(found.values()) > MOST_TEXT:
        sys.exit(1)
    json.dump(found, sys.stdout)
