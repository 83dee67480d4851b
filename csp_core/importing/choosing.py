"""Which partnership a file is for; a new one is made where the person names it."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from csp_core.audit import Origin
from csp_core.errors import PartnershipAmbiguous, PartnershipUnknown
from csp_core.model import Partnership
from csp_core.text import tokens_of

SUFFIX = "Community Safety Partnership"


@dataclass(frozen=True, slots=True)
class Tenant:
    """The partnership as a person names it: by name, by area, or (None, None) the only one there is.

    `today` pins the day, otherwise the partnership's demonstration date or its calendar decides.
    """

    name: str | None = None
    area: str | None = None
    time_zone: str = "Europe/London"
    today: date | None = None


def find_or_create(session: Session, tenant: Tenant) -> Partnership:
    """The partnership, locked until the transaction ends so that its revisions and audit count without gaps.

    Raises PartnershipUnknown or PartnershipAmbiguous when neither name nor area say which.
    """
    known = session.scalars(select(Partnership).order_by(Partnership.name)).all()
    fitting = [partnership for partnership in known if _fits(partnership, tenant)]
    if len(fitting) == 1:
        return session.get_one(Partnership, fitting[0].id, with_for_update=True)
    if len(fitting) > 1:
        names = "; ".join(partnership.name for partnership in known)
        raise PartnershipAmbiguous("The database holds several partnerships.", f'Name one of "{names}": --partnership.')
    if tenant.name is None and tenant.area is None:
        raise PartnershipUnknown("The database holds no partnership yet.", "Name yours: --partnership NAME.")
    return _create(session, tenant)


def today_of(partnership: Partnership, tenant: Tenant, origin: Origin) -> date:
    """The day that counts as today: the pinned one, else the partnership's own, else its calendar's."""
    return tenant.today or partnership.pinned_today or origin.now.astimezone(ZoneInfo(partnership.time_zone)).date()


def _fits(partnership: Partnership, tenant: Tenant) -> bool:
    if tenant.name is not None:
        return tokens_of(partnership.name) == tokens_of(tenant.name)
    if tenant.area is not None:
        return tokens_of(partnership.area) == tokens_of(tenant.area)
    return True


def _create(session: Session, tenant: Tenant) -> Partnership:
    name = tenant.name or f"{tenant.area} {SUFFIX}"
    partnership = Partnership(
        id=uuid4(),
        name=name,
        area=tenant.area or name.removesuffix(SUFFIX).strip() or name,
        time_zone=tenant.time_zone,
        plan_revision=0,
        figures_revision=0,
    )
    session.add(partnership)
    session.flush()
    return partnership
