from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import delete

from csp_core import model
from csp_core.reminder_kinds import Kind
from csp_core.reminders.auditing import Fault, audit
from csp_core.reminders.deeds import AddQuiet, PostNow
from csp_core.reminders.heartbeat import last_ticks
from csp_core.reminders.posting import PostResult, Refused, Unclear
from tests.core.reminders.world import World, partnership


def faults(world: World) -> list[tuple[str, Fault]]:
    return [(each.period, each.fault) for each in audit(world.database, world.clock.now)]


@pytest.fixture
def posting(world: World) -> World:
    """A weekly digest and direct messages that have run for three weeks."""
    world.clock.pass_by(hours=-1)
    world.schedule()
    world.schedule(Kind.OWNER_MESSAGES, channel=None)
    world.action("A-1", date(2026, 11, 20))
    world.clock.pass_by(hours=1)
    for _ in range(21):
        world.tick_well()
        world.clock.pass_by(days=1)
    return world


def test_what_was_posted_or_had_nothing_to_say_differs_in_nothing(posting: World) -> None:
    assert faults(posting) == []
    assert len(posting.workspace.shown) == 3 + 2


def test_a_digest_that_is_not_planned_shows_after_a_grace(posting: World) -> None:
    posting.clock.pass_by(minutes=14)
    assert faults(posting) == []
    posting.clock.pass_by(minutes=2)

    assert set(faults(posting)) == {("2026-W48", Fault.NOT_PLANNED), ("2026-11-23", Fault.NOT_PLANNED)}


def test_an_occurrence_that_vanished_is_missed_by_the_auditor(posting: World) -> None:
    with posting.database.writing() as session:
        session.execute(delete(model.Message))
        session.execute(delete(model.Occurrence).where(model.Occurrence.period == "2026-W47"))

    assert faults(posting) == [("2026-W47", Fault.NOT_PLANNED)]


def test_downtime_shows_as_missed_and_a_quiet_period_does_not(world: World) -> None:
    world.clock.pass_by(days=-1)
    world.schedule()
    world.make(AddQuiet(date(2026, 11, 9), date(2026, 11, 9), "election"))
    world.clock.pass_by(days=10)
    world.tick_well()

    assert len(world.occurrences()) == 2
    assert faults(world) == [("2026-W45", Fault.MISSED)]


@pytest.mark.parametrize(
    ("result", "fault"),
    [(Unclear("lost"), Fault.UNCLEAR), (Refused("It is archived."), Fault.REFUSED)],
)
def test_what_is_refused_or_unclear_shows(world: World, result: PostResult, fault: Fault) -> None:
    answer: Callable[[Callable[[], PostResult]], PostResult] = lambda _call: result  # noqa: E731
    world.clock.pass_by(hours=-1)
    world.schedule()
    world.clock.pass_by(hours=1)
    world.workspace.answers = [answer]
    world.tick_well()

    [difference] = audit(world.database, world.clock.now)
    assert (difference.fault, difference.kind, difference.day) == (fault, Kind.WEEKLY_DIGEST, date(2026, 11, 2))
    assert difference.message_id in [each.id for each in world.messages() if not each.is_direct]


def test_a_post_that_somebody_asked_for_is_called_for(posting: World) -> None:
    schedule = posting.occurrences()[0].schedule_id
    assert schedule is not None
    posting.make(PostNow(schedule))
    posting.tick_well()

    assert faults(posting) == []


def test_the_last_tick_is_that_of_each_partnership_by_itself(world: World) -> None:
    other = partnership(world.database, "Beckfield", "No/Where")
    with world.database.writing() as session:
        schedule = model.Schedule(partnership_id=other, kind=Kind.WEEKLY_DIGEST, weekday=0, at=world.clock.now.time())
        schedule.since = schedule.planned_to = world.clock.now - timedelta(days=9)
        session.add(schedule)
    world.schedule()
    world.clock.pass_by(days=7)

    ticked = world.tick()

    first, second = last_ticks(world.database)
    assert not ticked.is_whole
    assert [each.partnership_id for each in ticked.failures] == [other]
    assert (first.partnership_id, first.at) == (other, None)
    assert "No/Where" in (first.problem or "")
    assert (second.partnership_id, second.at, second.problem) == (world.partnership_id, world.clock.now, None)
    assert len(world.workspace.shown) == 1
