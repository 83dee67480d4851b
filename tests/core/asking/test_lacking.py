"""What actions lack, said in many ways; and what is left out or denied."""

import pytest

from csp_core.asking.filters import Field, Part
from csp_core.asking.questions import AskActions
from csp_core.book import Status
from tests.core.asking.invented import DA, OPEN, POLICE, ROADS, reading


def listed(text: str) -> AskActions:
    question = reading(text)
    assert isinstance(question, AskActions), question
    return question


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("which ones are lacking a lead officer", Field.OWNER),
        ("is there an action no one is looking after", Field.OWNER),
        ("any actions with no name in the owner column", Field.OWNER),
        ("owner not recorded - which", Field.OWNER),
        ("actions still needing an owner", Field.OWNER),
        ("nobody's name against it, list", Field.OWNER),
        ("find actions where due is empty", Field.DUE),
        ("still need a date - which actions", Field.DUE),
        ("which have not been given a deadline", Field.DUE),
        ("what have we heard nothing on", Field.PROGRESS),
        ("list everything with a blank latest position", Field.PROGRESS),
        ("which ones have never been reported on", Field.PROGRESS),
        ("anything with no report against it", Field.PROGRESS),
        ("which actions are missing a budget", Field.FUNDING),
        ("any project with no partner agencies at all", Field.PARTNERS),
    ],
)
def test_what_is_absent_is_told_by_the_field_that_is_named(text: str, field: Field) -> None:
    assert listed(text).filters.lacking == {field}


@pytest.mark.parametrize("text", ["need the name of whoever owns IDVA training", "we need a date for the leaflet"])
def test_a_wish_for_a_name_or_a_date_is_no_lack(text: str) -> None:
    question = reading(text)
    assert not (isinstance(question, AskActions) and question.filters.lacking)


@pytest.mark.parametrize(
    "text",
    [
        "skip road safety, what's overdue",
        "not road safety - overdue",
        "what have we missed the deadline on, road safety aside",
        "what's overdue, leaving road safety out",
    ],
)
def test_a_new_ask_ends_what_is_left_out(text: str) -> None:
    filters = listed(text).filters
    assert filters.overdue
    assert filters.not_priorities == (ROADS,)


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("which domestic abuse actions haven't been finished", OPEN),
        ("what haven't the police started", {Status.NOT_STARTED}),
        ("which ones are not yet under way", {Status.NOT_STARTED}),
    ],
)
def test_a_denied_state_is_the_one_that_it_leaves(text: str, statuses: set[Status]) -> None:
    assert listed(text).filters.statuses == statuses


def test_states_behind_a_denied_one_are_left_out_too() -> None:
    filters = listed("domestic abuse actions that aren't done, cancelled or deferred").filters
    assert filters.priorities == (DA,)
    assert filters.statuses == OPEN
    assert filters.not_statuses == {Status.CANCELLED, Status.CARRIED_FORWARD}


@pytest.mark.parametrize("text", ["open actions the police don't lead", "actions led by anyone but the police"])
def test_what_somebody_does_not_lead_is_led_by_others(text: str) -> None:
    filters = listed(text).filters
    assert (filters.not_organisations, filters.part) == ((POLICE,), Part.LEAD)


def test_open_and_in_time_is_not_overdue() -> None:
    filters = listed("unfinished but on time").filters
    assert filters.statuses == OPEN
    assert filters.not_overdue
