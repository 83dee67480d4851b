"""Changes and news in the words of whoever did the work."""

from datetime import date

import pytest

from csp_core.asking.questions import AskAction, AskActions, AskChange
from csp_core.book import ChangeKind
from tests.core.asking.invented import FIRE, HAVEN, reading


def change(text: str) -> AskChange:
    question = reading(text)
    assert isinstance(question, AskChange), question
    return question


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("ASB-1: now in three car parks", "now in three car parks"),
        ("ASB-1 is now in three car parks", "is now in three car parks"),
        ("ASB-1 all signs fitted", "all signs fitted"),
        ("four signs fitted on ASB-1", "four signs fitted"),
        ("please update ASB-1: all signs fitted", "all signs fitted"),
        ("ASB-1 update: all signs fitted", "all signs fitted"),
        ("log progress on ASB-1, all signs fitted", "all signs fitted"),
        ("ASB-1: five patrols done out of six", "five patrols done out of six"),
        ("ASB-1 is 80% complete", "80%"),
        ("mark DA-1 as amber", "amber"),
    ],
)
def test_news_of_one_action_is_progress_with_a_note(text: str, note: str) -> None:
    told = change(text)

    assert (told.kind, told.note) == (ChangeKind.PROGRESS, note)
    assert len(told.filters.refs) == 1


@pytest.mark.parametrize(
    "text",
    [
        "ASB-1",
        "ASB-1 joint patrols",
        "ASB-1 car park",
        "ASB-1, ASB-2 and DA-1",
        "DA-1 isn't finished",
        "ASB-1 deadline",
    ],
)
def test_the_name_of_an_action_is_no_news(text: str) -> None:
    assert isinstance(reading(text), AskAction | AskActions)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("DA-1 no longer needed", ChangeKind.CANCEL),
        ("ASB-10 was closed by mistake", ChangeKind.REOPEN),
        ("SM-2 approved", ChangeKind.COMPLETE),
        ("can someone close DA-1", ChangeKind.COMPLETE),
        ("ASB-2 to be carried fwd to next year", ChangeKind.CARRY_FORWARD),
        ("DA-1 won't be done until december", ChangeKind.MOVE_DEADLINE),
        ("DA-1 has slipped to the end of november", ChangeKind.MOVE_DEADLINE),
        ("deadline for DA-1 should be 20 november", ChangeKind.MOVE_DEADLINE),
        ("i closed the wrong one, undo it", ChangeKind.UNDO),
        ("sorry, wrong one", ChangeKind.UNDO),
    ],
)
def test_a_change_is_read_from_its_turn_of_phrase(text: str, kind: ChangeKind) -> None:
    assert change(text).kind is kind


def test_a_list_of_refs_is_no_note() -> None:
    closed = change("close ASB-1, ASB-2 and DA-1")

    assert set(closed.filters.refs) == {"ASB-1", "ASB-2", "DA-1"}
    assert closed.note is None


def test_what_is_excepted_is_left_alone() -> None:
    assert change("mark all the domestic abuse actions done except DA-2").filters.not_refs == ("DA-2",)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("give DA-1 another month", 31),
        ("give DA-1 another two weeks", 14),
        ("make the deadline of DA-1 a week later", 7),
    ],
)
def test_more_time_moves_the_deadline_on(text: str, days: int) -> None:
    moved = change(text)

    assert (moved.kind, moved.shift_days, moved.day) == (ChangeKind.MOVE_DEADLINE, days, None)


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("DA-3 is now owned by Haven House", HAVEN),
        ("DA-3 should be led by the fire service", FIRE),
        ("DA-3 owner is now the community safety manager", "Community Safety Manager"),
        ("take DA-3 off the council and give it to Haven House", HAVEN),
    ],
)
def test_a_new_owner_is_read_from_a_statement(text: str, owner: str) -> None:
    handed = change(text)

    assert (handed.kind, handed.owner, handed.filters.refs) == (ChangeKind.REASSIGN, owner, ("DA-3",))


def test_a_weekday_on_which_work_was_done_lies_behind() -> None:
    assert change("ASB-1 finished on friday").day == date(2026, 10, 9)


@pytest.mark.parametrize(
    ("text", "day"),
    [("snooze ASB-1 for a month", date(2026, 11, 14)), ("snooze ASB-1 until friday", date(2026, 10, 16))],
)
def test_a_snooze_lasts_as_long_as_was_said(text: str, day: date) -> None:
    assert (change(text).kind, change(text).day) == (ChangeKind.SNOOZE, day)


def test_reminders_of_one_action_rest_for_a_while() -> None:
    quiet = change("stop reminding me about the speed watch kit for two weeks")

    assert (quiet.kind, quiet.day) == (ChangeKind.SNOOZE, date(2026, 10, 28))


def test_the_monday_post_is_no_date() -> None:
    assert change("stop the monday post").kind is ChangeKind.REMINDERS
