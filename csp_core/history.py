"""The story of an action in plain words, from the entries of the audit."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from csp_core.answering.histories import UNTOUCHED, change_line
from csp_core.answering.phrases import day_words
from csp_core.book import Action, Book
from csp_core.changes.wording import state_of
from csp_core.errors import ActionUnknown
from csp_core.loading import change_of
from csp_core.model import AuditEntry
from csp_core.text import ref_key


def story_of(book: Book, trail: Sequence[AuditEntry], ref: str, year: str | None = None) -> tuple[str, ...]:
    """One line an entry, oldest first, after a line that says what the action is now.

    Raises ActionUnknown when no plan (of that year) has the ref.
    """
    action = _action(book, ref, year)
    told = [_line(entry, action, book) for entry in trail if entry.action_id == action.id]
    return (_heading(action), *told) if told else (_heading(action), UNTOUCHED)


def _action(book: Book, ref: str, year: str | None) -> Action:
    for plan in reversed(book.plans):
        for action in plan.actions:
            if year in (None, plan.year) and (ref_key(action.ref) or action.ref) == (ref_key(ref) or ref):
                return action
    where = f"The plan {year} has" if year else "There is"
    raise ActionUnknown(f"{where} no action {ref}.", "Check the ref.")


def _heading(action: Action) -> str:
    return f"{action.ref} {action.title} ({action.year}): {state_of(action)}"


def _line(entry: AuditEntry, action: Action, book: Book) -> str:
    change = change_of(entry, action.ref, ZoneInfo(book.time_zone))
    if not entry.refusal:
        return change_line(change)
    kind = entry.kind.replace("_", " ")
    return f"{day_words(change.on)} · {entry.actor} tried to change it and was refused ({kind})"
