"""Members have plans: the day of their exam, and whether leads may see how ready they are."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "plans"
down_revision = "mock_exams"
branch_labels = None
depends_on = None

DAY = sa.Date().with_variant(sa.Text(), "sqlite")
FLAG = sa.Boolean().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "plans",
        sa.Column("group_id", sa.Text, nullable=False),
        sa.Column("member_id", sa.Text, nullable=False),
        sa.Column("exam_day", DAY, nullable=True),
        sa.Column("shares", FLAG, nullable=False),
        sa.PrimaryKeyConstraint("group_id", "member_id", name="pk_plans"),
        sa.ForeignKeyConstraint(
            ["group_id", "member_id"], ["members.group_id", "members.member_id"], name="fk_plans_members"
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("plans")
