"""An invented partnership with people of every standing, to change its plan."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from csp_core import model
from csp_core.audit import Origin, entries
from csp_core.book import Action, Book
from csp_core.changes.deeds import Edit, Seen, Undo, seen
from csp_core.changes.making import Changes
from csp_core.changes.results import Changed, Result
from csp_core.database import Database
from csp_core.importing.choosing import Tenant
from csp_core.importing.plans import PlanWish, import_plan
from csp_core.library import Library
from csp_core.periods import financial_year
from csp_core.permissions import Account
from csp_core.records import Records
from csp_core.replaying import Verified, verify
from csp_core.work import Request, Via
from tests.databases import Renewable

NOON = datetime(2026, 10, 14, 12, 0, tzinfo=UTC)
TODAY = date(2026, 10, 14)
COUNCIL, POLICE, FIRE = "Arden Council", "Arden Police", "Arden Fire"

COORDINATOR = Account("T1", "UC")
OWNER = Account("T1", "UA")
DEPUTY = Account("T1", "UB")
INSPECTOR = Account("T1", "UD")
LEAD = Account("T1", "UE")
PARTNER = Account("T1", "UF", is_guest=True)
LEAVER = Account("T1", "UL")
STRANGER = Account("T1", "U9")
FOREIGNER = Account("T2", "UC")
EVERYBODY = (COORDINATOR, OWNER, DEPUTY, INSPECTOR, LEAD, PARTNER, LEAVER, STRANGER, FOREIGNER)

PLAN = (
    "ref,action,priority,lead,owner,partners,due,status\n"
    f"LA-01,Train door staff,Alcohol,{COUNCIL},Licensing Officer,{POLICE},30/11/2026,On track\n"
    f"LA-02,Visit premises,Alcohol,{COUNCIL},Licensing Officer,,31/12/2026,Not started\n"
    f"PO-01,Patrol the park,Streets,{POLICE},Inspector,{FIRE},30/09/2026,On track\n"
    f"PO-02,Mark bicycles,Streets,{POLICE},,,,Not started\n"
    f"FI-01,Check alarms,Homes,{FIRE},All,{COUNCIL},31/03/2027,Complete\n"
)


@dataclass
class Scene:
    """A database with one partnership, and short ways to change it and look at it."""

    database: Database
    now: datetime = NOON
    first_coordinators: frozenset[str] = frozenset()
    library: Library = field(init=False)
    partnership_id: UUID = field(init=False)

    def __post_init__(self) -> None:
        self.library = Library(self.database)
        self.partnership_id = self.library.partnership_named("Arden")

    def make(self, deed: Edit | Undo, account: Account = COORDINATOR, delivery: str | None = None) -> Result:
        request = Request(self.partnership_id, account, Via.BUTTON, self.now, delivery)
        return Changes(self.database, self.first_coordinators).make(deed, request)

    def changed(self, deed: Edit | Undo, account: Account = COORDINATOR) -> Changed:
        result = self.make(deed, account)
        assert isinstance(result, Changed), result
        return result

    @property
    def book(self) -> Book:
        return self.library.book(self.partnership_id)

    def action(self, ref: str, year: str = "2026-27") -> Action:
        plan = self.book.plan_of(year)
        assert plan is not None
        return plan.by_ref[ref]

    def seen(self, *refs: str) -> tuple[Seen, ...]:
        return seen(*map(self.action, refs))

    def later(self, **by: int) -> None:
        self.now += timedelta(**by)

    def trail(self) -> list[model.AuditEntry]:
        with self.database.reading() as session:
            return list(entries(session, self.partnership_id))

    def verified(self) -> Verified:
        with self.database.reading() as session:
            return verify(session, self.partnership_id)

    def set(self, kind: type[model.Record], **values: object) -> None:
        """Sets columns of all records of a kind, behind the back of everything."""
        with self.database.writing() as session:
            for each in session.query(kind):
                for name, value in values.items():
                    setattr(each, name, value)
            session.get_one(model.Partnership, self.partnership_id).plan_revision += 1


def scene_in(renewable: Renewable, folder: Path) -> Scene:
    """The partnership as it was at first, in a database that is renewed for it."""
    return Scene(renewable.filled("scene", lambda empty: fill(empty, folder)))


def fill(database: Database, folder: Path) -> None:
    """Puts the partnership into an empty database: its plan through the importer, then its people."""
    file = folder / "plan.csv"
    file.write_text(PLAN, encoding="utf-8")
    wish = PlanWish(Tenant("Arden"), financial_year(2026))
    import_plan(database, file, wish, Origin("tests", "import", NOON - timedelta(days=30)))
    partnership_id = Library(database).partnership_named("Arden")
    with database.writing() as session:
        _people(Records(session, partnership_id))
        session.get_one(model.Partnership, partnership_id).plan_revision += 1


def _people(records: Records) -> None:
    records.add(model.Workspace(team_id="T1"))
    homes = {each.name: each.id for each in records.of(model.Organisation)}
    posts = {each.title: each.id for each in records.of(model.Post)}
    council, police, fire = homes[COUNCIL], homes[POLICE], homes[FIRE]
    people = {}
    for user, home in (("UC", council), ("UA", council), ("UB", council), ("UD", police), ("UE", police), ("UF", fire)):
        person = model.Person(id=uuid4(), name=f"Person {user[1]}", organisation_id=home, is_coordinator=user == "UC")
        records.add(person)
        records.add(model.Account(person_id=person.id, team_id="T1", user_id=user))
        people[user] = person.id
    leaver = model.Person(id=uuid4(), name="Person L", organisation_id=council, last_day=date(2026, 10, 13))
    records.add(leaver)
    records.add(model.Account(person_id=leaver.id, team_id="T1", user_id="UL"))
    records.add(
        model.Holding(post_id=posts["Licensing Officer"], person_id=people["UA"], first_day=date(2026, 4, 1)),
        model.Holding(post_id=posts["Licensing Officer"], person_id=leaver.id),
        model.Holding(post_id=posts["Licensing Officer"], person_id=people["UB"], is_deputy=True),
        model.Holding(post_id=posts["Inspector"], person_id=people["UD"]),
        model.OrganisationLead(organisation_id=police, person_id=people["UE"]),
    )
