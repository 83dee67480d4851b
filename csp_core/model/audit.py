"""Who changed what, and when. Records are added and never changed: triggers of the migration refuse it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from csp_core.model.record import Owned, Record, points_to


class AuditEntry(Owned, Record):
    """One change: `via` is the way it came (import, button …), `evidence` a file or message it rests on.

    `sequence` counts without gaps within the partnership.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (points_to("action", "action_id"), UniqueConstraint("partnership_id", "sequence"))

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
