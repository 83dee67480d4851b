"""The story of an action, asked for in words."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from csp_core.answering.answering import answer
from csp_core.answering.answers import Answer
from csp_core.answering.enquiry import Enquiry
from csp_core.answering.histories import UNTOUCHED
from csp_core.asking.reading import read
from csp_core.asking.vocabulary import vocabulary_of
from csp_core.book import Action, Book, Change, Plan
from csp_core.permissions import COORDINATOR, Audience, Enquirer

TODAY = date(2026, 11, 23)
IDS = {"DA-01": UUID(int=1), "DA-02": UUID(int=2)}
TITLES = {"DA-01": "Train front-desk staff", "DA-02": "Publish a leaflet"}
ACTIONS = tuple(Action(IDS[ref], ref, title, "2026-27") for ref, title in TITLES.items())
CHANGES = (
    Change(date(2026, 11, 2), "DA-01", "move_deadline", "deadline: 31 December 2026 (was 31 October 2026)", "Inspector",
           evidence="no trainer yet", action_id=IDS["DA-01"]),
    Change(date(2026, 11, 20), "DA-01", "complete", "status: completed (was in progress)", "Coordinator",
           for_whom="Training Officer", action_id=IDS["DA-01"]),
)  # fmt: skip
BOOK = Book(
    UUID(int=9), "Arden", "Arden", "Europe/London", 1, changes=CHANGES,
    plans=(Plan("2026-27", date(2026, 4, 1), date(2027, 3, 31), actions=ACTIONS),),
)  # fmt: skip


def asked(text: str, book: Book = BOOK) -> Answer:
    enquirer = Enquirer(COORDINATOR, Audience.PRIVATE, TODAY)
    return answer(read(text, vocabulary_of(book), TODAY), Enquiry(book, (), enquirer))


@pytest.mark.parametrize(
    "text",
    ["history DA-01", "history of da1", "who completed DA-01?", "who moved the deadline of DA-1", "story of DA-01"],
)
def test_what_became_of_an_action_is_told_oldest_first(text: str) -> None:
    assert asked(text).paragraphs == (
        "2 November 2026 · Inspector moved the deadline · “no trainer yet” · "
        "deadline: 31 December 2026 (was 31 October 2026)",
        "20 November 2026 · Coordinator completed it for Training Officer · status: completed (was in progress)",
    )


def test_a_note_that_was_kept_is_told_once() -> None:
    kept = replace(CHANGES[1], evidence="ten trained", summary="status: completed; note: “ten trained”")

    (told,) = asked("history of DA-01", replace(BOOK, changes=(kept,))).paragraphs

    assert told.count("ten trained") == 1


def test_what_waits_for_sign_off_was_reported_done_and_not_completed() -> None:
    reported = replace(CHANGES[1], summary="now awaits sign-off; reported done on: 20 November 2026")

    (told,) = asked("history of DA-01", replace(BOOK, changes=(reported,))).paragraphs

    assert "Coordinator reported it done for Training Officer · now awaits sign-off" in told


def test_an_action_without_changes_has_none_told() -> None:
    assert asked("history of DA-02").paragraphs == (UNTOUCHED,)


def test_an_action_of_another_year_with_the_same_ref_keeps_its_own_story() -> None:
    old = Plan(
        "2025-26", date(2025, 4, 1), date(2026, 3, 31), actions=(replace(ACTIONS[0], id=UUID(int=3), year="2025-26"),)
    )
    book = replace(BOOK, plans=(old, *BOOK.plans))

    assert asked("history of DA-01 in 2025/26", book).paragraphs == (UNTOUCHED,)
