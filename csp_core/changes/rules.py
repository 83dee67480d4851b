"""What each deed makes of an action, or the rule that stands against it. Pure: values in, values out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import assert_never

from csp_core.book import Action, Status
from csp_core.changes.deeds import (
    Accept,
    AskSignOff,
    Cancel,
    CarryForward,
    Complete,
    ConfirmOnTrack,
    Edit,
    MoveDeadline,
    Reassign,
    Reopen,
    ReportProgress,
    SendBack,
    Snooze,
)
from csp_core.changes.owners import NewOwner
from csp_core.changes.results import Field, NotPossible
from csp_core.permissions import Standing
from csp_core.text import printable

LONGEST_TEXT = 3_000
LONGEST_LINK = 2_000
LONGEST_SNOOZE = timedelta(days=366)
_LINK = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
Columns = dict[str, object]
_NOT_DONE: Columns = {
    "completed_on": None,
    "completion_note": None,
    "completion_link": None,
    "reported_done_on": None,
    "awaiting_sign_off": False,
}


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a deed makes of an action: columns that are set, and what is added to its progress."""

    columns: Mapping[str, object] = field(default_factory=dict)
    progress: ReportProgress | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What a rule looks at beside the deed: the day, what the actor is to the action, to whom a hand-over goes."""

    today: date
    standing: Standing
    new_owner: NewOwner | None = None


def ruling(deed: Edit, action: Action, case: Case) -> Ruling | NotPossible:
    """What is to become of an action under a deed that the actor may do."""
    if isinstance(deed, Reopen):
        return _reopened(action, case)
    if not action.is_open:
        return NotPossible(f"{action.ref} is {action.status.value.replace('_', ' ')}; reopen it first.")
    match deed:
        case Complete():
            return _completed(deed, action, case)
        case ReportProgress():
            return _progressed(deed, action, case)
        case Reassign():
            return _handed_over(action, case)
        case MoveDeadline():
            return _moved(deed, action, case)
        case Snooze():
            return _snoozed(deed, case)
        case CarryForward():
            return Ruling(_status(Status.CARRIED_FORWARD) | {"awaiting_sign_off": False, "reported_done_on": None})
        case Cancel():
            return Ruling(_status(Status.CANCELLED) | _NOT_DONE)
        case ConfirmOnTrack():
            return Ruling({"confirmed_on": case.today})
        case Accept() | SendBack():
            return _judged(deed, action, case)
        case AskSignOff():
            return Ruling({"sign_off": deed.is_wanted})
        case _:
            assert_never(deed)


def text_problem(deed: Edit) -> NotPossible | None:
    """What is wrong with the words of a deed: a reason that is missing, a text or link that cannot be kept."""
    if isinstance(deed, MoveDeadline | Cancel | SendBack):
        if _printable(deed.reason) is None:
            return NotPossible("Please say why.", Field.REASON)
        return _too_long(deed.reason, Field.REASON)
    if isinstance(deed, ConfirmOnTrack | AskSignOff):
        return None
    if isinstance(deed, Complete) and deed.link and not _is_link(deed.link.strip()):
        return NotPossible("A link begins with https:// and has no spaces in it.", Field.LINK)
    return _too_long(deed.note or "", Field.NOTE)


def words_of_deed(deed: Edit) -> str | None:
    """What the person wrote with it: the reason or the note."""
    match deed:
        case MoveDeadline() | Cancel() | SendBack():
            return _printable(deed.reason)
        case ConfirmOnTrack() | AskSignOff():
            return None
        case _:
            return _printable(deed.note)


def _completed(deed: Complete, action: Action, case: Case) -> Ruling | NotPossible:
    """Where sign-off is asked for, what an owner reports waits for a coordinator."""
    day = deed.day or action.reported_done_on or case.today
    if day > case.today:
        return NotPossible("This day is in the future: choose today or an earlier day.", Field.DAY)
    shown: Columns = {"completion_note": words_of_deed(deed) or action.evidence}
    shown["completion_link"] = _printable(deed.link) or action.link
    if not action.needs_sign_off or case.standing is Standing.COORDINATOR:
        done: Columns = {"completed_on": day, "awaiting_sign_off": False, "reported_done_on": None}
        return Ruling(_status(Status.COMPLETED) | done | shown)
    if action.awaiting_sign_off:
        return NotPossible(f"{action.ref} is reported done already and awaits sign-off.")
    return Ruling({"awaiting_sign_off": True, "reported_done_on": day} | shown)


def _progressed(deed: ReportProgress, action: Action, case: Case) -> Ruling | NotPossible:
    if deed.percent is None and words_of_deed(deed) is None:
        return NotPossible("Please say how far it is, in words or in per cent.", Field.NOTE)
    if deed.percent is not None and not 0 <= deed.percent <= 100:
        return NotPossible("Give a number from 0 to 100.", Field.PERCENT)
    if deed.organisation and deed.organisation not in (action.lead, *action.partners):
        return NotPossible(
            f"{deed.organisation} is neither the lead nor a partner of {action.ref}.", Field.ORGANISATION
        )
    begun: Columns = _status(Status.IN_PROGRESS) if action.status is Status.NOT_STARTED else {}
    return Ruling(begun | {"confirmed_on": case.today}, deed)


def _reopened(action: Action, case: Case) -> Ruling | NotPossible:
    if action.is_open:
        return NotPossible(f"{action.ref} is open already.")
    if action.continued_in and action.status is Status.CARRIED_FORWARD:
        return NotPossible(f"{action.ref} goes on in the plan {action.continued_in}; change it there.")
    return Ruling(_status(Status.IN_PROGRESS) | _NOT_DONE)


def _handed_over(action: Action, case: Case) -> Ruling | NotPossible:
    new = case.new_owner
    if new is None:
        return NotPossible("Please name a post or an organisation.", Field.TO)
    columns: Columns = {"owner_post_id": new.post_id, "owner_person_id": new.person_id}
    columns["owner_as_written"] = new.owner
    if new.lead is not None:
        columns |= {"lead_id": new.lead_id, "lead_as_written": new.lead}
    same_lead = new.lead is None or new.lead == action.lead
    if same_lead and (new.post_id, new.person_id) == (action.owner_post_id, action.owner_person_id):
        return NotPossible(f"{action.ref} is with {new.owner or new.lead} already.", Field.TO)
    return Ruling(columns)


def _moved(deed: MoveDeadline, action: Action, case: Case) -> Ruling | NotPossible:
    """The first date is kept for good, and each time that a date is put back counts."""
    if deed.due == action.due:
        return NotPossible("That is the deadline already: choose another day.", Field.DAY)
    if deed.due < case.today:
        return NotPossible("This day is in the past: choose today or a later day.", Field.DAY)
    is_put_back = action.due is not None and deed.due > action.due
    return Ruling(
        {
            "due": deed.due,
            "due_precision": deed.precision,
            "due_as_written": None,
            "original_due": action.original_due or action.due or deed.due,
            "moves": action.moves + is_put_back,
        }
    )


def _snoozed(deed: Snooze, case: Case) -> Ruling | NotPossible:
    if not case.today < deed.until <= case.today + LONGEST_SNOOZE:
        return NotPossible("Choose a day after today, and within a year.", Field.DAY)
    return Ruling({"snoozed_until": deed.until})


def _judged(deed: Accept | SendBack, action: Action, case: Case) -> Ruling | NotPossible:
    if not action.awaiting_sign_off:
        return NotPossible(f"{action.ref} does not await sign-off.")
    if isinstance(deed, SendBack):
        return Ruling(_NOT_DONE)
    done: Columns = {"completed_on": action.reported_done_on or case.today, "awaiting_sign_off": False}
    return Ruling(_status(Status.COMPLETED) | done | {"reported_done_on": None})


def _status(status: Status) -> Columns:
    """A status; the words of the plan no longer say it, and reminders have nothing left to rest from."""
    rest: Columns = {} if status is Status.IN_PROGRESS else {"snoozed_until": None}
    return {"status": status, "status_as_written": None, **rest}


def _too_long(text: str, where: Field) -> NotPossible | None:
    if len(text) <= LONGEST_TEXT:
        return None
    return NotPossible(f"Please keep it under {LONGEST_TEXT:,} characters.", where)


def _printable(text: str | None) -> str | None:
    """What is left of a text once it can be kept; blank is nothing."""
    return printable(text or "") or None


def _is_link(text: str) -> bool:
    return len(text) <= LONGEST_LINK and _LINK.fullmatch(text) is not None
