"""Who is in the partnership: organisations, their posts, the people who hold them."""

from datetime import date
from uuid import UUID

from sqlalchemy import UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from csp_core.model.record import Owned, Record, points_to

NOBODY_IN_PARTICULAR = frozenset(
    {
        "",
        "all",
        "all agencies",
        "all partners",
        "all reps",
        "everyone",
        "n/a",
        "na",
        "none",
        "tba",
        "tbc",
        "tbd",
    }
    | {"-", "–", "?", "to be agreed", "to be confirmed", "unassigned", "various"}
)


def names_nobody(written: str) -> bool:
    """Whether a cell for an owner or a lead is filled and still names none: All reps, N/A, TBC …"""
    return " ".join(written.casefold().split()).strip(" .") in NOBODY_IN_PARTICULAR


class Organisation(Owned, Record):
    """An agency, while it exists; `successor_id` took over its work after `last_day`."""

    __tablename__ = "organisation"
    __table_args__ = (points_to("organisation", "successor_id"), UniqueConstraint("partnership_id", "name"))

    name: Mapped[str]
    short_name: Mapped[str | None]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    successor_id: Mapped[UUID | None]


class Post(Owned, Record):
    """A role that owns actions, whoever holds it."""

    __tablename__ = "post"
    __table_args__ = (
        points_to("organisation", "organisation_id"),
        UniqueConstraint("partnership_id", "title", "organisation_id"),
    )

    title: Mapped[str]
    organisation_id: Mapped[UUID | None]
    aliases: Mapped[list[str]] = mapped_column(default=list)


class Person(Owned, Record):
    """Someone in the directory, to the end of `last_day` (None: still)."""

    __tablename__ = "person"
    __table_args__ = (points_to("organisation", "organisation_id"),)

    name: Mapped[str]
    organisation_id: Mapped[UUID | None]
    is_coordinator: Mapped[bool] = mapped_column(default=False)
    last_day: Mapped[date | None]


class Account(Owned, Record):
    """A Slack user who is a person of the directory."""

    __tablename__ = "account"
    __table_args__ = (
        points_to("person", "person_id"),
        UniqueConstraint("partnership_id", "team_id", "user_id"),
    )

    person_id: Mapped[UUID]
    team_id: Mapped[str]
    user_id: Mapped[str]


class Holding(Owned, Record):
    """A person in a post, or its deputy, from a day (None: since ever) to a day (None: still)."""

    __tablename__ = "holding"
    __table_args__ = (points_to("post", "post_id"), points_to("person", "person_id"))

    post_id: Mapped[UUID]
    person_id: Mapped[UUID]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    is_deputy: Mapped[bool] = mapped_column(default=False, server_default=false())


class OrganisationLead(Owned, Record):
    """A person who answers for all actions that an organisation leads, from a day to a day."""

    __tablename__ = "organisation_lead"
    __table_args__ = (points_to("organisation", "organisation_id"), points_to("person", "person_id"))

    organisation_id: Mapped[UUID]
    person_id: Mapped[UUID]
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
