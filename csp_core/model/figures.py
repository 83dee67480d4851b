"""Measures, and the figures published for them."""

from datetime import date
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from csp_core.book import Direction, State, Visibility
from csp_core.model.record import Owned, Record, one_of, points_to

CURRENT = text("superseded_by_id IS NULL")


class Measure(Owned, Record):
    """A series of figures; `publisher` is who publishes it where a figure does not say."""

    __tablename__ = "measure"
    __table_args__ = (UniqueConstraint("partnership_id", "name"),)

    name: Mapped[str]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    unit: Mapped[str | None]
    direction: Mapped[Direction] = mapped_column(one_of(Direction), default=Direction.NONE)
    definition: Mapped[str | None]
    baseline: Mapped[str | None]
    target: Mapped[str | None]
    note: Mapped[str | None]
    publisher: Mapped[str | None]


class Figure(Owned, Record):
    """One published number. It is never overwritten: a correction is a new record that supersedes it.

    At most one figure of a measure, area and period is current. Its pointer is checked at the commit,
    because the old figure has to step back before the new one can be there.
    """

    __tablename__ = "figure"
    __table_args__ = (
        points_to("measure", "measure_id"),
        points_to("figure", "superseded_by_id", checked_at_commit=True),
        Index(
            "uq_figure_current",
            "partnership_id",
            "measure_id",
            "area",
            "period_from",
            "period_to",
            unique=True,
            sqlite_where=CURRENT,
            postgresql_where=CURRENT,
        ),
    )

    measure_id: Mapped[UUID]
    area: Mapped[str]
    period_from: Mapped[date]
    period_to: Mapped[date]
    value: Mapped[float | None]
    unit: Mapped[str | None]
    change: Mapped[float | None]
    change_percent: Mapped[float | None]
    publisher: Mapped[str | None]
    source: Mapped[str | None]
    published: Mapped[date | None]
    state: Mapped[State] = mapped_column(one_of(State), default=State.FINAL)
    visibility: Mapped[Visibility] = mapped_column(one_of(Visibility), default=Visibility.PUBLIC)
    note: Mapped[str | None]
    superseded_by_id: Mapped[UUID | None]
