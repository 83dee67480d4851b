"""Words about reminders: each sentence as somebody would type it, with the one deed that it clearly wishes for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from uuid import UUID

import pytest

from csp_core.reminder_kinds import Kind
from csp_core.reminders.deeds import (
    AddQuiet,
    EditSchedule,
    OptOut,
    PauseSchedule,
    PostNow,
    ReminderDeed,
    RemoveSchedule,
)
from csp_core.reminders.schedules import Channel, Schedule, Timetable, Wish
from csp_core.reminders.understanding import asks, wanted

TODAY = date(2026, 12, 1)
SINCE = datetime(2026, 11, 1, tzinfo=UTC)
FOLDER = Path(__file__).parents[2] / "questions"
PARTNERSHIP, EXEC, BOARD = (Channel("T1", key) for key in ("C0PARTNERSHIP", "C0EXEC", "C0BOARD"))


def schedule(number: int, wish: Wish, *, is_paused: bool = False) -> Schedule:
    return Schedule(UUID(int=0), UUID(int=number), wish, SINCE, SINCE, is_paused, version=7)


DIGEST = schedule(1, Wish(Kind.WEEKLY_DIGEST, PARTNERSHIP))
OWNERS = schedule(2, Wish(Kind.OWNER_MESSAGES, None, Timetable(None)))
ESCALATION = schedule(3, Wish(Kind.ESCALATION, None, Timetable(None)))
SUMMARY = schedule(4, Wish(Kind.MONTHLY_SUMMARY, EXEC, Timetable(None, 1)), is_paused=True)
FRIDAYS = schedule(5, Wish(Kind.WEEKLY_DIGEST, EXEC, Timetable(4)))
USUAL = (DIGEST, OWNERS, ESCALATION, SUMMARY)


def edited(of: Schedule, **changes: object) -> EditSchedule:
    """The reminder with another channel, or another timetable."""
    channel, when = changes.pop("channel", of.wish.channel), replace(of.wish.timetable, **changes)  # type: ignore[arg-type]
    assert isinstance(channel, Channel)
    return EditSchedule(of.id, 7, replace(of.wish, channel=channel, timetable=when))


@pytest.mark.parametrize(
    ("text", "is_out"),
    [
        ("stop sending me the monday reminder", True),
        ("<@UBOT> please stop sending me reminders", True),
        ("Stop reminding me!", True),
        ("can you turn off my messages please", True),
        ("I don't want any more reminders", True),
        ("leave me alone", True),
        ("unsubscribe me", True),
        ("turn my messages back on", False),
        ("start reminding me again", False),
        ("send me reminders again please", False),
    ],
)
def test_ones_own_messages_are_turned_off_and_on_again(text: str, is_out: bool) -> None:
    assert wanted(text, USUAL, TODAY) == OptOut(is_out)


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("move the reminder to Tuesday 10am", edited(DIGEST, weekday=1, at=time(10))),
        ("move the monday reminder to tuesday", edited(DIGEST, weekday=1)),
        ("can the reminders come on a tuesday morning", edited(DIGEST, weekday=1)),
        ("send the overdue list on fridays instead", edited(DIGEST, weekday=4)),
        ("can we have the overdue list on a friday instead of monday", edited(DIGEST, weekday=4)),
        ("send the digest at 8.30", edited(DIGEST, at=time(8, 30))),
        ("change the time of the digest to 2pm", edited(DIGEST, at=time(14))),
        ("post the weekly digest at noon", edited(DIGEST, at=time(12))),
        ("can the overdue post go to #C0BOARD instead", edited(DIGEST, channel=BOARD)),
        ("please send the reminders to #C0EXEC from now on", edited(DIGEST, channel=EXEC)),
        ("move the digest from #C0PARTNERSHIP to #C0BOARD", edited(DIGEST, channel=BOARD)),
        ("move the monthly summary to the 5th", edited(SUMMARY, day_of_month=5)),
    ],
)
def test_one_reminder_is_changed(text: str, deed: ReminderDeed) -> None:
    assert wanted(text, USUAL, TODAY) == deed


@pytest.mark.parametrize("text", ["post it to #C0BOARD instead", "send it to #C0BOARD from now on"])
def test_it_is_the_only_reminder_that_there_is(text: str) -> None:
    assert wanted(text, (DIGEST,), TODAY) == edited(DIGEST, channel=BOARD)
    assert wanted(text, (DIGEST, FRIDAYS), TODAY) is None


@pytest.mark.parametrize(
    ("text", "deed"),
    [
        ("pause the monday reminder", PauseSchedule(DIGEST.id)),
        ("turn the weekly reminders off", PauseSchedule(DIGEST.id)),
        ("stop the escalations", PauseSchedule(ESCALATION.id)),
        ("pause the reminder in #C0PARTNERSHIP", PauseSchedule(DIGEST.id)),
        ("resume the monthly summary", PauseSchedule(SUMMARY.id, is_paused=False)),
        ("turn the monthly summary back on", PauseSchedule(SUMMARY.id, is_paused=False)),
        ("remove the weekly digest", RemoveSchedule(DIGEST.id)),
        ("post the digest now", PostNow(DIGEST.id)),
    ],
)
def test_one_reminder_is_paused_resumed_removed_or_posted(text: str, deed: ReminderDeed) -> None:
    assert wanted(text, USUAL, TODAY) == deed


@pytest.mark.parametrize(
    ("text", "first", "last", "reason"),
    [
        ("no reminders next week, it's purdah", (2026, 12, 7), (2026, 12, 13), "purdah"),
        ("No reminders next week: the pre-election period", (2026, 12, 7), (2026, 12, 13), "pre-election period"),
        ("no reminders this week, flood", (2026, 12, 1), (2026, 12, 6), "flood"),
        ("hold all reminders from 25 March to 6 May, local elections", (2027, 3, 25), (2027, 5, 6), "local elections"),
        ("no reminders until 7 May because of the election", (2026, 12, 1), (2027, 5, 6), "election"),
        ("no reminders till after 7 May because of the election", (2026, 12, 1), (2027, 5, 7), "election"),
        ("don't send reminders tomorrow, major incident", (2026, 12, 2), (2026, 12, 2), "major incident"),
        ("no reminders in purdah next week", (2026, 12, 7), (2026, 12, 13), "purdah"),
    ],
)
def test_a_quiet_period_has_its_days_and_its_reason(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int], reason: str
) -> None:
    assert wanted(text, USUAL, TODAY) == AddQuiet(date(*first), date(*last), reason)


@pytest.mark.parametrize(
    "text",
    [
        "don't stop sending me reminders",
        "stop sending me escalations",
        "stop sending me reminders on fridays",
        "stop sending me reminders for two weeks",
        "stop sending us the monday reminder",
        "are my messages on?",
        "pause the reminders",
        "pause and resume the digest",
        "pause the monday reminder until january, major incident",
        "no reminders next week",
        "don't stop the reminders next week, purdah",
        "no reminders last week, purdah",
        "move the reminder to next Tuesday",
        "move the reminder to Tuesday and Thursday",
        "move the digest to the 5th",
        "move the monthly summary to Tuesday",
        "move the reminder to Monday",
        "send the digest at 3",
        "send the digest at 9am and 5pm",
        "post it to #csp-exec instead",
        "post the owners messages to #C0EXEC",
        "post it to #C0EXEC",
        "move the knife crime reminder to tuesday",
        "move the post to Tuesday",
        "snooze SM-04 till after the 12th",
        "move the deadline of SM-04 to Tuesday",
        "remind me about the digest",
        "",
    ],
)
def test_what_is_not_clear_is_left_to_people(text: str) -> None:
    assert wanted(text, USUAL, TODAY) is None


def test_where_none_is_set_up_none_can_be_meant() -> None:
    assert wanted("move the reminder to Tuesday 10am", (), TODAY) is None


def test_what_is_paused_already_is_meant_where_nothing_else_is() -> None:
    assert wanted("pause the monthly summary", USUAL, TODAY) == PauseSchedule(SUMMARY.id)


@pytest.mark.parametrize(
    "text",
    ["when do the reminders go out?", "show me the reminders", "which reminders are set up", "are my messages on?"],
)
def test_a_question_about_the_reminders_themselves_is_known(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize("text", ["show the overdue list", "list posts", "show summary", "what is due from monday?"])
def test_a_question_about_the_plan_is_none_about_the_reminders(text: str) -> None:
    assert not asks(text)


def labelled() -> Iterator[str]:
    for file in (*sorted(FOLDER.glob("tuning*.tsv")), FOLDER / "thanet_sixty.tsv"):
        for line in file.read_text(encoding="utf-8").splitlines()[1:]:
            group, _, question, *_ = line.split("\t")
            if group != "reminder.manage":
                yield question.removeprefix("> ")


def test_no_labelled_question_about_the_plan_is_taken_for_one_about_reminders() -> None:
    questions = list(labelled())

    taken = [each for each in questions if asks(each) or wanted(each, (DIGEST,), TODAY) or wanted(each, USUAL, TODAY)]
    assert len(questions) > 1_000
    assert taken == []
