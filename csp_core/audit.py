"""The audit trail: every change is recorded in the transaction that makes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from csp_core.model import AuditEntry

NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Origin:
    """Who makes a change, by which way (command line, button …), and when."""

    actor: str
    via: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """What was changed. `before` and `after` hold the fields that differ, in values that JSON knows."""

    kind: str
    subject: str
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    evidence: str | None = None
    action_id: UUID | None = None


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


def summary(before: dict[str, Any] | None, after: dict[str, Any] | None) -> str:
    """A change in words: `due: 2014-12-31 → 2015-01-31; status: in progress → completed`."""
    fields = list(dict.fromkeys([*(before or {}), *(after or {})]))
    return "; ".join(f"{_words(field)}: {_value(before, field)} → {_value(after, field)}" for field in fields)


def _as_record(partnership_id: UUID, sequence: int, origin: Origin, entry: Entry) -> AuditEntry:
    return AuditEntry(
        partnership_id=partnership_id,
        sequence=sequence,
        at=origin.now,
        actor=origin.actor,
        via=origin.via,
        kind=entry.kind,
        subject=entry.subject,
        action_id=entry.action_id,
        before=entry.before,
        after=entry.after,
        evidence=entry.evidence,
    )


def _value(values: dict[str, Any] | None, field: str) -> str:
    value = (values or {}).get(field)
    if value is None or value == "":
        return NOTHING
    return _words(str(value)) if field == "status" else str(value)


def _words(name: str) -> str:
    return name.replace("_", " ")
