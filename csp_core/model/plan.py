"""A plan year: its priorities and actions, and what a document states about it."""

from datetime import date
from uuid import UUID

from sqlalchemy import Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, validates

from csp_core import text
from csp_core.book import Precision, Status
from csp_core.model.record import Owned, Record, one_of, points_to


def ref_key(ref: str) -> str:
    """What makes two refs of a plan the same: DA-01 is da1. A ref of signs alone stands for itself."""
    return text.ref_key(ref) or ref.casefold()


class Plan(Owned, Record):
    """One plan year; `sign_off` None means what the partnership says."""

    __tablename__ = "plan"
    __table_args__ = (UniqueConstraint("partnership_id", "year"),)

    year: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    source: Mapped[str | None]
    note: Mapped[str | None]
    sign_off: Mapped[bool | None]


class Priority(Owned, Record):
    """A theme of one plan year."""

    __tablename__ = "priority"
    __table_args__ = (points_to("plan", "plan_id"), UniqueConstraint("partnership_id", "plan_id", "name"))

    plan_id: Mapped[UUID]
    position: Mapped[int]
    name: Mapped[str]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    note: Mapped[str | None]


class Action(Owned, Record):
    """An entry of the plan. Lead, owner, dates and status are kept as written beside what they mean.

    `version` is raised by every change through the mapper, and a change of an older version is refused.
    `reported_done_on` is the day that an owner gave for work that awaits sign-off; `sign_off` None means
    what the plan says.
    """

    __tablename__ = "action"
    __table_args__ = (
        points_to("plan", "plan_id"),
        points_to("priority", "priority_id"),
        points_to("organisation", "lead_id"),
        points_to("post", "owner_post_id"),
        points_to("person", "owner_person_id"),
        UniqueConstraint("partnership_id", "plan_id", "ref_key"),
    )

    plan_id: Mapped[UUID]
    position: Mapped[int]
    ref: Mapped[str]
    ref_key: Mapped[str]
    title: Mapped[str]
    priority_id: Mapped[UUID | None]
    objective: Mapped[str | None]
    description: Mapped[str | None]
    lead_id: Mapped[UUID | None]
    lead_as_written: Mapped[str | None]
    owner_post_id: Mapped[UUID | None]
    owner_person_id: Mapped[UUID | None]
    owner_as_written: Mapped[str | None]
    start: Mapped[date | None]
    start_as_written: Mapped[str | None]
    due: Mapped[date | None]
    due_precision: Mapped[Precision | None] = mapped_column(one_of(Precision))
    due_as_written: Mapped[str | None]
    original_due: Mapped[date | None]
    moves: Mapped[int] = mapped_column(default=0)
    status: Mapped[Status] = mapped_column(one_of(Status), default=Status.NOT_STARTED)
    status_as_written: Mapped[str | None]
    awaiting_sign_off: Mapped[bool] = mapped_column(default=False)
    completed_on: Mapped[date | None]
    confirmed_on: Mapped[date | None]
    measure: Mapped[str | None]
    funding: Mapped[str | None]
    illustrative: Mapped[bool] = mapped_column(default=False)
    completion_note: Mapped[str | None]
    completion_link: Mapped[str | None]
    reported_done_on: Mapped[date | None]
    snoozed_until: Mapped[date | None]
    sign_off: Mapped[bool | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - the base declares it for instances

    @validates("ref")
    def _keep_key_with_ref(self, _key: str, ref: str) -> str:
        self.ref_key = ref_key(ref)
        return ref


class ActionPartner(Owned, Record):
    """An organisation that helps with an action, in the order the plan names them."""

    __tablename__ = "action_partner"
    __table_args__ = (
        points_to("action", "action_id"),
        points_to("organisation", "organisation_id"),
        UniqueConstraint("partnership_id", "action_id", "organisation_id"),
    )

    action_id: Mapped[UUID]
    organisation_id: Mapped[UUID]
    position: Mapped[int]


class Continuation(Owned, Record):
    """An action that was carried forward, and the action of a later plan in which it goes on: one each."""

    __tablename__ = "continuation"
    __table_args__ = (
        points_to("action", "action_id"),
        points_to("action", "next_action_id"),
        UniqueConstraint("partnership_id", "action_id"),
        UniqueConstraint("partnership_id", "next_action_id"),
    )

    action_id: Mapped[UUID]
    next_action_id: Mapped[UUID]


class ProgressUpdate(Owned, Record):
    """What was reported on an action, in words, in per cent, or both; by an organisation on its part, or on all."""

    __tablename__ = "progress_update"
    __table_args__ = (points_to("action", "action_id"), points_to("organisation", "organisation_id"))

    action_id: Mapped[UUID]
    day: Mapped[date]
    position: Mapped[int]
    text: Mapped[str | None]
    percent: Mapped[int | None]
    organisation_id: Mapped[UUID | None]


class StatedOutcome(Owned, Record):
    """How many of a plan's actions ended in one way, as a document states it."""

    __tablename__ = "stated_outcome"
    __table_args__ = (points_to("plan", "plan_id"), UniqueConstraint("partnership_id", "plan_id", "kind"))

    plan_id: Mapped[UUID]
    position: Mapped[int]
    kind: Mapped[str]
    count: Mapped[int]
    as_written: Mapped[str]
    source: Mapped[str]
    note: Mapped[str | None]


class Grant(Owned, Record):
    """Money given to the partnership for one plan year."""

    __tablename__ = "plan_grant"  # GRANT is a reserved word of SQL
    __table_args__ = (points_to("plan", "plan_id"), UniqueConstraint("partnership_id", "plan_id", "name"))

    plan_id: Mapped[UUID]
    name: Mapped[str]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    amount: Mapped[float] = mapped_column(Numeric(14, 2, asdecimal=False))
    unit: Mapped[str]
    funder: Mapped[str | None]
    period_from: Mapped[date | None]
    period_to: Mapped[date | None]
    source: Mapped[str | None]
    note: Mapped[str | None]


class Statement(Owned, Record):
    """A sourced fact without a number of its own; without a plan it holds for every year."""

    __tablename__ = "statement"
    __table_args__ = (points_to("plan", "plan_id"),)

    plan_id: Mapped[UUID | None]
    position: Mapped[int]
    topic: Mapped[str]
    text: Mapped[str]
    keywords: Mapped[list[str]] = mapped_column(default=list)
    source: Mapped[str]
    note: Mapped[str | None]
