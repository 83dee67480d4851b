"""Reads a file of any usual kind as sheets of rows, and refuses what is too large or not what it says."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from itertools import islice
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from csp_core.importing.problems import Place, Problem, refuse
from csp_core.importing.reading_apart import read_workbook_apart

MEGABYTE = 1_000_000
LARGEST_FILE = 20 * MEGABYTE
LARGEST_UNPACKED = 50 * MEGABYTE
MOST_PARTS = 1_000
MOST_ROWS = 20_000
MOST_COLUMNS = 100
LONGEST_CELL = 4_000

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".ods", ".xls"})
TEXTS = frozenset({".csv", ".tsv", ".txt"})
ZIP_MAGIC, OLE_MAGIC = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MAGIC = {".xlsx": ZIP_MAGIC, ".xlsm": ZIP_MAGIC, ".ods": ZIP_MAGIC, ".xls": OLE_MAGIC}
DELIMITERS = (",", ";", "\t", "|")

AGAINST_FORMULAS = re.compile(r"'[=+\-@]")
"""The apostrophe that our exports set before text that a spreadsheet would take for a formula."""

Cell = str | date
Tables = Mapping[str, list[list[Cell]]] | Mapping[None, list[list[Cell]]]


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its number as a spreadsheet shows it."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def is_blank(self) -> bool:
        return not any(self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of cells: words as the reader sees them, and dates. `name` is None for a text file."""

    file: str
    name: str | None
    rows: tuple[Row, ...]

    def place(self, row: int | None = None, column: str | None = None) -> Place:
        return Place(self.file, self.name, row, column)


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Every visible sheet of a workbook, or the only one of a text file. Raises ImportRefused."""
    _refuse_by_size_and_kind(path)
    tables: Tables = {None: _read_text(path)} if path.suffix.lower() in TEXTS else _read_workbook(path)
    sheets = tuple(Sheet(path.name, name, _rows(table)) for name, table in tables.items())
    problems = [problem for sheet in sheets for problem in _beyond_limits(sheet)]
    if problems:
        raise refuse(problems)
    return sheets


def _refuse_by_size_and_kind(path: Path) -> None:
    suffix = path.suffix.lower()
    if not path.is_file():
        raise _refusal(path, "There is no such file.", "Check the name.")
    if suffix not in WORKBOOKS | TEXTS:
        raise _refusal(path, f"A {suffix or 'nameless'} file cannot be read.", "Save it as .xlsx or .csv.")
    size = path.stat().st_size
    if size == 0:
        raise _refusal(path, "The file is empty.", "Save it again with its rows.")
    if size > LARGEST_FILE:
        raise _refusal(path, "The file is larger than 20 MB.", "Keep only the sheet with the rows.")
    _refuse_wrong_magic(path, suffix)


def _refuse_wrong_magic(path: Path, suffix: str) -> None:
    with path.open("rb") as file:
        start = file.read(4)
    if suffix in TEXTS and start in (ZIP_MAGIC, OLE_MAGIC):
        raise _refusal(path, "This is a workbook and no text file.", "Name it .xlsx, or save it as CSV.")
    if suffix in WORKBOOKS and start != MAGIC[suffix]:
        raise _refusal(
            path,
            f"This is no {suffix} workbook, or a password protects it.",
            "Open it, take the password off, and save it as .xlsx.",
        )


def _read_workbook(path: Path) -> dict[str, list[list[Cell]]]:
    if path.suffix.lower() != ".xls":
        _refuse_bombs(path)
    tables = read_workbook_apart(path)
    if tables is None:
        raise _refusal(path, "The workbook is damaged, or too large to be read.", "Copy its rows into a new workbook.")
    return tables


def _refuse_bombs(path: Path) -> None:
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
    except BadZipFile as error:
        raise _refusal(path, "The workbook is damaged.", "Open it and save it again.") from error
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise _refusal(path, "The workbook is larger than 50 MB once unpacked.", "Copy its rows into a new workbook.")


def _read_text(path: Path) -> list[list[Cell]]:
    text = _decoded(path)
    if "\0" in text:
        raise _refusal(path, "The file holds bytes that are no text.", "Save it as CSV (UTF-8).")
    try:
        return [list(cells) for cells in csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))]
    except csv.Error as error:
        raise _refusal(path, f"The file is no table: {error}.", "Save it as CSV (UTF-8).") from error


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _refusal(path, "The file's letters cannot be read.", "Save it as CSV (UTF-8).")


def _delimiter(text: str) -> str:
    """The separator that gives the first rows the most columns, most evenly."""
    return max(
        DELIMITERS, key=lambda each: _evenness(islice(csv.reader(StringIO(text, newline=""), delimiter=each), 50))
    )


def _evenness(rows: Iterable[Sequence[str]]) -> float:
    widths = Counter(len(row) for row in rows if row)
    width, rows_of_it = max(widths.items(), key=lambda item: item[0] * item[1], default=(0, 0))
    return (width - 1) * rows_of_it / max(widths.total(), 1)


def _rows(table: Sequence[Sequence[Cell]]) -> tuple[Row, ...]:
    rows = tuple(Row(number, tuple(map(_tidy, cells))) for number, cells in enumerate(table, 1))
    last = max((row.number for row in rows if not row.is_blank), default=0)
    return rows[:last]


def _tidy(cell: Cell) -> Cell:
    if isinstance(cell, date):
        return cell
    text = "".join(sign for sign in cell if sign.isprintable() or sign in "\n\t").strip()
    return text[1:] if AGAINST_FORMULAS.match(text) else text


def _beyond_limits(sheet: Sheet) -> Iterable[Problem]:
    if len(sheet.rows) > MOST_ROWS:
        yield Problem(sheet.place(), f"There are more than {MOST_ROWS:,} rows.", "Split the file.")
        return
    for row in sheet.rows:
        if len(row.cells) > MOST_COLUMNS and any(row.cells[MOST_COLUMNS:]):
            yield Problem(
                sheet.place(row.number),
                f"There are more than {MOST_COLUMNS} columns.",
                "Take the surplus out.",
            )
            return
        if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in row.cells):
            yield Problem(
                sheet.place(row.number),
                f"A cell holds more than {LONGEST_CELL:,} characters.",
                "Shorten it, or move it into another document.",
            )


def _refusal(path: Path, sentence: str, remedy: str) -> Exception:
    return refuse([Problem(Place(path.name), sentence, remedy)])
