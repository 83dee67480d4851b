"""Lists and figures in everyday wordings; each was once read as something else."""

from datetime import date

import pytest

from csp_core.asking.filters import Field, Filters, Part
from csp_core.asking.questions import (
    About,
    AskAction,
    AskActions,
    AskDocument,
    AskFigures,
    AskFunding,
    AskHelp,
    AskOrganisations,
    AskProgress,
    Aspect,
    Declined,
    Unheld,
)
from csp_core.asking.vocabulary import vocabulary_of
from csp_core.book import Measure, State, Status
from csp_core.periods import Period, calendar_year
from tests.core.asking.invented import (
    ASB,
    BURGLARY,
    FIRE,
    HAVEN,
    KSI,
    MCC,
    OPEN,
    POLICE,
    ROADS,
    TODAY,
    WDC,
    book_of,
    filters,
    plan,
    reading,
)


def listed(text: str) -> AskActions:
    question = reading(text)
    assert isinstance(question, AskActions), question
    return question


def figures(text: str) -> AskFigures:
    question = reading(text)
    assert isinstance(question, AskFigures), question
    return question


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("which dates have moved more than once", filters(moved=2)),
        ("slipped three times", filters(moved=3)),
        ("actions with no partners", filters(lacking=frozenset({Field.PARTNERS}), statuses=OPEN)),
        ("actions without funding", filters(lacking=frozenset({Field.FUNDING}), statuses=OPEN)),
        ("actions with no start date", filters(lacking=frozenset({Field.START}), statuses=OPEN)),
        ("what needs signing off", filters(awaiting_sign_off=True)),
        ("what is the inspector responsible for", filters(owners=("Neighbourhood Inspector",), part=Part.ANY)),
        ("which actions have had no update", filters(lacking=frozenset({Field.PROGRESS}), statuses=OPEN)),
        ("what was finished late", filters(statuses=frozenset({Status.COMPLETED}), done_late=True)),
        ("what was finished on time", filters(statuses=frozenset({Status.COMPLETED}), done_late=False)),
        ("actions with both MFRS and WDC", filters(organisations=(FIRE, WDC), together=True)),
        ("red, not road safety, led by the police", filters(
            status_words=("Red",), not_priorities=(ROADS,), organisations=(POLICE,), part=Part.LEAD)),
        ("police actions that aren't led by the police", filters(
            organisations=(POLICE,), not_organisations=(POLICE,), part=Part.PARTNER)),
        ("what's been carried forward", filters(statuses=frozenset({Status.CARRIED_FORWARD}))),
        ("all actions except DA-1", filters(not_refs=("DA-1",))),
        ("open actions due between now and christmas", filters(
            statuses=OPEN, due=Period(TODAY, date(2026, 12, 25)))),
        ("what is coming up for Haven House", filters(
            organisations=(HAVEN,), statuses=OPEN, due=Period(TODAY, date.max))),
    ],
)  # fmt: skip
def test_a_filter_is_said_in_many_ways(text: str, wanted: Filters) -> None:
    assert listed(text).filters == wanted


def test_words_joined_by_or_find_either() -> None:
    (term,) = listed("anything on leaflets or needles").filters.terms

    assert term.said == "leaflets or needles"
    assert {("leaflet",), ("needl",)} <= set(term.stems)


@pytest.mark.parametrize("text", ["harbour leaflet festival", "blue leaflet festival"])
def test_words_side_by_side_are_one_name_where_most_are_unknown(text: str) -> None:
    assert len(listed(text).filters.terms) == 3


@pytest.mark.parametrize(("text", "first"), [("give me the next ten deadlines", 10), ("the next 3 actions due", 3)])
def test_the_next_few_are_counted(text: str, first: int) -> None:
    question = listed(text)

    assert (question.first, question.filters.terms) == (first, ())
    assert question.filters.due == Period(TODAY, date.max)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("when did ASB-1 start", About.START), ("what is the objective of ASB-1", About.DETAILS),
        ("how is ASB-1 funded", About.DETAILS), ("who do i ring about the needle finds", About.OWNER),
        ("who's sorting the needle finds", About.OWNER), ("how long until the needle finds are due", About.DEADLINE),
        ("has anyone done the needle finds", About.STATUS),
    ],
)  # fmt: skip
def test_one_thing_is_asked_of_one_action(text: str, about: About) -> None:
    question = reading(text)

    assert isinstance(question, AskAction)
    assert question.about is about


@pytest.mark.parametrize(
    ("text", "by_organisation"),
    [
        ("which organisation has the most overdue", True), ("who leads what", True),
        ("which priority is doing worst", False), ("how many are overdue and how many are complete", False),
        ("are we on track", False), ("give me a summary for the board", False),
    ],
)  # fmt: skip
def test_the_plan_as_a_whole_is_told_by_its_parts(text: str, by_organisation: bool) -> None:
    question = reading(text)

    assert isinstance(question, AskProgress)
    assert question.by_organisation is by_organisation


@pytest.mark.parametrize(
    ("text", "aspect", "measures"),
    [
        ("burglary no.", Aspect.LATEST, (BURGLARY,)), ("burglary no. please", Aspect.LATEST, (BURGLARY,)),
        ("which document is the burglary number from and what date", Aspect.SOURCE, (BURGLARY,)),
        ("is the drop in burglary good", Aspect.GOOD_OR_BAD, (BURGLARY,)),
        ("what was burglary the year before", Aspect.COMPARE_PERIODS, (BURGLARY,)),
        ("how much burglary is there", Aspect.LATEST, (BURGLARY,)),
        ("road casualty numbers", Aspect.LATEST, (KSI,)),
    ],
)  # fmt: skip
def test_a_number_is_asked_for_in_many_ways(text: str, aspect: Aspect, measures: tuple[str, ...]) -> None:
    assert (figures(text).aspect, figures(text).measures) == (aspect, measures)


def test_short_years_side_by_side_are_years() -> None:
    question = figures("ksi 25 v 24")

    assert (question.aspect, question.periods) == (Aspect.COMPARE_PERIODS, (calendar_year(2025), calendar_year(2024)))


def test_a_place_without_figures_of_its_own_is_not_given_those_of_the_area() -> None:
    question = reading("burglary figures in mill road car park")

    assert not isinstance(question, AskFigures) or question.measures == ()


def test_the_state_of_figures_chooses_among_them() -> None:
    assert figures("which figures are provisional").states == (State.PROVISIONAL,)


def test_a_crime_rate_is_the_series_of_that_name() -> None:
    measures = (Measure("All recorded crime"), Measure("Recorded crime rate"))

    question = reading("what's the crime rate", vocabulary_of(book_of(plan(), measures=measures)))

    assert isinstance(question, AskFigures)
    assert question.measures == ("Recorded crime rate",)


def test_the_grant_that_a_series_records_may_be_split() -> None:
    words = vocabulary_of(book_of(plan(), measures=(Measure("Violence reduction grant"),)))

    question = reading("how is the violence reduction grant split", words)

    assert isinstance(question, AskFunding)
    assert (question.split, question.measures) == (True, ("Violence reduction grant",))


@pytest.mark.parametrize("text", ["total funding", "total funding this year"])
def test_funding_alone_is_all_grants(text: str) -> None:
    assert isinstance(reading(text), AskFunding)


@pytest.mark.parametrize(
    "text",
    [
        "is there a marac open on flat 12, osier house", "what happened at 14 mill road", "which child is at risk",
        "who was arrested for the burglary", "what's the phone number for the council",
    ],
)  # fmt: skip
def test_addresses_people_and_contacts_are_not_told(text: str) -> None:
    assert isinstance(reading(text), Declined)


def test_other_everyday_questions_find_their_reader() -> None:
    assert isinstance(reading("hello"), AskHelp)
    assert isinstance(reading("list the partners"), AskOrganisations)
    assert isinstance(reading("how up to date is this"), AskDocument)
    assert isinstance(reading("show me last year's plan", vocabulary_of(book_of(plan()))), Unheld)


@pytest.mark.parametrize("text", ["how are we doing on asb", "how are we doing on anti-social behaviour"])
def test_how_a_priority_is_doing_is_its_progress(text: str) -> None:
    question = reading(text)

    assert isinstance(question, AskProgress)
    assert question.filters.priorities == (ASB,)


def test_the_council_that_says_the_word_is_meant() -> None:
    assert listed("county council actions").filters.organisations == (MCC,)
