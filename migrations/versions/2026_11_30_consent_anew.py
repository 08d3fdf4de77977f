"""Leads see more of who agreed, tasks and trend as well: a yes given to less is asked for anew."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "consent_anew"
down_revision = "briefs"
branch_labels = None
depends_on = None


def upgrade() -> None:
    plans = sa.table("plans", sa.column("shares", sa.Boolean().with_variant(sa.Integer(), "sqlite")))
    none = sa.false() if op.get_bind().dialect.name == "postgresql" else sa.literal(0)
    op.execute(plans.update().values(shares=none))


def downgrade() -> None:
    """A no stays a no."""
