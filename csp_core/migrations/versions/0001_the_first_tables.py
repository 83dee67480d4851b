"""The first tables: partnerships, people, plans, figures, and the audit trail that can only grow.

Constraints are named by the convention of csp_core.model.record, which env.py hands over.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

IN_ORDER_OF_NEED = (
    *("partnership", "workspace", "organisation", "post", "person", "account", "holding"),
    *("plan", "priority", "action", "action_partner", "progress_update"),
    *("stated_outcome", "plan_grant", "statement", "measure", "figure", "audit_entry"),
)
CURRENT = sa.text("superseded_by_id IS NULL")


def upgrade() -> None:
    _create_partnership()
    _create_organisations()
    _create_people()
    _create_plan()
    _create_action()
    _create_what_belongs_to_an_action()
    _create_what_a_document_states()
    _create_grants_and_statements()
    _create_measures()
    _create_figures()
    _create_audit()
    _let_the_audit_only_grow()


def downgrade() -> None:
    for table in reversed(IN_ORDER_OF_NEED):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change_of_audit()")


def _create_partnership() -> None:
    op.create_table(
        "partnership",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        _text("name"),
        _text("area"),
        _text("time_zone"),
        _day("pinned_today"),
        _number("plan_revision"),
        _number("figures_revision"),
        sa.PrimaryKeyConstraint("partnership_id"),
        sa.UniqueConstraint("name"),
    )
    _create_owned(
        "workspace",
        _text("team_id"),
        _maybe("enterprise_id"),
        _maybe("name"),
        sa.UniqueConstraint("team_id"),
    )


def _create_organisations() -> None:
    _create_owned(
        "organisation",
        _text("name"),
        _maybe("short_name"),
        _names("aliases"),
        _day("first_day"),
        _day("last_day"),
        *_points_to("organisation", "successor_id", required=False),
        _unique("name"),
    )
    _create_owned(
        "post",
        _text("title"),
        *_points_to("organisation", "organisation_id", required=False),
        _names("aliases"),
        _unique("title", "organisation_id"),
    )


def _create_people() -> None:
    _create_owned(
        "person",
        _text("name"),
        *_points_to("organisation", "organisation_id", required=False),
        _yes_or_no("is_coordinator"),
    )
    _create_owned(
        "account",
        *_points_to("person", "person_id"),
        _text("team_id"),
        _text("user_id"),
        _unique("team_id", "user_id"),
    )
    _create_owned(
        "holding",
        *_points_to("post", "post_id"),
        *_points_to("person", "person_id"),
        _day("first_day"),
        _day("last_day"),
    )


def _create_plan() -> None:
    _create_owned(
        "plan",
        _text("year"),
        _day("first_day", required=True),
        _day("last_day", required=True),
        _maybe("source"),
        _maybe("note"),
        _unique("year"),
    )
    _create_owned(
        "priority",
        *_points_to("plan", "plan_id"),
        _number("position"),
        _text("name"),
        _names("aliases"),
        _maybe("note"),
        _unique("plan_id", "name"),
    )


def _create_action() -> None:
    _create_owned(
        "action",
        *_points_to("plan", "plan_id"),
        _number("position"),
        *(_text(name) for name in ("ref", "ref_key", "title")),
        *_points_to("priority", "priority_id", required=False),
        *(_maybe(name) for name in ("objective", "description")),
        *_points_to("organisation", "lead_id", required=False),
        _maybe("lead_as_written"),
        *_points_to("post", "owner_post_id", required=False),
        *_points_to("person", "owner_person_id", required=False),
        _maybe("owner_as_written"),
        _day("start"),
        _maybe("start_as_written"),
        _day("due"),
        _one_of("precision", "day", "month", "quarter", "year", column="due_precision", required=False),
        _maybe("due_as_written"),
        _day("original_due"),
        _number("moves"),
        _one_of("status", "not_started", "in_progress", "completed", "carried_forward", "cancelled"),
        _maybe("status_as_written"),
        _yes_or_no("awaiting_sign_off"),
        *(_day(name) for name in ("completed_on", "confirmed_on")),
        *(_maybe(name) for name in ("measure", "funding")),
        _yes_or_no("illustrative"),
        _number("version"),
        _unique("plan_id", "ref_key"),
    )


def _create_what_belongs_to_an_action() -> None:
    _create_owned(
        "action_partner",
        *_points_to("action", "action_id"),
        *_points_to("organisation", "organisation_id"),
        _number("position"),
        _unique("action_id", "organisation_id"),
    )
    _create_owned(
        "progress_update",
        *_points_to("action", "action_id"),
        _day("day", required=True),
        _number("position"),
        _maybe("text"),
        sa.Column("percent", sa.Integer()),
    )


def _create_what_a_document_states() -> None:
    _create_owned(
        "stated_outcome",
        *_points_to("plan", "plan_id"),
        _number("position"),
        _text("kind"),
        _number("count"),
        *(_text(name) for name in ("as_written", "source")),
        _maybe("note"),
        _unique("plan_id", "kind"),
    )


def _create_grants_and_statements() -> None:
    _create_owned(
        "plan_grant",
        *_points_to("plan", "plan_id"),
        _text("name"),
        _names("aliases"),
        sa.Column("amount", sa.Numeric(14, 2, asdecimal=False), nullable=False),
        _text("unit"),
        _maybe("funder"),
        *(_day(name) for name in ("period_from", "period_to")),
        *(_maybe(name) for name in ("source", "note")),
        _unique("plan_id", "name"),
    )
    _create_owned(
        "statement",
        *_points_to("plan", "plan_id", required=False),
        _number("position"),
        *(_text(name) for name in ("topic", "text")),
        _names("keywords"),
        _text("source"),
        _maybe("note"),
    )


def _create_measures() -> None:
    _create_owned(
        "measure",
        _text("name"),
        _names("aliases"),
        _maybe("unit"),
        _one_of("direction", "down", "up", "none"),
        *(_maybe(name) for name in ("definition", "baseline", "target", "note", "publisher")),
        _unique("name"),
    )


def _create_figures() -> None:
    _create_owned(
        "figure",
        *_points_to("measure", "measure_id"),
        _text("area"),
        *(_day(name, required=True) for name in ("period_from", "period_to")),
        sa.Column("value", sa.Double()),
        _maybe("unit"),
        *(sa.Column(name, sa.Double()) for name in ("change", "change_percent")),
        *(_maybe(name) for name in ("publisher", "source")),
        _day("published"),
        _one_of("state", "final", "provisional", "revised", "withdrawn"),
        _one_of("visibility", "public", "partner"),
        _maybe("note"),
        *_points_to("figure", "superseded_by_id", required=False, checked_at_commit=True),
    )
    op.create_index(
        "uq_figure_current",
        "figure",
        ["partnership_id", "measure_id", "area", "period_from", "period_to"],
        unique=True,
        sqlite_where=CURRENT,
        postgresql_where=CURRENT,
    )


def _create_audit() -> None:
    _create_owned(
        "audit_entry",
        _number("sequence"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(_text(name) for name in ("actor", "via", "kind", "subject")),
        *_points_to("action", "action_id", required=False),
        *(sa.Column(name, sa.JSON(none_as_null=True)) for name in ("before", "after")),
        _maybe("evidence"),
        _unique("sequence"),
    )


def _let_the_audit_only_grow() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION refuse_change_of_audit() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'The audit trail only grows.'; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_entry_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_audit()"
        )
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


def _points_to(
    table: str, column: str, *, required: bool = True, checked_at_commit: bool = False
) -> tuple[sa.schema.SchemaItem, ...]:
    key = sa.ForeignKeyConstraint(
        ["partnership_id", column],
        [f"{table}.partnership_id", f"{table}.id"],
        deferrable=checked_at_commit or None,
        initially="DEFERRED" if checked_at_commit else None,
    )
    return sa.Column(column, sa.Uuid(), nullable=not required), key


def _unique(*columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint("partnership_id", *columns)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _maybe(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String())


def _names(name: str) -> sa.Column[list[str]]:
    return sa.Column(name, sa.JSON(), nullable=False)


def _day(name: str, *, required: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=not required)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False)


def _yes_or_no(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _one_of(kind: str, *values: str, column: str = "", required: bool = True) -> sa.Column[str]:
    choices = sa.Enum(*values, name=kind, native_enum=False, create_constraint=True, length=20)
    return sa.Column(column or kind, choices, nullable=not required)
