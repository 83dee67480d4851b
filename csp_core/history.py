"""The story of an action in plain words, from the entries of the audit."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from csp_core.audit import summary
from csp_core.book import Action, Book
from csp_core.changes.wording import deed_words, state_of
from csp_core.errors import ActionUnknown
from csp_core.model import AuditEntry
from csp_core.text import ref_key


def story_of(book: Book, trail: Sequence[AuditEntry], ref: str, year: str | None = None) -> tuple[str, ...]:
    """One line an entry, oldest first, after a line that says what the action is now.

    Raises ActionUnknown when no plan (of that year) has the ref.
    """
    action = _action(book, ref, year)
    told = [_line(entry, book) for entry in trail if entry.action_id == action.id]
    return (_heading(action), *told) if told else (_heading(action), "Nothing has been changed since it was taken in.")


def _action(book: Book, ref: str, year: str | None) -> Action:
    for plan in reversed(book.plans):
        for action in plan.actions:
            if year in (None, plan.year) and (ref_key(action.ref) or action.ref) == (ref_key(ref) or ref):
                return action
    where = f"The plan {year} has" if year else "There is"
    raise ActionUnknown(f"{where} no action {ref}.", "Check the ref.")


def _heading(action: Action) -> str:
    return f"{action.ref} {action.title} ({action.year}): {state_of(action)}"


def _line(entry: AuditEntry, book: Book) -> str:
    day = _day_words(entry.day, entry.at, book)
    for_whom = f" for {entry.for_whom}" if entry.for_whom else ""
    if entry.refusal:
        return f"{day} · {entry.actor} tried to change it and was refused ({entry.kind.replace('_', ' ')})"
    said = f" · “{entry.evidence}”" if entry.evidence else ""
    line = f"{day} · {entry.actor} {deed_words(entry.kind)}{for_whom}{said} · {summary(entry.before, entry.after)}"
    return line.removesuffix(" · ")


def _day_words(day: date | None, at: datetime, book: Book) -> str:
    day = day or at.astimezone(ZoneInfo(book.time_zone)).date()
    return f"{day.day} {day:%B %Y}"
