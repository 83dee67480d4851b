"""The audit trail: every change is recorded in the transaction that makes it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from csp_core.model import AuditEntry


@dataclass(frozen=True, slots=True)
class Origin:
    """Who makes a change, by which way (command line, button …), and when.

    `day` is the day that counts as today; `person_id` and `account` say who, beyond the name.
    """

    actor: str
    via: str
    now: datetime
    day: date | None = None
    person_id: UUID | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What was changed, or what was refused and why. `before` and `after` hold the fields that differ, in values
    that JSON knows and people read; `exact` holds the very values by the id of each action."""

    kind: str
    subject: str
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    evidence: str | None = None
    action_id: UUID | None = None
    for_whom: str | None = None
    deed_id: UUID | None = None
    undoes_id: UUID | None = None
    refusal: str | None = None
    exact: dict[str, Any] | None = None


def record(session: Session, partnership_id: UUID, origin: Origin, *entries: Entry) -> None:
    """Adds entries in order. The caller has locked the partnership: sequences have no gap and no double."""
    last = session.scalar(select(func.max(AuditEntry.sequence)).where(AuditEntry.partnership_id == partnership_id))
    for sequence, entry in enumerate(entries, (last or 0) + 1):
        session.add(_as_record(partnership_id, sequence, origin, entry))
    session.flush()


def entries(session: Session, partnership_id: UUID) -> Sequence[AuditEntry]:
    """The whole trail of one partnership, oldest first."""
    query = select(AuditEntry).where(AuditEntry.partnership_id == partnership_id)
    return session.scalars(query.order_by(AuditEntry.sequence)).all()


def _as_record(partnership_id: UUID, sequence: int, origin: Origin, entry: Entry) -> AuditEntry:
    who = {field.name: getattr(origin, field.name) for field in fields(Origin) if field.name != "now"}
    what = {field.name: getattr(entry, field.name) for field in fields(Entry)}
    return AuditEntry(partnership_id=partnership_id, sequence=sequence, at=origin.now, **who, **what)
