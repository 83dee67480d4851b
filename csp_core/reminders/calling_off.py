"""Calls messages off that have not left yet: because their schedule ended, or because of a quiet period."""

from datetime import date
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from csp_core.model import Message, Occurrence
from csp_core.reminder_kinds import Fate, Kind, Sending
from csp_core.reminders.rows import changed, table_of


def call_off(session: Session, partnership_id: UUID, schedule_id: UUID, reason: str) -> int:
    """What a schedule has not sent yet; how many messages that were. What is on its way cannot be called back."""
    own = Occurrence.partnership_id == partnership_id, Occurrence.schedule_id == schedule_id
    return _abandon(session, partnership_id, list(session.scalars(select(Occurrence.id).where(*own))), reason)


def hold(session: Session, partnership_id: UUID, first_day: date, last_day: date, reason: str) -> int:
    """What falls on some days and has not left yet; the next digest says that it was held."""
    row = Occurrence
    within = row.day >= first_day, row.day <= last_day, row.kind.not_in((Kind.NOTICE, Kind.HELP))
    waiting = (
        select(row.id)
        .join(Message, (Message.partnership_id == row.partnership_id) & (Message.occurrence_id == row.id))
        .where(row.partnership_id == partnership_id, *within, row.fate == Fate.PLANNED)
        .where(Message.part == 1, Message.sending == Sending.PENDING)
    )
    held = list(session.scalars(waiting.distinct()))
    own = row.partnership_id == partnership_id, row.id.in_(held)
    changed(session, update(table_of(row)).where(*own).values(fate=Fate.HELD, reason=reason))
    return _abandon(session, partnership_id, held, reason)


def _abandon(session: Session, partnership_id: UUID, occurrences: list[UUID], reason: str) -> int:
    pending = (
        Message.partnership_id == partnership_id,
        Message.occurrence_id.in_(occurrences),
        Message.sending == Sending.PENDING,
    )
    called_off = update(table_of(Message)).where(*pending).values(sending=Sending.ABANDONED, problem=reason)
    return changed(session, called_off)
