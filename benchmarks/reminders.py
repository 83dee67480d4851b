"""What a tick costs when the digests of 350 partnerships are all due at once, until each is claimed and rendered."""

import resource
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from uuid import uuid4

from sqlalchemy.orm import Session

from csp_core import model
from csp_core.book import Status
from csp_core.database import Database
from csp_core.records import Records
from csp_core.reminder_kinds import Kind
from csp_core.reminders.claims import Claim
from csp_core.reminders.contents import Content, Digest
from csp_core.reminders.outbox import Outbox
from csp_core.reminders.posting import FindResult, Message, NotThere, Posted, PostResult, Timing
from csp_core.reminders.recording import Recorder
from csp_core.reminders.ticking import Ticked, Ticker

PARTNERSHIPS, ACTIONS = 350, 114
MONDAY, WEEK = datetime(2026, 11, 23, 9, 0, tzinfo=UTC), timedelta(weeks=1)
SECONDS, MEGABYTES = 5.0, 200


class Counting:
    """A port that takes everything, and looks at nothing."""

    def __init__(self) -> None:
        self.lines = 0
        self.began = 0.0

    def post(self, message: Message, content: Content, is_mine: Callable[[], bool]) -> PostResult:
        self.began = process_time()
        if not is_mine():
            raise AssertionError("a lease of two minutes is over")
        if isinstance(content, Digest):
            self.lines += sum(len(group.lines) for group in content.overdue + content.upcoming)
        return Posted(message.id.hex)

    def find(self, message: Message) -> FindResult:
        return NotThere()

    def retract(self, message: Message, ts: str) -> None:
        raise AssertionError("nobody else posts here")


class Recording(Recorder):
    """Adds up the CPU time from the call of the port until its outcome is recorded."""

    def __init__(self, outbox: Outbox, port: Counting) -> None:
        super().__init__(outbox)
        self.port = port
        self.took = 0.0

    def posted(self, claim: Claim, result: PostResult) -> bool:
        was_written = super().posted(claim, result)
        self.took += process_time() - self.port.began
        return was_written


def run() -> None:
    """Prints the CPU time and the memory of a Monday's tick, of a tick without anything to do, and of the parts
    after the first. The Monday before was posted, so that there is something to compare with."""
    with TemporaryDirectory() as folder, Database.open(f"sqlite:///{Path(folder) / 'many.db'}") as database:
        with database.writing() as session:
            for number in range(PARTNERSHIPS):
                _fill(session, f"Elsewhere {number}")
        port = Counting()
        once = Timing(pace=timedelta(hours=1), sending_for=timedelta(minutes=10))
        _cost(Ticker(database, port, replace(once, actions_a_part=ACTIONS, pace=timedelta())), MONDAY - WEEK)
        before = _megabytes()
        print(f"  {PARTNERSHIPS} partnerships with {ACTIONS} actions each, all digests due:")
        ticker = Ticker(database, port, once)
        ticker.recorder = recording = Recording(ticker.outbox, port)
        cpu = process_time()
        whole = _cost(ticker, MONDAY)
        claimed = process_time() - cpu - recording.took
        print(f"  until all are claimed, frozen and rendered: {claimed:.2f} s of CPU (budget {SECONDS:.0f} s)")
        print(f"  with what came of each recorded: {whole}")
        print(f"  a tick without anything to do: {_cost(Ticker(database, port, once), MONDAY)}")
        print(f"  memory at the end: {_megabytes():.0f} MB, of which {before:.0f} before (budget {MEGABYTES} MB)")
        print(f"  actions shown: {port.lines:,}")


def _cost(ticker: Ticker, now: datetime) -> str:
    cpu, wall = process_time(), perf_counter()
    ticked: Ticked = ticker.tick(now)
    if ticked.failures:
        raise ticked.failures[0].error
    took = f"{process_time() - cpu:.2f} s of CPU, {perf_counter() - wall:.2f} s in all"
    return f"{len(ticked.posted)} messages, {took}"


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _fill(session: Session, name: str) -> None:
    """A partnership of eight organisations and twenty posts, each with a holder in Slack; a digest is due on Monday."""
    key = uuid4()
    session.add(model.Partnership(id=key, name=name, area=name, plan_revision=1))
    session.flush()
    records = Records(session, key)
    plan = model.Plan(id=uuid4(), year="2026-27", first_day=date(2026, 4, 1), last_day=date(2027, 3, 31))
    organisations = [model.Organisation(id=uuid4(), name=f"Organisation {each}", aliases=[]) for each in range(8)]
    posts = [model.Post(id=uuid4(), title=f"Officer {each}", aliases=[]) for each in range(20)]
    people = [model.Person(id=uuid4(), name=f"Person {each}") for each in range(20)]
    records.add(plan, *organisations, *posts, *people)
    priority = model.Priority(id=uuid4(), plan_id=plan.id, position=1, name="Streets", aliases=[])
    since = MONDAY - WEEK - timedelta(days=1)
    schedule = model.Schedule(id=uuid4(), kind=Kind.WEEKLY_DIGEST, since=since, planned_to=since, weekday=0)
    schedule.at, schedule.team, schedule.channel = time(9), f"T{key.hex}", "C1"
    records.add(priority, schedule)
    records.add(*(model.Account(person_id=each.id, team_id="T1", user_id=each.name) for each in people))
    held = zip(posts, people, strict=True)
    records.add(*(model.Holding(post_id=post.id, person_id=person.id) for post, person in held))
    records.add(*(_action(number, priority, organisations, posts) for number in range(ACTIONS)))


def _action(
    number: int, priority: model.Priority, organisations: list[model.Organisation], posts: list[model.Post]
) -> model.Action:
    """Two of three are open, and most of those overdue."""
    status = (Status.NOT_STARTED, Status.IN_PROGRESS, Status.COMPLETED)[number % 3]
    return model.Action(
        id=uuid4(),
        plan_id=priority.plan_id,
        priority_id=priority.id,
        position=number,
        ref=f"X-{number}",
        ref_key=f"x {number}",
        title=f"More patrols at the high street, round {number}",
        lead_id=organisations[number % 8].id,
        owner_post_id=posts[number % 20].id,
        due=date(2026, 4 + number % 9, 1 + number % 28),
        status=status,
    )
