"""Leads may get a brief on Mondays, and the questions handed out with it are kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "briefs"
down_revision = "outcomes"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
DAY = sa.Date().with_variant(sa.Text(), "sqlite")
FLAG = sa.Boolean().with_variant(sa.Integer(), "sqlite")
HOUR = sa.Time().with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "briefs",
        sa.Column("group_id", sa.Text, nullable=False),
        sa.Column("member_id", sa.Text, nullable=False),
        sa.Column("opens", HOUR, nullable=False),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("space", sa.Text, nullable=False),
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("manages", FLAG, nullable=False),
        sa.Column("next_run_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("group_id", "member_id", name="pk_briefs"),
        sa.ForeignKeyConstraint(
            ["group_id", "member_id"], ["members.group_id", "members.member_id"], name="fk_briefs_members"
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index("ix_briefs_next_run_at", "briefs", ["next_run_at"])
    op.create_table(
        "handouts",
        sa.Column("group_id", sa.Text, nullable=False),
        sa.Column("day", DAY, nullable=False),
        sa.Column("form", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("group_id", "day", name="pk_handouts"),
        sa.ForeignKeyConstraint(["group_id"], ["groups.group_id"], name="fk_handouts_groups"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("handouts")
    op.drop_table("briefs")
