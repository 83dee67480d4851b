from datetime import UTC, datetime, timedelta

from bot.once import MOST_REMEMBERED, Once

NOON = datetime(2014, 12, 1, 12, tzinfo=UTC)


def test_the_same_event_is_taken_once() -> None:
    once = Once(lambda: NOON)

    assert once.take("Ev1")
    assert not once.take("Ev1")
    assert once.take("Ev2")


def test_work_that_was_not_done_can_be_taken_again() -> None:
    once = Once(lambda: NOON)
    once.take("Ev1")

    once.give_back("Ev1")

    assert once.take("Ev1")


def test_an_event_is_remembered_for_24_hours() -> None:
    moments = iter([NOON, NOON, NOON + timedelta(hours=23, minutes=59), NOON + timedelta(hours=24)] + [NOON] * 2)
    once = Once(lambda: next(moments))
    once.take("Ev1")

    assert not once.take("Ev1")
    assert once.take("Ev1")


def test_what_is_remembered_is_bounded() -> None:
    once = Once(lambda: NOON)

    for number in range(MOST_REMEMBERED + 5):
        once.take(f"Ev{number}")

    assert once.take("Ev0")
    assert not once.take(f"Ev{MOST_REMEMBERED}")
