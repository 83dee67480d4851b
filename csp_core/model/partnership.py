"""A partnership, and the Slack workspaces that are its own."""

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import false, true
from sqlalchemy.orm import Mapped, mapped_column

from csp_core.model.record import Owned, Record


class Partnership(Record):
    """A Community Safety Partnership: the tenant that every other record belongs to.

    Every change of its plans, people or measures raises `plan_revision`, every change of its figures
    `figures_revision`, in the transaction of the change: that is how other processes notice.

    `open_reading` lets full members of its own workspaces read the published plan without being in the
    directory. `sign_off` holds for plans, and a plan's for actions, that do not say otherwise.
    """

    __tablename__ = "partnership"

    id: Mapped[UUID] = mapped_column("partnership_id", primary_key=True, default=uuid4)
    name: Mapped[str] = mapped_column(unique=True)
    area: Mapped[str]
    time_zone: Mapped[str] = mapped_column(default="Europe/London")
    pinned_today: Mapped[date | None]
    plan_revision: Mapped[int] = mapped_column(default=0)
    figures_revision: Mapped[int] = mapped_column(default=0)
    open_reading: Mapped[bool] = mapped_column(default=True, server_default=true())
    sign_off: Mapped[bool] = mapped_column(default=False, server_default=false())


class Workspace(Owned, Record):
    """A Slack workspace; it belongs to one partnership at most, so its id is unique across all of them."""

    __tablename__ = "workspace"

    team_id: Mapped[str] = mapped_column(unique=True)
    enterprise_id: Mapped[str | None]
    name: Mapped[str | None]
