"""What a partnership has set: who may read its plan, and where what owners report done waits for a coordinator."""

from dataclasses import dataclass
from uuid import UUID

from csp_core import model
from csp_core.changes.results import NotPossible
from csp_core.database import Database
from csp_core.people.deeds import SetReading, SetSignOff
from csp_core.people.telling import Kept
from csp_core.records import Records
from csp_core.work import Work


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings as they are. `sign_off_of_year` is what one plan year says itself, None where it says nothing."""

    is_open: bool
    sign_off: bool
    sign_off_of_year: bool | None = None


def settings_of(database: Database, partnership_id: UUID, year: str | None) -> Settings:
    """The settings of a partnership, with those of a plan year."""
    with database.reading() as session:
        found = session.get_one(model.Partnership, partnership_id)
        own = _plan(Records(session, partnership_id), year)
        return Settings(found.open_reading, found.sign_off, own.sign_off if own else None)


def set_reading(work: Work, deed: SetReading) -> Kept:
    """Whether members of the own workspace read without being in the directory."""
    before, work.partnership.open_reading = work.partnership.open_reading, deed.is_open
    return Kept("partnership", {"open_reading": before}, {"open_reading": deed.is_open})


def set_sign_off(work: Work, deed: SetSignOff) -> Kept | NotPossible:
    """The partnership's setting, or a plan year's own."""
    if deed.year is None:
        before, work.partnership.sign_off = work.partnership.sign_off, deed.is_wanted
        return Kept("partnership", {"sign_off": before}, {"sign_off": deed.is_wanted})
    plan = _plan(work.records, deed.year)
    if plan is None:
        return NotPossible(f"There is no plan {deed.year}.")
    was, plan.sign_off = plan.sign_off, deed.is_wanted
    return Kept(f"plan {plan.year}", {"sign_off": was}, {"sign_off": deed.is_wanted})


def _plan(records: Records, year: str | None) -> model.Plan | None:
    return next((each for each in records.of(model.Plan) if each.year == year), None)
