"""An answer as one page of plain text, and as the JSON object that other programs rely on."""

import json
from datetime import date

import pytest

from csp_core.answering.answers import ActionLine, Answer, Outcome
from csp_core.answering.wording import LONGEST_TEXT, PAGE_SIZE, as_json, as_text, pages
from csp_core.book import Action, Precision, Status
from tests.core.asking.invented import TODAY, action, asked, book_of, figure, plan

QUESTIONS = [
    "domestic abuse actions", "who owns DA-1", "progress", "burglary figures", "help", "mark DA-1 as done",
    "my neighbour is hitting his wife", "drink driving", "what is overdue?", "figures", "lorem ipsum", "undo",
    "how much funding do we have", "what changed since last thursday", "who owns the training action?",
]  # fmt: skip
KEYS = ["question", "outcome", "text", "as_at", "actions", "figures", "summary", "change", "choices", "sources"]


def lines(number: int, **given: object) -> Answer:
    actions = (action(f"A-{n}", f"Patrol number {n}", **given) for n in range(1, number + 1))
    shown = tuple(ActionLine(one, one.days_overdue(TODAY), "says") for one in actions)
    return Answer(Outcome.ANSWERED, TODAY, "Understood", "headline", actions=shown, sources=("the plan",))


@pytest.mark.parametrize("text", QUESTIONS)
def test_the_keys_are_always_the_same(text: str) -> None:
    told = as_json(asked(text), text)

    assert list(told) == KEYS
    assert (told["question"], told["as_at"]) == (text, "2026-10-14")
    assert json.loads(json.dumps(told)) == told


@pytest.mark.parametrize("text", QUESTIONS)
def test_the_same_question_has_the_same_answer(text: str) -> None:
    assert as_json(asked(text), text) == as_json(asked(text), text)


@pytest.mark.parametrize("text", QUESTIONS)
def test_the_text_is_one_page_and_begins_with_what_was_understood(text: str) -> None:
    answer = asked(text)

    assert len(as_text(answer)) <= LONGEST_TEXT
    assert as_text(answer).startswith(answer.understood)
    assert as_text(answer).endswith("As at 14 October 2026.")


def test_an_action_is_written_with_every_key_of_the_contract() -> None:
    told = as_json(asked("status of ASB-2"), "")["actions"][0]

    assert told == {
        "ref": "ASB-2",
        "title": "Leaflet on reporting noise",
        "priority": "Anti-Social Behaviour",
        "lead": "Westmere District Council",
        "owner": "Community Safety Manager",
        "partners": [],
        "due": "2026-11-20",
        "due_precision": "day",
        "original_due": "2026-06-30",
        "status": "not_started",
        "status_as_written": None,
        "awaiting_sign_off": False,
        "days_overdue": None,
        "illustrative": False,
    }


def test_what_is_unknown_is_null_and_never_empty_or_zero() -> None:
    told = as_json(asked("list actions", book_of(plan(action("1", "Patrols")))), "")["actions"][0]

    nulls = {key for key, value in told.items() if value is None}
    assert nulls == {
        "priority", "lead", "owner", "due", "due_precision", "original_due", "status_as_written", "days_overdue",
    }  # fmt: skip


@pytest.mark.parametrize(("due", "overdue"), [(date(2026, 10, 13), 1), (date(2026, 10, 14), None)])
def test_days_overdue_is_null_unless_overdue(due: date, overdue: int | None) -> None:
    told = as_json(asked("list actions", book_of(plan(action("1", "Patrols", due=due)))), "")

    assert told["actions"][0]["days_overdue"] == overdue


@pytest.mark.parametrize("precision", list(Precision))
def test_the_precision_is_written_as_its_word(precision: Precision) -> None:
    book = book_of(plan(action("1", "Patrols", due=date(2027, 3, 31), due_precision=precision)))

    assert as_json(asked("list actions", book), "")["actions"][0]["due_precision"] == precision.value


def test_a_figure_is_written_with_every_key_of_the_contract() -> None:
    told = as_json(asked("burglary figures"), "")["figures"]

    assert told == [
        {
            "measure": "Residential burglary",
            "area": "Westmere",
            "value": 431,
            "unit": None,
            "change": None,
            "change_percent": None,
            "period_from": "2025-07-01",
            "period_to": "2026-06-30",
            "source": "Open data",
            "notes": [
                "It corrects an earlier figure for the same period on 3 September 2026.",
                "Its period ended 3 months before 14 October 2026.",
            ],
        }
    ]


@pytest.mark.parametrize(
    ("value", "written"), [(431.0, "431"), (75.9, "75.9"), (0.0, "0"), (-811.0, "-811"), (1e12, "1000000000000")]
)
def test_whole_numbers_have_no_decimal_point(value: float, written: str) -> None:
    told = as_json(asked("burglary figures", figures=(figure("Residential burglary", value),)), "")

    assert json.dumps(told["figures"][0]["value"]) == written


def test_a_summary_is_written_by_part() -> None:
    told = as_json(asked("how are we doing on road safety"), "")

    assert told["summary"] == [{"priority": "Road Safety", "total": 3, "completed": 0, "open": 3, "overdue": 1}]


def test_a_change_is_written_whole_and_is_null_without_one() -> None:
    told = as_json(asked("ASB-2 is complete, leaflet went out yesterday"), "")

    assert told["change"] == {
        "kind": "complete",
        "actions": ["ASB-2"],
        "date": "2026-10-13",
        "owner": None,
        "note": "leaflet went out yesterday",
    }
    assert as_json(asked("what is overdue?"), "")["change"] is None


def test_all_actions_are_written_whatever_the_page() -> None:
    assert len(as_json(lines(34), "")["actions"]) == 34


@pytest.mark.parametrize(("number", "count"), [(0, 1), (1, 1), (10, 1), (11, 2), (34, 4)])
def test_a_page_holds_ten_actions(number: int, count: int) -> None:
    assert pages(lines(number)) == count


def test_every_action_is_on_exactly_one_page() -> None:
    answer = lines(34)

    texts = [as_text(answer, page) for page in range(1, pages(answer) + 1)]

    shown = [line.split()[1] for text in texts for line in text.splitlines() if line.startswith("• ")]
    assert shown == [f"A-{n}" for n in range(1, 35)]
    assert "Actions 31 to 34 of 34." in texts[-1]


@pytest.mark.parametrize(("page", "first"), [(0, "A-1 "), (-3, "A-1 "), (99, "A-31 "), (2, "A-11 ")])
def test_a_page_that_does_not_exist_is_the_nearest(page: int, first: str) -> None:
    assert as_text(lines(34), page).split("• ")[1].startswith(first)


def test_figures_and_summary_stand_on_the_first_page_only() -> None:
    figures = asked("burglary figures").figures
    rows = asked("progress").summary
    many = lines(12)
    answer = Answer(Outcome.ANSWERED, TODAY, "U", actions=many.actions, figures=figures, summary=rows)

    assert "Residential burglary" in as_text(answer)
    assert "Residential burglary" not in as_text(answer, 2)
    assert "Road Safety: 0 of 3 completed" not in as_text(answer, 2)


def test_a_list_of_one_page_says_nothing_of_pages() -> None:
    assert "Actions 1 to" not in as_text(lines(PAGE_SIZE))


def test_a_long_title_is_cut_and_the_text_stays_one_page() -> None:
    answer = asked("list actions", book_of(plan(*(action(f"A-{n}", "Very long " * 90) for n in range(1, 30)))))

    text = as_text(answer)
    assert len(text) <= LONGEST_TEXT
    assert "…" in text


def test_a_text_that_is_too_long_ends_with_an_ellipsis() -> None:
    text = as_text(Answer(Outcome.ANSWERED, TODAY, "U", paragraphs=("word " * 2_000,)))

    assert len(text) <= LONGEST_TEXT
    assert text.endswith("…")


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ({"status": Status.NOT_STARTED}, "not started"),
        ({"status": Status.IN_PROGRESS}, "in progress"),
        ({"status": Status.COMPLETED}, "completed"),
        ({"status": Status.CARRIED_FORWARD}, "carried forward"),
        ({"status": Status.CANCELLED}, "cancelled"),
        ({"due": date(2026, 10, 1)}, "overdue"),
        ({"due": date(2026, 10, 1), "awaiting_sign_off": True}, "awaiting sign-off"),
        ({"status": Status.COMPLETED, "awaiting_sign_off": True}, "completed"),
    ],
)
def test_the_state_of_an_action_is_said_in_words(given: dict[str, object], state: str) -> None:
    assert f"• A-1 Patrol number 1 ({state}): says" in as_text(lines(1, **given))


def test_choices_and_sources_are_said_last() -> None:
    answer = Answer(Outcome.CHOOSE, TODAY, "U", notes=("a note",), choices=("one", "two"), sources=("a", "b"))

    assert as_text(answer).splitlines() == [
        "U", "a note", "You can ask: one | two", "Source: a; b.", "As at 14 October 2026.",
    ]  # fmt: skip


def test_an_answer_is_a_function_of_what_it_is_given() -> None:
    one = action("1", "Patrols", due=date(2026, 10, 1))
    answer = asked("overdue actions", book_of(plan(one)), today=date(2026, 10, 1))
    later = asked("overdue actions", book_of(plan(one)), today=date(2026, 10, 2))

    assert (answer.outcome, later.outcome) == (Outcome.NOTHING_FOUND, Outcome.ANSWERED)
    assert isinstance(later.actions[0].action, Action)
