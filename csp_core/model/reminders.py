"""When reminders are due, what became of each, and what was sent where."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from csp_core.model.record import Owned, Record, one_of, points_to
from csp_core.reminder_kinds import Fate, Kind, Region, Sending


class Schedule(Owned, Record):
    """A reminder that comes again: where (without a channel: direct messages), when in local time, and about what.

    `since` is the moment from which it counts, `planned_to` the one up to which its occurrences are written.
    Priority and organisation are names, so that the filter outlives a plan year.
    """

    __tablename__ = "schedule"

    kind: Mapped[Kind] = mapped_column(one_of(Kind))
    team: Mapped[str | None]
    channel: Mapped[str | None]
    weekday: Mapped[int | None]
    day_of_month: Mapped[int | None]
    at: Mapped[time]
    priority: Mapped[str | None]
    organisation: Mapped[str | None]
    region: Mapped[Region] = mapped_column(one_of(Region), default=Region.ENGLAND_AND_WALES)
    is_paused: Mapped[bool] = mapped_column(default=False)
    removed_at: Mapped[datetime | None]
    since: Mapped[datetime]
    planned_to: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the base declares it for instances


class QuietPeriod(Owned, Record):
    """Days, both included, on which nothing is posted: before an election, in a major incident."""

    __tablename__ = "quiet_period"

    first_day: Mapped[date]
    last_day: Mapped[date]
    reason: Mapped[str]


class OptOut(Owned, Record):
    """Somebody who wants no direct messages."""

    __tablename__ = "opt_out"
    __table_args__ = (points_to("person", "person_id"), UniqueConstraint("partnership_id", "person_id"))

    person_id: Mapped[UUID]


class Place(Owned, Record):
    """A channel, or a person's direct messages. Whoever sends there holds its lock; nobody else before `free_at`."""

    __tablename__ = "place"
    __table_args__ = (UniqueConstraint("partnership_id", "team", "channel"), Index(None, "free_at"))

    team: Mapped[str]
    channel: Mapped[str]
    free_at: Mapped[datetime]


class Occurrence(Owned, Record):
    """A schedule in one local period (2026-W44, 2026-10, 2026-10-26): it is planned, missed or held once.

    `day` is the local day that it falls on. What is no schedule's (a call for help) has a period of its own;
    `about` says what a notice tells.
    """

    __tablename__ = "occurrence"
    __table_args__ = (
        points_to("schedule", "schedule_id"),
        UniqueConstraint("partnership_id", "schedule_id", "period"),
        Index(None, "fate", "due_at"),
    )

    schedule_id: Mapped[UUID | None]
    kind: Mapped[Kind] = mapped_column(one_of(Kind))
    period: Mapped[str]
    day: Mapped[date]
    due_at: Mapped[datetime]
    fate: Mapped[Fate] = mapped_column(one_of(Fate), default=Fate.PLANNED)
    reason: Mapped[str | None]
    about: Mapped[dict[str, Any] | None]


class Message(Owned, Record):
    """One part of an occurrence in one place; its id is what is looked for in the channel.

    `fence` is raised by each claim, and only the claim of that fence may write. `attempts` counts calls that
    may have arrived. `listed` are the actions that the part is about, frozen when part 1 is claimed first.
    A day after `wanted_at` it is too late to send it; None is never.
    """

    __tablename__ = "message"
    __table_args__ = (
        points_to("occurrence", "occurrence_id"),
        points_to("place", "place_id"),
        points_to("person", "person_id"),
        UniqueConstraint("partnership_id", "occurrence_id", "place_id", "part"),
        Index(None, "partnership_id", "place_id", "sending"),
        Index(None, "sending", "not_before"),
    )

    occurrence_id: Mapped[UUID]
    place_id: Mapped[UUID]
    person_id: Mapped[UUID | None]
    part: Mapped[int]
    parts: Mapped[int] = mapped_column(default=1)
    is_direct: Mapped[bool]
    sending: Mapped[Sending] = mapped_column(one_of(Sending), default=Sending.PENDING)
    wanted_at: Mapped[datetime | None]
    not_before: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    fence: Mapped[int] = mapped_column(default=0)
    attempts: Mapped[int] = mapped_column(default=0)
    attempted_at: Mapped[datetime | None]
    posted_at: Mapped[datetime | None]
    ts: Mapped[str | None]
    listed: Mapped[dict[str, Any] | None]
    problem: Mapped[str | None]


class Tick(Owned, Record):
    """When the reminders of a partnership were last gone through to the end, and what stopped them since."""

    __tablename__ = "tick"
    __table_args__ = (UniqueConstraint("partnership_id"),)

    at: Mapped[datetime | None]
    problem: Mapped[str | None]
