from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from csp_core.reminder_kinds import Fate, Kind, Sending
from csp_core.reminders.contents import Digest, Doubt, Notice
from csp_core.reminders.posting import NotThere, Posted, PostResult, RateLimited, Refused, Timing, Unclear
from tests.core.reminders.world import CHANNEL, QUICK, World

Call = Callable[[], PostResult]
COORDINATORS = "UC"


def lost_reply(call: Call) -> PostResult:
    call()
    return Unclear("the reply was lost")


def never_arrived(_call: Call) -> PostResult:
    return Unclear("the line broke")


def rate_limited(_call: Call) -> PostResult:
    return RateLimited(timedelta(seconds=30))


def archived(_call: Call) -> PostResult:
    return Refused("The channel is archived.", "Pick another channel.")


def port_fails(_call: Call) -> PostResult:
    raise OSError("no route")


class Killed(BaseException):
    """The process ends here."""


def killed_after(call: Call) -> PostResult:
    call()
    raise Killed


def killed_before(_call: Call) -> PostResult:
    raise Killed


@pytest.fixture
def due_world(either_world: World) -> World:
    """A digest that is due."""
    either_world.clock.pass_by(hours=-1)
    either_world.schedule()
    either_world.action("A-1", date(2026, 10, 1))
    either_world.clock.pass_by(hours=1)
    return either_world


def states(world: World) -> list[Sending]:
    return [each.sending for each in world.messages() if not each.is_direct]


def test_a_lost_reply_is_looked_for_after_the_settle_delay_and_found(due_world: World) -> None:
    due_world.workspace.answers = [lost_reply]
    due_world.tick_well()
    assert states(due_world) == [Sending.UNKNOWN]
    due_world.clock.pass_by(seconds=59)
    due_world.tick_well()
    assert due_world.workspace.looked == []
    due_world.clock.pass_by(seconds=1)

    looked = due_world.tick_well().looked_for

    assert [type(each.result) for each in looked] == [Posted]
    assert states(due_world) == [Sending.POSTED]
    assert due_world.messages()[0].ts == due_world.workspace.shown[0].ts
    assert len(due_world.workspace.shown) == 1


@pytest.mark.parametrize("trouble", [never_arrived, port_fails])
def test_what_is_not_in_the_channel_is_sent_again(due_world: World, trouble: Callable[[Call], PostResult]) -> None:
    due_world.workspace.answers = [trouble]
    due_world.tick()
    due_world.clock.pass_by(seconds=60)
    looked = due_world.tick_well().looked_for
    posted = due_world.tick_well().posted

    assert [type(each.result) for each in looked] == [NotThere]
    assert [type(each.result) for each in posted] == [Posted]
    assert states(due_world) == [Sending.POSTED]
    assert due_world.messages()[0].attempts == 2


def test_a_rate_limit_is_waited_for_and_burns_no_attempt(due_world: World) -> None:
    due_world.workspace.answers = [rate_limited]
    due_world.tick_well()
    due_world.clock.pass_by(seconds=29)
    due_world.tick_well()
    assert due_world.workspace.calls == 1
    due_world.clock.pass_by(seconds=1)
    due_world.tick_well()

    assert states(due_world) == [Sending.POSTED]
    assert due_world.messages()[0].attempts == 1


def test_a_refusal_is_final_and_coordinators_are_told_with_the_remedy(due_world: World) -> None:
    due_world.workspace.answers = [archived]
    due_world.tick_well()

    [told] = [each for each in due_world.workspace.shown if each.message.is_direct]
    assert states(due_world) == [Sending.REFUSED]
    assert told.message.channel.id == COORDINATORS
    assert isinstance(told.content, Notice)
    assert (told.content.sentence, told.content.remedy) == ("The channel is archived.", "Pick another channel.")
    due_world.clock.pass_by(days=1)
    assert due_world.tick_well().posted == ()


@pytest.mark.parametrize("killed", [killed_after, killed_before])
def test_a_process_that_dies_leaves_no_double_and_loses_nothing(
    due_world: World, killed: Callable[[Call], PostResult]
) -> None:
    due_world.workspace.answers = [killed]
    with pytest.raises(Killed):
        due_world.tick()
    due_world.clock.pass_by(seconds=119)
    assert due_world.tick_well().posted == ()
    due_world.clock.pass_by(seconds=1)
    due_world.tick_well()
    assert states(due_world) == [Sending.UNKNOWN]
    due_world.clock.pass_by(seconds=60)
    due_world.tick_well()
    due_world.tick_well()

    assert states(due_world) == [Sending.POSTED]
    assert len(due_world.workspace.contents(CHANNEL)) == 1


def test_a_sender_that_was_stopped_before_it_called_takes_its_late_message_back(due_world: World) -> None:
    def paused(call: Call) -> PostResult:
        due_world.clock.pass_by(seconds=121)
        due_world.another_ticker().tick(due_world.clock.now)
        due_world.clock.pass_by(seconds=60)
        due_world.another_ticker().tick(due_world.clock.now)
        due_world.another_ticker().tick(due_world.clock.now)
        return call()

    due_world.workspace.answers = [lambda call: paused(call)]
    due_world.tick()

    assert states(due_world) == [Sending.POSTED]
    assert due_world.messages()[0].fence == 3
    [standing] = due_world.workspace.shown
    assert due_world.messages()[0].ts == standing.ts


def test_a_reply_after_the_lease_is_taken_while_nobody_else_has_the_message(due_world: World) -> None:
    def slow(call: Call) -> PostResult:
        result = call()
        due_world.clock.pass_by(seconds=121)
        due_world.another_ticker().tick(due_world.clock.now)
        return result

    due_world.workspace.answers = [slow]
    due_world.tick_well()

    assert states(due_world) == [Sending.POSTED]
    assert due_world.messages()[0].ts == due_world.workspace.shown[0].ts


def test_nothing_is_called_when_too_little_of_the_lease_is_left(due_world: World) -> None:
    timing = replace(QUICK, margin=timedelta(seconds=121))
    due_world.ticker = type(due_world.ticker)(
        due_world.database, due_world.workspace, replace(timing, sending_for=timedelta()), moment=due_world.clock.moment
    )
    due_world.tick_well()

    assert due_world.workspace.shown == []
    assert states(due_world) == [Sending.PENDING]


def test_where_history_may_not_be_read_a_coordinator_is_asked_and_nothing_is_sent_again(due_world: World) -> None:
    due_world.workspace.can_be_read = False
    due_world.workspace.answers = [lost_reply]
    due_world.tick_well()
    due_world.clock.pass_by(seconds=60)
    due_world.tick_well()
    due_world.tick_well()
    due_world.clock.pass_by(hours=5)
    due_world.tick_well()

    [doubt] = [each.content for each in due_world.workspace.shown if each.message.is_direct]
    assert states(due_world) == [Sending.DOUBTED]
    assert isinstance(doubt, Doubt)
    assert doubt.message_id == due_world.workspace.shown[0].message.id
    assert len(due_world.workspace.contents(CHANNEL)) == 1


def test_a_message_of_a_day_ago_is_not_sent_any_more(due_world: World) -> None:
    due_world.workspace.answers = [never_arrived] * 40
    for _ in range(60):
        due_world.tick_well()
        due_world.clock.pass_by(minutes=30)

    assert states(due_world) == [Sending.ABANDONED]
    assert due_world.workspace.contents(CHANNEL) == []


def test_a_late_digest_says_so(due_world: World) -> None:
    due_world.clock.pass_by(hours=20)
    due_world.tick_well()

    [digest] = due_world.workspace.contents(CHANNEL)
    assert isinstance(digest, Digest)
    assert digest.part.late_from == date(2026, 11, 2)


def test_more_than_a_day_late_is_missed_and_the_next_digest_accounts_for_it(due_world: World) -> None:
    due_world.clock.pass_by(days=1, seconds=1)
    ticked = due_world.tick_well()
    assert (ticked.planned.missed, ticked.posted) == (1, ())
    due_world.clock.pass_by(days=6)
    due_world.tick_well()

    [digest] = due_world.workspace.contents(CHANNEL)
    assert isinstance(digest, Digest)
    assert [(each.day, each.reason) for each in digest.skipped] == [
        (date(2026, 11, 2), "the reminders were not running")
    ]
    assert digest.part.late_from is None


def test_three_weeks_down_are_one_digest_and_one_line(due_world: World) -> None:
    due_world.clock.pass_by(days=21, hours=2)
    due_world.tick_well()
    due_world.tick_well()

    [digest] = due_world.workspace.contents(CHANNEL)
    assert isinstance(digest, Digest)
    assert [each.day.day for each in digest.skipped] == [2, 9, 16]
    assert [each.fate for each in due_world.occurrences()] == [Fate.MISSED] * 3 + [Fate.PLANNED]


@pytest.mark.parametrize("jump", [{"hours": 2}, {"hours": -2}, {"days": 8}, {"days": -8}])
def test_a_clock_that_steps_and_returns_loses_no_week_and_doubles_none(
    due_world: World, jump: dict[str, float]
) -> None:
    due_world.tick_well()
    for week in range(4):
        due_world.clock.pass_by(days=7)
        if week == 1:
            due_world.clock.step(**jump)
            due_world.tick_well()
            due_world.clock.step(**{name: -number for name, number in jump.items()})
        due_world.tick_well()

    weeks = [each.period for each in due_world.occurrences()]
    digests = [each for each in due_world.workspace.contents(CHANNEL) if isinstance(each, Digest)]
    skipped = sum(len(each.skipped) for each in digests)
    assert weeks == ["2026-W45", "2026-W46", "2026-W47", "2026-W48", "2026-W49"]
    assert len(digests) + skipped == 5


def test_what_a_step_forward_thought_missed_is_posted_at_its_time(either_world: World) -> None:
    world = either_world
    world.clock.pass_by(days=-3)
    world.schedule()
    world.tick_well()
    world.clock.step(days=5)
    assert world.tick_well().planned.missed == 1
    world.clock.step(days=-5)
    assert world.tick_well().planned.missed == 0
    world.clock.pass_by(days=3)
    world.tick_well()

    assert len(world.workspace.contents(CHANNEL)) == 1
    assert [each.fate for each in world.occurrences()] == [Fate.PLANNED]


def test_the_first_part_freezes_the_others_and_they_follow_in_its_thread(due_world: World) -> None:
    for number in range(2, 25):
        due_world.action(f"A-{number}", date(2026, 10, 2))
    due_world.workspace.answers = [rate_limited]
    due_world.tick_well()
    assert [each.part for each in due_world.messages()] == [1, 2, 3]
    due_world.complete("A-12")
    due_world.action("A-99", date(2026, 10, 2))
    due_world.clock.pass_by(seconds=30)
    due_world.tick_well()

    shown = due_world.workspace.shown
    listed = [line.action.ref for each in shown for group in each.content.overdue for line in group.lines]  # type: ignore[union-attr]
    assert [each.message.part for each in shown] == [1, 2, 3]
    assert [each.message.thread_ts for each in shown] == [None, shown[0].ts, shown[0].ts]
    assert len(listed) == 23
    assert not {"A-12", "A-99"} & set(listed)


def test_a_part_with_nothing_left_to_say_is_dropped(due_world: World) -> None:
    for number in range(2, 12):
        due_world.action(f"A-{number}", date(2026, 10, 2))
    due_world.workspace.answers = [rate_limited]
    due_world.tick_well()
    last = due_world.messages()[1].listed
    assert last is not None
    assert len(last["entries"]) == 1
    due_world.complete("A-11")
    due_world.clock.pass_by(seconds=30)
    due_world.tick_well()

    assert states(due_world) == [Sending.POSTED, Sending.DROPPED]


def test_parts_never_follow_a_first_part_that_was_refused(due_world: World) -> None:
    for number in range(2, 12):
        due_world.action(f"A-{number}", date(2026, 10, 2))
    due_world.workspace.answers = [archived]
    due_world.tick_well()

    assert states(due_world) == [Sending.REFUSED, Sending.ABANDONED]


def test_a_wait_lets_one_tick_post_all_parts_at_the_pace(due_world: World) -> None:
    for number in range(2, 25):
        due_world.action(f"A-{number}", date(2026, 10, 2))
    ticker = type(due_world.ticker)(
        due_world.database,
        due_world.workspace,
        Timing(),
        wait=lambda seconds: due_world.clock.pass_by(seconds=seconds),
        moment=due_world.clock.moment,
    )

    assert ticker.tick(due_world.clock.now).failures == ()

    at = [each.at for each in due_world.workspace.shown]
    assert [later - earlier for earlier, later in pairwise(at)] == [timedelta(seconds=1)] * 2


def test_without_a_wait_the_parts_go_one_a_tick(due_world: World) -> None:
    for number in range(2, 25):
        due_world.action(f"A-{number}", date(2026, 10, 2))
    due_world.ticker = type(due_world.ticker)(
        due_world.database, due_world.workspace, Timing(), moment=due_world.clock.moment
    )
    due_world.tick_well()
    due_world.tick_well()
    assert len(due_world.workspace.shown) == 1
    due_world.clock.pass_by(seconds=1)
    due_world.tick_well()
    assert len(due_world.workspace.shown) == 2


def test_four_workers_at_once_post_each_digest_once(either_world: World) -> None:
    world = either_world
    world.clock.pass_by(hours=-1)
    for number in range(12):
        world.schedule(channel=type(CHANNEL)("T1", f"C{number}"))
    for number in range(15):
        world.action(f"A-{number}", date(2026, 10, 1))
    world.clock.pass_by(hours=1)
    tickers = [world.another_ticker() for _ in range(4)]

    with ThreadPoolExecutor(4) as pool:
        for _ in range(3):
            ticked = list(pool.map(lambda ticker: ticker.tick(world.clock.now), tickers))
            assert [each.failures for each in ticked] == [()] * 4

    shown = [(each.message.channel.id, each.message.part) for each in world.workspace.shown]
    assert len(world.occurrences()) == 12
    assert sorted(shown) == sorted((f"C{number}", part) for number in range(12) for part in (1, 2))


def test_a_clock_of_its_own_is_not_needed(either_world: World) -> None:
    """The database's own clock serves as well."""
    world = either_world
    world.clock.pass_by(hours=-1)
    world.schedule(Kind.WEEKLY_DIGEST)
    world.clock.pass_by(hours=1)
    ticker = type(world.ticker)(world.database, world.workspace)

    assert ticker.tick(world.clock.now).failures == ()
    assert len(world.workspace.shown) == 1
