"""Ratings that are out of date are noted, and the clock goes through them by and by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "stale_ratings"
down_revision = "sooner_found"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "stale_ratings",
        sa.Column("group_id", sa.Text, nullable=False),
        sa.Column("noted_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("group_id", "noted_at", name="pk_stale_ratings"),
        sa.ForeignKeyConstraint(["group_id"], ["groups.group_id"], name="fk_stale_ratings_groups"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("stale_ratings")
