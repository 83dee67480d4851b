"""What came of a deed, in the sentences that a person reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from csp_core.answering.histories import deed_words
from csp_core.answering.phrases import counted, day_words, due_words, listed, moves_words
from csp_core.book import Action
from csp_core.changes.results import Changed, LastChange, LastDeed, NotPossible, Repeated, Result, Stale
from csp_core.news import done_words
from csp_core.permissions import Deed, NotAllowed

_MOST_NAMED = 12
_SEVERAL = {
    Deed.COMPLETE: "are completed",
    Deed.REPORT_PROGRESS: "have their progress recorded",
    Deed.REOPEN: "are open again",
    Deed.REASSIGN: "are handed over",
    Deed.MOVE_DEADLINE: "have a new deadline",
    Deed.SNOOZE: "have their reminders snoozed",
    Deed.CARRY_FORWARD: "are carried forward",
    Deed.CANCEL: "are cancelled",
    Deed.CONFIRM_ON_TRACK: "are confirmed as still on track",
    Deed.ACCEPT: "are signed off",
    Deed.SEND_BACK: "are sent back and open again",
    Deed.ASK_SIGN_OFF: "have their sign-off set",
    Deed.UNDO: "are as they were before",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence that says what happened, and those that belong to it."""

    headline: str
    lines: tuple[str, ...] = ()


def said(result: Result, zone: ZoneInfo) -> Said:
    """The outcome of a deed in words; times are those of the partnership's zone."""
    match result:
        case Changed():
            return Said(_changed(result), (f"By {result.by}, {_moment(result.at, zone)}.",))
        case Stale():
            return Said("Nothing was changed.", tuple(_stale(each, zone) for each in result.changes))
        case NotAllowed():
            return Said(result.sentence)
        case NotPossible():
            return Said(f"Nothing was changed. {result.sentence}")
        case Repeated():
            return Said(f"That was done already, {_moment(result.at, zone)}; nothing more was changed.")
        case _:
            assert_never(result)


def last_deed_words(last: LastDeed, zone: ZoneInfo) -> str:
    """ "DA-01: completed, at 09:05 on 1 December 2014."."""
    waits = any(action.awaiting_sign_off for action in last.actions)
    return f"{named(last.actions)}: {done_words(last.kind, waits=waits)}, {_moment(last.at, zone)}."


def named(actions: Sequence[Action]) -> str:
    """ "DA-01", "DA-01 and DA-02", "14 actions"."""
    refs = [action.ref for action in actions]
    return listed(refs) if len(refs) <= _MOST_NAMED else counted(len(refs), "action")


def _changed(result: Changed) -> str:
    actions = result.actions
    if len(actions) == 1:
        return _one(result.kind, actions[0])
    refs = f": {listed([action.ref for action in actions])}" if len(actions) <= _MOST_NAMED else ""
    waiting = sum(action.awaiting_sign_off for action in actions) if result.kind is Deed.COMPLETE else 0
    what = "are reported done and await sign-off" if waiting else _SEVERAL[result.kind]
    return f"{counted(len(actions), 'action')} {what}{refs}."


def _one(kind: Deed, action: Action) -> str:
    match kind:
        case Deed.COMPLETE if action.awaiting_sign_off:
            return f"{action.ref} is reported done and awaits sign-off by a coordinator."
        case Deed.COMPLETE | Deed.ACCEPT:
            word = "completed" if kind is Deed.COMPLETE else "signed off and completed"
            return f"{action.ref} is {word}{_dated(action)}."
        case Deed.REASSIGN:
            return f"{action.ref} is now with {_whom(action)}."
        case Deed.MOVE_DEADLINE:
            moved = moves_words(action)
            return f"{action.ref} is now {due_words(action)}{f' ({moved})' if moved else ''}."
        case Deed.SNOOZE if action.snoozed_until:
            return f"There are no reminders about {action.ref} until {day_words(action.snoozed_until)}."
        case Deed.CARRY_FORWARD if action.continued_in:
            return f"{action.ref} is carried forward to {action.continued_in}."
        case Deed.UNDO:
            return f"Undone: {action.ref} is as it was before ({state_of(action)})."
        case _:
            return _ONE[kind].format(action.ref)


_ONE = {
    Deed.REPORT_PROGRESS: "Progress on {} is recorded.",
    Deed.REOPEN: "{} is open again.",
    Deed.SNOOZE: "The reminders of {} are snoozed.",
    Deed.CARRY_FORWARD: "{} is carried forward.",
    Deed.CANCEL: "{} is cancelled.",
    Deed.CONFIRM_ON_TRACK: "{} is confirmed as still on track.",
    Deed.SEND_BACK: "{} is sent back and open again.",
    Deed.ASK_SIGN_OFF: "Whether {} needs sign-off is set.",
}


def state_of(action: Action) -> str:
    """Where an action stands, in words: awaiting sign-off before its status."""
    waits = action.awaiting_sign_off and action.is_open
    return "awaiting sign-off" if waits else action.status.value.replace("_", " ")


def _stale(change: LastChange, zone: ZoneInfo) -> str:
    now = f"{change.action.ref} is {state_of(change.action)} now"
    if change.by is None or change.kind is None or change.at is None:
        return f"{now}."
    return f"{now}: {change.by} {deed_words(change.kind)}, {_moment(change.at, zone)}."


def _dated(action: Action) -> str:
    return f", dated {day_words(action.completed_on)}" if action.completed_on else ""


def _whom(action: Action) -> str:
    lead = action.lead if action.lead != action.owner else None
    return " · ".join(filter(None, (action.owner, lead))) or "nobody"


def _moment(at: datetime, zone: ZoneInfo) -> str:
    here = at.astimezone(zone)
    return f"at {here:%H:%M} on {day_words(here.date())}"
