"""The auditor: what the schedules called for in the last fortnight, compared with what became of it."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from csp_core.database import Database
from csp_core.model import Message, Occurrence
from csp_core.reminder_kinds import Fate, Kind, Sending
from csp_core.reminders.calendar import due_between
from csp_core.reminders.loading import Partnership, load_partnerships
from csp_core.reminders.schedules import Schedule

AUDITED = timedelta(days=14)
GRACE = timedelta(minutes=15)
"""How long after it was due a message may still be on its way: the peak of a Monday, a slow minute of Slack."""


class Fault(Enum):
    """How what happened differs from what the schedule called for."""

    NOT_PLANNED = "not_planned"
    MISSED = "missed"
    WAITING = "waiting"
    REFUSED = "refused"
    UNCLEAR = "unclear"
    ABANDONED = "abandoned"
    UNCALLED = "uncalled"


@dataclass(frozen=True, slots=True)
class Difference:
    """One period of one schedule that did not go as it should; the message where one is at fault."""

    partnership_id: UUID
    schedule_id: UUID
    kind: Kind
    period: str
    day: date
    fault: Fault
    message_id: UUID | None = None
    problem: str | None = None


_FAULTS = {
    Sending.PENDING: Fault.WAITING,
    Sending.SENDING: Fault.WAITING,
    Sending.REFUSED: Fault.REFUSED,
    Sending.UNKNOWN: Fault.UNCLEAR,
    Sending.DOUBTED: Fault.UNCLEAR,
    Sending.ABANDONED: Fault.ABANDONED,
}


def audit(database: Database, now: datetime, only: Collection[UUID] | None = None) -> tuple[Difference, ...]:
    """Everything that differs, partnership by partnership; nothing, when every period of every schedule in use was
    posted, had nothing to say, or was held by a quiet period. What was called off with its schedule is left out.
    `only` some partnerships, or all.

    Raises ZoneInfoNotFoundError for a partnership in a time zone that this machine does not know.
    """
    with database.reading() as session:
        rows = _rows(session, now, only)
        return tuple(
            difference
            for partnership in load_partnerships(session, only)
            for schedule in partnership.schedules
            if not schedule.is_paused
            for difference in _differences(partnership, schedule, rows[schedule.id], now)
        )


Rows = defaultdict[UUID, list[Any]]


def _rows(session: Session, now: datetime, only: Collection[UUID] | None) -> Rows:
    """Occurrences of the last fortnight with their messages, by schedule."""
    row, message = Occurrence, Message
    columns: tuple[Any, ...] = (
        row.schedule_id, row.kind, row.period, row.day, row.due_at, row.fate,
        message.id.label("message_id"), message.sending, message.problem, message.wanted_at,
    )  # fmt: skip
    of_row = (message.partnership_id == row.partnership_id) & (message.occurrence_id == row.id)
    query: Select[Any] = select(*columns).outerjoin(message, of_row)
    query = query.where(row.due_at > now - AUDITED - GRACE, row.kind != Kind.NOTICE, row.schedule_id.is_not(None))
    if only is not None:
        query = query.where(row.partnership_id.in_(only))
    found: Rows = defaultdict(list)
    for each in session.execute(query.order_by(row.due_at, message.part)):
        found[each.schedule_id].append(each)
    return found


def _differences(partnership: Partnership, schedule: Schedule, rows: list[Any], now: datetime) -> list[Difference]:
    after = max(schedule.since, now - AUDITED)
    dues = due_between(schedule.wish.timetable, after, now - GRACE, partnership.zone)
    written = {row.period for row in rows}
    called_for = {due.period.key for due in due_between(schedule.wish.timetable, after, now, partnership.zone)}
    key = partnership.id, schedule.id, schedule.kind
    unplanned = [due for due in dues if due.period.key not in written]
    missing = [Difference(*key, due.period.key, due.day, Fault.NOT_PLANNED) for due in unplanned]
    counted = [row for row in rows if row.due_at > after]
    differing = [(row, _fault(row, called_for, now)) for row in counted]
    return missing + [
        Difference(*key, row.period, row.day, fault, row.message_id, row.problem) for row, fault in differing if fault
    ]


def _fault(row: Any, called_for: set[str], now: datetime) -> Fault | None:
    """What is wrong with an occurrence or one of its messages; a post that somebody asked for is called for."""
    if row.period not in called_for and not row.period.startswith("now:") and row.due_at <= now:
        return Fault.UNCALLED
    if row.fate is Fate.HELD:
        return None
    if row.fate is Fate.MISSED:
        return Fault.MISSED
    if row.sending in (Sending.PENDING, Sending.SENDING) and (row.wanted_at or row.due_at) > now - GRACE:
        return None
    return _FAULTS.get(row.sending)
