"""The story of an action in plain words: who changed what, when, and what they said about it."""

from collections.abc import Sequence

from csp_core.answering.enquiry import Enquiry
from csp_core.answering.phrases import day_words
from csp_core.book import Action, Change

_DEEDS = {
    "complete": "completed it",
    "progress": "reported progress",
    "reopen": "reopened it",
    "reassign": "handed it over",
    "move_deadline": "moved the deadline",
    "snooze": "snoozed its reminders",
    "carry_forward": "carried it forward",
    "cancel": "cancelled it",
    "confirm": "confirmed that it is on track",
    "accept": "signed it off",
    "send_back": "sent it back",
    "ask_sign_off": "set whether it needs sign-off",
    "undo": "undid the change before",
    "update_from_file": "updated it from a file",
    "add_from_file": "took it in from a file",
}
UNTOUCHED = "Nothing has been changed since it was taken in."


def deed_words(kind: str) -> str:
    """What somebody did to an action, by the kind of its entry in the audit: "completed it"."""
    return _DEEDS.get(kind, kind.replace("_", " "))


def change_line(change: Change) -> str:
    """One change in one line, as a story tells it."""
    for_whom = f" for {change.for_whom}" if change.for_whom else ""
    who = f"{change.by} {_deed_words(change)}{for_whom}"
    said = f"“{change.evidence}”" if change.evidence else ""
    told = said if said not in change.summary else ""  # a note that was kept stands in the summary
    return " · ".join(filter(None, (day_words(change.on), who, told, change.summary)))


def _deed_words(change: Change) -> str:
    """A completion that left the status as it was waits for its sign-off."""
    is_reported = change.kind == "complete" and "status:" not in change.summary
    return "reported it done" if is_reported else deed_words(change.kind)


def story_lines(actions: Sequence[Action], enquiry: Enquiry) -> tuple[str, ...]:
    """Everything that the book holds of what became of actions, oldest first."""
    wanted = {action.id for action in actions}
    told = tuple(change_line(change) for change in enquiry.book.changes if change.action_id in wanted)
    return told or (UNTOUCHED,)
