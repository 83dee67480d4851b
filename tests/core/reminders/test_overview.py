"""How reminders stand: what is next, what was last, what is missing and why, and what a coordinator's Home says."""

from datetime import date, time, timedelta

from csp_core.permissions import Actor, Role
from csp_core.reminder_kinds import Kind
from csp_core.reminders.deeds import AddQuiet, OptOut, PauseSchedule
from csp_core.reminders.listing import InUse, Overview, last_words, state_words
from csp_core.reminders.overview import load_overview
from csp_core.reminders.posting import Refused
from csp_core.reminders.upkeep import load_sentences
from tests.core.reminders.world import BOARD, World, partnership

SATURDAY = timedelta(days=-2)


def overview(world: World) -> Overview:
    return load_overview(world.database, world.partnership_id, world.clock.now)


def only(world: World) -> InUse:
    [one] = overview(world).reminders
    return one


def test_a_new_reminder_is_due_next_and_was_not_posted_yet(world: World) -> None:
    world.clock.true += SATURDAY
    world.schedule()

    assert state_words(only(world)) == "Next on Monday 2 November 2026. Nothing was posted yet."


def test_the_last_post_and_the_next_are_told(either_world: World) -> None:
    either_world.clock.true += SATURDAY
    either_world.schedule()
    either_world.clock.true -= SATURDAY
    either_world.tick_well()

    assert state_words(only(either_world)) == "Next on Monday 9 November 2026. Last posted on 2 November 2026."


def test_a_post_that_did_not_appear_is_told_with_its_reason(world: World) -> None:
    world.clock.true += SATURDAY
    world.schedule()
    world.workspace.answers = [lambda _: Refused("I am not in the channel.")]
    world.clock.true -= SATURDAY
    world.tick_well()

    assert last_words(only(world)) == "Nothing was posted yet. Not posted: 2 November 2026 (I am not in the channel)."


def test_of_many_that_are_missing_the_last_two_are_named(world: World) -> None:
    world.schedule()
    world.clock.pass_by(days=24)
    world.tick_well()

    assert last_words(only(world)) == (
        "Nothing was posted yet. Not posted: 3 posts, the last were 16 November 2026 (the reminders were not running) "
        "and 23 November 2026 (the reminders were not running)."
    )


def test_a_day_with_nothing_to_tell_owners_is_no_post_that_is_missing(world: World) -> None:
    world.schedule(Kind.OWNER_MESSAGES, channel=None)
    world.clock.pass_by(days=1)
    world.tick_well()

    assert last_words(only(world)) == "Nothing was posted yet."


def test_what_is_paused_has_no_next_post(world: World) -> None:
    key = world.schedule()
    world.make(PauseSchedule(key))

    assert only(world).next is None
    assert state_words(only(world)).startswith("Paused.")


def test_a_quiet_period_that_holds_the_next_post_is_named_until_it_is_over(world: World) -> None:
    world.schedule()
    world.make(AddQuiet(date(2026, 11, 9), date(2026, 11, 10), "election"))
    assert "Next on Monday 9 November 2026, which a quiet period holds (election)." in state_words(only(world))
    world.clock.pass_by(days=9)

    assert overview(world).quiet == ()


def test_reminders_stand_by_kind_and_then_by_day(world: World) -> None:
    world.schedule(Kind.MONTHLY_SUMMARY, weekday=None, day_of_month=1)
    world.schedule(weekday=4)
    world.schedule(Kind.OWNER_MESSAGES, channel=None)
    world.schedule(weekday=1, at=time(10))
    world.schedule(weekday=1)

    kinds = [(each.schedule.kind, each.schedule.wish.timetable.weekday) for each in overview(world).reminders]
    assert kinds == [
        (Kind.WEEKLY_DIGEST, 1), (Kind.WEEKLY_DIGEST, 1), (Kind.WEEKLY_DIGEST, 4), (Kind.OWNER_MESSAGES, None),
        (Kind.MONTHLY_SUMMARY, None),
    ]  # fmt: skip


def test_whoever_turned_their_messages_off_is_out(world: World) -> None:
    world.make(OptOut(), "UA")

    [out] = overview(world).opted_out
    assert overview(world).is_out(Actor(Role.PARTNER, person_id=out))
    assert not overview(world).is_out(Actor(Role.PARTNER))


def test_in_a_time_zone_that_is_not_known_the_list_says_that_nothing_can_be_posted(world: World) -> None:
    world.partnership_id = partnership(world.database, "Elsewhere", "Nowhere/Atlantis")
    world.schedule()

    assert not overview(world).knows_zone
    assert "does not know the partnership's time zone" in state_words(only(world))
    assert "a time zone is not known" in load_sentences(world.database, world.partnership_id, world.clock.now)[-1]


def test_a_coordinators_home_tells_each_reminder_and_what_differs(world: World) -> None:
    world.clock.true += SATURDAY
    world.schedule()
    world.schedule(channel=BOARD, at=time(8))
    world.clock.true -= SATURDAY
    world.workspace.answers = [lambda _: Refused("The channel is archived.")]
    world.tick_well()
    world.make(AddQuiet(date(2026, 12, 21), date(2027, 1, 1), "Christmas"))

    assert load_sentences(world.database, world.partnership_id, world.clock.now) == (
        "Weekly digest, Mondays at 08:00. Next on Monday 9 November 2026. Nothing was posted yet. "
        "Not posted: 2 November 2026 (The channel is archived).",
        "Weekly digest, Mondays at 09:00. Next on Monday 9 November 2026. Last posted on 2 November 2026.",
        "Quiet: From 21 December 2026 to 1 January 2027: Christmas.",
        "Weekly digest of 2 November 2026: refused (The channel is archived).",
    )


def test_what_went_wrong_day_after_day_is_one_sentence(world: World) -> None:
    world.schedule(Kind.ESCALATION, channel=None)
    world.clock.pass_by(days=4, hours=1)
    world.tick_well()

    assert load_sentences(world.database, world.partnership_id, world.clock.now)[-1] == (
        "Escalation to coordinators on 3 days, the last of them 5 November 2026: too late to be posted."
    )


def test_a_home_tells_nothing_of_other_partnerships(world: World) -> None:
    world.schedule()
    world.clock.pass_by(days=8)
    other = partnership(world.database, "Elsewhere")

    [sentence] = load_sentences(world.database, other, world.clock.now)
    assert sentence.startswith("No reminders are set up yet")
