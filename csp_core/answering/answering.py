"""Question and records to Answer: pure, so that the same question on the same records gives the same answer."""

from collections.abc import Iterator
from typing import assert_never

from csp_core.answering.actions import list_actions
from csp_core.answering.answers import Answer, Outcome
from csp_core.answering.enquiry import Enquiry
from csp_core.answering.figures import tell_figures
from csp_core.answering.lookups import tell_action
from csp_core.answering.progress import tell_changes, tell_progress
from csp_core.answering.proposing import propose
from csp_core.answering.records import (
    tell_definition,
    tell_document,
    tell_funding,
    tell_organisations,
    tell_outcomes,
    tell_priorities,
    tell_statements,
    tell_successor,
)
from csp_core.asking.questions import (
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
    Declined,
    Question,
    Unheld,
    Unread,
)
from csp_core.permissions import NotAllowed, may_read


def answer(question: Question, enquiry: Enquiry) -> Answer:
    """The answer to any question, from the records of one partnership alone, as far as the asker may read them."""
    reading = may_read(enquiry.actor, enquiry.book)
    if isinstance(reading, NotAllowed):
        return _to_a_stranger(question, enquiry, reading)
    match question:
        case AskActions():
            return list_actions(question, enquiry)
        case AskAction():
            return tell_action(question, enquiry)
        case AskProgress():
            return tell_progress(question, enquiry)
        case AskChanges():
            return tell_changes(question, enquiry)
        case AskFigures():
            return tell_figures(question, enquiry)
        case AskChange():
            return propose(question, enquiry)
        case _:
            return _from_records(question, enquiry)


_Recorded = (
    AskFunding | AskOutcomes | AskStatements | AskDefinition | AskPriorities | AskOrganisations | AskSuccessor
    | AskDocument | AskHelp | Ambiguous | Unheld | Declined | Unread
)  # fmt: skip


def _from_records(question: _Recorded, enquiry: Enquiry) -> Answer:
    match question:
        case AskFunding():
            return tell_funding(question, enquiry)
        case AskOutcomes():
            return tell_outcomes(question, enquiry)
        case AskStatements():
            return tell_statements(question, enquiry)
        case AskDefinition():
            return tell_definition(question, enquiry)
        case AskPriorities():
            return tell_priorities(question, enquiry)
        case AskOrganisations():
            return tell_organisations(question, enquiry)
        case AskSuccessor():
            return tell_successor(question, enquiry)
        case AskDocument():
            return tell_document(question, enquiry)
        case _:
            return _without_records(question, enquiry)


def _without_records(question: AskHelp | Ambiguous | Unheld | Declined | Unread, enquiry: Enquiry) -> Answer:
    match question:
        case AskHelp():
            return _help(question, enquiry)
        case Ambiguous():
            return Answer(
                Outcome.CHOOSE,
                enquiry.today,
                question.said,
                paragraphs=("Which do you mean?",),
                choices=question.choices,
            )
        case Unheld():
            return Answer(Outcome.NOT_HELD, enquiry.today, question.sentence, choices=question.nearest)
        case Declined():
            outcome = Outcome.SIGNPOSTED if question.signpost else Outcome.REFUSED
            return Answer(outcome, enquiry.today, question.sentence)
        case Unread():
            reason = (question.reason,) if question.reason else ()
            return Answer(
                Outcome.NOT_UNDERSTOOD,
                enquiry.today,
                "Sorry, I did not understand that.",
                paragraphs=(*reason, "You can ask, for example:") if question.nearest else reason,
                choices=question.nearest,
            )
        case _:
            assert_never(question)


def _to_a_stranger(question: Question, enquiry: Enquiry, refusal: NotAllowed) -> Answer:
    """What is for everybody: where to turn to, and what this is. Nothing of the plan, not even in an example."""
    if isinstance(question, Declined):
        return _without_records(question, enquiry)
    what = f"I answer questions about the plan of {enquiry.book.name}."
    said = what if isinstance(question, AskHelp) else ""
    return Answer(
        Outcome.REFUSED, enquiry.today, said or refusal.sentence, paragraphs=(refusal.sentence,) if said else ()
    )


def _help(question: AskHelp, enquiry: Enquiry) -> Answer:
    pinned = enquiry.book.pinned_today
    notes = (
        (f"This is a sample partnership; its date is fixed at {pinned:%A} {pinned.day} {pinned:%B %Y}.",)
        if pinned
        else ()
    )
    return Answer(
        Outcome.ANSWERED,
        enquiry.today,
        understood=f"I answer questions about the plan and the figures of {enquiry.book.name}, from its records alone.",
        paragraphs=("Ask in your own words. For example:",),
        choices=question.examples,
        notes=(*_how_to_change(enquiry), *notes),
    )


def _how_to_change(enquiry: Enquiry) -> Iterator[str]:
    plan = enquiry.plan(None)
    action = next((action for action in plan.actions if action.is_open), None) if plan else None
    if action:
        yield (
            f"To change something, say so: “{action.ref} is done” or “move the deadline of {action.ref} to 30 June”. "
            "Nothing is changed until you confirm it."
        )
