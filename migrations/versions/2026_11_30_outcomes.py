"""Members may tell how their exam went, and let it count for what is assumed of their pack."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "outcomes"
down_revision = "stale_ratings"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
DAY = sa.Date().with_variant(sa.Text(), "sqlite")
FLAG = sa.Boolean().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "outcomes",
        sa.Column("group_id", sa.Text, nullable=False),
        sa.Column("member_id", sa.Text, nullable=False),
        sa.Column("pack", sa.Text, nullable=False),
        sa.Column("exam_day", DAY, nullable=False),
        sa.Column("passed", FLAG, nullable=False),
        sa.Column("scaled", sa.Integer, nullable=True),
        sa.Column("needs_work", sa.Text, nullable=True),
        sa.Column("counts", FLAG, nullable=False),
        sa.Column("told_at", AT, nullable=False),
        sa.Column("foreseen", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("group_id", "member_id", name="pk_outcomes"),
        sa.ForeignKeyConstraint(
            ["group_id", "member_id"], ["members.group_id", "members.member_id"], name="fk_outcomes_members"
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("outcomes")
