from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from uuid import uuid4

import pytest

from csp_core.audit import entries
from csp_core.changes.results import NotPossible
from csp_core.permissions import NotAllowed
from csp_core.reminder_kinds import Fate, Kind, Sending
from csp_core.reminders.contents import Digest, HelpWanted
from csp_core.reminders.deeds import (
    AddQuiet,
    AddSchedule,
    AskForHelp,
    EditSchedule,
    OptOut,
    PauseSchedule,
    PostNow,
    ReminderDeed,
    RemoveQuiet,
    RemoveSchedule,
    SettleDoubt,
)
from csp_core.reminders.keeping import RemindersChanged
from csp_core.reminders.loading import load_partnerships
from csp_core.reminders.posting import PostResult, Unclear
from csp_core.reminders.schedules import Filter, Schedule, Timetable, Wish
from csp_core.replaying import verify
from tests.core.reminders.world import BOARD, CHANNEL, COUNCIL, World

DIGEST = Wish(Kind.WEEKLY_DIGEST, CHANNEL)


def changed(world: World, deed: ReminderDeed, user: str = "UC") -> RemindersChanged:
    result = world.make(deed, user)
    assert isinstance(result, RemindersChanged), result
    return result


def schedules(world: World) -> tuple[Schedule, ...]:
    with world.database.reading() as session:
        return load_partnerships(session)[0].schedules


def added(world: World, wish: Wish = DIGEST) -> Schedule:
    key = changed(world, AddSchedule(wish)).id
    return next(each for each in schedules(world) if each.id == key)


def lost(call: Callable[[], PostResult]) -> PostResult:
    call()
    return Unclear("the reply was lost")


def test_a_coordinator_sets_up_a_reminder_and_the_audit_says_so(either_world: World) -> None:
    wish = replace(DIGEST, timetable=Timetable(3, at=time(8, 30)), filter=Filter("Streets", COUNCIL))

    done = changed(either_world, AddSchedule(wish))

    [schedule] = schedules(either_world)
    assert (schedule.wish, schedule.id) == (wish, done.id)
    assert done.subject == "weekly digest about Streets and Arden Council, Thursdays at 08:30"
    with either_world.database.reading() as session:
        [entry] = entries(session, either_world.partnership_id)
        assert (entry.kind, entry.actor, entry.refusal) == ("add_reminder", "Person C", None)
        assert verify(session, either_world.partnership_id).fault is None


@pytest.mark.parametrize("deed", [AddSchedule(DIGEST), AddQuiet(date(2026, 11, 2), date(2026, 11, 9), "flood")])
def test_others_may_not_and_the_refusal_is_kept(world: World, deed: ReminderDeed) -> None:
    refused = world.make(deed, "UA")

    assert isinstance(refused, NotAllowed)
    assert "a coordinator (Person C)" in refused.sentence
    with world.database.reading() as session:
        assert entries(session, world.partnership_id)[0].refusal == refused.sentence


@pytest.mark.parametrize(
    "wish",
    [
        Wish(Kind.WEEKLY_DIGEST, None),
        Wish(Kind.WEEKLY_DIGEST, CHANNEL, Timetable(None)),
        Wish(Kind.WEEKLY_DIGEST, CHANNEL, Timetable(7)),
        Wish(Kind.WEEKLY_DIGEST, CHANNEL, Timetable(0, 1)),
        Wish(Kind.MONTHLY_SUMMARY, CHANNEL, Timetable(0)),
        Wish(Kind.MONTHLY_SUMMARY, CHANNEL, Timetable(None, 32)),
        Wish(Kind.OWNER_MESSAGES, CHANNEL, Timetable(None)),
        Wish(Kind.NOTICE, CHANNEL),
        Wish(Kind.WEEKLY_DIGEST, CHANNEL, filter=Filter("Nowhere")),
        Wish(Kind.WEEKLY_DIGEST, CHANNEL, filter=Filter(organisation="Nobody")),
    ],
)
def test_a_wish_that_cannot_be_is_refused_with_its_reason(world: World, wish: Wish) -> None:
    assert isinstance(world.make(AddSchedule(wish)), NotPossible)
    assert schedules(world) == ()


def test_an_edit_keeps_the_week_that_was_posted(world: World) -> None:
    world.clock.pass_by(hours=-1)
    schedule = added(world)
    world.clock.pass_by(hours=1)
    world.tick_well()
    thursday = replace(DIGEST, channel=BOARD, timetable=Timetable(3))
    changed(world, EditSchedule(schedule.id, schedule.version, thursday))
    world.clock.pass_by(days=3)
    world.tick_well()
    assert world.workspace.contents(BOARD) == []
    world.clock.pass_by(days=7)
    world.tick_well()

    assert len(world.workspace.contents(BOARD)) == 1


def test_an_edit_of_what_somebody_else_changed_is_refused(world: World) -> None:
    schedule = added(world)
    changed(world, EditSchedule(schedule.id, schedule.version, replace(DIGEST, channel=BOARD)))

    assert isinstance(world.make(EditSchedule(schedule.id, schedule.version, DIGEST)), NotPossible)


def test_what_fell_due_before_an_edit_is_accounted_for(world: World) -> None:
    schedule = added(world)
    world.clock.pass_by(days=16)
    changed(world, EditSchedule(schedule.id, schedule.version, replace(DIGEST, channel=BOARD)))

    assert [each.fate for each in world.occurrences()] == [Fate.MISSED, Fate.MISSED]


def test_a_paused_reminder_posts_nothing_and_goes_on_from_where_it_is_let_go(world: World) -> None:
    schedule = added(world)
    changed(world, PauseSchedule(schedule.id))
    assert isinstance(world.make(PauseSchedule(schedule.id)), NotPossible)
    world.clock.pass_by(days=15)
    world.tick_well()
    changed(world, PauseSchedule(schedule.id, is_paused=False))
    world.tick_well()
    assert world.occurrences() == []
    world.clock.pass_by(days=6)
    world.tick_well()

    assert len(world.workspace.contents(CHANNEL)) == 1


def test_a_removed_reminder_is_over_and_what_waits_is_called_off(world: World) -> None:
    world.clock.pass_by(hours=-1)
    schedule = added(world)
    world.clock.pass_by(hours=1)
    world.workspace.answers = [lambda _call: Unclear("the line broke")]
    world.tick_well()
    world.clock.pass_by(seconds=60)
    world.tick_well()
    changed(world, RemoveSchedule(schedule.id))
    world.clock.pass_by(days=8)
    world.tick_well()

    assert [each.sending for each in world.messages()] == [Sending.ABANDONED]
    assert world.workspace.shown == []
    assert isinstance(world.make(RemoveSchedule(schedule.id)), NotPossible)
    assert isinstance(world.make(PostNow(schedule.id)), NotPossible)


def test_a_quiet_period_holds_posts_and_the_next_digest_says_why(world: World) -> None:
    world.clock.pass_by(days=-1)
    added(world)
    quiet = changed(world, AddQuiet(date(2026, 11, 2), date(2026, 11, 10), "pre-election period"))
    for _ in range(15):
        world.clock.pass_by(days=1)
        world.tick_well()

    first = world.workspace.contents(CHANNEL)[0]
    assert isinstance(first, Digest)
    assert [(each.day.day, each.reason) for each in first.skipped] == [
        (2, "pre-election period"),
        (9, "pre-election period"),
    ]
    assert quiet.id is not None
    changed(world, RemoveQuiet(quiet.id))


def test_an_incident_holds_what_has_not_left_yet(world: World) -> None:
    world.clock.pass_by(hours=-1)
    added(world)
    world.clock.pass_by(hours=1)
    world.workspace.answers = [lambda _call: Unclear("the line broke")]
    world.tick_well()
    world.clock.pass_by(seconds=60)
    world.tick_well()
    changed(world, AddQuiet(date(2026, 11, 2), date(2026, 11, 4), "major incident"))
    world.tick_well()

    assert world.workspace.shown == []
    assert [(each.fate, each.reason) for each in world.occurrences()] == [(Fate.HELD, "major incident")]


def test_somebody_turns_their_direct_messages_off_and_on(world: World) -> None:
    world.clock.pass_by(days=-1)
    world.schedule(Kind.OWNER_MESSAGES, channel=None)
    world.action("A-1", date(2026, 11, 4))
    world.action("B-1", date(2026, 11, 4), owner="Inspector")
    world.clock.pass_by(days=1)
    changed(world, OptOut(), "UA")
    assert isinstance(world.make(OptOut(), "UA"), NotPossible)
    world.tick_well()

    assert [each.message.channel.id for each in world.workspace.shown] == ["UD"]
    changed(world, OptOut(is_out=False), "UA")
    assert isinstance(world.make(OptOut(), "U9"), NotAllowed)


def test_post_now_posts_beside_the_timetable(either_world: World) -> None:
    schedule = added(either_world)
    either_world.clock.pass_by(days=1)
    changed(either_world, PostNow(schedule.id))
    either_world.tick_well()
    either_world.clock.pass_by(days=6)
    either_world.tick_well()

    assert len(either_world.workspace.contents(CHANNEL)) == 2


@pytest.mark.parametrize(("was_posted", "times"), [(True, 1), (False, 2)])
def test_a_doubt_is_settled_by_a_coordinator(either_world: World, *, was_posted: bool, times: int) -> None:
    world = either_world
    world.clock.pass_by(hours=-1)
    world.schedule()
    world.clock.pass_by(hours=1)
    world.workspace.can_be_read, world.workspace.answers = False, [lost]
    world.tick_well()
    world.clock.pass_by(seconds=60)
    world.tick_well()
    world.clock.pass_by(days=2)
    [doubted] = world.messages(Sending.DOUBTED)
    assert isinstance(world.make(SettleDoubt(doubted.id, was_posted), "UA"), NotAllowed)
    changed(world, SettleDoubt(doubted.id, was_posted))
    world.tick_well()

    assert len(world.workspace.contents(CHANNEL)) == times
    assert isinstance(world.make(SettleDoubt(doubted.id, was_posted)), NotPossible)
    assert isinstance(world.make(SettleDoubt(uuid4(), was_posted)), NotPossible)


def test_a_call_for_help_goes_to_the_coordinators_at_once(either_world: World) -> None:
    either_world.action("A-1", date(2026, 10, 1))
    changed(either_world, AskForHelp("2026-27", "a1", "the contractor is gone"), "UA")
    either_world.tick_well()

    [told] = either_world.workspace.shown
    assert told.message.channel.id == "UC"
    assert isinstance(told.content, HelpWanted)
    assert (told.content.line.action.ref, told.content.by, told.content.note) == (
        "A-1",
        "Person A",
        "the contractor is gone",
    )
    assert isinstance(either_world.make(AskForHelp("2026-27", "Z-9")), NotPossible)
    assert either_world.clock.now - told.at < timedelta(minutes=1)


@pytest.mark.parametrize("was_posted", [True, False])
def test_parts_follow_once_the_doubt_about_the_first_is_settled(world: World, *, was_posted: bool) -> None:
    world.clock.pass_by(hours=-1)
    world.schedule()
    for number in range(11):
        world.action(f"A-{number}", date(2026, 10, 1))
    world.clock.pass_by(hours=1)
    world.workspace.can_be_read, world.workspace.answers = False, [lost]
    world.tick_well()
    world.clock.pass_by(seconds=60)
    world.tick_well()
    world.clock.pass_by(days=2)
    world.tick_well()
    [doubted] = world.messages(Sending.DOUBTED)
    changed(world, SettleDoubt(doubted.id, was_posted))
    world.tick_well()

    parts = [each.message.part for each in world.workspace.shown if not each.message.is_direct]
    assert parts == ([1, 2] if was_posted else [1, 1, 2])
