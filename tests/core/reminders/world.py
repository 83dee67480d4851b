"""An invented partnership, a workspace that keeps its messages in memory, and a clock that tests move."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from csp_core import model
from csp_core.actors import Account
from csp_core.book import Status
from csp_core.database import Database
from csp_core.records import Records
from csp_core.reminder_kinds import Kind, Sending
from csp_core.reminders.contents import Content
from csp_core.reminders.deeds import ReminderDeed
from csp_core.reminders.keeping import ReminderResult, Reminders
from csp_core.reminders.posting import CannotRead, FindResult, Message, NotSent, NotThere, Posted, PostResult, Timing
from csp_core.reminders.schedules import Channel, Filter, Timetable
from csp_core.reminders.ticking import Ticked, Ticker
from csp_core.work import Request, Via

COUNCIL, POLICE, FIRE = "Arden Council", "Arden Police", "Arden Fire"
CHANNEL = Channel("T1", "C1")
BOARD = Channel("T1", "C2")
MONDAY_NINE = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
QUICK = Timing(pace=timedelta(), sending_for=timedelta(hours=1))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@dataclass
class Clock:
    """The clock that is handed in, which may step; and the true one, which leases and the workspace follow."""

    true: datetime = MONDAY_NINE
    offset: timedelta = timedelta()

    @property
    def now(self) -> datetime:
        return self.true + self.offset

    def moment(self, _session: Session) -> datetime:
        return self.true

    def pass_by(self, **by: float) -> None:
        self.true += timedelta(**by)

    def step(self, **by: float) -> None:
        self.offset += timedelta(**by)


@dataclass
class Shown:
    """A message that stands in a channel."""

    message: Message
    content: Content
    at: datetime
    ts: str


@dataclass
class Workspace:
    """A stand-in for Slack. `answers` are what the next calls come to: each gets the call that would succeed."""

    clock: Clock
    shown: list[Shown] = field(default_factory=list)
    answers: list[Callable[[Callable[[], PostResult]], PostResult]] = field(default_factory=list)
    can_be_read: bool = True
    visible_after: timedelta = timedelta()
    looked: list[Message] = field(default_factory=list)
    calls: int = 0

    def post(self, message: Message, content: Content, is_mine: Callable[[], bool]) -> PostResult:
        self.calls += 1
        answer = self.answers.pop(0) if self.answers else None
        if answer is None:
            return self._show(message, content) if is_mine() else NotSent()
        return answer(lambda: self._show(message, content))

    def find(self, message: Message) -> FindResult:
        self.looked.append(message)
        if not self.can_be_read:
            return CannotRead()
        old = (each for each in self.shown if each.at + self.visible_after <= self.clock.true)
        found = next((each for each in old if each.message.id == message.id), None)
        return Posted(found.ts) if found else NotThere()

    def retract(self, message: Message, ts: str) -> None:
        self.shown = [each for each in self.shown if (each.message.id, each.ts) != (message.id, ts)]

    def contents(self, channel: Channel = CHANNEL) -> list[Content]:
        return [each.content for each in self.shown if each.message.channel == channel]

    def _show(self, message: Message, content: Content) -> PostResult:
        ts = f"{self.clock.true.timestamp():.6f}-{len(self.shown)}"
        self.shown.append(Shown(message, content, self.clock.true, ts))
        return Posted(ts)


@dataclass
class World:
    """A database with one partnership, its workspace, and a ticker."""

    database: Database
    timing: Timing = QUICK
    clock: Clock = field(default_factory=Clock)
    name: str = "Arden"
    workspace: Workspace = field(init=False)
    partnership_id: UUID = field(init=False)
    ticker: Ticker = field(init=False)

    def __post_init__(self) -> None:
        self.workspace = Workspace(self.clock)
        self.partnership_id = partnership(self.database, self.name)
        self.ticker = self.another_ticker()

    def another_ticker(self) -> Ticker:
        return Ticker(self.database, self.workspace, self.timing, moment=self.clock.moment)

    def tick(self) -> Ticked:
        return self.ticker.tick(self.clock.now)

    def tick_well(self) -> Ticked:
        ticked = self.tick()
        assert [(each.doing, str(each.error)) for each in ticked.failures] == []
        return ticked

    def make(self, deed: ReminderDeed, user: str = "UC") -> ReminderResult:
        """Somebody changes the reminders; UC coordinates."""
        request = Request(self.partnership_id, Account("T1", user), Via.FORM, self.clock.now)
        return Reminders(self.database, timing=self.timing, moment=self.clock.moment).make(deed, request)

    def schedule(self, kind: Kind = Kind.WEEKLY_DIGEST, *, channel: Channel | None = CHANNEL, **when: object) -> UUID:
        return add_schedule(self.database, self.partnership_id, kind, channel, self.clock.now, **when)

    def action(self, ref: str, due: date | None, **values: object) -> UUID:
        return add_action(self.database, self.partnership_id, ref, due, **values)

    def set_action(self, ref: str, **values: object) -> None:
        with self.database.writing() as session:
            query = select(model.Action).where(model.Action.partnership_id == self.partnership_id)
            action = session.scalars(query.where(model.Action.ref == ref)).one()
            for name, value in values.items():
                setattr(action, name, value)

    def complete(self, ref: str) -> None:
        self.set_action(ref, status=Status.COMPLETED, completed_on=self.clock.now.date())

    def occurrences(self) -> list[model.Occurrence]:
        with self.database.reading() as session:
            query = select(model.Occurrence).where(model.Occurrence.partnership_id == self.partnership_id)
            return list(session.scalars(query.order_by(model.Occurrence.due_at)))

    def messages(self, *sendings: Sending) -> list[model.Message]:
        with self.database.reading() as session:
            query = select(model.Message).where(model.Message.partnership_id == self.partnership_id)
            query = query.order_by(model.Message.occurrence_id, model.Message.part)
            return [each for each in session.scalars(query) if not sendings or each.sending in sendings]


def partnership(database: Database, name: str = "Arden", zone: str = "Europe/London") -> UUID:
    """A partnership with a plan, three organisations, two posts with holders, and one coordinator."""
    key = uuid4()
    with database.writing() as session:
        session.add(model.Partnership(id=key, name=name, area=name, time_zone=zone))
        session.flush()
        records = Records(session, key)
        records.add(model.Workspace(team_id=f"T-{name}"))
        plan = model.Plan(id=uuid4(), year="2026-27", first_day=date(2026, 4, 1), last_day=date(2027, 3, 31))
        records.add(plan, *(model.Organisation(name=each, aliases=[]) for each in (COUNCIL, POLICE, FIRE)))
        records.add(model.Priority(plan_id=plan.id, position=1, name="Streets", aliases=[]))
        for title, user, is_coordinator in (("Warden", "UA", False), ("Inspector", "UD", False), (None, "UC", True)):
            person = model.Person(id=uuid4(), name=f"Person {user[1]}", is_coordinator=is_coordinator)
            records.add(person)
            records.add(model.Account(person_id=person.id, team_id="T1", user_id=user))
            if title:
                post = model.Post(id=uuid4(), title=title, aliases=[])
                records.add(post)
                records.add(model.Holding(post_id=post.id, person_id=person.id))
    return key


def add_action(database: Database, partnership_id: UUID, ref: str, due: date | None, **values: object) -> UUID:
    """An action of the council's warden, unless `owner` and `lead` say otherwise."""
    key, number = uuid4(), int("".join(filter(str.isdigit, ref)) or 0)
    with database.writing() as session:
        records = Records(session, partnership_id)
        homes = {each.name: each.id for each in records.of(model.Organisation)}
        posts = {each.title: each.id for each in records.of(model.Post)}
        lead, owner = values.pop("lead", COUNCIL), values.pop("owner", "Warden")
        columns = {"lead_id": homes.get(lead), "owner_post_id": posts.get(owner), "due": due, "position": number}
        columns |= {"priority_id": records.of(model.Priority)[0].id, "plan_id": records.of(model.Plan)[0].id}
        new = model.Action(id=key, ref=ref, ref_key=model.ref_key(ref), title=f"Do {ref}", **{**columns, **values})
        records.add(new)
    return key


def add_schedule(
    database: Database, partnership_id: UUID, kind: Kind, channel: Channel | None, since: datetime, **when: object
) -> UUID:
    """A schedule as it is kept, from `since` on."""
    what = Filter(when.pop("priority", None), when.pop("organisation", None))
    default = {Kind.OWNER_MESSAGES: None, Kind.ESCALATION: None}.get(kind, 0)
    timetable = Timetable(**{"weekday": default, "at": time(9), **when})
    key = uuid4()
    with database.writing() as session:
        schedule = model.Schedule(id=key, kind=kind, since=since, planned_to=since)
        schedule.team, schedule.channel = (channel.team, channel.id) if channel else (None, None)
        schedule.weekday, schedule.day_of_month = timetable.weekday, timetable.day_of_month
        schedule.at, schedule.region = timetable.at, timetable.region
        schedule.priority, schedule.organisation = what.priority, what.organisation
        Records(session, partnership_id).add(schedule)
    return key
