"""Reminders: schedules, what became of them in each period, and what was sent where."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

KINDS = ("weekly_digest", "owner_messages", "escalation", "monthly_summary", "notice", "help")
REGIONS = ("england_and_wales", "scotland", "northern_ireland")
FATES = ("planned", "missed", "held")
SENDINGS = ("pending", "sending", "posted", "refused", "unknown", "doubted", "dropped", "abandoned")


def upgrade() -> None:
    _create_settings()
    _create_owned(
        "place",
        *_texts("team", "channel"),
        _moment("free_at"),
        sa.UniqueConstraint("partnership_id", "team", "channel"),
    )
    op.create_index(op.f("ix_place_free_at"), "place", ["free_at"])
    _create_occurrences()
    _create_messages()
    _create_owned(
        "tick", _moment("at", nullable=True), *_texts("problem", nullable=True), sa.UniqueConstraint("partnership_id")
    )


def downgrade() -> None:
    for table in ("tick", "message", "occurrence", "place", "opt_out", "quiet_period", "schedule"):
        op.drop_table(table)


def _create_settings() -> None:
    _create_owned(
        "schedule",
        _one_of("kind", *KINDS),
        *_texts("team", "channel", nullable=True),
        *(sa.Column(name, sa.Integer()) for name in ("weekday", "day_of_month")),
        sa.Column("at", sa.Time(), nullable=False),
        *_texts("priority", "organisation", nullable=True),
        _one_of("region", *REGIONS),
        sa.Column("is_paused", sa.Boolean(), nullable=False),
        _moment("removed_at", nullable=True),
        *(_moment(name) for name in ("since", "planned_to")),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    _create_owned(
        "quiet_period",
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("first_day", "last_day")),
        *_texts("reason"),
    )
    _create_owned("opt_out", *_points_to("person", "person_id"), sa.UniqueConstraint("partnership_id", "person_id"))


def _create_occurrences() -> None:
    _create_owned(
        "occurrence",
        *_points_to("schedule", "schedule_id", nullable=True),
        _one_of("kind", *KINDS),
        *_texts("period"),
        sa.Column("day", sa.Date(), nullable=False),
        _moment("due_at"),
        _one_of("fate", *FATES),
        *_texts("reason", nullable=True),
        sa.Column("about", sa.JSON(none_as_null=True)),
        sa.UniqueConstraint("partnership_id", "schedule_id", "period"),
    )
    op.create_index(op.f("ix_occurrence_fate_due_at"), "occurrence", ["fate", "due_at"])


def _create_messages() -> None:
    _create_owned(
        "message",
        *_points_to("occurrence", "occurrence_id"),
        *_points_to("place", "place_id"),
        *_points_to("person", "person_id", nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("part", "parts")),
        sa.Column("is_direct", sa.Boolean(), nullable=False),
        _one_of("sending", *SENDINGS),
        _moment("wanted_at", nullable=True),
        _moment("not_before"),
        _moment("lease_until", nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("fence", "attempts")),
        *(_moment(name, nullable=True) for name in ("attempted_at", "posted_at")),
        *_texts("ts", nullable=True),
        sa.Column("listed", sa.JSON(none_as_null=True)),
        *_texts("problem", nullable=True),
        sa.UniqueConstraint("partnership_id", "occurrence_id", "place_id", "part"),
    )
    op.create_index(
        op.f("ix_message_partnership_id_place_id_sending"), "message", ["partnership_id", "place_id", "sending"]
    )
    op.create_index(op.f("ix_message_sending_not_before"), "message", ["sending", "not_before"])


def _create_owned(table: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(
        table,
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *parts,
        sa.ForeignKeyConstraint(["partnership_id"], ["partnership.partnership_id"]),
        sa.PrimaryKeyConstraint("partnership_id", "id"),
    )


def _points_to(table: str, column: str, *, nullable: bool = False) -> tuple[sa.schema.SchemaItem, ...]:
    key = sa.ForeignKeyConstraint(["partnership_id", column], [f"{table}.partnership_id", f"{table}.id"])
    return sa.Column(column, sa.Uuid(), nullable=nullable), key


def _texts(*names: str, nullable: bool = False) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.String(), nullable=nullable) for name in names]


def _moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _one_of(name: str, *values: str) -> sa.Column[Any]:
    choices = sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=20)
    return sa.Column(name, choices, nullable=False)
