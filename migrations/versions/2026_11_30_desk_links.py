"""Leads get links to their page, which are exchanged for visits; what signs them is kept for all processes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "desk_links"
down_revision = "consent_anew"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
FLAG = sa.Boolean().with_variant(sa.Integer(), "sqlite")
OPENED = sa.text("visit <> ''")


def upgrade() -> None:
    op.create_table(
        "desk_links",
        sa.Column("group_id", sa.Text, nullable=False),
        sa.Column("link", sa.Text, nullable=False),
        sa.Column("member_id", sa.Text, nullable=False),
        sa.Column("made_at", AT, nullable=False),
        sa.Column("managed", FLAG, nullable=False),
        sa.Column("opened_at", AT, nullable=True),
        sa.Column("visit", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("group_id", "link", name="pk_desk_links"),
        sa.ForeignKeyConstraint(
            ["group_id", "member_id"], ["members.group_id", "members.member_id"], name="fk_desk_links_members"
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(
        "uq_desk_links_visit",
        "desk_links",
        ["group_id", "visit"],
        unique=True,
        sqlite_where=OPENED,
        postgresql_where=OPENED,
    )
    op.create_table(
        "seals",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("secret", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_seals"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("seals")
    op.drop_table("desk_links")
