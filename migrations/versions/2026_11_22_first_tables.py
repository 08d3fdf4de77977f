"""The first tables: groups and their people, sessions and answers, and what is to be said."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "first_tables"
down_revision = None
branch_labels = None
depends_on = None

AT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")
DAY = sa.Date().with_variant(sa.Text(), "sqlite")
HOUR = sa.Time().with_variant(sa.Text(), "sqlite")
FLAG = sa.Boolean().with_variant(sa.Integer(), "sqlite")
SHARE: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")

TABLES = (
    "groups",
    "rhythms",
    "places",
    "members",
    "accounts",
    "sessions",
    "responses",
    "reports",
    "remarks",
    "deliveries",
)


def create(table: str, *parts: sa.Column[Any] | sa.Constraint) -> None:
    op.create_table(table, *parts, sqlite_strict=True, sqlite_with_rowid=False)


def words(*names: str) -> tuple[sa.Column[Any], ...]:
    return tuple(sa.Column(name, sa.Text, nullable=False) for name in names)


def column(name: str, of_type: Any, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, of_type, nullable=nullable)


def key(table: str, *columns: str) -> sa.Constraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def unique(table: str, *columns: str) -> sa.Constraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def refer(table: str, to: str, *columns: str) -> sa.Constraint:
    return sa.ForeignKeyConstraint(columns, [f"{to}.{name}" for name in columns], name=f"fk_{table}_{to}")


def index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def index_where(name: str, table: str, column_name: str, where: str) -> None:
    op.create_index(name, table, [column_name], sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def upgrade() -> None:
    people()
    asking()
    saying()


def people() -> None:
    create(
        "groups",
        *words("group_id", "pack", "zone", "feedback"),
        column("timer", sa.Integer),
        column("created_at", AT),
        key("groups", "group_id"),
    )
    create(
        "rhythms",
        *words("group_id"),
        column("opens", HOUR),
        column("closes", HOUR),
        *words("days"),
        column("paused", FLAG),
        column("next_run_at", AT, nullable=True),
        key("rhythms", "group_id"),
        refer("rhythms", "groups", "group_id"),
    )
    index("rhythms", "next_run_at")
    create(
        "places",
        *words("group_id", "platform", "space", "room", "parked"),
        key("places", "group_id", "platform", "space", "room"),
        refer("places", "groups", "group_id"),
        unique("places", "platform", "space", "room"),
    )
    create(
        "members",
        *words("group_id", "member_id", "name"),
        column("role", sa.Integer),
        column("joined_at", AT),
        *words("show", "alias"),
        key("members", "group_id", "member_id"),
        refer("members", "groups", "group_id"),
    )
    create(
        "accounts",
        *words("group_id", "platform", "space", "account", "member_id"),
        key("accounts", "group_id", "platform", "space", "account"),
        refer("accounts", "members", "group_id", "member_id"),
    )
    index("accounts", "group_id", "member_id")
    index("accounts", "platform", "space", "account")


def asking() -> None:
    create(
        "sessions",
        *words("group_id", "session_id", "purpose"),
        column("day", DAY),
        *words("form"),
        column("opened_at", AT),
        column("closes_at", AT, nullable=True),
        column("closed_at", AT, nullable=True),
        key("sessions", "group_id", "session_id"),
        refer("sessions", "groups", "group_id"),
        unique("sessions", "group_id", "purpose", "day"),
    )
    index("sessions", "group_id", "purpose", "opened_at")
    index_where("ix_sessions_closes_at", "sessions", "closes_at", "closed_at IS NULL")
    create(
        "responses",
        *words("group_id", "session_id", "item"),
        column("version", sa.Integer),
        *words("member_id", "answer"),
        column("is_right", FLAG),
        column("near", SHARE),
        column("at", AT),
        column("day", DAY),
        column("seconds", sa.Integer, nullable=True),
        key("responses", "group_id", "session_id", "item", "member_id"),
        refer("responses", "sessions", "group_id", "session_id"),
        refer("responses", "members", "group_id", "member_id"),
    )
    index("responses", "group_id", "member_id", "day")


def saying() -> None:
    create(
        "reports",
        *words("group_id", "report_id", "item"),
        column("version", sa.Integer),
        *words("member_id", "words"),
        column("at", AT),
        key("reports", "group_id", "report_id"),
        refer("reports", "members", "group_id", "member_id"),
    )
    index("reports", "group_id", "at")
    create(
        "remarks",
        *words("group_id", "remark_id", "session_id", "member_id", "words"),
        column("at", AT),
        key("remarks", "group_id", "remark_id"),
        refer("remarks", "members", "group_id", "member_id"),
    )
    index("remarks", "group_id", "at")
    create(
        "deliveries",
        *words("group_id", "key", "sort", "platform", "space", "room", "about"),
        column("not_before", AT),
        *words("state"),
        column("attempts", sa.Integer),
        *words("owner", "message"),
        column("said_at", AT, nullable=True),
        column("amended_at", AT, nullable=True),
        column("lease_until", AT, nullable=True),
        key("deliveries", "group_id", "key"),
        refer("deliveries", "groups", "group_id"),
    )
    index("deliveries", "group_id", "platform", "space", "room", "said_at")
    index("deliveries", "group_id", "about")
    index_where("ix_deliveries_ready", "deliveries", "not_before", "state = 'waiting'")


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
