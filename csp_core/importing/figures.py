"""Takes a figures file into the database. A correction supersedes the figure before it; nothing is overwritten."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from csp_core import model
from csp_core.audit import Entry, Origin, record
from csp_core.database import Database
from csp_core.importing.choosing import Tenant, find_or_create
from csp_core.importing.fields import FIGURES
from csp_core.importing.figure_rows import read_figure_rows
from csp_core.importing.headers import Headers, choose_sheet
from csp_core.importing.problems import refuse
from csp_core.importing.tables import Sheet, read_sheets
from csp_core.importing.taking_figures import TakingFigures, oldest_first
from csp_core.importing.watching import Watch, unwatched
from csp_core.records import Records


@dataclass(frozen=True, slots=True)
class FiguresWish:
    """How a figures file is to be read."""

    tenant: Tenant = field(default_factory=Tenant)
    sheet: str | None = None
    theirs: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False
    watch: Watch = unwatched


@dataclass(frozen=True, slots=True)
class FiguresImported:
    """What an import did: figures that are new, that correct others, and that were there already."""

    partnership: str
    added: int
    corrected: int
    unchanged: int
    notices: tuple[str, ...]


def import_figures(database: Database, path: Path, wish: FiguresWish, origin: Origin) -> FiguresImported:
    """Reads figures and takes them over in one transaction. Raises ImportRefused with every problem of the file."""
    sheet, headers = choose_sheet(read_sheets(path), FIGURES, wish.theirs, wish.sheet)
    with database.writing() as session:
        partnership = find_or_create(session, wish.tenant)
        imported = take_figures(Records(session, partnership.id), (sheet, headers), wish, origin)
        if wish.dry_run:
            session.rollback()
    return imported


def take_figures(records: Records, table: tuple[Sheet, Headers], wish: FiguresWish, origin: Origin) -> FiguresImported:
    """Takes figures over within a transaction that holds the partnership's lock. Raises ImportRefused."""
    sheet, headers = table
    read = read_figure_rows(sheet, headers)
    if read.problems:
        raise refuse(read.problems)
    taking = TakingFigures(records)
    for number, row in enumerate(oldest_first(read.rows), 1):
        taking.take(row)
        wish.watch(number, len(read.rows))
    records.session.flush()
    partnership = records.session.get_one(model.Partnership, records.partnership_id)
    if taking.added or taking.corrected:
        partnership.plan_revision += 1  # the book says which areas a measure has figures for
        partnership.figures_revision += 1
        record(records.session, partnership.id, origin, _summary(sheet, taking))
    return FiguresImported(
        partnership.name, taking.added, taking.corrected, taking.unchanged, tuple(_notices(headers, taking))
    )


def _summary(sheet: Sheet, taking: TakingFigures) -> Entry:
    numbers = {"added": taking.added, "corrected": taking.corrected}
    return Entry("import_figures", "figures", after=numbers, evidence=str(sheet.place()))


def _notices(headers: Headers, taking: TakingFigures) -> Iterable[str]:
    if headers.left_aside:
        columns = ", ".join(f"“{name}”" for name in headers.left_aside)
        yield f"Columns left aside: {columns}."
    if taking.new_measures:
        yield f"New measures: {'; '.join(taking.new_measures)}."
    yield from taking.notices
