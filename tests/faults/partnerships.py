"""Partnerships that have something to be reminded of every week, with channels of each kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from csp_core.audit import Origin
from csp_core.database import Database
from csp_core.importing.choosing import Tenant
from csp_core.importing.plans import PlanWish, import_plan
from csp_core.library import Library
from csp_core.model import Workspace
from csp_core.people.deeds import AddPerson, LinkAccount, SetCoordinator
from csp_core.people.keeping import People
from csp_core.periods import financial_year
from csp_core.permissions import Account
from csp_core.reminder_kinds import Kind
from csp_core.reminders.deeds import AddSchedule, AskForHelp
from csp_core.reminders.keeping import Reminders, RemindersChanged
from csp_core.reminders.schedules import Channel, Filter, Wish
from csp_core.work import Request, Via
from tests.faults.failing_slack import UNREADABLE

START = datetime(2026, 4, 6, 7, tzinfo=UTC)  # a Monday, two hours before the post
YEAR = "2026-27"
PARTS = {"Streets": 1, "Homes": 1, "Roads": 1, "Nights": 2}
PRIORITIES = {"Streets": 3, "Homes": 2, "Roads": 4, "Nights": 14}
DELIVERIES_A_WEEK = sum(PARTS.values()) + 1
ADMIN = "UADMIN"


@dataclass(frozen=True)
class Posting:
    """A partnership, and the schedules that it has; each week it also calls for help once."""

    partnership_id: UUID
    team: str
    schedules: tuple[UUID, ...]


def fill(database: Database, folder: Path, how_many: int) -> tuple[Posting, ...]:
    """So many partnerships, each with a plan, a coordinator and four weekly digests."""
    plan = folder / "plan.csv"
    plan.write_text("\n".join(_rows()))
    return tuple(_partnership(database, plan, number) for number in range(how_many))


def ask_for_help(database: Database, posting: Posting, now: datetime, number: int) -> None:
    """A direct message to the coordinator, which is to go at once."""
    request = _request(posting.partnership_id, posting.team, now)
    deed = AskForHelp(YEAR, "S-1", f"week {number}")
    assert isinstance(Reminders(database, frozenset({ADMIN})).make(deed, request), RemindersChanged)


def _partnership(database: Database, plan: Path, number: int) -> Posting:
    team = f"T{number}"
    tenant = Tenant(name=f"Partnership {number}", area=f"Area {number}")
    import_plan(database, plan, PlanWish(tenant, financial_year(2026)), Origin("faults", "faults", START))
    library = Library(database)
    partnership_id = library.partnership_named(tenant.name)
    request = _request(partnership_id, team, START)
    link(database, partnership_id, team)
    deeds = (
        AddPerson("Coordinator"),
        LinkAccount("Coordinator", team, ADMIN),
        SetCoordinator("Coordinator", is_coordinator=True),
    )
    People(database, frozenset({ADMIN})).make_all(deeds, request)
    reminders = Reminders(database, frozenset({ADMIN}))
    made = [reminders.make(AddSchedule(wish), request) for wish in _wishes(team, number)]
    return Posting(
        partnership_id, team, tuple(each.id for each in made if isinstance(each, RemindersChanged) and each.id)
    )


def link(database: Database, partnership_id: UUID, team: str) -> None:
    """Connects a workspace with its partnership."""
    with database.writing() as session:
        session.add(Workspace(partnership_id=partnership_id, team_id=team))


def _wishes(team: str, number: int) -> Iterator[Wish]:
    for priority in PRIORITIES:
        start = UNREADABLE if priority == "Roads" else "C"
        yield Wish(Kind.WEEKLY_DIGEST, Channel(team, f"{start}{number}{priority.upper()}"), filter=Filter(priority))


def _rows() -> Iterator[str]:
    yield "ref,priority,action,lead,owner,due,status"
    for priority, actions in PRIORITIES.items():
        for number in range(1, actions + 1):
            due = date(2026, 4, 1)
            yield f"{priority[0]}-{number},{priority},Do part {number} of {priority},Council,Officer,{due},In progress"


def _request(partnership_id: UUID, team: str, now: datetime) -> Request:
    return Request(partnership_id, Account(team, ADMIN), Via.COMMAND, now)
