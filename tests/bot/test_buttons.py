import pytest

from bot.views.buttons import MOST_QUESTION, Button, Kind, fits, parse


@pytest.mark.parametrize("kind", list(Kind))
def test_a_button_means_after_its_way_through_slack_what_it_meant_before(kind: Kind) -> None:
    button = Button(kind, "who owns <DA-01> & “why”?\nدا", "U024BE7LH", 12)

    assert parse(button.value) == button


def test_the_longest_question_still_fits_into_a_value() -> None:
    value = Button(Kind.SHARE, "x" * MOST_QUESTION, "W" + "9" * 20, 9999).value

    assert len(value) <= 2000
    assert parse(value) is not None


@pytest.mark.parametrize("question", ["", "x" * (MOST_QUESTION + 1)])
def test_a_question_that_no_button_can_carry_does_not_fit(question: str) -> None:
    assert not fits(question)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "overdue",
        "2 page 1 U1 overdue",
        "1 page 0 U1 overdue",
        "1 page -1 U1 overdue",
        "1 page 1.5 U1 overdue",
        "1 page 99999 U1 overdue",
        "1 delete 1 U1 overdue",
        "1 page 1 <!channel> overdue",
        "1 page 1 U1 ",
        "1 page ١ U1 overdue",
        " 1 page 1 U1 overdue",
        "1 page 1 U1 " + "x" * 1_901,
    ],
)
def test_anything_else_is_refused(value: str) -> None:
    assert parse(value) is None
