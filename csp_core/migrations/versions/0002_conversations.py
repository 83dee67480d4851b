"""Conversations: what a follow-up question goes on from, for a day."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "conversation",
        sa.Column("partnership_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["partnership_id"], ["partnership.partnership_id"]),
        sa.PrimaryKeyConstraint("partnership_id", "id"),
        sa.UniqueConstraint("partnership_id", "place", "person"),
    )
    op.create_index(op.f("ix_conversation_at"), "conversation", ["at"])


def downgrade() -> None:
    op.drop_table("conversation")
