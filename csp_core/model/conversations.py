"""What a follow-up question goes on from."""

from datetime import datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from csp_core.model.record import Owned, Record


class Conversation(Owned, Record):
    """The last question of one person in one place, and the refs that were shown; kept for a day."""

    __tablename__ = "conversation"
    __table_args__ = (UniqueConstraint("partnership_id", "place", "person"),)

    place: Mapped[str]
    person: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
    content: Mapped[dict[str, Any]]
