"""A place knows since when Cohort is gone from it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "places_left"
down_revision = "first_tables"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
GONE = sa.text("left_at IS NOT NULL")


def upgrade() -> None:
    op.add_column("places", sa.Column("left_at", AT, nullable=True))
    op.create_index("ix_places_left_at", "places", ["left_at"], sqlite_where=GONE, postgresql_where=GONE)


def downgrade() -> None:
    op.drop_index("ix_places_left_at", "places")
    op.drop_column("places", "left_at")
