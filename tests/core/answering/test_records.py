"""Answers from the other records: money, earlier plans, facts, terms, priorities, partners, documents, help."""

from datetime import date

import pytest

from csp_core.answering.answers import Outcome
from csp_core.answering.records import GLOSSARY
from csp_core.answering.wording import as_text
from csp_core.asking.questions import (
    AskDefinition,
    AskDocument,
    AskFunding,
    AskOrganisations,
    AskOutcomes,
    AskPriorities,
    AskStatements,
    AskSuccessor,
    Definition,
    Unread,
)
from csp_core.book import Grant, Organisation, Plan, Priority, StatedOutcome, Statement, Status
from tests.core.asking.invented import HAVEN, POLICE, PROBATION, WDC, action, asked, book_of, plan, told

NOTHING = book_of()


def earlier(*counts: tuple[str, int], note: str | None = None) -> Plan:
    outcomes = tuple(StatedOutcome(kind, count, f"{count} {kind}", "Report, page 2") for kind, count in counts)
    return Plan("2025-26", date(2025, 4, 1), date(2026, 3, 31), outcomes=outcomes, note=note)


def test_a_grant_is_told_with_its_funder_note_and_source() -> None:
    answer = asked("how much funding do we have")

    assert answer.outcome is Outcome.ANSWERED
    assert answer.understood == "Funding of the plan 2026-27"
    assert answer.paragraphs[0] == "Safer Streets grant: £52,500 from the commissioner."
    assert answer.notes == ("Shares are not stated.",)
    assert "Grant letter, page 1" in answer.sources


def test_how_it_was_split_is_not_held_and_never_worked_out() -> None:
    answer = asked("how was the grant split between agencies?")

    assert answer.outcome is Outcome.NOT_HELD
    assert answer.paragraphs[:2] == (
        "How it was shared between agencies is not recorded: only the total is.",
        "Safer Streets grant: £52,500 from the commissioner.",
    )


def test_a_plan_without_a_grant_says_so() -> None:
    assert asked("funding for 2025/26").paragraphs == ("No grant is recorded for that plan.",)
    assert told(AskFunding(), NOTHING).understood == "Funding"


def test_a_grant_in_another_unit_keeps_it() -> None:
    book = book_of(plan(grants=(Grant("Van", 2, "vehicles"),)))

    assert told(AskFunding(), book).paragraphs == ("Van: 2 vehicles.",)


def test_facts_about_money_come_with_the_grants() -> None:
    assert "Local groups may bid for the community fund." in asked("how much funding do we have").paragraphs


def test_outcomes_that_do_not_add_up_are_said_and_no_percentage_is_given() -> None:
    answer = asked("how did last year's actions end?")

    assert answer.paragraphs == (
        "20 actions agreed.",
        "Stated as ended: 14 completed and 5 still ongoing.",
        "Those add up to 19, not 20: 1 is not accounted for, so I give no percentage.",
    )
    assert "Ongoing is not explained." in answer.notes
    assert "%" not in as_text(answer)


@pytest.mark.parametrize(
    ("counts", "told_last"),
    [
        (
            (("agreed", 20), ("completed", 12), ("carried_forward", 5)),
            "Those add up to 17, not 20: 3 are not accounted for, so I give no percentage.",
        ),
        (
            (("agreed", 20), ("completed", 22)),
            "Those add up to 22, not 20: 2 more than were agreed, so I give no percentage.",
        ),
        ((("agreed", 20), ("completed", 15), ("ongoing", 5)), "Stated as ended: 15 completed and 5 still ongoing."),
        ((("completed", 15), ("dropped", 1)), "Stated as ended: 15 completed and 1 dropped."),
    ],
)  # fmt: skip
def test_outcomes_say_what_is_missing_or_too_many(counts: tuple[tuple[str, int], ...], told_last: str) -> None:
    answer = told(AskOutcomes("2025-26"), book_of(earlier(*counts)))

    assert list(answer.paragraphs)[-1] == told_last


def test_outcomes_that_are_not_recorded_are_not_held() -> None:
    assert told(AskOutcomes("2025-26"), book_of(earlier())).outcome is Outcome.NOT_HELD
    assert told(AskOutcomes("1999-00"), NOTHING).outcome is Outcome.NOT_HELD


def test_the_note_of_an_earlier_plan_comes_with_its_outcomes() -> None:
    book = book_of(earlier(("agreed", 1), ("completed", 1), note="As printed."))

    assert told(AskOutcomes("2025-26"), book).notes == ("As printed.",)


def test_a_fact_is_told_with_its_note_and_source_once() -> None:
    facts = (
        Statement("Board", "It sits monthly.", "p. 1", note="In theory."),
        Statement("Board", "It is public.", "p. 1", note="In theory."),
        Statement("Other", "Not this.", "p. 2"),
    )
    answer = told(AskStatements(("Board",), "board"), book_of(plan(statements=facts)))

    assert answer.paragraphs == ("It sits monthly.", "It is public.")
    assert (answer.notes, answer.sources) == (("In theory.",), ("p. 1",))
    assert answer.understood == "What is recorded about board"


def test_a_term_is_told_from_the_glossary_and_says_so() -> None:
    answer = asked("what does PSPO stand for")

    assert answer.paragraphs == ("PSPO: public spaces protection order.",)
    assert answer.sources == (GLOSSARY,)
    assert answer.figures == ()


def test_a_longer_term_is_not_spelled_in_capitals() -> None:
    assert asked("what does cuckooing mean").paragraphs[0].startswith("Cuckooing: ")


def test_the_definition_of_a_series_comes_before_the_glossary() -> None:
    answer = asked("what counts as a repeat incident?")

    assert answer.paragraphs == ("Repeat domestic abuse incidents: a second incident within twelve months",)
    assert [line.figure.value for line in answer.figures] == [710]


def test_a_series_without_a_definition_says_so() -> None:
    assert asked("define burglary").paragraphs == ("Residential burglary: no definition is recorded.",)


def test_an_unknown_term_is_not_held() -> None:
    answer = asked("what does flumble mean")

    assert answer.outcome is Outcome.NOT_HELD
    assert answer.paragraphs == ("I hold no definition of “flumble”.",)


def test_a_status_word_of_the_plan_means_what_it_counts_as() -> None:
    book = book_of(plan(action("A1", "Light the underpass", status=Status.IN_PROGRESS, status_as_written="Green")))

    answer = asked("what does green mean", book)

    assert answer.paragraphs == (
        "An action with the status “Green” counts here as in progress, so it is open and not finished.",
    )
    assert answer.sources
    assert GLOSSARY not in answer.sources


def test_a_term_in_quotation_marks_is_looked_up_too() -> None:
    assert asked('the meaning of "overdue" here').outcome is Outcome.ANSWERED


def test_a_topic_may_define_a_term() -> None:
    book = book_of(plan(statements=(Statement("Board", "It sits.", "p. 1"),)))
    answer = told(AskDefinition(topics=("Board",)), book)

    assert answer.paragraphs == ("It sits.",)
    assert answer.understood == "What is meant by Board"


def test_an_unknown_term_beside_a_known_one_is_left_out() -> None:
    question = AskDefinition((Definition("x", None), Definition("idva", "an adviser")))

    assert told(question).paragraphs == ("IDVA: an adviser.",)


def test_priorities_are_listed_without_a_rank() -> None:
    answer = asked("what are our priorities")

    assert answer.headline == "5 priorities"
    assert answer.paragraphs[0].endswith("Road Safety. Their order carries no rank.")
    assert answer.notes == ("New this year.",)
    assert [asked(choice).outcome for choice in answer.choices] == [Outcome.ANSWERED] * 5


def test_priorities_of_a_plan_without_actions_offer_none() -> None:
    answer = asked("priorities 2025/26")

    assert answer.headline == "2 priorities"
    assert answer.choices == ()


def test_one_priority_is_counted_as_one() -> None:
    assert told(AskPriorities(), book_of(plan(priorities=(Priority("Roads"),)))).headline == "1 priority"


def test_without_priorities_it_says_so() -> None:
    assert told(AskPriorities(), NOTHING).outcome is Outcome.NOT_HELD
    assert told(AskPriorities(), book_of(plan())).outcome is Outcome.NOT_HELD


def test_organisations_are_listed_with_their_short_names() -> None:
    answer = asked("who is in the partnership")

    assert answer.headline == "7 organisations"
    assert f"{WDC} (WDC)" in answer.paragraphs[0]
    assert f"; {HAVEN}." in answer.paragraphs[0]


def test_without_organisations_it_says_so() -> None:
    assert told(AskOrganisations(), NOTHING).outcome is Outcome.NOT_HELD


def test_who_took_over_is_told_with_what_they_lead_now() -> None:
    answer = asked("who took over from MRC")

    assert answer.headline == f"1 action led by {PROBATION} now"
    assert answer.paragraphs == (
        f"Marshire Rehabilitation Company ended on 25 June 2026; {PROBATION} took over its work.",
    )
    assert [line.action.ref for line in answer.actions] == ["SM-2"]


def test_an_organisation_that_goes_on_has_no_successor() -> None:
    answer = asked("who took over from the police")

    assert answer.outcome is Outcome.NOT_HELD
    assert answer.paragraphs == (f"No successor of {POLICE} is recorded.",)


def test_a_successor_without_a_day_or_a_plan_is_told_all_the_same() -> None:
    book = book_of(organisations=(Organisation("Old", successor="New"), Organisation("New")))

    assert told(AskSuccessor(("Old",)), book).paragraphs == ("Old ended; New took over its work.",)


def test_the_documents_behind_the_records_are_named_newest_first() -> None:
    answer = asked("which document is this from")

    assert answer.paragraphs == (
        "Plan 2026-27 (1 April 2026 to 31 March 2027): "
        "imported from the coordinator’s plan file; no published document is recorded.",
        "Plan 2025-26 (1 April 2025 to 31 March 2026): Westmere plan 2025-26, page 3.",
    )
    assert answer.notes == ("The order of the priorities is that of the printed plan.",)


def test_without_a_plan_there_is_no_document() -> None:
    assert told(AskDocument(), NOTHING).outcome is Outcome.NOT_HELD


def test_every_example_of_help_is_answered() -> None:
    answer = asked("help")

    outcomes = {choice: asked(choice).outcome for choice in answer.choices}
    assert [choice for choice, outcome in outcomes.items() if outcome is not Outcome.ANSWERED] == []


def test_help_says_how_to_change_something_with_an_open_action_of_the_plan() -> None:
    book = book_of(plan(action("1", "Patrols", status=Status.COMPLETED), action("2", "Lights")))

    assert asked("how do i mark one as done?", book).notes == (
        "To change something, say so: “2 is done” or “move the deadline of 2 to 30 June”. "
        "Nothing is changed until you confirm it.",
    )
    assert asked("help", book_of(plan(action("1", "Patrols", status=Status.COMPLETED)))).notes == ()


def test_help_of_a_sample_names_its_fixed_date() -> None:
    book = book_of(plan(action("1", "Patrols")), pinned_today=date(2026, 10, 14))

    assert "This is a sample partnership; its date is fixed at Wednesday 14 October 2026." in asked("help", book).notes


def test_what_is_not_understood_offers_three_questions_that_are_answered() -> None:
    answer = asked("lorem ipsum dolor")

    assert answer.outcome is Outcome.NOT_UNDERSTOOD
    assert [asked(choice).outcome for choice in answer.choices] == [Outcome.ANSWERED] * 3


def test_what_is_not_understood_may_have_a_reason_and_no_offer() -> None:
    assert told(Unread("Too long.")).paragraphs == ("Too long.",)
    assert told(Unread()).paragraphs == ()


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("how many DA incidents on my street", Outcome.REFUSED),
        ("my neighbour is hitting his wife", Outcome.SIGNPOSTED),
        ("CSA actions", Outcome.CHOOSE),
        ("what is due on 31 February", Outcome.NOT_HELD),
        ("actions 2019/20", Outcome.NOT_HELD),
        ("what is due before the next exec meeting", Outcome.NOT_HELD),
    ],
)
def test_an_honest_no_has_its_own_outcome(text: str, outcome: Outcome) -> None:
    answer = asked(text)

    assert answer.outcome is outcome
    assert answer.understood
    assert (answer.actions, answer.figures) == ((), ())
