"""A wish for a change becomes a proposal; asking alone changes nothing."""

from datetime import date

import pytest

from csp_core.answering.answers import Answer, Outcome, Proposal
from csp_core.answering.proposing import NOT_YET
from csp_core.book import ChangeKind, Status
from tests.core.asking.invented import HAVEN, POLICE, WESTMERE, action, asked, book_of, plan


def proposal(text: str) -> Proposal:
    answer = asked(text)
    assert answer.outcome is Outcome.PROPOSED
    assert answer.change is not None
    return answer.change


PROPOSED = [
    ("mark DA-1 as done please", Proposal(ChangeKind.COMPLETE, ("DA-1",))),
    (
        "ASB-2 is complete, leaflet went out yesterday",
        Proposal(ChangeKind.COMPLETE, ("ASB-2",), date(2026, 10, 13), note="leaflet went out yesterday"),
    ),
    ("the leaflet is done", Proposal(ChangeKind.COMPLETE, ("ASB-2",))),
    ("close all the domestic abuse actions", Proposal(ChangeKind.COMPLETE, ("DA-1", "DA-2", "DA-3"))),
    ("close all the asb actions", Proposal(ChangeKind.COMPLETE, ("ASB-1", "ASB-2", "ASB-3"))),
    ("complete DA-1 and DA-3", Proposal(ChangeKind.COMPLETE, ("DA-1", "DA-3"))),
    (
        "RS-1 half done - police part finished",
        Proposal(ChangeKind.PROGRESS, ("RS-1",), note="police part finished"),
    ),
    ("move the deadline for RS-2 to end of January", Proposal(ChangeKind.MOVE_DEADLINE, ("RS-2",), date(2027, 1, 31))),
    ("push RS-2 back 2 weeks", Proposal(ChangeKind.MOVE_DEADLINE, ("RS-2",), date(2027, 1, 7))),
    ("extend RS-3 by 2 weeks", Proposal(ChangeKind.MOVE_DEADLINE, ("RS-3",))),
    ("hand DA-1 over to Haven House", Proposal(ChangeKind.REASSIGN, ("DA-1",), owner=HAVEN)),
    ("reopen ASB-10", Proposal(ChangeKind.REOPEN, ("ASB-10",))),
    ("cancel SM-1", Proposal(ChangeKind.CANCEL, ("SM-1",))),
    ("carry DA-3 forward", Proposal(ChangeKind.CARRY_FORWARD, ("DA-3",))),
    ("snooze RS-1 till the 20th", Proposal(ChangeKind.SNOOZE, ("RS-1",), date(2026, 10, 20))),
    ("undo that, I closed the wrong one", Proposal(ChangeKind.UNDO)),
    ("stop the monday reminders", Proposal(ChangeKind.REMINDERS, note="stop the monday reminders")),
]


@pytest.mark.parametrize(("text", "change"), PROPOSED, ids=[text for text, _ in PROPOSED])
def test_a_change_in_words_is_proposed_with_refs_date_owner_and_note(text: str, change: Proposal) -> None:
    assert proposal(text) == change


@pytest.mark.parametrize(("text", "change"), PROPOSED, ids=[text for text, _ in PROPOSED])
def test_a_proposal_says_that_nothing_was_changed_and_changes_nothing(text: str, change: Proposal) -> None:
    before = WESTMERE.plans[1].actions

    answer = asked(text)

    assert answer.paragraphs[0].startswith(NOT_YET)
    assert WESTMERE.plans[1].actions is before
    assert tuple(line.action.ref for line in answer.actions) == change.refs


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("mark DA-1 as done", "Mark DA-1 as completed?"),
        ("mark DA-1 complete with effect from 9 October", "Mark DA-1 as completed dated 9 October 2026?"),
        ("move RS-2 to 5 january", "Move the deadline of RS-2 to 5 January 2027?"),
        ("snooze RS-1 till the 20th", "Snooze the reminders of RS-1 until 20 October 2026?"),
        ("hand DA-1 over to Haven House", "Hand DA-1 over to Haven House?"),
        ("RS-1 is done, kit is out", "Mark RS-1 as completed, with the note “kit is out”?"),
        ("complete DA-1 and DA-3", "Mark DA-1 and DA-3 as completed?"),
        ("undo", "Undo your last change?"),
        ("stop the monday reminders", "Change the reminders?"),
    ],
)
def test_a_proposal_is_read_back_in_one_line(text: str, words: str) -> None:
    assert asked(text).understood == words


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("complete the training one", ("mark DA-1 as done", "mark DA-2 as done")),
        ("cancel the training", ("cancel DA-1", "cancel DA-2")),
        (
            "move the training to 5 january",
            ("move the deadline of DA-1 to 5 January 2027", "move the deadline of DA-2 to 5 January 2027"),
        ),
        ("hand the training over to Marshire Police", (f"hand DA-1 over to {POLICE}", f"hand DA-2 over to {POLICE}")),
    ],
)  # fmt: skip
def test_of_several_that_fit_one_is_chosen_by_a_whole_sentence(text: str, choices: tuple[str, ...]) -> None:
    answer = asked(text)

    assert answer.outcome is Outcome.CHOOSE
    assert answer.choices == choices
    assert [asked(choice).outcome for choice in choices] == [Outcome.PROPOSED] * 2


def chosen(*statuses: Status, text: str) -> Answer:
    actions = (action(f"A-{n}", f"Patrol number {n}", status=status) for n, status in enumerate(statuses, 1))
    return asked(text, book_of(plan(*actions)))


def test_of_several_only_the_open_ones_can_be_completed() -> None:
    answer = chosen(Status.COMPLETED, Status.IN_PROGRESS, text="complete the patrol")

    assert answer.change == Proposal(ChangeKind.COMPLETE, ("A-2",))


def test_of_several_only_what_is_not_open_can_be_reopened() -> None:
    answer = chosen(Status.COMPLETED, Status.IN_PROGRESS, text="reopen the patrol")

    assert answer.change == Proposal(ChangeKind.REOPEN, ("A-1",))


def test_when_the_change_fits_none_of_several_all_are_asked_back() -> None:
    answer = chosen(Status.COMPLETED, Status.COMPLETED, text="complete the patrol")

    assert answer.outcome is Outcome.CHOOSE


@pytest.mark.parametrize("text", ["mark it done", "close", "cancel it", "move it to 5 january"])
def test_a_change_of_nothing_named_asks_which(text: str) -> None:
    answer = asked(text)

    assert answer.outcome is Outcome.NOT_UNDERSTOOD
    assert answer.change is None
    assert "Which action" in answer.paragraphs[0]


def test_a_change_of_what_is_not_there_is_not_proposed() -> None:
    answer = asked("mark DA-44 as done")

    assert answer.outcome is Outcome.NOTHING_FOUND
    assert answer.change is None


@pytest.mark.parametrize("text", ["Is DA-1 complete?", "not done yet", "done? no", "DA-1 is not done"])
def test_a_question_or_a_denial_proposes_nothing(text: str) -> None:
    assert asked(text).change is None
