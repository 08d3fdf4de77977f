"""Mock exams: when they come, who takes them and what was given; editions of items, and corrections of their keys."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "mock_exams"
down_revision = "places_left"
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
HOUR = sa.Time().with_variant(sa.Text(), "sqlite")
FLAG = sa.Boolean().with_variant(sa.Integer(), "sqlite")
SQLITE: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}
EMPTY = sa.text("''")
OPEN = sa.text("handed_in_at IS NULL")
COMING = sa.text("next_at IS NOT NULL")
WAITING = sa.text("done_at IS NULL")
NOT_OWN = sa.text("purpose <> 'own'")
ONE_A_DAY = "uq_sessions_group_id_purpose_day"


def words(*names: str) -> tuple[sa.Column[Any], ...]:
    return tuple(sa.Column(name, sa.Text, nullable=False) for name in names)


def numbers(*names: str) -> tuple[sa.Column[Any], ...]:
    return tuple(sa.Column(name, sa.Integer, nullable=False) for name in names)


def of(child: str, parent: str, *columns: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(columns, [f"{parent}.{column}" for column in columns], f"fk_{child}_{parent}")


def upgrade() -> None:
    # Of mock exams of their own, members may take several on one day.
    with op.batch_alter_table("sessions", table_kwargs=SQLITE) as sessions:
        sessions.drop_constraint(ONE_A_DAY, type_="unique")
        sessions.add_column(sa.Column("paper", sa.Text, nullable=False, server_default=EMPTY))
    op.create_index(
        ONE_A_DAY,
        "sessions",
        ["group_id", "purpose", "day"],
        unique=True,
        sqlite_where=NOT_OWN,
        postgresql_where=NOT_OWN,
    )
    op.add_column("responses", sa.Column("sure", sa.Integer, nullable=False, server_default="0"))
    op.add_column("responses", sa.Column("scored", FLAG, nullable=False, server_default=sa.true()))
    op.add_column("deliveries", sa.Column("account", sa.Text, nullable=False, server_default=EMPTY))
    op.execute("UPDATE deliveries SET account = about, about = '' WHERE sort = 'notice'")
    op.create_table(
        "mock_rhythms",
        *words("group_id"),
        *numbers("weekday"),
        sa.Column("opens", HOUR, nullable=False),
        *numbers("closing_weekday"),
        sa.Column("closes", HOUR, nullable=False),
        *numbers("length"),
        sa.Column("is_on", FLAG, nullable=False),
        sa.Column("next_run_at", AT, nullable=True),
        sa.PrimaryKeyConstraint("group_id", name="pk_mock_rhythms"),
        of("mock_rhythms", "groups", "group_id"),
        **SQLITE,
    )
    op.create_index("ix_mock_rhythms_next_run_at", "mock_rhythms", ["next_run_at"])
    op.create_table(
        "attempts",
        *words("group_id", "session_id", "member_id", "mode"),
        sa.Column("started_at", AT, nullable=False),
        sa.Column("ends_at", AT, nullable=True),
        *numbers("warned"),
        sa.Column("handed_in_at", AT, nullable=True),
        sa.Column("next_at", AT, nullable=True),
        *words("platform", "space", "room", "account"),
        sa.PrimaryKeyConstraint("group_id", "session_id", "member_id", name="pk_attempts"),
        of("attempts", "sessions", "group_id", "session_id"),
        of("attempts", "members", "group_id", "member_id"),
        **SQLITE,
    )
    op.create_index(
        "uq_attempts_open",
        "attempts",
        ["group_id", "member_id"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )
    op.create_index("ix_attempts_next_at", "attempts", ["next_at"], sqlite_where=COMING, postgresql_where=COMING)
    op.create_table(
        "givens",
        *words("group_id", "session_id", "member_id", "item", "answer"),
        sa.Column("at", AT, nullable=False),
        *numbers("seconds", "sure"),
        sa.Column("flagged", FLAG, nullable=False),
        sa.PrimaryKeyConstraint("group_id", "session_id", "member_id", "item", name="pk_givens"),
        of("givens", "attempts", "group_id", "session_id", "member_id"),
        **SQLITE,
    )
    op.create_table(
        "editions",
        *words("item"),
        *numbers("version"),
        *words("body"),
        sa.Column("noted_at", AT, nullable=False),
        sa.PrimaryKeyConstraint("item", "version", name="pk_editions"),
        **SQLITE,
    )
    op.create_table(
        "corrections",
        *words("group_id", "item"),
        *numbers("version", "by_version"),
        sa.Column("noted_at", AT, nullable=False),
        sa.Column("done_at", AT, nullable=True),
        *numbers("remarked"),
        sa.PrimaryKeyConstraint("group_id", "item", "version", "noted_at", name="pk_corrections"),
        of("corrections", "groups", "group_id"),
        **SQLITE,
    )
    op.create_index(
        "ix_corrections_noted_at", "corrections", ["noted_at"], sqlite_where=WAITING, postgresql_where=WAITING
    )
    op.create_table(
        "ratings",
        *words("group_id", "item"),
        *numbers("version", "answers", "hits"),
        *words("sums"),
        sa.PrimaryKeyConstraint("group_id", "item", "version", name="pk_ratings"),
        of("ratings", "groups", "group_id"),
        **SQLITE,
    )


def downgrade() -> None:
    # The tables before know no mock exams: their sessions go, and with them what was answered in them.
    for table in ("ratings", "corrections", "editions", "givens", "attempts", "mock_rhythms"):
        op.drop_table(table)
    op.execute(
        "DELETE FROM responses WHERE session_id IN (SELECT s.session_id FROM sessions AS s "
        "WHERE s.group_id = responses.group_id AND s.purpose IN ('mock', 'own'))"
    )
    op.execute(
        "DELETE FROM deliveries WHERE about IN (SELECT s.session_id FROM sessions AS s "
        "WHERE s.group_id = deliveries.group_id AND s.purpose IN ('mock', 'own'))"
    )
    op.execute("DELETE FROM deliveries WHERE sort IN ('warning', 'score', 'correction', 'erratum')")
    op.execute("UPDATE deliveries SET about = account WHERE sort = 'notice'")
    op.execute("DELETE FROM sessions WHERE purpose IN ('mock', 'own')")
    op.drop_index(ONE_A_DAY, "sessions")
    op.drop_column("deliveries", "account")
    op.drop_column("responses", "scored")
    op.drop_column("responses", "sure")
    with op.batch_alter_table("sessions", table_kwargs=SQLITE) as sessions:
        sessions.drop_column("paper")
        sessions.create_unique_constraint(ONE_A_DAY, ["group_id", "purpose", "day"])
