"""Lists of actions: counted, sorted, described, with their source; and the kind word when there is none."""

from datetime import date
from uuid import UUID

import pytest

from csp_core.answering.actions import AS_RECORDED_NOW, ILLUSTRATIVE
from csp_core.answering.answers import Answer, Outcome
from csp_core.answering.wording import as_text
from csp_core.asking.filters import Term
from csp_core.asking.questions import AskActions
from csp_core.book import Book, Organisation, Precision, Status
from csp_core.permissions import Actor, Role, actor_of
from csp_core.text import stems_of
from tests.core.asking.invented import DA, POLICE, TODAY, WDC, WESTMERE, action, asked, book_of, filters, plan, told


def refs(answer: Answer) -> list[str]:
    return [line.action.ref for line in answer.actions]


def test_a_list_counts_first_and_says_what_was_understood() -> None:
    answer = asked("open domestic abuse actions of the county council")

    assert answer.outcome is Outcome.ANSWERED
    assert answer.understood.startswith("Open Domestic Abuse actions of Marshire County Council")
    assert answer.headline == "2 actions · 1 overdue"
    assert answer.sources == ("Westmere Community Safety Partnership, plan 2026-27",)


def test_overdue_is_sorted_by_date_and_counted_in_days_and_weeks() -> None:
    answer = asked("overdue actions")

    assert refs(answer) == ["DA-1", "ASB-1", "RS-1"]
    assert [line.days_overdue for line in answer.actions] == [96, 14, 13]
    assert "13 weeks overdue (96 days)" in answer.actions[0].says
    assert "2 weeks overdue (14 days)" in answer.actions[1].says
    assert "13 days overdue" in answer.actions[2].says


def test_the_latest_first_puts_what_has_no_date_last() -> None:
    answer = asked("road safety actions newest first")

    assert refs(answer) == ["RS-2", "RS-1", "RS-3"]


def test_the_order_of_the_plan_is_kept_otherwise() -> None:
    assert refs(asked("asb actions")) == ["ASB-1", "ASB-2", "ASB-3", "ASB-10"]


def test_a_cut_list_says_how_many_there_are() -> None:
    answer = asked("top 2 overdue")

    assert refs(answer) == ["DA-1", "ASB-1"]
    assert answer.headline == "3 actions · 3 overdue · the first 2 shown"


def test_counting_shows_the_actions_too() -> None:
    answer = asked("how many domestic abuse actions are there")

    assert len(answer.actions) == 3
    assert answer.headline.startswith("3 actions")


def test_completed_actions_are_counted_and_say_their_day() -> None:
    answer = asked("completed asb actions")

    assert answer.headline == "1 action · 1 completed"
    assert "completed 12 August 2026" in answer.actions[0].says


def test_nothing_overdue_is_said_kindly() -> None:
    answer = asked("overdue substance misuse actions")

    assert answer.outcome is Outcome.NOTHING_FOUND
    assert answer.paragraphs == ("Nothing is overdue for Substance Misuse.",)


def test_what_is_not_late_yet_is_not_overdue() -> None:
    answer = asked("overdue in the next 2 weeks")

    assert answer.outcome is Outcome.NOTHING_FOUND


def test_an_unknown_ref_is_named() -> None:
    answer = asked("who owns DA-44")

    assert answer.outcome is Outcome.NOTHING_FOUND
    assert answer.paragraphs[0].startswith("There is no action DA-44")


def searched(*said: str, book: Book | None = None) -> Answer:
    return told(AskActions(filters(terms=tuple(Term(word, (stems_of(word),)) for word in said))), book)


def test_the_one_closest_action_is_shown_and_said_not_to_fit_all() -> None:
    answer = searched("training", "practices", "winter")

    assert refs(answer) == ["DA-2"]
    assert answer.paragraphs == ("No action fits all of that; this is the closest.",)


def test_several_closest_actions_are_offered_by_their_status() -> None:
    others = (action(f"RS-{number}", "Speed checks") for number in range(60))
    book = book_of(plan(action("DA-1", "Training young drivers"), action("DA-2", "Training older drivers"), *others))
    answer = searched("training", "drivers", "winter", book=book)

    assert answer.outcome is Outcome.NOTHING_FOUND
    assert answer.choices == ("status of DA-1", "status of DA-2")


def test_words_of_talk_about_the_plan_are_left_aside_where_nothing_fits_with_them() -> None:
    patrols, course = action("ASB-1", "Joint patrols", lead=POLICE), action("DA-1", "Course in sign language", lead=WDC)
    book = book_of(plan(patrols, course), organisations=(Organisation(POLICE), Organisation(WDC)))
    answer = asked("what did the police sign up for", book)

    assert refs(answer) == ["ASB-1"]
    assert answer.understood == "Actions of Marshire Police"
    assert answer.notes == ("With “sign” nothing fits, so I left that out.",)


@pytest.mark.parametrize("text", ["actions for haven house due in november", "carried forward road safety actions"])
def test_a_question_with_fewer_filters_is_offered_and_finds_something(text: str) -> None:
    answer = asked(text)

    assert answer.outcome is Outcome.NOTHING_FOUND
    assert answer.choices
    assert all(asked(choice).outcome is Outcome.ANSWERED for choice in answer.choices if "quarter" not in choice)


def test_nothing_is_offered_that_would_find_nothing_again() -> None:
    answer = asked("actions for MRC")

    assert answer.outcome is Outcome.NOTHING_FOUND
    assert answer.choices == ()


def test_as_at_another_day_counts_from_it_and_says_what_is_not_known() -> None:
    answer = asked("overdue as at 1 august 2026")

    assert answer.as_at == date(2026, 8, 1)
    assert [line.days_overdue for line in answer.actions] == [22]
    assert AS_RECORDED_NOW in answer.notes


def test_my_actions_of_somebody_unknown_are_none_and_it_says_why() -> None:
    answer = asked("my actions")

    assert answer.outcome is Outcome.NOTHING_FOUND
    assert "directory" in answer.paragraphs[0]


def test_my_actions_are_those_of_the_post_i_hold_today() -> None:
    me = actor_of(WESTMERE, ("T1", "U1"), TODAY)
    before = actor_of(WESTMERE, ("T1", "U1"), date(2026, 8, 1))

    assert me == Actor(Role.PARTNER, "the second holder", WDC, ("Community Safety Manager",))
    assert before.posts == ()
    assert refs(asked("my actions", actor=me)) == ["ASB-2"]


def test_a_line_says_what_is_not_recorded() -> None:
    book = book_of(plan(action("1", "Patrols", due_as_written="ongoing")))
    answer = asked("list actions", book)

    assert answer.actions[0].says == "no lead recorded · no owner recorded · no deadline recorded (written: “ongoing”)"


@pytest.mark.parametrize(
    ("due", "precision", "words"),
    [
        (date(2026, 11, 5), Precision.DAY, "due 5 November 2026"),
        (date(2026, 11, 30), Precision.MONTH, "due November 2026"),
        (date(2027, 3, 31), Precision.QUARTER, "due Q4 2026/27 (by 31 March 2027)"),
        (date(2027, 3, 31), Precision.YEAR, "due by the end of the year, 31 March 2027"),
        (date(2026, 11, 5), None, "due 5 November 2026"),
    ],
)
def test_a_deadline_is_said_as_exactly_as_it_was_written(due: date, precision: Precision | None, words: str) -> None:
    book = book_of(plan(action("1", "Patrols", due=due, due_precision=precision)))

    assert asked("list actions", book).actions[0].says.endswith(words)


def test_what_ended_without_a_date_says_nothing_of_a_deadline() -> None:
    book = book_of(plan(action("1", "Patrols", status=Status.CANCELLED)))

    assert asked("list actions", book).actions[0].says == "no lead recorded · no owner recorded"


@pytest.mark.parametrize(
    ("moves", "original", "words"),
    [
        (1, date(2026, 6, 30), "moved once, first due 30 June 2026"),
        (2, date(2026, 6, 30), "moved twice, first due 30 June 2026"),
        (5, date(2026, 6, 30), "moved 5 times, first due 30 June 2026"),
        (0, date(2026, 6, 30), "moved, first due 30 June 2026"),
        (3, None, "moved 3 times"),
    ],
)
def test_a_date_that_was_moved_says_how_often(moves: int, original: date | None, words: str) -> None:
    moved = action("1", "Patrols", due=date(2026, 12, 1), moves=moves, original_due=original)

    assert asked("list actions", book_of(plan(moved))).actions[0].says.endswith(words)


def test_sample_actions_are_labelled_in_the_answer_and_its_source() -> None:
    book = book_of(plan(action("1", "Patrols", illustrative=True), source="A plan, page 1"))
    answer = asked("list actions", book)

    assert ILLUSTRATIVE in answer.notes
    assert answer.sources == ("Westmere Community Safety Partnership, plan 2026-27, illustrative sample actions",)


def test_a_plan_with_a_document_names_it() -> None:
    book = book_of(plan(action("1", "Patrols"), source="A plan, page 1"))

    assert asked("list actions", book).sources == (
        "Westmere Community Safety Partnership, plan 2026-27 (A plan, page 1)",
    )


def test_awaiting_sign_off_counts_as_open_and_is_said_before_overdue() -> None:
    late = action("1", "Patrols", due=date(2026, 10, 1), awaiting_sign_off=True, status=Status.IN_PROGRESS)

    assert "1 Patrols (awaiting sign-off): " in as_text(asked("open actions", book_of(plan(late))))


def test_a_long_list_is_whole_in_the_answer_and_paged_in_the_text() -> None:
    book = book_of(plan(*(action(f"A-{n}", f"Patrol number {n}") for n in range(1, 24))))
    answer = asked("list actions", book)

    assert len(answer.actions) == 23
    assert "Actions 1 to 10 of 23." in as_text(answer)


def test_one_action_of_a_list_is_the_recorded_one() -> None:
    line = asked("domestic abuse actions").actions[0]

    assert line.action is WESTMERE.plans[1].by_ref["DA-1"]
    assert isinstance(line.action.id, UUID)
    assert (line.action.priority, line.action.lead == POLICE) == (DA, False)
