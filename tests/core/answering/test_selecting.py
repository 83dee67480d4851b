"""Which actions pass which filters; and which come closest when none does."""

from datetime import date
from typing import Any

import pytest

from csp_core.answering.enquiry import Enquiry
from csp_core.answering.selecting import Found, select, the_one
from csp_core.asking.filters import Field, Filters, Part, Term
from csp_core.book import Status
from csp_core.periods import Period
from csp_core.permissions import Actor, Audience, Role
from csp_core.text import stems_of
from tests.core.asking.invented import (
    ASB,
    DA,
    HAVEN,
    MCC,
    OPEN,
    POLICE,
    ROADS,
    TODAY,
    WDC,
    WESTMERE,
    action,
    book_of,
    enquirer,
    filters,
    plan,
)

INSPECTOR = "Neighbourhood Inspector"
HERE = Enquiry(WESTMERE, (), enquirer())


def term(said: str, *, literal: bool = False) -> Term:
    return Term(said, (stems_of(said),), literal)


def refs(found: Found) -> list[str]:
    return [action.ref for action in found.actions]


PASSING: list[tuple[str, dict[str, Any], str]] = [
    ("a ref", {"refs": ("DA-1",)}, "DA-1"),
    ("two refs", {"refs": ("DA-3", "DA-1")}, "DA-1 DA-3"),
    ("a priority", {"priorities": (DA,)}, "DA-1 DA-2 DA-3"),
    ("two priorities", {"priorities": (DA, ROADS)}, "DA-1 DA-2 DA-3 RS-1 RS-2 RS-3"),
    ("an organisation in any part", {"organisations": (WDC,)}, "ASB-1 ASB-2 ASB-3 DA-1"),
    ("an organisation that leads", {"organisations": (WDC,), "part": Part.LEAD}, "ASB-2 ASB-3"),
    ("an organisation that is a partner", {"organisations": (WDC,), "part": Part.PARTNER}, "ASB-1 DA-1"),
    ("an owner", {"owners": ("Neighbourhood Inspector",)}, "ASB-1 VC-1"),
    ("open", {"statuses": OPEN, "priorities": (ASB,)}, "ASB-1 ASB-2 ASB-3"),
    ("a status", {"statuses": frozenset({Status.COMPLETED})}, "ASB-10"),
    ("a status word in any case", {"status_words": ("AMBER",)}, "DA-2 DA-3"),
    ("due in october", {"due": Period(date(2026, 10, 1), date(2026, 10, 31))}, "SM-1 SM-2 RS-1"),
    ("completed in august", {"completed": Period(date(2026, 8, 1), date(2026, 8, 31))}, "ASB-10"),
    ("overdue", {"overdue": True}, "ASB-1 DA-1 RS-1"),
    ("not overdue", {"not_overdue": True, "priorities": (DA,)}, "DA-2 DA-3"),
    ("awaiting sign-off", {"awaiting_sign_off": True}, "SM-2"),
    ("moved", {"moved": True}, "ASB-2"),
    ("without a date", {"lacking": frozenset({Field.DUE})}, "VC-1 RS-3"),
    ("without an owner", {"lacking": frozenset({Field.OWNER}), "priorities": (DA,)}, "DA-3"),
    ("without a lead", {"lacking": frozenset({Field.LEAD})}, ""),
    ("with a date", {"having": frozenset({Field.DUE}), "priorities": (ROADS,)}, "RS-1 RS-2"),
    ("a word of the title", {"terms": (term("training"),)}, "DA-1 DA-2"),
    ("a word of the description", {"terms": (term("door staff"),)}, "SM-1"),
    ("two words", {"terms": (term("awareness"), term("drivers"))}, "RS-3"),
    ("quoted words side by side", {"terms": (term("car park", literal=True),)}, "ASB-1"),
    ("quoted words apart", {"terms": (term("park car", literal=True),)}, ""),
    ("all but a priority", {"not_priorities": (ASB, DA), "overdue": True}, "RS-1"),
    ("all but an organisation", {"not_organisations": (POLICE,), "priorities": (ASB,)}, "ASB-2"),
    (
        "all but what an organisation leads",
        {"not_organisations": (POLICE,), "part": Part.LEAD, "priorities": (ASB,)},
        "ASB-2 ASB-3",
    ),
    ("all but an owner", {"not_owners": (INSPECTOR,), "priorities": (ASB,), "statuses": OPEN}, "ASB-2 ASB-3"),
    ("all but a status", {"not_statuses": OPEN, "priorities": (ASB,)}, "ASB-10"),
    ("all but a status word", {"not_status_words": ("Red",), "priorities": (DA,)}, "DA-2 DA-3"),
    ("all but a word", {"not_terms": (term("training"),), "priorities": (DA,)}, "DA-3"),
    (
        "everything at once",
        {
            "priorities": (DA,), "organisations": (MCC, HAVEN), "statuses": OPEN, "having": frozenset({Field.OWNER}),
            "due": Period(date.min, TODAY), "overdue": True, "terms": (term("training"),), "not_terms": (term("gp"),),
        },
        "DA-1",
    ),
    ("another year", {"year": "2025-26"}, ""),
    ("a year that is not held", {"year": "1999-00"}, ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "wanted", "passing"), PASSING, ids=[name for name, _, _ in PASSING])
def test_the_actions_that_pass_stand_in_the_order_of_the_plan(name: str, wanted: dict[str, Any], passing: str) -> None:
    assert refs(select(filters(**wanted), HERE)) == passing.split()


@pytest.mark.parametrize(("name", "wanted", "passing"), PASSING, ids=[name for name, _, _ in PASSING])
def test_a_filter_more_never_adds_an_action(name: str, wanted: dict[str, Any], passing: str) -> None:
    fewer = set(refs(select(filters(**{**wanted, "overdue": True}), HERE)))

    assert fewer <= set(passing.split())


def test_no_filter_is_the_whole_current_plan() -> None:
    assert len(select(Filters(), HERE).actions) == 14


def test_overdue_counts_from_the_day_that_was_asked() -> None:
    assert refs(select(filters(overdue=True, as_at=date(2026, 8, 1)), HERE)) == ["DA-1"]


def test_a_month_is_overdue_only_after_its_last_day() -> None:
    due = date(2026, 9, 30)
    assert [day for day in (30, 1) if action("1", "x", due=due).is_overdue(date(2026, 9 + (day == 1), day))] == [1]


@pytest.mark.parametrize(
    ("actor", "mine"),
    [
        (Actor(Role.PARTNER, "the second holder", WDC, ("Community Safety Manager",)), "ASB-2"),
        (Actor(Role.PARTNER, "somebody else", WDC), "ASB-2 ASB-3"),
        (Actor(Role.PARTNER, "an officer", POLICE, ("Roads Policing Sergeant", INSPECTOR)), "ASB-1 ASB-10 VC-1 RS-1"),
        (Actor(Role.STRANGER), ""),
    ],
)  # fmt: skip
def test_mine_are_those_of_my_posts_else_of_my_organisation(actor: Actor, mine: str) -> None:
    asking = Enquiry(WESTMERE, (), enquirer(actor, Audience.PRIVATE))

    assert refs(select(filters(mine=True), asking)) == mine.split()


def test_when_no_action_holds_all_words_the_closest_are_named_best_first() -> None:
    found = select(filters(terms=(term("training"), term("practices"), term("unicorn"))), HERE)

    assert found.actions == ()
    assert [close.ref for close in found.closest][:1] == ["DA-2"]


def test_nothing_is_close_to_a_word_that_no_action_holds() -> None:
    assert select(filters(terms=(term("unicorn"),)), HERE) == Found(())


def test_the_closest_pass_every_other_filter() -> None:
    found = select(filters(priorities=(ROADS,), terms=(term("training"), term("practices"))), HERE)

    assert found.closest == ()


def test_of_several_that_hold_the_words_the_one_that_says_little_else_is_meant() -> None:
    book = book_of(plan(action("1", "Survey"), action("2", "Long survey of residents in five wards at night")))

    assert refs(the_one(Filters(terms=(term("survey"),)), Enquiry(book, (), enquirer()))) == ["1"]


def test_actions_that_fit_alike_are_all_kept() -> None:
    assert refs(the_one(filters(terms=(term("training"),)), HERE)) == ["DA-1", "DA-2"]


def test_words_that_only_descriptions_hold_keep_all_of_them() -> None:
    book = book_of(plan(action("1", "One", description="tea"), action("2", "Two", description="tea")))

    assert refs(the_one(Filters(terms=(term("tea"),)), Enquiry(book, (), enquirer()))) == ["1", "2"]


def test_the_name_of_a_priority_may_be_a_part_of_a_title() -> None:
    book = book_of(plan(action("1", "Road safety week at the college", priority="Young people")))
    meant = Filters(priorities=("Road Safety",), terms=(term("college"),))

    assert refs(the_one(meant, Enquiry(book, (), enquirer()))) == ["1"]


def test_one_clearly_closest_action_is_taken_alone() -> None:
    found = the_one(filters(terms=(term("noise"), term("leaflet"), term("doorsteps"))), HERE)

    assert refs(found) == ["ASB-2"]
    assert [close.ref for close in found.closest] == ["ASB-2"]


def test_several_that_are_as_close_are_all_taken() -> None:
    found = the_one(filters(terms=(term("training"), term("unicorn"))), HERE)

    assert set(refs(found)) <= {"DA-1", "DA-2"}


@pytest.mark.parametrize(("first", "meant"), [("Tea cake biscuits", "1 2"), ("Tea cake biscuits sandwiches", "1")])
def test_of_the_closest_those_that_are_far_behind_are_left_out(first: str, meant: str) -> None:
    others = (action(f"{n}", "Rest") for n in range(3, 9))
    book = book_of(plan(action("1", first), action("2", "Tea cake biscuits"), *others))
    words = tuple(term(word) for word in (*first.split(), "rest"))

    assert refs(the_one(Filters(terms=words), Enquiry(book, (), enquirer()))) == meant.split()


def test_without_a_plan_there_is_nothing_to_select() -> None:
    empty = Enquiry(book_of(), (), enquirer())

    assert select(filters(terms=(term("x"),)), empty) == Found(())
    assert the_one(filters(terms=(term("x"),)), empty) == Found(())
    assert the_one(Filters(terms=(term("a"), term("b"))), empty) == Found(())
