"""A correction waits once, and who answered an item and what a member took are found by an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "sooner_found"
down_revision = "plans"
branch_labels = None
depends_on = None

WAITING = sa.text("done_at IS NULL")

ONCE = """
DELETE FROM corrections WHERE done_at IS NULL AND EXISTS (
    SELECT 1 FROM corrections AS earlier
    WHERE earlier.done_at IS NULL AND earlier.group_id = corrections.group_id AND earlier.item = corrections.item
    AND earlier.version = corrections.version AND earlier.by_version = corrections.by_version
    AND earlier.noted_at < corrections.noted_at
)
"""
"""Of what waits twice the earliest stays."""


def upgrade() -> None:
    op.execute(ONCE)
    op.create_index(
        "uq_corrections_waiting",
        "corrections",
        ["group_id", "item", "version", "by_version"],
        unique=True,
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_index("ix_responses_item_version_group_id", "responses", ["item", "version", "group_id"])
    op.create_index("ix_attempts_group_id_member_id_started_at", "attempts", ["group_id", "member_id", "started_at"])


def downgrade() -> None:
    op.drop_index("ix_attempts_group_id_member_id_started_at", "attempts")
    op.drop_index("ix_responses_item_version_group_id", "responses")
    op.drop_index("uq_corrections_waiting", "corrections")
