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
class Subject:
    """An action by its ref, and by its title while a plan has it."""

    ref: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class News:
    """What was done to one action, or to several on one day."""

    on: date
    subjects: tuple[Subject, ...]
    what: str

    @property
    def refs(self) -> tuple[str, ...]:
        return tuple(each.ref for each in self.subjects)


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


def done_words(kind: str, *, waits: bool = False) -> str:
    """What was done, by the kind of its entry in the audit: "completed"; of a completion that `waits` for its
    sign-off that it was reported."""
    if kind == "complete" and waits:
        return "reported done, awaiting sign-off"
    return _DONE.get(kind, kind.replace("_", " "))


def _what(change: Change) -> str:
    """A completion that left the status as it was waits for its sign-off."""
    return done_words(change.kind, waits="status:" not in change.summary)


def _news(book: Book, on: date, what: str, refs: tuple[str, ...]) -> News:
    found = [_action(book, ref) for ref in refs]
    subjects = tuple(Subject(ref, action.title if action else None) for ref, action in zip(refs, found, strict=True))
    one = found[0] if len(found) == 1 else None
    return News(on, subjects, f"{what}{_now(one, what)}" if one else what)


def _action(book: Book, ref: str) -> Action | None:
    """The action of the newest plan that has the ref."""
    return next((plan.by_ref[ref] for plan in reversed(book.plans) if ref in plan.by_ref), None)


def _now(action: Action, what: str) -> str:
    """Where the change led, as far as the action still says so."""
    if what == _DONE["move_deadline"]:
        return f", now {due_words(action)}"
    whom = action.owner or action.lead
    return f", now with {whom}" if what == _DONE["reassign"] and whom else ""
