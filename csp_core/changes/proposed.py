"""From a change that was understood in words to the deed that would make it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from csp_core.answering.actions import lines_of
from csp_core.answering.answers import Answer, Proposal
from csp_core.answering.proposing import NOT_YET
from csp_core.book import Action, ChangeKind
from csp_core.changes.deeds import (
    Cancel,
    CarryForward,
    Complete,
    Edit,
    MoveDeadline,
    Reassign,
    Reopen,
    ReportProgress,
    Snooze,
    Undo,
    seen,
)
from csp_core.changes.results import Field, LastDeed, NotPossible, Stale
from csp_core.changes.wording import last_deed_words, said

_PERCENT = re.compile(r"\b(\d{1,3})\s?(?:%|percent\b|per cent\b)")


@dataclass(frozen=True, slots=True)
class Lacking:
    """What was not said and is needed: the first field that a form must ask for."""

    field: Field


def deed_of(proposal: Proposal, actions: Sequence[Action]) -> Edit | Undo | Lacking | None:
    """The deed that a proposal asks for, on the actions as they are shown with it; None when it is none of actions."""
    which = seen(*actions)
    day, note = proposal.day, proposal.note
    match proposal.kind:
        case ChangeKind.COMPLETE:
            return Complete(which, note, day)
        case ChangeKind.PROGRESS:
            return ReportProgress(which, note, percent_in(note)) if note else Lacking(Field.NOTE)
        case ChangeKind.REOPEN:
            return Reopen(which, note)
        case ChangeKind.CARRY_FORWARD:
            return CarryForward(which, day, note)
        case ChangeKind.UNDO:
            return Undo()
        case ChangeKind.REASSIGN:
            return Reassign(which, proposal.owner, note=note) if proposal.owner else Lacking(Field.TO)
        case ChangeKind.SNOOZE:
            return Snooze(which, day, note) if day else Lacking(Field.DAY)
        case ChangeKind.CANCEL:
            return Cancel(which, note) if note else Lacking(Field.REASON)
        case ChangeKind.MOVE_DEADLINE:
            return _moved(proposal, actions)
        case _:
            return None


def undo_named(answer: Answer, last: LastDeed | NotPossible | Stale, zone: ZoneInfo) -> Answer:
    """The proposal to undo, which names what it would take back, or says why it takes back nothing."""
    if isinstance(last, LastDeed):
        paragraphs = (last_deed_words(last, zone), NOT_YET)
        return replace(answer, paragraphs=paragraphs, actions=lines_of(last.actions, answer.as_at))
    told = said(last, zone)
    return replace(answer, paragraphs=(told.headline, *told.lines))


def _moved(proposal: Proposal, actions: Sequence[Action]) -> MoveDeadline | Lacking:
    if proposal.day is None:
        return Lacking(Field.DAY)
    return MoveDeadline(seen(*actions), proposal.day, proposal.note) if proposal.note else Lacking(Field.REASON)


def percent_in(note: str | None) -> int | None:
    """How far it is, where a note says so in per cent."""
    found = _PERCENT.search(note or "")
    return int(found[1]) if found and int(found[1]) <= 100 else None
