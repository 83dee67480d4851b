"""Finds the header row of a sheet and matches its columns to our fields."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from csp_core.importing.fields import ASIDE, Kind, Names
from csp_core.importing.problems import Place, Problem, refuse
from csp_core.importing.tables import Cell, Row, Sheet

ROWS_SEARCHED = 10
LEAST_LIKENESS = 90
SHORTEST_FUZZY = 5


@dataclass(frozen=True, slots=True)
class Headers:
    """Where our fields stand in a sheet: the index and the name of the column, and what was left aside."""

    row: int
    columns: Mapping[str, int]
    written: Mapping[str, str]
    left_aside: tuple[str, ...] = ()

    def cell(self, row: Row, field: str) -> Cell:
        """The cell of a field, blank where the sheet has no such column or the row ends before it."""
        index = self.columns.get(field)
        return "" if index is None or index >= len(row.cells) else row.cells[index]

    def text(self, row: Row, field: str) -> str:
        cell = self.cell(row, field)
        return cell if isinstance(cell, str) else f"{cell:%d/%m/%Y}"


def find_headers(sheet: Sheet, kind: Kind, theirs: Mapping[str, str]) -> Headers | tuple[Problem, ...]:
    """The header among the first rows: the one that names most of our fields, and all that a row needs.

    `theirs` maps their column names to our fields, before anything else is tried.
    """
    candidates = [_match(row, kind, theirs) for row in sheet.rows[:ROWS_SEARCHED] if not row.is_blank]
    if not candidates:
        return (Problem(sheet.place(), "The sheet holds no rows.", "Check that it is the right one."),)
    best = max(candidates, key=lambda each: _score(each, kind))
    problems = (*_unknown_maps(sheet, best, kind, theirs), *_doubles(sheet, best), *_missing(sheet, best, kind))
    return problems or _as_headers(best)


def choose_sheet(
    sheets: Sequence[Sheet], kind: Kind, theirs: Mapping[str, str], name: str | None = None
) -> tuple[Sheet, Headers]:
    """The named sheet, else the only one whose columns fit. Raises ImportRefused when that is none or several."""
    wanted = [sheet for sheet in sheets if name is None or _plain(sheet.name or "") == _plain(name)]
    if not wanted:
        names = ", ".join(sheet.name or "none, because it is a text file" for sheet in sheets)
        sentence = f"There is no sheet “{name}”."
        raise refuse([Problem(Place(sheets[0].file), sentence, f"There are: {names}.")])
    read = [(sheet, find_headers(sheet, kind, theirs)) for sheet in wanted]
    fitting = [(sheet, headers) for sheet, headers in read if isinstance(headers, Headers)]
    if len(fitting) > 1:
        names = ", ".join(f"“{sheet.name}”" for sheet, _ in fitting)
        sentence = f"Several sheets could be meant: {names}."
        raise refuse([Problem(Place(sheets[0].file), sentence, 'Name one: --sheet "NAME".')])
    if not fitting:
        raise refuse(problem for _, found in read if isinstance(found, tuple) for problem in found)
    return fitting[0]


@dataclass(frozen=True, slots=True)
class _Matched:
    """One row read as a header: each column's name with our field, if it has one."""

    row: int
    columns: tuple[tuple[str, str | None], ...]

    def fields(self) -> dict[str, list[int]]:
        found = defaultdict(list)
        for index, (_, field) in enumerate(self.columns):
            if field is not None and field != ASIDE:
                found[field].append(index)
        return found


def _match(row: Row, kind: Kind, theirs: Mapping[str, str]) -> _Matched:
    wanted = {_plain(name): field for name, field in theirs.items()}
    names = [cell if isinstance(cell, str) else "" for cell in row.cells]
    fields = [wanted.get(_plain(name)) or _field(name, kind.names) for name in names]
    free = {field: synonyms for field, synonyms in kind.second_names.items() if field not in fields}
    found = (field or _field(name, free) for name, field in zip(names, fields, strict=True))
    return _Matched(row.number, tuple(zip(map(_one_line, names), found, strict=True)))


def _field(name: str, names: Names) -> str | None:
    without_brackets = re.sub(r"\(.*?\)", " ", name)
    plural_kept = re.sub(r"\((s|es)\)", r"\1", name)
    for variant in (_plain(name), _plain(plural_kept), _plain(without_brackets)):
        for field, synonyms in names.items():
            if variant == _plain(field) or variant in synonyms:
                return field
    return _nearly(_plain(without_brackets), names)


def _nearly(name: str, names: Names) -> str | None:
    if len(name) < SHORTEST_FUZZY:
        return None
    known = {synonym: field for field, synonyms in names.items() for synonym in synonyms}
    near = process.extractOne(name, list(known), scorer=fuzz.ratio, score_cutoff=LEAST_LIKENESS)
    return known[near[0]] if near else None


def _score(matched: _Matched, kind: Kind) -> tuple[int, int]:
    fields = matched.fields()
    return sum(field in fields for field in kind.required), len(fields)


def _as_headers(matched: _Matched) -> Headers:
    columns = {field: indexes[0] for field, indexes in matched.fields().items()}
    return Headers(
        row=matched.row,
        columns=columns,
        written={field: matched.columns[index][0] for field, index in columns.items()},
        left_aside=tuple(name for name, field in matched.columns if name and field in (None, ASIDE)),
    )


def _unknown_maps(sheet: Sheet, matched: _Matched, kind: Kind, theirs: Mapping[str, str]) -> Iterable[Problem]:
    present = {_plain(name) for name, _ in matched.columns}
    for name, field in theirs.items():
        if field not in kind.names and field != ASIDE:
            fields = ", ".join(kind.names)
            yield Problem(sheet.place(), f"“{field}” is none of our fields.", f"They are: {fields}.")
        if _plain(name) not in present:
            columns = ", ".join(written for written, _ in matched.columns if written)
            yield Problem(sheet.place(matched.row), f"There is no column “{name}”.", f"There are: {columns}.")


def _doubles(sheet: Sheet, matched: _Matched) -> Iterable[Problem]:
    for field, indexes in matched.fields().items():
        if len(indexes) > 1:
            names = " and ".join(f"“{matched.columns[index][0]}”" for index in indexes)
            yield Problem(
                sheet.place(matched.row),
                f"The columns {names} would both be our field “{field}”.",
                f'Leave one aside: --map "{matched.columns[indexes[-1]][0]}={ASIDE}".',
            )


def _missing(sheet: Sheet, matched: _Matched, kind: Kind) -> Iterable[Problem]:
    fields = matched.fields()
    for field in kind.required:
        if field not in fields:
            columns = ", ".join(name for name, _ in matched.columns if name)
            yield Problem(
                sheet.place(matched.row),
                f"No column is our field “{field}”; the columns are: {columns}.",
                f'Say which one it is: --map "Their column={field}".',
            )


def _one_line(name: str) -> str:
    return " ".join(name.split())


def _plain(name: str) -> str:
    """A column name without case, marks and doubled spaces: `Lead Agency / Officer` is `lead agency officer`."""
    return " ".join(re.sub(r"[^\w%]+|_", " ", name.casefold()).split())
