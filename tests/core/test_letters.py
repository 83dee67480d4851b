"""The e-mail about an action: polite, whole, and of nothing but what is recorded."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from csp_core.book import Action, Book, Holding, Organisation, Person, Post, Precision, Progress, Status
from csp_core.letters import letter_about, needs_letter

TODAY = date(2026, 10, 14)
COUNCIL, POLICE = "Arden Council", "Arden Police"
HOLDER = Person("Person A", COUNCIL, id=uuid4())
DEPUTY = Person("Person B", COUNCIL, id=uuid4())
COORDINATOR = Person("Person C", COUNCIL, is_coordinator=True, accounts=(("T1", "UC"),), id=uuid4())
POST = Post(
    "Licensing Officer",
    COUNCIL,
    holdings=(Holding("Person A", person_id=HOLDER.id),),
    deputies=(Holding("Person B", person_id=DEPUTY.id),),
    id=uuid4(),
)
BOOK = Book(
    uuid4(), "Arden Community Safety Partnership", "Arden", "Europe/London", 1,
    organisations=(Organisation(COUNCIL),), posts=(POST,), people=(HOLDER, DEPUTY, COORDINATOR),
)  # fmt: skip
ACTION = Action(
    uuid4(), "LA-01", "Train door staff", "2026-27", lead=COUNCIL, owner="Licensing Officer", partners=(POLICE,),
    due=date(2026, 9, 30), due_precision=Precision.DAY, status=Status.IN_PROGRESS, owner_post_id=POST.id,
    original_due=date(2026, 6, 30), moves=1, progress=(Progress(date(2026, 9, 1), "Two sessions held", 40),),
)  # fmt: skip


def with_people(*people: Person) -> Book:
    return replace(BOOK, people=(*people, COORDINATOR))


def linked(person: Person) -> Person:
    return replace(person, accounts=(("T1", "UA"),))


def test_the_letter_says_what_is_recorded_and_how_to_answer() -> None:
    letter = letter_about(ACTION, BOOK, TODAY, "Person C")

    assert letter.to == "Licensing Officer, Arden Council"
    assert letter.subject == "LA-01: Train door staff"
    assert letter.body == (
        "Dear Person A,\n\n"
        "The plan 2026-27 of Arden Community Safety Partnership holds this action, and you are recorded as its owner:\n"
        "\n"
        "LA-01 Train door staff\n"
        "Lead: Arden Council\n"
        "Partners: Arden Police\n"
        "Deadline: 30 September 2026; 14 days overdue on 14 October 2026; moved once, first due 30 June 2026\n"
        "Status: in progress\n"
        "Last report: 1 September 2026: Two sessions held, 40 per cent\n\n"
        "It is not recorded as completed. Could you please tell us where it stands?\n"
        "A short reply to this e-mail is enough:\n"
        "- if it is done: the date, and a sentence on what shows it;\n"
        "- if it is under way: how far it is;\n"
        "- if the deadline or the owner should change: to what, and why.\n\n"
        "With thanks and kind regards,\n\n"
        "Person C\n"
        "Coordinator, Arden Community Safety Partnership"
    )


def test_what_is_not_recorded_is_not_written() -> None:
    bare = Action(uuid4(), "X-1", "Something", "2026-27", due_as_written="Ongoing")
    body = letter_about(bare, replace(BOOK, people=()), TODAY).body

    assert body.startswith("Dear colleagues at Arden Community Safety Partnership,")
    assert "Deadline: none recorded (written: “Ongoing”)\nStatus: not started\n\nCould you please tell us" in body
    assert body.endswith("With thanks and kind regards,\n\nArden Community Safety Partnership")
    for word in ("None", "owner:", "Lead:", "Partners:", "Last report", "overdue"):
        assert word not in body


def test_an_action_that_is_not_due_yet_is_not_called_late() -> None:
    body = letter_about(replace(ACTION, due=TODAY, moves=0, original_due=TODAY), BOOK, TODAY).body

    assert "Deadline: 14 October 2026\n" in body
    assert "not recorded as completed" not in body


def test_a_month_stays_a_month() -> None:
    action = replace(ACTION, due=date(2026, 11, 30), due_precision=Precision.MONTH, moves=0, original_due=None)

    assert "Deadline: November 2026\n" in letter_about(action, BOOK, TODAY).body


def test_whoever_has_left_the_post_is_not_addressed() -> None:
    book = with_people(replace(HOLDER, last_day=date(2026, 10, 13)), DEPUTY)

    assert letter_about(ACTION, book, TODAY).body.startswith("Dear Licensing Officer,")


def test_an_owner_in_person_is_addressed() -> None:
    action = replace(ACTION, owner="Person B", owner_post_id=None, owner_person_id=DEPUTY.id)

    assert letter_about(action, BOOK, TODAY).body.startswith("Dear Person B,")


def test_without_a_name_the_coordinators_ask() -> None:
    second = replace(COORDINATOR, name="Person D", id=uuid4())
    body = letter_about(ACTION, with_people(second), TODAY).body

    assert body.endswith("Person D and Person C\nCoordinators, Arden Community Safety Partnership")


def test_the_letter_fits_into_a_field_whatever_the_records_hold() -> None:
    long = "word " * 400
    action = replace(
        ACTION, title=long, lead=long, owner=long, owner_post_id=None, partners=(long, long), due=None,
        due_as_written=long, progress=(Progress(TODAY, long),),
    )  # fmt: skip
    letter = letter_about(action, replace(BOOK, name=long), TODAY, long)

    assert len(letter.body) < 3_000
    assert len(letter.subject) <= 200
    assert "\n- if it is done:" in letter.body


@pytest.mark.parametrize(
    ("people", "is_needed"),
    [
        ((HOLDER, DEPUTY), True),
        ((linked(HOLDER), DEPUTY), False),
        ((HOLDER, linked(DEPUTY)), False),
        ((replace(linked(HOLDER), last_day=date(2026, 10, 13)), DEPUTY), True),
        ((), True),
    ],
    ids=["nobody linked", "holder linked", "deputy linked", "holder left", "nobody there"],
)
def test_a_letter_is_for_an_owner_whom_slack_does_not_reach(people: tuple[Person, ...], is_needed: bool) -> None:
    assert needs_letter(ACTION, with_people(*people), TODAY) is is_needed


@pytest.mark.parametrize(
    "action",
    [
        replace(ACTION, owner=None, owner_post_id=None),
        replace(ACTION, status=Status.COMPLETED),
        replace(ACTION, awaiting_sign_off=True),
    ],
    ids=["no owner", "completed", "awaiting sign-off"],
)
def test_no_letter_is_needed_where_nobody_is_to_be_asked(action: Action) -> None:
    assert not needs_letter(action, BOOK, TODAY)


def test_an_owner_who_is_no_post_of_the_directory_is_written_to() -> None:
    assert needs_letter(replace(ACTION, owner="Somebody outside", owner_post_id=None), BOOK, TODAY)
