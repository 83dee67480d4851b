"""What was done to actions lately, in plain words. Pure: read from the changes that a book keeps."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from csp_core.answering.phrases import due_words
from csp_core.book import Action, Book, Change

RECENT = timedelta(days=7)
UNDONE = "undo"
_DONE = {
    "complete": "completed",
    "progress": "progress reported",
    "reopen": "reopened",
    "reassign": "handed over",
    "move_deadline": "deadline moved",
    "snooze": "reminders snoozed",
    "carry_forward": "carried forward",
    "cancel": "cancelled",
    "confirm": "confirmed as still on track",
    "accept": "signed off",
    "send_back": "sent back",
    "ask_sign_off": "need for sign-off set",
    UNDONE: "an earlier change undone",
    "update_from_file": "updated from a file",
}


@dataclass(frozen=True, slots=True)
class News:
    """What was done to one action, or to several on one day; `title` is that of the one, while a plan has it."""

    on: date
    refs: tuple[str, ...]
    what: str
    title: str | None = None


def news_of(book: Book, today: date) -> tuple[News, ...]:
    """What was done in the last seven days, today included, the newest first.

    What was undone meanwhile is left out, with its undoing: it left nothing behind.
    """
    recent = [change for change in book.changes if today - RECENT < change.on <= today]
    groups: dict[tuple[date, str], dict[str, None]] = {}
    for change in reversed(_lasting(recent)):
        groups.setdefault((change.on, _what(change)), {})[change.ref] = None
    return tuple(_news(book, on, what, tuple(reversed(refs))) for (on, what), refs in groups.items())


def _lasting(changes: Iterable[Change]) -> list[Change]:
    """An undoing takes the last change of its action with it; one whose change is older stays."""
    lasting: dict[int, Change] = {}
    made: defaultdict[str, list[int]] = defaultdict(list)
    for at, change in enumerate(changes):
        if change.kind == UNDONE and made[change.ref]:
            del lasting[made[change.ref].pop()]
            continue
        lasting[at] = change
        if change.kind != UNDONE:
            made[change.ref].append(at)
    return list(lasting.values())


def _what(change: Change) -> str:
    """A completion that left the status as it was waits for its sign-off."""
    if change.kind == "complete" and "status:" not in change.summary:
        return "reported done, awaiting sign-off"
    return _DONE.get(change.kind, change.kind.replace("_", " "))


def _news(book: Book, on: date, what: str, refs: tuple[str, ...]) -> News:
    if len(refs) > 1:
        return News(on, refs, what)
    action = _action(book, refs[0])
    return News(on, refs, f"{what}{_now(action, what)}" if action else what, action.title if action else None)


def _action(book: Book, ref: str) -> Action | None:
    """The action of the newest plan that has the ref."""
    return next((plan.by_ref[ref] for plan in reversed(book.plans) if ref in plan.by_ref), None)


def _now(action: Action, what: str) -> str:
    """Where the change led, as far as the action still says so."""
    if what == _DONE["move_deadline"]:
        return f", now {due_words(action)}"
    whom = action.owner or action.lead
    return f", now with {whom}" if what == _DONE["reassign"] and whom else ""
