"""Over clock changes, year ends and bank holidays: one post a local week, at its wall time."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from csp_core.reminder_kinds import Kind
from csp_core.reminders.contents import Digest, Escalation, OwnerReminder
from tests.core.reminders.world import BOARD, World, utc

LONDON = ZoneInfo("Europe/London")
SUNDAY, FRIDAY = 6, 4


def run(world: World, hours: int, step: float = 12) -> None:
    """Ticks every so many hours."""
    for _ in range(int(hours / step)):
        world.tick_well()
        world.clock.pass_by(hours=step)


def posted(world: World) -> list[datetime]:
    return [each.at.astimezone(LONDON).replace(tzinfo=None) for each in world.workspace.shown]


@pytest.mark.parametrize("change", ["2026-10-25", "2026-03-29"])
@pytest.mark.parametrize("at", ["00:30", "01:00", "01:30", "02:00", "09:00"])
def test_one_post_a_week_at_its_wall_time_over_a_clock_change(either_world: World, change: str, at: str) -> None:
    world = either_world
    day = date.fromisoformat(change)
    world.clock.true = utc(f"{day - timedelta(days=9)}T12:00")
    world.schedule(weekday=SUNDAY, at=time.fromisoformat(at))
    for each in (-7, 0, 7):
        world.clock.true = utc(f"{day + timedelta(days=each)}T{at}") - timedelta(hours=1.5)
        run(world, 3, step=0.5)

    wall = [datetime.combine(day + timedelta(days=each), time.fromisoformat(at)) for each in (-7, 0, 7)]
    if change == "2026-03-29" and at == "01:00":
        wall[1] += timedelta(hours=1)
    if change == "2026-03-29" and at == "01:30":
        wall[1] += timedelta(hours=1)
    assert posted(world) == wall


def test_good_friday_moves_to_the_tuesday_and_both_weeks_have_their_post(world: World) -> None:
    world.clock.true = utc("2026-03-30T00:00")
    world.schedule(weekday=FRIDAY)
    run(world, 14 * 24, step=8)

    assert [f"{each:%d %b %H:%M}" for each in posted(world)] == ["07 Apr 09:00", "10 Apr 09:00"]


def test_the_weeks_at_the_end_of_a_year_have_one_post_each(world: World) -> None:
    world.clock.true = utc("2026-12-20T00:00")
    world.schedule(weekday=2)
    run(world, 28 * 24)

    assert [each.period for each in world.occurrences()] == ["2026-W52", "2026-W53", "2027-W01", "2027-W02"]
    assert len(world.workspace.shown) == 4


def test_a_leap_day_has_its_monthly_summary(world: World) -> None:
    world.clock.true = utc("2028-02-01T00:00")
    world.schedule(Kind.MONTHLY_SUMMARY, channel=BOARD, weekday=None, day_of_month=29)
    run(world, 60 * 24)

    assert [each.period for each in world.occurrences()] == ["2028-02", "2028-03"]
    assert [f"{each:%d %b}" for each in posted(world)] == ["29 Feb", "29 Mar"]


def test_owners_hear_of_an_action_three_times_and_coordinators_once(world: World) -> None:
    world.clock.true = utc("2026-11-01T09:00")
    world.schedule(Kind.OWNER_MESSAGES, channel=None)
    world.schedule(Kind.ESCALATION, channel=None)
    world.action("A-1", date(2026, 11, 22))
    world.action("B-1", date(2026, 11, 22), owner="Inspector")
    world.complete("B-1")
    run(world, 60 * 24)

    told = [(f"{each.at:%d %b}", type(each.content), each.message.channel.id) for each in world.workspace.shown]
    assert told == [
        ("09 Nov", OwnerReminder, "UA"),
        ("20 Nov", OwnerReminder, "UA"),
        ("23 Nov", OwnerReminder, "UA"),
        ("14 Dec", Escalation, "UC"),
    ]


def test_the_digest_after_a_completion_counts_it_as_cleared(either_world: World) -> None:
    world = either_world
    world.clock.pass_by(hours=-1)
    world.schedule()
    world.action("A-1", date(2026, 10, 1))
    world.action("A-2", date(2026, 10, 2))
    world.clock.pass_by(hours=1)
    world.tick_well()
    world.complete("A-1")
    world.clock.pass_by(days=7)
    world.tick_well()

    digests = [each for each in world.workspace.contents() if isinstance(each, Digest)]
    chairs = [each.chair for each in digests if each.chair]
    assert [(each.overdue, each.newly, each.cleared) for each in chairs] == [(2, None, None), (1, 0, 1)]


def test_two_schedules_never_write_about_one_action_twice_in_a_day(world: World) -> None:
    world.clock.pass_by(days=-1)
    world.schedule(Kind.OWNER_MESSAGES, channel=None)
    world.schedule(Kind.OWNER_MESSAGES, channel=None, at=time(9, 30))
    world.action("A-1", date(2026, 11, 4))
    world.clock.pass_by(days=1)
    world.tick_well()
    world.clock.pass_by(minutes=30)
    world.tick_well()

    assert len(world.workspace.shown) == 1
