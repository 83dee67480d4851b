"""Takes a plan file into the database in one transaction, or refuses it with every problem it has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from csp_core import model
from csp_core.audit import Entry, Origin, record
from csp_core.database import Database
from csp_core.importing.choosing import Tenant, find_or_create, today_of
from csp_core.importing.fields import PLAN
from csp_core.importing.headers import Headers, choose_sheet
from csp_core.importing.plan_rows import PlanRow, read_plan_rows
from csp_core.importing.plan_years import choose_year, find_or_create_plan, rows_of_year
from csp_core.importing.problems import refuse
from csp_core.importing.tables import Sheet, read_sheets
from csp_core.importing.taking_plans import TakingPlan
from csp_core.importing.watching import Watch, unwatched
from csp_core.periods import Period
from csp_core.records import Records
from csp_core.replaying import with_exact
from csp_core.states import states_of


@dataclass(frozen=True, slots=True)
class PlanWish:
    """How a plan file is to be read: `theirs` maps column names of the file to our fields."""

    tenant: Tenant = field(default_factory=Tenant)
    year: Period | None = None
    sheet: str | None = None
    theirs: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False
    watch: Watch = unwatched


@dataclass(frozen=True, slots=True)
class PlanImported:
    """What an import did, or would do: numbers of actions, and sentences a person should read."""

    partnership: str
    year: str
    added: int
    changed: int
    unchanged: int
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanFile:
    """The sheet of a file that holds the plan, and where our fields stand in it."""

    sheet: Sheet
    headers: Headers


def import_plan(database: Database, path: Path, wish: PlanWish, origin: Origin) -> PlanImported:
    """Reads a plan and takes it over in one transaction. Raises ImportRefused with every problem of the file."""
    file = read_plan_file(path, wish)
    with database.writing() as session:
        partnership = find_or_create(session, wish.tenant)
        imported = take_plan(Records(session, partnership.id), file, wish, origin)
        if wish.dry_run:
            session.rollback()
    return imported


def read_plan_file(path: Path, wish: PlanWish) -> PlanFile:
    """Finds the sheet and its header. Raises ImportRefused."""
    return PlanFile(*choose_sheet(read_sheets(path), PLAN, wish.theirs, wish.sheet))


def take_plan(records: Records, file: PlanFile, wish: PlanWish, origin: Origin) -> PlanImported:
    """Takes a plan over within a transaction that holds the partnership's lock. Raises ImportRefused."""
    partnership = records.session.get_one(model.Partnership, records.partnership_id)
    today = today_of(partnership, wish.tenant, origin)
    year = choose_year(file.sheet, file.headers, wish.year, today)
    read = read_plan_rows(rows_of_year(file.sheet, file.headers, year.period), file.headers, year.period)
    if read.problems:
        raise refuse(read.problems)
    taking = TakingPlan(records, find_or_create_plan(records, year.period), frozenset(file.headers.columns), today)
    before = states_of(records, _actions(records, taking.plan))
    taking.take(read.rows, wish.watch)
    if taking.entries or taking.added:
        partnership.plan_revision += 1
        after = states_of(records, _actions(records, taking.plan))
        entries = with_exact((_summary(file, taking), *taking.entries), before, after)
        record(records.session, partnership.id, replace(origin, day=today), *entries)
    return PlanImported(
        partnership=partnership.name,
        year=taking.plan.year,
        added=taking.added,
        changed=len(taking.entries),
        unchanged=len(read.rows) - taking.added - len(taking.entries),
        notices=(*_notices(year.notice, file.headers, read.rows), *read.notices, *taking.notices()),
    )


def _actions(records: Records, plan: model.Plan) -> list[model.Action]:
    return [action for action in records.of(model.Action, model.Action.position) if action.plan_id == plan.id]


def _summary(file: PlanFile, taking: TakingPlan) -> Entry:
    numbers = {"added": taking.added, "changed": len(taking.entries)}
    return Entry("import_plan", f"plan {taking.plan.year}", after=numbers, evidence=str(file.sheet.place()))


def _notices(year: str | None, headers: Headers, rows: Sequence[PlanRow]) -> Iterable[str]:
    if year:
        yield year
    if headers.left_aside:
        columns = ", ".join(f"“{name}”" for name in headers.left_aside)
        yield f"Columns left aside: {columns}."
    without = sum(row.status.status is None for row in rows)
    if without and "status" in headers.columns:
        yield f"{without} {'action has' if without == 1 else 'actions have'} no status in the file."
