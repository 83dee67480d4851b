"""Who changed what, and when. Records are added and never changed: triggers of the migration refuse it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from csp_core.model.record import Owned, Record


class AuditEntry(Owned, Record):
    """One change, or one that was refused: `via` is the way it came, `evidence` a file or message it rests on.

    `sequence` counts without gaps within the partnership. `day` is the day that counted as today.
    `person_id` and `account` (workspace/user) say who in ways that no name changes, `for_whom` names the owner
    where somebody else acted. Entries of one deed share `deed_id`; `undoes_id` is the deed that was taken back.
    `before` and `after` are for people to read, `exact` holds the very values, to undo and to replay them.
    An entry outlives what it is about, so that its ids point to nothing that has to be there.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        UniqueConstraint("partnership_id", "sequence"),
        Index(None, "partnership_id", "action_id", "sequence"),
    )

    sequence: Mapped[int]
    at: Mapped[datetime]
    actor: Mapped[str]
    via: Mapped[str]
    kind: Mapped[str]
    subject: Mapped[str]
    action_id: Mapped[UUID | None]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    evidence: Mapped[str | None]
    day: Mapped[date | None]
    person_id: Mapped[UUID | None]
    account: Mapped[str | None]
    for_whom: Mapped[str | None]
    deed_id: Mapped[UUID | None]
    undoes_id: Mapped[UUID | None]
    refusal: Mapped[str | None]
    exact: Mapped[dict[str, Any] | None]
