"""The records of one partnership, and of no other: what loading and importing read through."""

from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from csp_core.model import Owned

OwnedRecord = TypeVar("OwnedRecord", bound=Owned)


class Records:
    """A session narrowed to one partnership."""

    def __init__(self, session: Session, partnership_id: UUID) -> None:
        self.session = session
        self.partnership_id = partnership_id

    def of(self, kind: type[OwnedRecord], *order: InstrumentedAttribute[Any]) -> Sequence[OwnedRecord]:
        """Every record of a kind, in the given order."""
        query = select(kind).where(kind.partnership_id == self.partnership_id)
        return self.session.scalars(query.order_by(*order)).all()

    def add(self, *records: Owned) -> None:
        """Adds new records and sends them to the database, so that others can point to them."""
        for record in records:
            record.partnership_id = self.partnership_id
        self.session.add_all(records)
        self.session.flush()
