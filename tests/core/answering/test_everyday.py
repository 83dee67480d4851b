"""Answers to everyday wordings: what is counted, compared, picked out of several and told of one action."""

from dataclasses import replace
from datetime import date

import pytest

from csp_core.answering.answers import Outcome
from csp_core.asking.filters import Field, Filters
from csp_core.asking.questions import AskActions
from csp_core.book import Book, Figure, Measure, Progress, State, Status
from tests.core.asking.invented import (
    FIRE,
    POLICE,
    TODAY,
    WDC,
    WESTMERE,
    action,
    asked,
    book_of,
    figure,
    filters,
    plan,
    told,
)


def refs(wanted: Filters, book: Book | None = None) -> set[str]:
    return {line.action.ref for line in told(AskActions(wanted), book).actions}


def test_organisations_together_must_all_have_a_part() -> None:
    assert refs(filters(organisations=(POLICE, FIRE), together=True)) == {"RS-1"}
    assert refs(filters(organisations=(POLICE, FIRE))) > {"RS-1"}


def test_a_ref_may_be_left_out() -> None:
    assert refs(filters(refs=("DA-1", "DA-2"), not_refs=("DA-2",))) == {"DA-1"}


def test_moves_are_counted() -> None:
    moved = book_of(plan(action("A-1", "One", moves=1), action("A-2", "Two", moves=2), action("A-3", "None")))

    assert refs(filters(moved=1), moved) == {"A-1", "A-2"}
    assert refs(filters(moved=2), moved) == {"A-2"}


def test_late_when_done_is_after_the_date() -> None:
    done = {"status": Status.COMPLETED, "due": date(2026, 6, 30)}
    book = book_of(
        plan(
            action("A-1", "Late", completed_on=date(2026, 7, 1), **done),
            action("A-2", "In time", completed_on=date(2026, 6, 30), **done),
            action("A-3", "Unknown", **done),
        )
    )

    completed = filters(statuses=frozenset({Status.COMPLETED}))

    assert refs(replace(completed, done_late=True), book) == {"A-1"}
    assert refs(replace(completed, done_late=False), book) == {"A-2"}


def test_days_of_completion_that_are_not_known_are_said_to_be_so() -> None:
    book = book_of(plan(action("A-1", "Unknown", status=Status.COMPLETED, due=date(2026, 6, 30))))

    assert "as far as the days of completion are recorded" in asked("what was finished late", book).paragraphs[0]


@pytest.mark.parametrize(
    ("field", "given"),
    [
        (Field.PARTNERS, {"partners": (WDC,)}),
        (Field.PROGRESS, {"progress": (Progress(TODAY, "Begun"),)}),
        (Field.FUNDING, {"funding": "The grant"}),
        (Field.START, {"start": TODAY}),
    ],
)
def test_what_is_lacking_is_found(field: Field, given: dict[str, object]) -> None:
    book = book_of(plan(action("A-1", "With", **given), action("A-2", "Without")))

    assert refs(filters(lacking=frozenset({field})), book) == {"A-2"}


def test_quoted_words_of_a_report_find_the_action() -> None:
    assert [line.action.ref for line in asked('the one that says "patrols held"').actions] == ["ASB-1"]


def test_states_are_counted_one_by_one() -> None:
    assert asked("how many red and amber").paragraphs == ("1 Red and 2 Amber.",)
    assert asked("which are red and amber").paragraphs == ()


def test_two_titles_that_say_the_words_alike_are_asked_back() -> None:
    book = book_of(
        plan(
            action("A-1", "Deliver knife harm workshops in primary schools"),
            action("A-2", "Deliver knife harm workshops in sixth forms and colleges across the city"),
        )
    )

    assert asked("when are the knife harm workshops due", book).outcome is Outcome.CHOOSE


def test_details_and_start_are_told_as_they_are_recorded() -> None:
    known = action(
        "A-1", "Train staff", objective="Keep safe", description="One day each.", measure="80 trained",
        funding="The grant", start=date(2026, 7, 1),
    )  # fmt: skip
    book = book_of(plan(known, action("A-2", "Train others")))

    details = asked("what is the description of A-1", book).paragraphs[0]

    assert "Objective: Keep safe. Description: One day each. Measure: 80 trained. Funding: The grant." in details
    assert "A-1 starts by 1 July 2026." in asked("when did A-1 start", book).paragraphs[0]
    assert "A-2 has no start recorded." in asked("when did A-2 start", book).paragraphs[0]


YEARS = (
    figure("Knife crime", 268.0, source="Needs assessment"),
    figure("Knife crime", 291.0, period_from=date(2024, 7, 1), period_to=date(2025, 6, 30)),
    figure("Knife crime", 305.0, period_from=date(2023, 7, 1), period_to=date(2024, 6, 30)),
)


def test_two_years_that_are_named_are_compared_with_each_other() -> None:
    assert numbers("knife crime 2023/24 v 2025/26", YEARS) == [268.0, 305.0]


def test_a_withdrawn_number_is_compared_with_nothing() -> None:
    withdrawn = (replace(YEARS[0], state=State.WITHDRAWN), YEARS[1])

    assert numbers("knife crime this year against last year", YEARS[:2]) == [268.0, 291.0]
    assert numbers("knife crime this year against last year", withdrawn) == [268.0]


SURVEY = (
    figure("Residents who feel safe", 48.0, unit="%", source="Safer city survey 2026", note="2,115 replies"),
    figure("Theft", 90.0, source="Performance digest, October 2026", state=State.PROVISIONAL),
)


def numbers(text: str, held: tuple[Figure, ...]) -> list[float | None]:
    measures = tuple(Measure(name, areas=("Westmere",)) for name in dict.fromkeys(each.measure for each in held))
    return [line.figure.value for line in asked(text, book_of(plan(), measures=measures), held).figures]


def test_several_years_are_all_shown_the_oldest_first() -> None:
    assert numbers("knife crime figures over the last three years", YEARS) == [305.0, 291.0, 268.0]
    assert numbers("knife crime figures", YEARS) == [268.0]


def test_a_year_that_is_named_is_what_is_compared_with() -> None:
    assert numbers("is knife crime higher than in 2023/24", YEARS) == [268.0, 305.0]


@pytest.mark.parametrize(
    "text", ["latest safer city survey result", "how many people answered the survey", "when was the safer city survey"]
)
def test_a_series_is_known_by_its_survey(text: str) -> None:
    assert numbers(text, SURVEY) == [48.0]


def test_a_source_is_named_in_full_or_not_at_all() -> None:
    assert numbers("figures of the performance review", SURVEY) == []


def test_only_figures_of_the_state_that_was_named_are_shown() -> None:
    assert numbers("which figures are provisional", SURVEY) == [90.0]


def test_a_series_in_per_cent_is_a_percentage() -> None:
    assert numbers("what percentage of residents feel safe", SURVEY) == [48.0]


def test_the_way_a_change_went_is_said() -> None:
    assert asked("is crime up or down").paragraphs[0] == "All crime, Westmere, rose by 3.9 % on the year before."


def test_several_series_are_shown_side_by_side() -> None:
    answer = asked("compare burglary and domestic abuse incidents")

    assert answer.outcome is Outcome.ANSWERED
    assert {line.figure.value for line in answer.figures} >= {431, 2894}


def test_a_plan_that_was_asked_from_another_day_keeps_its_statuses() -> None:
    assert refs(replace(filters(), as_at=date(2026, 11, 1), overdue=True), WESTMERE) >= {"DA-1", "SM-1"}
