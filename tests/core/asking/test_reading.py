"""The Question that a sentence becomes, reader by reader, as a partner of Westmere would type it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from csp_core.asking.filters import Field, Filters, Order, Part, Term
from csp_core.asking.questions import (
    About,
    Ambiguous,
    AskAction,
    AskActions,
    AskChange,
    AskChanges,
    AskDefinition,
    AskDocument,
    AskFigures,
    AskFunding,
    AskHelp,
    AskOrganisations,
    AskOutcomes,
    AskPriorities,
    AskProgress,
    AskStatements,
    AskSuccessor,
    Aspect,
    Declined,
    Question,
    Unheld,
    Unread,
)
from csp_core.asking.vocabulary import vocabulary_of
from csp_core.book import ChangeKind, Organisation, Priority, Statement, Status
from csp_core.periods import Period
from csp_core.text import stems_of
from tests.core.asking.invented import (
    ALL_CRIME,
    ASB,
    ASB_COUNCIL,
    ASB_POLICE,
    BURGLARY,
    DA,
    DA_INCIDENTS,
    DA_REPEAT,
    FEELING_SAFE,
    FIRE,
    HAVEN,
    KSI,
    MCC,
    OPEN,
    POLICE,
    PROBATION,
    ROADS,
    TODAY,
    WDC,
    YEAR,
    action,
    book_of,
    filters,
    plan,
    reading,
)

DONE = frozenset({Status.COMPLETED})
SERGEANT, INSPECTOR = "Roads Policing Sergeant", "Neighbourhood Inspector"


def plainly(question: Question) -> Question:
    """The question without the words that were left out of account."""
    if isinstance(question, AskActions | AskAction | AskChange):
        return replace(question, filters=replace(question.filters, ignored=()))
    return question


def window(first: date, last: date) -> Period:
    return Period(first, last)


NOVEMBER = window(date(2026, 11, 1), date(2026, 11, 30))
DECEMBER = window(date(2026, 12, 1), date(2026, 12, 31))

LISTS: list[tuple[str, dict[str, Any]]] = [
    # one filter each
    ("/csp actions domestic abuse", {"priorities": (DA,)}),
    ("actions dv", {"priorities": (DA,)}),
    ("ASB actions pls", {"priorities": (ASB,)}),
    ("actions for MFRS", {"organisations": (FIRE,)}),
    ("what has Marshire Fire got to do", {"organisations": (FIRE,), "statuses": OPEN}),
    ("actions led by haven house", {"organisations": (HAVEN,), "part": Part.LEAD}),
    ("what is the council leading on", {"organisations": (WDC,), "part": Part.LEAD}),
    ("which actions is the fire service a partner on", {"organisations": (FIRE,), "part": Part.PARTNER}),
    ("neighbourhood inspector's actions", {"owners": (INSPECTOR,)}),
    ("actions for the DA lead", {"owners": ("Domestic Abuse Coordinator",)}),
    ("open actions", {"statuses": OPEN}),
    ("which ones have we finished", {"statuses": DONE}),
    ("carried forward actions", {"statuses": frozenset({Status.CARRIED_FORWARD})}),
    ("cancelled actions?", {"statuses": frozenset({Status.CANCELLED})}),
    ("actions not started", {"statuses": frozenset({Status.NOT_STARTED})}),
    ("anything amber", {"status_words": ("Amber",)}),
    ("which are red?", {"status_words": ("Red",)}),
    ("actions awaiting sign off", {"awaiting_sign_off": True}),
    ("which deadlines have moved", {"moved": True}),
    ("my actions", {"mine": True}),
    ("what do i have to do", {"mine": True}),
    ("actions with a deadline", {"having": frozenset({Field.DUE})}),
    # lacking something is about open work
    ("which actions have no owner?", {"lacking": frozenset({Field.OWNER}), "statuses": OPEN}),
    ("actions without a date", {"lacking": frozenset({Field.DUE}), "statuses": OPEN}),
    ("completed actions with no owner", {"lacking": frozenset({Field.OWNER}), "statuses": DONE}),
    (
        "actions with a deadline but no owner",
        {"lacking": frozenset({Field.OWNER}), "having": frozenset({Field.DUE}), "statuses": OPEN},
    ),
    # several of a kind, and negation
    ("actions for MFRS and MCC", {"organisations": (FIRE, MCC)}),
    ("domestic abuse and road safety actions", {"priorities": (DA, ROADS)}),
    ("not the police ones", {"not_organisations": (POLICE,)}),
    ("everything except road safety", {"not_priorities": (ROADS,)}),
    ("actions excluding the roads policing sergeant", {"not_owners": (SERGEANT,)}),
    ("actions other than red", {"not_status_words": ("Red",)}),
    ("all actions except cancelled ones", {"not_statuses": frozenset({Status.CANCELLED})}),
    ("police actions not in road safety", {"organisations": (POLICE,), "not_priorities": (ROADS,)}),
    # combinations
    ("actions DV open", {"priorities": (DA,), "statuses": OPEN}),
    (
        "everything the police lead under road safety that is still open",
        {"priorities": (ROADS,), "organisations": (POLICE,), "part": Part.LEAD, "statuses": OPEN},
    ),
    ("not started actions of the council", {"organisations": (WDC,), "statuses": frozenset({Status.NOT_STARTED})}),
    ("my open actions for road safety", {"mine": True, "statuses": OPEN, "priorities": (ROADS,)}),
]


@pytest.mark.parametrize(("text", "wanted"), LISTS, ids=[text for text, _ in LISTS])
def test_a_list_has_the_filters_that_were_said(text: str, wanted: dict[str, Any]) -> None:
    assert plainly(reading(text)) == AskActions(filters(**wanted))


SORTED: list[tuple[str, dict[str, Any]]] = [
    ("whats overdue for WDC", {"organisations": (WDC,), "overdue": True}),
    ("anything late?", {"overdue": True}),
    ("show overdue actions oldest first", {"overdue": True}),
    ("what are we late on for domestic abuse?", {"priorities": (DA,), "overdue": True}),
    ("overdue as at 30 September", {"overdue": True, "as_at": date(2026, 9, 30)}),
    ("overdue by more than a month", {"overdue": True, "due": window(date.min, date(2026, 9, 13))}),
    ("whats due in november", {"due": NOVEMBER, "statuses": OPEN}),
    ("domestic abuse actions due in december", {"priorities": (DA,), "due": DECEMBER, "statuses": OPEN}),
    ("due before 1 November", {"due": window(date.min, date(2026, 10, 31)), "statuses": OPEN}),
    ("due after christmas", {"due": window(date(2026, 12, 26), date.max), "statuses": OPEN}),
    ("due between 1 november and 31 december", {"due": window(NOVEMBER.first, DECEMBER.last), "statuses": OPEN}),
    ("due from 1 november to 30 november", {"due": NOVEMBER, "statuses": OPEN}),
    ("due in the next 6 weeks", {"due": window(TODAY, date(2026, 11, 25)), "statuses": OPEN}),
    ("due by the end of the financial year", {"due": window(date.min, date(2027, 3, 31)), "statuses": OPEN}),
    (
        "open actions owned by the roads policing sergeant due in december",
        {"owners": (SERGEANT,), "due": DECEMBER, "statuses": OPEN},
    ),
    ("actions due this week not started", {
        "statuses": frozenset({Status.NOT_STARTED}), "due": window(date(2026, 10, 12), date(2026, 10, 18)),
    }),
    ("actions due before 1 december that are not overdue", {
        "due": window(date.min, date(2026, 11, 30)), "not_overdue": True, "statuses": OPEN,
    }),
    ("due after 1 november and before 1 december", {
        "due": window(date(2026, 11, 2), date(2026, 11, 30)), "statuses": OPEN,
    }),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SORTED, ids=[text for text, _ in SORTED])
def test_a_list_about_dates_begins_with_the_soonest(text: str, wanted: dict[str, Any]) -> None:
    assert plainly(reading(text)) == AskActions(filters(**wanted), Order.SOONEST)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("completed since august", date(2026, 8, 1), date.max),
        ("actions finished in september", date(2026, 9, 1), date(2026, 9, 30)),
        ("what was completed since march", date(2026, 3, 1), date.max),
        ("what have we finished last month", date(2026, 9, 1), date(2026, 9, 30)),
    ],
)
def test_what_was_finished_is_asked_by_the_day_it_was_done(text: str, first: date, last: date) -> None:
    question = reading(text)

    assert isinstance(question, AskActions)
    assert question.filters.statuses == DONE
    assert question.filters.completed is not None
    assert (question.filters.completed.first, question.filters.completed.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "first", "order"),
    [
        ("top 3 overdue", 3, Order.SOONEST),
        ("the oldest five overdue actions", 5, Order.SOONEST),
        ("most overdue action", 1, Order.SOONEST),
        ("whats due next", 1, Order.SOONEST),
        ("what is the next deadline", 1, Order.SOONEST),
        ("what is due next month", None, Order.SOONEST),
        ("open actions newest first", None, Order.LATEST),
        ("open actions oldest first", None, Order.SOONEST),
        ("show the first 2 actions", 2, Order.PLAN),
    ],
)
def test_a_list_may_be_cut_and_sorted(text: str, first: int | None, order: Order) -> None:
    question = reading(text)

    assert isinstance(question, AskActions)
    assert (question.first, question.order) == (first, order)


def test_the_next_deadline_has_not_passed() -> None:
    assert reading("what is the next deadline") == AskActions(
        filters(due=window(TODAY, date.max), statuses=OPEN), Order.SOONEST, first=1
    )


@pytest.mark.parametrize(
    "text", ["how many actions are finished?", "number of actions for the police", "count of open actions"]
)
def test_how_many_counts(text: str) -> None:
    question = reading(text)

    assert isinstance(question, AskActions)
    assert question.count


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("anything on nuisance bikes", "nuisance bikes"),
        ("anything about drones", "drones"),
        ("which actions mention parks", "parks"),
        ("what are we doing about needles", "needles"),
        ("actions about leaflets", "leaflets"),
    ],
)
def test_words_that_mean_nothing_else_are_looked_for_in_the_text(text: str, said: str) -> None:
    question = reading(text)

    assert isinstance(question, AskActions)
    assert [term.said for term in question.filters.terms] == [said]
    assert stems_of(said) in question.filters.terms[0].stems


def test_a_ref_that_the_plan_does_not_have_is_still_asked_for() -> None:
    question = reading("who owns DA-44")

    assert isinstance(question, AskAction)
    assert question.filters.refs == ("DA-44",)


def test_synonyms_are_looked_for_too() -> None:
    question = reading("anything on sharps")

    assert isinstance(question, AskActions)
    assert ("needl",) in question.filters.terms[0].stems


@pytest.mark.parametrize("text", ['find "car park"', "actions about “car park”", 'anything with "car park" in it'])
def test_quoted_words_are_searched_literally(text: str) -> None:
    assert reading(text) == AskActions(filters(terms=(Term("car park", (("car", "park"),), literal=True),)))


ONE: list[tuple[str, About, dict[str, Any]]] = [
    ("who owns ASB-1", About.OWNER, {"refs": ("ASB-1",)}),
    ("who owns asb1?", About.OWNER, {"refs": ("ASB-1",)}),
    ("owner of ASB 10", About.OWNER, {"refs": ("ASB-10",)}),
    ("/csp owner da-01", About.OWNER, {"refs": ("DA-1",)}),
    ("whose is RS 2", About.OWNER, {"refs": ("RS-2",)}),
    ("who else is a partner on DA-1", About.PARTNERS, {"refs": ("DA-1",)}),
    ("deadline for RS-3", About.DEADLINE, {"refs": ("RS-3",)}),
    ("when is DA-3 due", About.DEADLINE, {"refs": ("DA-3",)}),
    ("has the deadline for ASB-2 moved?", About.DEADLINE, {"refs": ("ASB-2",)}),
    ("how long has RS-1 been overdue", About.DEADLINE, {"refs": ("RS-1",)}),
    ("why is DA-1 late", About.WHY_LATE, {"refs": ("DA-1",)}),
    ("status of ASB-3", About.STATUS, {"refs": ("ASB-3",)}),
    ("ASB-3", About.STATUS, {"refs": ("ASB-3",)}),
    ("whats happening with DA-2", About.STATUS, {"refs": ("DA-2",)}),
    ("is DA-1 complete?", About.STATUS, {"refs": ("DA-1",)}),
    ("DA-1 is not done", About.STATUS, {"refs": ("DA-1",)}),
]


@pytest.mark.parametrize(("text", "about", "wanted"), ONE, ids=[text for text, _, _ in ONE])
def test_one_thing_is_asked_of_the_action_with_a_ref(text: str, about: About, wanted: dict[str, Any]) -> None:
    assert plainly(reading(text)) == AskAction(about, filters(**wanted))


TITLED = [
    ("whos responsible for the speed watch kit", About.OWNER, ["speed watch kit"]),
    ("who owns the training action?", About.OWNER, ["training"]),
    ("is it us or the council doing the needle finds one?", About.OWNER, ["needle"]),
    ("which partners support the needle finds", About.PARTNERS, ["needle"]),
    ("when is the leaflet on noise due", About.DEADLINE, ["leaflet", "noise"]),
    ("when does the robbery one finish", About.DEADLINE, ["robbery"]),
    ("is the speed watch kit done yet?", About.STATUS, ["speed watch kit"]),
    ("has the leaflet gone out", About.STATUS, ["leaflet"]),
    ("why is the speed watch kit late?", About.WHY_LATE, ["speed watch kit"]),
    ("who owns the drink driving checks", About.OWNER, ["drink driving checks"]),
]


@pytest.mark.parametrize(("text", "about", "terms"), TITLED, ids=[text for text, _, _ in TITLED])
def test_one_thing_is_asked_of_the_action_with_a_title(text: str, about: About, terms: list[str]) -> None:
    question = reading(text)

    assert isinstance(question, AskAction)
    assert question.about is about
    assert [term.said for term in question.filters.terms] == terms


PROGRESS: list[tuple[str, AskProgress]] = [
    ("progress", AskProgress(filters())),
    ("how are we doing on road safety", AskProgress(filters(priorities=(ROADS,)))),
    ("how far are the police", AskProgress(filters(organisations=(POLICE,)))),
    ("what percentage have we completed", AskProgress(filters())),
    ("progress by organisation", AskProgress(filters(), by_organisation=True)),
    ("breakdown by priority", AskProgress(filters())),
    ("give me a two line summary for the portfolio holder", AskProgress(filters(), brief=True)),
    ("summary of domestic abuse", AskProgress(filters(priorities=(DA,)), brief=True)),
    ("overdue by organisation", AskProgress(filters(), by_organisation=True)),
]


@pytest.mark.parametrize(("text", "question"), PROGRESS, ids=[text for text, _ in PROGRESS])
def test_progress_is_asked_of_the_plan_or_a_part_of_it(text: str, question: AskProgress) -> None:
    assert reading(text) == question


def test_a_summary_of_words_that_no_action_holds_is_of_the_whole_plan() -> None:
    assert reading("summary of unicorns") == AskProgress(filters(), brief=True)


def test_a_word_for_figures_is_looked_for_where_actions_are_asked_for() -> None:
    words = vocabulary_of(book_of(plan(action("A-1", "Patrols", description="A grant for lighting"))))
    question = reading("actions about grants", words)

    assert isinstance(question, AskActions)
    assert [term.said for term in question.filters.terms] == ["grants"]


def test_a_keyword_of_a_fact_asks_for_the_fact_unless_a_priority_or_a_title_was_named() -> None:
    assert reading("bid") == AskStatements(("Community fund",), "bid")
    assert not isinstance(reading("bid road safety"), AskStatements)
    assert not isinstance(reading("bid for speed watch kit"), AskStatements)


@pytest.mark.parametrize("text", ["which priorities are overdue", "list the priorities", "who owns the priorities"])
def test_a_list_by_priority_is_more_than_their_names(text: str) -> None:
    assert not isinstance(reading(text), AskPriorities)


CHANGES = [
    ("what changed since last Thursday", date(2026, 10, 8), TODAY),
    ("anything new since friday", date(2026, 10, 9), TODAY),
    ("what changed this week", date(2026, 10, 12), TODAY),
    ("what changed in september", date(2026, 9, 1), date(2026, 9, 30)),
    ("what changed in december", date(2025, 12, 1), date(2025, 12, 31)),
    ("what has changed", date(2026, 10, 7), TODAY),
    ("whats changed since 1 october", date(2026, 10, 1), TODAY),
]


@pytest.mark.parametrize(("text", "first", "last"), CHANGES, ids=[text for text, _, _ in CHANGES])
def test_what_changed_is_asked_of_a_time_that_has_been(text: str, first: date, last: date) -> None:
    question = reading(text)

    assert isinstance(question, AskChanges)
    assert (question.period.first, question.period.last) == (first, last)
    assert question.filters == filters()


def test_what_changed_may_be_asked_of_one_priority() -> None:
    assert reading("whats changed on anti social behaviour since 1 october") == AskChanges(
        Period(date(2026, 10, 1), TODAY), filters(priorities=(ASB,))
    )


FIGURES: list[tuple[str, Aspect, dict[str, Any]]] = [
    ("/csp figures asb", Aspect.LATEST, {"measures": (ASB_POLICE, ASB_COUNCIL)}),
    ("latest burglary number", Aspect.LATEST, {"measures": (BURGLARY,)}),
    ("burglary", Aspect.LATEST, {"measures": (BURGLARY,)}),
    ("KSI figures please", Aspect.LATEST, {"measures": (KSI,)}),
    ("fear of crime survey result", Aspect.LATEST, {"measures": (FEELING_SAFE,)}),
    ("how many DA incidents", Aspect.LATEST, {"measures": (DA_INCIDENTS,)}),
    ("domestic abuse figures", Aspect.LATEST, {"measures": (DA_INCIDENTS, DA_REPEAT)}),
    ("burglary over the last two years compared", Aspect.COMPARE_PERIODS, {"measures": (BURGLARY,)}),
    ("burglary in Eastmere", Aspect.LATEST, {"measures": (BURGLARY,), "areas": ("Eastmere",)}),
    ("ASB and burglary figures", Aspect.LATEST, {"measures": (ASB_POLICE, ASB_COUNCIL, BURGLARY)}),
    ("shoplifting figures", Aspect.LATEST, {}),
    ("figures", Aspect.LATEST, {}),
    ("what was the change in ASB reported to police", Aspect.CHANGE, {"measures": (ASB_POLICE,)}),
    ("crime up or down", Aspect.CHANGE, {"measures": (ALL_CRIME,)}),
    ("is burglary getting worse", Aspect.CHANGE, {"measures": (BURGLARY,)}),
    (
        "did crime go up faster in Westmere or in Marshire",
        Aspect.COMPARE_AREAS,
        {"measures": (ALL_CRIME,), "areas": ("Westmere", "Marshire average")},
    ),
    (
        "how do we compare with Eastmere on burglary",
        Aspect.COMPARE_AREAS,
        {"measures": (BURGLARY,), "areas": ("Eastmere",)},
    ),
    ("how do we compare with Eastmere", Aspect.COMPARE_AREAS, {"areas": ("Eastmere",)}),
    ("burglary this year against last year", Aspect.COMPARE_PERIODS, {"measures": (BURGLARY,)}),
    (
        "burglary figures in Westmere and Eastmere",
        Aspect.COMPARE_AREAS,
        {
            "measures": (BURGLARY,),
            "areas": ("Westmere", "Eastmere"),
        },
    ),
    ("the period of the burglary figures", Aspect.LATEST, {"measures": (BURGLARY,)}),
    ("covers burglary", Aspect.LATEST, {"measures": (BURGLARY,)}),
    ("rank us against our most similar group", Aspect.RANK, {}),
    ("what is our rank for burglary", Aspect.RANK, {"measures": (BURGLARY,)}),
    ("is the rise in ASB good or bad?", Aspect.GOOD_OR_BAD, {"measures": (ASB_POLICE, ASB_COUNCIL)}),
    ("what months does that 3.9% cover", Aspect.PERIOD, {"numbers": (3.9,)}),
    ("where does 710 come from", Aspect.SOURCE, {"numbers": (710.0,)}),
    ("where does 2,894 come from", Aspect.SOURCE, {"numbers": (2894.0,)}),
    ("where does −811 come from", Aspect.SOURCE, {"numbers": (-811.0,)}),
    ("who published the burglary figure", Aspect.SOURCE, {"measures": (BURGLARY,)}),
    ("add the asb figures together", Aspect.ADD, {"measures": (ASB_POLICE, ASB_COUNCIL)}),
    (
        "what percentage of domestic abuse incidents are repeat",
        Aspect.PERCENTAGE,
        {"measures": (DA_REPEAT, DA_INCIDENTS)},
    ),
]


@pytest.mark.parametrize(("text", "aspect", "wanted"), FIGURES, ids=[text for text, _, _ in FIGURES])
def test_figures_are_asked_by_series_area_and_aspect(text: str, aspect: Aspect, wanted: dict[str, Any]) -> None:
    question = reading(text)

    assert isinstance(question, AskFigures)
    assert question.aspect is aspect
    assert (question.measures, question.areas, question.numbers) == tuple(
        wanted.get(name, ()) for name in ("measures", "areas", "numbers")
    )


def test_two_years_are_compared_as_they_were_named() -> None:
    question = reading("burglary 2025/26 vs 2024/25")

    assert isinstance(question, AskFigures)
    assert question.aspect is Aspect.COMPARE_PERIODS
    assert [period.first.year for period in question.periods] == [2025, 2024]


def test_a_series_that_is_not_recorded_is_named_as_it_was_typed() -> None:
    assert reading("shoplifting figures") == AskFigures(Aspect.LATEST, said="shoplifting", typed="shoplifting figures")


@pytest.mark.parametrize("text", ["just the police ones", "police", "council"])
def test_a_partner_alone_is_never_a_series(text: str) -> None:
    assert isinstance(reading(text), AskActions)


RECORDS: list[tuple[str, Any]] = [
    ("how much funding do we have", AskFunding(YEAR)),
    ("how much is the safer streets grant", AskFunding(YEAR)),
    ("how was the grant split between agencies?", AskFunding(YEAR, split=True)),
    ("funding for 2025/26", AskFunding("2025-26")),
    ("how did last year's actions end?", AskOutcomes("2025-26")),
    ("how many of the 2025-26 actions were completed", AskOutcomes("2025-26")),
    ("actions in 2025/26", AskOutcomes("2025-26")),
    ("what are our priorities", AskPriorities(YEAR)),
    ("priorities 2025/26", AskPriorities("2025-26")),
    ("who is in the partnership", AskOrganisations()),
    ("which document is this from", AskDocument()),
    ("who took over from the police", AskSuccessor((POLICE,))),
    ("who took over from MRC", AskSuccessor(("Marshire Rehabilitation Company",))),
]


@pytest.mark.parametrize(("text", "question"), RECORDS, ids=[text for text, _ in RECORDS])
def test_other_records_are_asked_for_by_their_kind(text: str, question: object) -> None:
    assert reading(text) == question


def test_facts_without_a_number_are_asked_by_their_topic() -> None:
    words = vocabulary_of(book_of(plan(statements=(Statement("Wellbeing board", "It sits.", "p. 1", ("board",)),))))

    assert reading("wellbeing board", words) == AskStatements(("Wellbeing board",), "wellbeing board")


def test_a_term_is_defined_by_the_series_first_and_else_by_the_glossary() -> None:
    series, term = reading("define burglary"), reading("what does IDVA mean")

    assert series == AskDefinition(measures=(BURGLARY,))
    assert isinstance(term, AskDefinition)
    assert [(found.term, bool(found.meaning)) for found in term.definitions] == [("idva", True)]


def test_two_terms_are_defined_together() -> None:
    question = reading("is a carried forward action counted as overdue?")

    assert isinstance(question, AskDefinition)
    assert [found.term for found in question.definitions] == ["carried forward", "overdue"]


def test_an_unknown_term_is_asked_for_and_has_no_meaning() -> None:
    question = reading("what does flumble mean")

    assert isinstance(question, AskDefinition)
    assert [(found.term, found.meaning) for found in question.definitions] == [("flumble", None)]


@pytest.mark.parametrize("text", ["help", "/csp help", "/csp", "", "   ", "what can you do", "how does this work?"])
def test_help_shows_a_dozen_questions_of_the_own_plan(text: str) -> None:
    question = reading(text)

    assert isinstance(question, AskHelp)
    assert 10 <= len(question.examples) <= 14
    assert f"actions {ASB}" in question.examples


def test_every_example_of_help_is_understood() -> None:
    question = reading("help")

    assert isinstance(question, AskHelp)
    read = [reading(example) for example in question.examples]
    assert not [found for found in read if isinstance(found, Unread | Ambiguous | Unheld | Declined)]


@pytest.mark.parametrize(
    "text",
    [
        "how many DA incidents on my street this year", "burglaries on Mill Road", "which house was burgled",
        "give me the MARAC list for tuesday", "name of the victim", "who are the offenders",
        "post the KSI figures in the public channel", "write a press release blaming the police",
        "will burglary go up next year", "what do you think of the council",
    ],
)  # fmt: skip
def test_what_is_not_to_be_told_is_declined(text: str) -> None:
    question = reading(text)

    assert isinstance(question, Declined)
    assert not question.signpost


@pytest.mark.parametrize(
    "text",
    ["how are we doing on road safety", "figures on road safety", "burglary figures on 1st november",
     "who owns the Mill Road patrols", "anything on Mill Road car park"],
)  # fmt: skip
def test_the_name_of_a_priority_or_action_is_no_street(text: str) -> None:
    assert not isinstance(reading(text), Declined)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("my neighbour is hitting his wife what do I do", "0808 2000 247"),
        ("someone has a knife outside", "999"),
        ("i want to kill myself", "116 123"),
        ("I've been burgled", "101"),
        ("I want to report fly tipping", "council"),
    ],
)
def test_somebody_in_need_is_sent_to_who_can_help(text: str, number: str) -> None:
    question = reading(text)

    assert isinstance(question, Declined)
    assert question.signpost
    assert number in question.sentence


@pytest.mark.parametrize("text", ["actions about knife crime", "domestic abuse figures", "report on burglary figures"])
def test_words_of_the_field_are_no_cry_for_help(text: str) -> None:
    assert not isinstance(reading(text), Declined)


def test_a_short_word_with_two_meanings_asks_back_with_complete_questions() -> None:
    book = book_of(
        plan(
            action("1", "Drink driving checks", priority=ROADS),
            action("2", "Drink driving talks", priority="Substance Misuse"),
            action("3", "Work with the NPS", lead=PROBATION),
            action("4", "Advice on new psychoactive substances"),
            priorities=(Priority(ROADS), Priority("Substance Misuse")),
        ),
        organisations=(Organisation(PROBATION),),
    )
    words = vocabulary_of(book)

    assert reading("drink driving", words) == Ambiguous(
        "“drink driving” can mean Road Safety or Substance Misuse.",
        ("“drink driving” actions under Road Safety", "“drink driving” actions under Substance Misuse"),
    )


@pytest.mark.parametrize("text", ["drink driving", "robbery", "speed"])
def test_a_short_word_of_which_the_plan_holds_one_meaning_does_not_ask_back(text: str) -> None:
    assert isinstance(reading(text), AskActions)


def test_a_partner_whose_short_name_is_a_drug_too_is_asked_back() -> None:
    question = reading("actions for NPS")

    assert isinstance(question, Ambiguous)
    assert question.choices == (f"actions for {PROBATION}", "actions about new psychoactive substances")


def test_a_short_word_of_which_the_plan_holds_no_meaning_asks_back() -> None:
    assert isinstance(reading("CSA actions"), Ambiguous)


PROPOSED: list[tuple[str, ChangeKind, dict[str, Any], dict[str, Any]]] = [
    ("mark DA-1 as done please", ChangeKind.COMPLETE, {"refs": ("DA-1",)}, {}),
    ("can you close DA-1", ChangeKind.COMPLETE, {"refs": ("DA-1",)}, {}),
    ("DA-1 done", ChangeKind.COMPLETE, {"refs": ("DA-1",)}, {}),
    ("sign off SM-2", ChangeKind.COMPLETE, {"refs": ("SM-2",)}, {}),
    ("complete DA-1 and DA-3", ChangeKind.COMPLETE, {"refs": ("DA-1", "DA-3")}, {}),
    (
        "ASB-2 is complete, leaflet went out yesterday",
        ChangeKind.COMPLETE,
        {"refs": ("ASB-2",)},
        {"day": date(2026, 10, 13), "note": "leaflet went out yesterday"},
    ),
    (
        "mark DA-1 complete with effect from 9 October",
        ChangeKind.COMPLETE,
        {"refs": ("DA-1",)},
        {"day": date(2026, 10, 9)},
    ),
    ("close all the domestic abuse actions", ChangeKind.COMPLETE, {"priorities": (DA,)}, {"all_of_them": True}),
    ("mark it done", ChangeKind.COMPLETE, {}, {}),
    (
        "RS-1 half done - police part finished",
        ChangeKind.PROGRESS,
        {"refs": ("RS-1",)},
        {"note": "police part finished"},
    ),
    (
        "RS-1 half done - police part finished, council part not",
        ChangeKind.PROGRESS,
        {"refs": ("RS-1",)},
        {"note": "police part finished, council part not"},
    ),
    ("RS-1 is half done", ChangeKind.PROGRESS, {"refs": ("RS-1",)}, {"note": "half done"}),
    ("mark DA-2 as 50% done", ChangeKind.PROGRESS, {"refs": ("DA-2",)}, {"note": "50%"}),
    ("set RS-2 to in progress", ChangeKind.PROGRESS, {"refs": ("RS-2",)}, {}),
    ("reopen ASB-10", ChangeKind.REOPEN, {"refs": ("ASB-10",)}, {}),
    ("re-open ASB-10", ChangeKind.REOPEN, {"refs": ("ASB-10",)}, {}),
    ("open ASB-10 again", ChangeKind.REOPEN, {"refs": ("ASB-10",)}, {}),
    ("mark ASB-10 as not done", ChangeKind.REOPEN, {"refs": ("ASB-10",)}, {}),
    ("cancel SM-1", ChangeKind.CANCEL, {"refs": ("SM-1",)}, {}),
    ("carry DA-3 forward", ChangeKind.CARRY_FORWARD, {"refs": ("DA-3",)}, {}),
    (
        "move the deadline for RS-2 to end of January",
        ChangeKind.MOVE_DEADLINE,
        {"refs": ("RS-2",)},
        {"day": date(2027, 1, 31)},
    ),
    ("change the deadline of RS-2 to 1 june", ChangeKind.MOVE_DEADLINE, {"refs": ("RS-2",)}, {"day": date(2027, 6, 1)}),
    ("put RS-2 back to january", ChangeKind.MOVE_DEADLINE, {"refs": ("RS-2",)}, {"day": date(2027, 1, 31)}),
    ("extend RS-1 by a month", ChangeKind.MOVE_DEADLINE, {"refs": ("RS-1",)}, {"shift_days": 31}),
    ("push ASB-2 back 2 weeks", ChangeKind.MOVE_DEADLINE, {"refs": ("ASB-2",)}, {"shift_days": 14}),
    (
        "assign ASB-3 to the Community Safety Manager",
        ChangeKind.REASSIGN,
        {"refs": ("ASB-3",)},
        {"owner": "Community Safety Manager"},
    ),
    ("hand DA-1 over to Haven House", ChangeKind.REASSIGN, {"refs": ("DA-1",)}, {"owner": HAVEN}),
    (
        "change the owner of DA-3 to the neighbourhood inspector",
        ChangeKind.REASSIGN,
        {"refs": ("DA-3",)},
        {"owner": INSPECTOR},
    ),
    ("ASB-3 is now with the county council", ChangeKind.REASSIGN, {"refs": ("ASB-3",)}, {"owner": MCC}),
    ("change the owner of DA-3", ChangeKind.REASSIGN, {"refs": ("DA-3",)}, {}),
    ("mark ASB-10 not as complete", ChangeKind.REOPEN, {"refs": ("ASB-10",)}, {}),
    ("assign ASB-3 to somebody", ChangeKind.REASSIGN, {"refs": ("ASB-3",)}, {}),
    ("snooze RS-1 till the 20th", ChangeKind.SNOOZE, {"refs": ("RS-1",)}, {"day": date(2026, 10, 20)}),
    ("stop chasing me about RS-1", ChangeKind.SNOOZE, {"refs": ("RS-1",)}, {}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "wanted", "rest"), PROPOSED, ids=[text for text, *_ in PROPOSED])
def test_a_change_in_words_names_its_actions(
    text: str, kind: ChangeKind, wanted: dict[str, Any], rest: dict[str, Any]
) -> None:
    assert plainly(reading(text)) == AskChange(kind, filters(**wanted), **rest)


@pytest.mark.parametrize(
    ("text", "kind", "terms"),
    [
        ("complete the training one", ChangeKind.COMPLETE, ["training"]),
        ("the campaign is finished", ChangeKind.COMPLETE, ["campaign"]),
        ("we have finished the campaign", ChangeKind.COMPLETE, ["campaign"]),
        ("the campaign is half done", ChangeKind.PROGRESS, ["campaign"]),
        ("set the needle finds to in progress", ChangeKind.PROGRESS, ["needle"]),
    ],
)
def test_a_change_in_words_may_name_a_title(text: str, kind: ChangeKind, terms: list[str]) -> None:
    question = reading(text)

    assert isinstance(question, AskChange)
    assert question.kind is kind
    assert [term.said for term in question.filters.terms] == terms


@pytest.mark.parametrize("text", ["undo", "undo that, I closed the wrong one", "revert", "take that back"])
def test_undo_needs_no_action(text: str) -> None:
    assert reading(text) == AskChange(ChangeKind.UNDO, Filters())


@pytest.mark.parametrize(
    "text", ["stop the monday reminders", "can the overdue post go to #csp-exec instead", "mute the digest"]
)
def test_a_wish_about_reminders_is_kept_as_it_was_typed(text: str) -> None:
    question = reading(text)

    assert isinstance(question, AskChange)
    assert (question.kind, question.note) == (ChangeKind.REMINDERS, text)


@pytest.mark.parametrize("text", ["when do reminders go out", "the monday reminder", "who gets the digest"])
def test_when_reminders_are_posted_is_in_no_record(text: str) -> None:
    assert isinstance(reading(text), Unheld)


@pytest.mark.parametrize(
    "text",
    [
        "Is DA-1 complete?", "not done yet", "done? no", "DA-1 is not done", "RS-1 isnt finished",
        "if DA-1 is done tell me", "when DA-1 is done, who checks it", "has DA-1 been closed?", "DA-1 never finished",
        "which actions are complete", "list completed actions", "who closed DA-1", "is it done", "done",
        "what would it take to close DA-1?", "DA-1 due 5 november", "actions completed by 5 november",
        "move to the country", "figures are complete",
    ],
)  # fmt: skip
def test_a_question_or_a_denial_is_no_change(text: str) -> None:
    question = reading(text)

    if text == "move to the country":
        assert isinstance(question, AskChange)
        assert question.filters.refs == ()
    else:
        assert not isinstance(question, AskChange)


@pytest.mark.parametrize("text", ["what is due on 31 February", "move DA-3 to 31 February", "overdue as at 30/02/2026"])
def test_a_day_that_does_not_exist_is_said_to_be_so(text: str) -> None:
    question = reading(text)

    assert isinstance(question, Unheld)
    assert "no such date" in question.sentence


@pytest.mark.parametrize("text", ["what is due before the next exec meeting", "what should happen by the board"])
def test_the_dates_of_meetings_are_in_no_record(text: str) -> None:
    question = reading(text)

    assert isinstance(question, Unheld)
    assert "meetings" in question.sentence


def test_a_plan_year_that_is_not_held_is_said_to_be_so() -> None:
    question = reading("actions 2019/20")

    assert isinstance(question, Unheld)
    assert "2025-26 and 2026-27" in question.sentence


@pytest.mark.parametrize("text", ["????", "🙂", "lorem ipsum dolor", "保安", "٣٤٥"])
def test_what_is_not_understood_comes_with_three_questions_that_work(text: str) -> None:
    question = reading(text)

    assert isinstance(question, Unread)
    assert len(question.nearest) == 3


def test_one_unknown_word_is_named() -> None:
    question = reading("flumble")

    assert isinstance(question, Unread)
    assert question.reason == "I do not know “flumble” here."


def test_a_text_of_4000_characters_is_read_and_a_longer_one_refused() -> None:
    longest, longer = reading("overdue " * 500), reading("overdue " * 500 + "x")

    assert isinstance(longest, AskActions)
    assert isinstance(longer, Unread)
    assert "4,000 characters" in longer.reason


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("<@U012AB3CD|csp> who owns ASB-1", "who owns ASB-1"),
        ("/csp who owns ASB-1", "who owns ASB-1"),
        ("ｗｈｏ ｏｗｎｓ ＡＳＢ－１", "who owns ASB-1"),
        ("WHO OWNS ASB-1", "who owns ASB-1"),
        ("  who owns   ASB-1 ", "who owns ASB-1"),
    ],
)
def test_what_slack_adds_changes_nothing(text: str, same: str) -> None:
    assert reading(text) == reading(same)


def test_a_book_without_a_plan_answers_without_filters_of_a_year() -> None:
    words = vocabulary_of(book_of())

    assert reading("overdue", words) == AskActions(Filters(overdue=True), Order.SOONEST)
    assert reading("previous plan priorities", words) == AskPriorities(None)
    assert reading("help", words) == AskHelp(())
