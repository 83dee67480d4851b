"""Changes from chat: what they record, who may make them, and which deliveries were taken.

Entries of the audit trail outlive what they are about: their key to actions goes.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY_TO_ACTIONS = "fk_audit_entry_partnership_id_action_id"
KEY_TO_ORGANISATIONS = "fk_progress_update_partnership_id_organisation_id"


def upgrade() -> None:
    for table, columns in _settings().items():
        for column in columns:
            op.add_column(table, column)
    with op.batch_alter_table("progress_update") as progress:
        progress.add_column(sa.Column("organisation_id", sa.Uuid()))
        progress.create_foreign_key(
            KEY_TO_ORGANISATIONS, "organisation", ["partnership_id", "organisation_id"], ["partnership_id", "id"]
        )
    _create_tables()
    _without_guard()
    with op.batch_alter_table("audit_entry") as audit:
        for column in _of_audit():
            audit.add_column(column)
        audit.drop_constraint(KEY_TO_ACTIONS, type_="foreignkey")
    _guard()
    op.create_index(
        op.f("ix_audit_entry_partnership_id_action_id_sequence"),
        "audit_entry",
        ["partnership_id", "action_id", "sequence"],
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_audit_entry_partnership_id_action_id_sequence"), "audit_entry")
    _without_guard()
    op.execute(
        "UPDATE audit_entry SET action_id = NULL WHERE NOT EXISTS (SELECT 1 FROM action "
        "WHERE action.partnership_id = audit_entry.partnership_id AND action.id = audit_entry.action_id)"
    )
    with op.batch_alter_table("audit_entry") as audit:
        for column in _of_audit():
            audit.drop_column(column.name)
        audit.create_foreign_key(KEY_TO_ACTIONS, "action", ["partnership_id", "action_id"], ["partnership_id", "id"])
    _guard()
    for table in ("delivery", "continuation", "organisation_lead"):
        op.drop_table(table)
    with op.batch_alter_table("progress_update") as progress:
        progress.drop_constraint(KEY_TO_ORGANISATIONS, type_="foreignkey")
        progress.drop_column("organisation_id")
    for table, columns in _settings().items():
        for column in columns:
            op.drop_column(table, column.name)


def _settings() -> dict[str, list[sa.Column[Any]]]:
    """Columns that no table has to be built anew for."""
    return {
        "partnership": [_yes_or_no("open_reading", sa.true()), _yes_or_no("sign_off", sa.false())],
        "plan": [sa.Column("sign_off", sa.Boolean())],
        "person": [sa.Column("last_day", sa.Date())],
        "holding": [_yes_or_no("is_deputy", sa.false())],
        "action": [
            *(sa.Column(name, sa.String()) for name in ("completion_note", "completion_link")),
            *(sa.Column(name, sa.Date()) for name in ("reported_done_on", "snoozed_until")),
            sa.Column("sign_off", sa.Boolean()),
        ],
    }


def _of_audit() -> list[sa.Column[Any]]:
    return [
        sa.Column("day", sa.Date()),
        *(sa.Column(name, sa.Uuid()) for name in ("person_id", "deed_id", "undoes_id")),
        *(sa.Column(name, sa.String()) for name in ("account", "for_whom", "refusal")),
        sa.Column("exact", sa.JSON(none_as_null=True)),
    ]


def _create_tables() -> None:
    _create_owned(
        "organisation_lead",
        *_points_to("organisation", "organisation_id"),
        *_points_to("person", "person_id"),
        sa.Column("first_day", sa.Date()),
        sa.Column("last_day", sa.Date()),
    )
    _create_owned(
        "continuation",
        *_points_to("action", "action_id"),
        *_points_to("action", "next_action_id"),
        sa.UniqueConstraint("partnership_id", "action_id"),
        sa.UniqueConstraint("partnership_id", "next_action_id"),
    )
    _create_owned(
        "delivery",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("partnership_id", "key"),
    )
    op.create_index(op.f("ix_delivery_at"), "delivery", ["at"])


def _without_guard() -> None:
    """Takes the refusal of changes away while the audit's table is rebuilt or mended."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_only_grows")
        return
    for deed in ("update", "delete"):
        op.execute(f"DROP TRIGGER audit_entry_refuses_{deed}")


def _guard() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_only_grows")
        return
    for deed in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_entry_refuses_{deed.lower()} BEFORE {deed} ON audit_entry "
            "BEGIN SELECT RAISE(ABORT, 'The audit trail only grows.'); END"
        )


def _create_owned(table: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(
        table,
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *parts,
        sa.ForeignKeyConstraint(["partnership_id"], ["partnership.partnership_id"]),
        sa.PrimaryKeyConstraint("partnership_id", "id"),
    )


def _points_to(table: str, column: str) -> tuple[sa.schema.SchemaItem, ...]:
    key = sa.ForeignKeyConstraint(["partnership_id", column], [f"{table}.partnership_id", f"{table}.id"])
    return sa.Column(column, sa.Uuid(), nullable=False), key


def _yes_or_no(name: str, default: sa.ColumnElement[bool]) -> sa.Column[Any]:
    """Required, with a default of the database's, so that an older program can go on writing beside this one."""
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=default)
