"""Which deliveries were taken already."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from csp_core.model.record import Owned, Record


class Delivery(Owned, Record):
    """An event, a press or a submitted form that made a change or was refused, by the id that Slack gives it."""

    __tablename__ = "delivery"
    __table_args__ = (UniqueConstraint("partnership_id", "key"),)

    key: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)
