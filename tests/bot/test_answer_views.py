from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from bot.views.answers import Showing, message
from bot.views.blocks import Message
from bot.views.buttons import MOST_VALUE, Ask, Button, Kind, Shown, parse
from bot.views.limits import problems
from csp_core.answering.answers import ActionLine, Answer, FigureLine, Outcome, SummaryRow
from csp_core.book import Action, Figure, Status
from csp_core.permissions import Account, Actor, Role

TODAY = date(2014, 12, 1)
ASKER = Account("T024BE7LH", "U024BE7LH")
ASKED = Showing(Shown("actions domestic abuse", ASKER))
COORDINATOR = Actor(Role.COORDINATOR, account=ASKER)
HOSTILE = "<!channel> *bold* <http://evil.example|here> & \u202eturned\u202c @here"


def at_page(page: int) -> Showing:
    return replace(ASKED, shown=replace(ASKED.shown, page=page))


def line(number: int, title: str = "Train front-line staff", status: Status = Status.IN_PROGRESS) -> ActionLine:
    action = Action(UUID(int=number), f"DA-{number:02}", title, "2014-15", status=status)
    return ActionLine(action, None, "Thanet District Council · Community Safety Manager · due 31 December 2014")


def answer(how_many: int = 3, **parts: object) -> Answer:
    made = Answer(
        Outcome.ANSWERED,
        TODAY,
        understood="Actions on Domestic Abuse",
        headline=f"{how_many} actions · 0 overdue",
        actions=tuple(line(number) for number in range(1, how_many + 1)),
        sources=("Community Safety Plan 2014-15",),
    )
    return replace(made, **parts)  # type: ignore[arg-type]


def texts(shown: object) -> Iterator[str]:
    """Every text of the blocks, in the order they are read."""
    if isinstance(shown, list):
        for part in shown:
            yield from texts(part)
    if isinstance(shown, dict):
        if isinstance(shown.get("text"), str):
            yield shown["text"]
        for part in shown.values():
            yield from texts(part)


def read(shown: Message) -> list[str]:
    return list(texts(shown["blocks"]))


def buttons(shown: Message) -> dict[str, Button | None]:
    blocks = shown["blocks"]
    assert isinstance(blocks, list)
    rows = [block["elements"] for block in blocks if block["type"] == "actions"]
    return {each["text"]["text"]: parse(each["value"]) for row in rows for each in row}


def test_an_answer_is_read_from_what_was_understood_to_the_source_and_the_day() -> None:
    shown = read(message(answer(2, notes=("Illustrative sample",)), ASKED))

    assert shown == [
        "*Actions on Domestic Abuse*\n2 actions · 0 overdue",
        "In progress · *DA-01* Train front-line staff\n"
        "Thanet District Council · Community Safety Manager · due 31 December 2014",
        "In progress · *DA-02* Train front-line staff\n"
        "Thanet District Council · Community Safety Manager · due 31 December 2014",
        "Illustrative sample",
        "Source: Community Safety Plan 2014-15 · As at 1 December 2014",
    ]


@pytest.mark.parametrize(
    ("changed", "days_overdue", "mark"),
    [
        ({"status": Status.NOT_STARTED}, None, "Not started"),
        ({"status": Status.IN_PROGRESS}, 21, "*Overdue*"),
        ({"status": Status.IN_PROGRESS, "awaiting_sign_off": True}, 21, "Awaiting sign-off"),
        ({"status": Status.COMPLETED}, None, "Completed"),
        ({"status": Status.CARRIED_FORWARD}, None, "Carried forward"),
        ({"status": Status.CANCELLED}, None, "Cancelled"),
    ],
)
def test_the_status_is_told_in_words_alone(changed: dict[str, object], days_overdue: int | None, mark: str) -> None:
    action = replace(line(1).action, **changed)  # type: ignore[arg-type]

    shown = read(message(replace(answer(), actions=(ActionLine(action, days_overdue, ""),)), ASKED))

    assert shown[1] == f"{mark} · *DA-01* Train front-line staff"


def test_a_figure_stands_with_its_remarks_and_a_summary_row_with_its_counts() -> None:
    figure = Figure("Domestic abuse incidents", "Thanet", date(2012, 10, 1), date(2013, 9, 30), 2894)
    shown = message(
        answer(
            0,
            figures=(FigureLine(figure, "2,894 incidents, 1 October 2012 to 30 September 2013", ("As stated.",)),),
            summary=(SummaryRow("Road Safety", 6, 2, 4, 1),),
        ),
        ASKED,
    )

    assert read(shown)[1:3] == ["2,894 incidents, 1 October 2012 to 30 September 2013", "• As stated."]
    assert "*Road Safety*: 2 of 6 completed · 4 open · 1 overdue" in read(shown)


def test_a_long_list_is_paged_both_ways() -> None:
    first, second, third = (message(answer(25), at_page(page)) for page in (1, 2, 3))

    assert buttons(first) == {"More": Ask(Kind.PAGE, replace(ASKED.shown, page=2))}
    assert [each.shown.page for each in buttons(second).values() if isinstance(each, Ask)] == [1, 3]
    assert list(buttons(second)) == ["Earlier", "More"]
    assert list(buttons(third)) == ["Earlier"]
    assert sum("*DA-" in text for text in read(third)) == 5


def test_a_page_beyond_the_last_shows_the_last() -> None:
    assert message(answer(25), at_page(9)) == message(answer(25), at_page(3))


def test_a_private_answer_can_be_shared_until_it_was() -> None:
    private = replace(ASKED, can_be_shared=True)

    assert buttons(message(answer(), private)) == {"Share in channel": Ask(Kind.SHARE, ASKED.shown)}
    assert buttons(message(answer(), replace(private, was_shared=True))) == {}
    assert "Shared in this channel." in read(message(answer(), replace(private, was_shared=True)))


def test_a_shared_answer_says_who_shared_it() -> None:
    assert read(message(answer(), replace(ASKED, shared_by=ASKER)))[0] == "Shared by <@U024BE7LH>"


def test_choices_are_buttons_that_ask_the_whole_question() -> None:
    choices = ("actions of Kent Police", "actions of Kent Probation")

    assert buttons(message(answer(0, choices=choices), ASKED)) == {
        choice: Ask(Kind.CHOOSE, Shown(choice, ASKER)) for choice in choices
    }


def test_a_question_too_long_for_a_button_is_answered_and_says_that_it_cannot_be_paged() -> None:
    shown = message(answer(25), replace(ASKED, shown=Shown("x" * MOST_VALUE, ASKER)))

    assert buttons(shown) == {}
    assert any("too long for buttons" in text for text in read(shown))
    assert problems(shown) == ()


def test_nothing_from_the_records_or_the_question_is_live() -> None:
    figure = Figure(HOSTILE, HOSTILE, TODAY, TODAY)
    shown = message(
        Answer(
            Outcome.ANSWERED,
            TODAY,
            understood=HOSTILE,
            headline=HOSTILE,
            paragraphs=(HOSTILE,),
            actions=(
                replace(line(1, HOSTILE), action=replace(line(1).action, ref=HOSTILE, title=HOSTILE), says=HOSTILE),
            ),
            figures=(FigureLine(figure, HOSTILE, (HOSTILE,)),),
            summary=(SummaryRow(HOSTILE, 1, 1, 0, 0),),
            notes=(HOSTILE,),
            sources=(HOSTILE,),
        ),
        ASKED,
    )

    for text in [str(shown["text"]), *read(shown)]:
        assert "<" not in text
        assert ">" not in text
        assert "\u202e" not in text
    assert '"verbatim": False' not in str(shown)
    assert all(each.get("verbatim") for each in mrkdwn_objects(shown["blocks"]))


def mrkdwn_objects(shown: object) -> Iterator[dict[str, object]]:
    if isinstance(shown, list):
        for part in shown:
            yield from mrkdwn_objects(part)
    if isinstance(shown, dict):
        if shown.get("type") == "mrkdwn":
            yield shown
        for part in shown.values():
            yield from mrkdwn_objects(part)


LONG = "& <long> text " * 400
FIGURE = Figure("m", "a", TODAY, TODAY)


@pytest.mark.parametrize(
    "extreme",
    [
        Answer(Outcome.NOT_HELD, TODAY),
        answer(400),
        answer(10, actions=tuple(replace(line(n, LONG), says=LONG) for n in range(1, 31))),
        answer(1, understood=LONG, headline=LONG, paragraphs=(LONG,) * 30, notes=(LONG,) * 30, sources=(LONG,) * 30),
        answer(0, figures=(FigureLine(FIGURE, "short"),) * 200),
        answer(0, figures=(FigureLine(FIGURE, LONG, (LONG,) * 5),) * 60),
        answer(0, summary=(SummaryRow(LONG, 1, 1, 1, 1),) * 300),
        answer(10, choices=(LONG[:1_000],) * 60, paragraphs=("p",) * 60),
        answer(10, choices=tuple(f"choice {n} " + "c" * 100 for n in range(60))),
    ],
    ids=lambda extreme: "",
)
@pytest.mark.parametrize("page", [1, 2])
def test_whatever_the_records_hold_slack_takes_the_message(extreme: Answer, page: int) -> None:
    shown = message(extreme, replace(at_page(page), can_be_shared=True, shared_by=ASKER, actor=COORDINATOR))

    assert problems(shown) == ()
    assert shown["text"]


def test_what_is_left_out_is_said() -> None:
    shown = read(message(answer(0, paragraphs=(LONG,) * 30), ASKED))

    assert any("more than one message can hold" in text for text in shown)
    assert shown[-1].endswith("As at 1 December 2014")


def test_the_fallback_text_is_the_page_in_plain_words() -> None:
    assert "Actions on Domestic Abuse" in str(message(answer(), ASKED)["text"])
