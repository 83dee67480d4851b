"""Deliveries that were taken already, remembered for a day in the transaction of what they did."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select

from csp_core.model import Delivery
from csp_core.work import Work

REMEMBERED_FOR = timedelta(hours=24)


def taken_at(work: Work) -> datetime | None:
    """When this delivery was taken within the last 24 hours; None when it was not, or bears no id."""
    if work.request.delivery is None:
        return None
    query = select(Delivery.at).where(
        Delivery.partnership_id == work.partnership.id,
        Delivery.key == work.request.delivery,
        Delivery.at > work.request.now - REMEMBERED_FOR,
    )
    return work.session.scalar(query)


def remember(work: Work) -> None:
    """Keeps the id of this delivery, and forgets those of the day before."""
    old = delete(Delivery).where(Delivery.at <= work.request.now - REMEMBERED_FOR)
    work.session.execute(old.where(Delivery.partnership_id == work.partnership.id))
    if work.request.delivery is not None:
        work.records.add(Delivery(key=work.request.delivery, at=work.request.now))
