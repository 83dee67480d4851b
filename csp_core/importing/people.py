"""Takes a people file into the directory: known people and posts are brought up to date, nobody is removed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from csp_core import model
from csp_core.audit import Entry, Origin, record
from csp_core.database import Database
from csp_core.importing.choosing import Tenant, find_or_create
from csp_core.importing.fields import PEOPLE
from csp_core.importing.headers import Headers, choose_sheet
from csp_core.importing.people_rows import read_people_rows
from csp_core.importing.problems import refuse
from csp_core.importing.tables import Sheet, read_sheets
from csp_core.importing.taking_people import TakingPeople
from csp_core.importing.watching import Watch, unwatched
from csp_core.records import Records


@dataclass(frozen=True, slots=True)
class PeopleWish:
    """How a people file is to be read."""

    tenant: Tenant = field(default_factory=Tenant)
    sheet: str | None = None
    theirs: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False
    watch: Watch = unwatched


@dataclass(frozen=True, slots=True)
class PeopleImported:
    """What an import did, or would do: numbers of people, and sentences a person should read."""

    partnership: str
    added: int
    changed: int
    unchanged: int
    notices: tuple[str, ...]


def import_people(database: Database, path: Path, wish: PeopleWish, origin: Origin) -> PeopleImported:
    """Reads a directory and takes it over in one transaction. Raises ImportRefused with every problem of the file."""
    sheet, headers = choose_sheet(read_sheets(path), PEOPLE, wish.theirs, wish.sheet)
    with database.writing() as session:
        partnership = find_or_create(session, wish.tenant)
        imported = _take(Records(session, partnership.id), (sheet, headers), wish, origin)
        if wish.dry_run:
            session.rollback()
    return imported


def _take(records: Records, table: tuple[Sheet, Headers], wish: PeopleWish, origin: Origin) -> PeopleImported:
    sheet, headers = table
    read = read_people_rows(sheet, headers)
    if read.problems:
        raise refuse(read.problems)
    taking = TakingPeople(records, sheet, headers)
    for number, row in enumerate(read.rows, 1):
        taking.take(row)
        wish.watch(number, len(read.rows))
    if taking.problems:
        raise refuse(taking.problems)
    partnership = records.session.get_one(model.Partnership, records.partnership_id)
    if taking.entries:
        partnership.plan_revision += 1
        record(records.session, partnership.id, origin, _summary(sheet, taking), *taking.entries.values())
    people = {row.name.casefold() for row in read.rows}
    changed = len(taking.entries) - len(taking.added)
    unchanged = len(people) - len(taking.entries)
    notices = (*_left_aside(headers), *taking.notices)
    return PeopleImported(partnership.name, len(taking.added), changed, unchanged, notices)


def _summary(sheet: Sheet, taking: TakingPeople) -> Entry:
    numbers = {"added": len(taking.added), "changed": len(taking.entries) - len(taking.added)}
    return Entry("import_people", "people", after=numbers, evidence=str(sheet.place()))


def _left_aside(headers: Headers) -> Iterable[str]:
    if headers.left_aside:
        columns = ", ".join(f"“{name}”" for name in headers.left_aside)
        yield f"Columns left aside: {columns}."
