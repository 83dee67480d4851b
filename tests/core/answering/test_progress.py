"""How far the plan is, and what changed."""

from datetime import date

from csp_core.answering.answers import Outcome, SummaryRow
from csp_core.answering.progress import UNNAMED_LEAD, UNNAMED_PRIORITY
from csp_core.book import Change, Status
from tests.core.asking.invented import ASB, DA, DRUGS, POLICE, ROADS, VIOLENCE, action, asked, book_of, plan


def test_progress_names_every_status_so_that_nothing_is_left_out() -> None:
    answer = asked("progress")

    assert answer.outcome is Outcome.ANSWERED
    assert answer.headline == (
        "1 of 14 actions completed (7 %) · 4 in progress · 7 not started · 3 overdue · 1 carried forward · 1 cancelled"
    )


def test_progress_is_told_by_priority_in_the_order_of_the_plan() -> None:
    assert asked("progress").summary == (
        SummaryRow(ASB, 4, 1, 3, 1),
        SummaryRow(DA, 3, 0, 3, 1),
        SummaryRow(VIOLENCE, 2, 0, 0, 0),
        SummaryRow(DRUGS, 2, 0, 2, 0),
        SummaryRow(ROADS, 3, 0, 3, 1),
    )


def test_progress_by_organisation_goes_by_the_lead() -> None:
    rows = {row.priority: row for row in asked("progress by organisation").summary}

    assert rows[POLICE] == SummaryRow(POLICE, 6, 1, 3, 2)
    assert sum(row.total for row in rows.values()) == 14


def test_progress_of_one_part_counts_that_part_alone() -> None:
    answer = asked("how are we doing on road safety")

    assert answer.summary == (SummaryRow(ROADS, 3, 0, 3, 1),)
    assert answer.understood == "Progress of Road Safety actions, by priority"


def test_what_has_no_priority_or_lead_is_a_part_of_its_own() -> None:
    book = book_of(plan(action("1", "Patrols")))

    assert asked("progress", book).summary == (SummaryRow(UNNAMED_PRIORITY, 1, 0, 1, 0),)
    assert asked("progress by organisation", book).summary == (SummaryRow(UNNAMED_LEAD, 1, 0, 1, 0),)


def test_progress_as_at_another_day_counts_overdue_from_it() -> None:
    answer = asked("progress as at 1 august 2026")

    assert answer.as_at == date(2026, 8, 1)
    assert sum(row.overdue for row in answer.summary) == 1


def test_progress_of_an_empty_plan_is_nothing() -> None:
    answer = asked("progress", book_of(plan()))

    assert answer.outcome is Outcome.NOTHING_FOUND


def test_a_summary_names_the_longest_overdue_and_what_is_next_in_two_lines() -> None:
    answer = asked("two line summary for the portfolio holder")

    assert answer.paragraphs == (
        "Longest overdue: DA-1 “IDVA training for front desk staff”, 13 weeks overdue (96 days), "
        "led by Marshire County Council.",
        "Due next: SM-1 “Advice on new psychoactive substances”, 30 October 2026.",
    )


def test_a_summary_of_a_plan_that_is_done_says_so() -> None:
    book = book_of(plan(action("1", "Patrols", status=Status.COMPLETED)))

    assert asked("summary", book).paragraphs == ("Nothing is overdue.", "Nothing more has a date.")


def test_a_summary_says_when_nobody_leads_what_is_late() -> None:
    book = book_of(plan(action("1", "Patrols", due=date(2026, 10, 13))))

    assert (
        asked("summary", book).paragraphs[0] == "Longest overdue: 1 “Patrols”, 1 day overdue, led by nobody recorded."
    )


def test_what_changed_is_told_change_by_change() -> None:
    answer = asked("what changed since last thursday")

    assert answer.headline == "3 changes"
    assert answer.paragraphs == (
        "9 October 2026: DA-2 half of the practices trained",
        "12 October 2026: ASB-1 two of six patrols held",
        "13 October 2026: ASB-1 handed over to the Neighbourhood Inspector",
    )
    assert [line.action.ref for line in answer.actions] == ["DA-2", "ASB-1"]


def test_what_changed_in_one_priority_leaves_the_others_out() -> None:
    answer = asked("what changed on domestic abuse this month")

    assert [line.action.ref for line in answer.actions] == ["DA-2"]


def test_when_nothing_changed_it_says_so_and_offers_more() -> None:
    answer = asked("what changed yesterday on road safety")

    assert answer.outcome is Outcome.NOTHING_FOUND
    assert answer.paragraphs == ("No change is recorded 13 October 2026.",)
    assert answer.choices


def test_a_change_of_an_action_that_is_gone_is_not_told() -> None:
    book = book_of(plan(action("1", "Patrols")), changes=(Change(date(2026, 10, 13), "2", "title", "renamed"),))

    assert asked("what changed", book).outcome is Outcome.NOTHING_FOUND
