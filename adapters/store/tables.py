"""Tables: the facts on record.

The group is the tenant, so `group_id` stands first in every key and index. Seven indexes start
elsewhere, because they are asked before the group is known: the four of what is due
(`DUE`), the two by which a call finds its group (`DIRECTORY`), and the one that tells
which groups answered an item (`CONCERNED`).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    TextClause,
    UniqueConstraint,
    text,
    true,
)

from adapters.store.columns import FLAG, SHARE, Day, Hour, UtcDateTime

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

# Strict: SQLite then refuses a value of the wrong sort. Without row ids: our keys are the rows' order.
_EMPTY = text("''")
_SQLITE: dict[str, Any] = {"sqlite_strict": True, "sqlite_with_rowid": False}


def _words(name: str, *, default: TextClause | None = None) -> Column[str]:
    # A column that came later has a default: the release before it knows nothing of it and still writes rows.
    return Column(name, Text, nullable=False, server_default=default)


def _number(name: str, *, default: str | None = None) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=default)


def _at(name: str, *, nullable: bool = False) -> Column[Any]:
    return Column(name, UtcDateTime, nullable=nullable)


def _of(table: str, *columns: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(columns, [f"{table}.{column}" for column in columns])


groups = Table(
    "groups",
    metadata,
    _words("group_id"),
    _words("pack"),
    _words("zone"),
    _words("feedback"),
    _number("timer"),
    _at("created_at"),
    PrimaryKeyConstraint("group_id"),
    **_SQLITE,
)

rhythms = Table(
    "rhythms",
    metadata,
    _words("group_id"),
    Column("opens", Hour, nullable=False),
    Column("closes", Hour, nullable=False),
    _words("days"),
    Column("paused", FLAG, nullable=False),
    _at("next_run_at", nullable=True),
    PrimaryKeyConstraint("group_id"),
    _of("groups", "group_id"),
    Index(None, "next_run_at"),
    **_SQLITE,
)

places = Table(
    "places",
    metadata,
    _words("group_id"),
    _words("platform"),
    _words("space"),
    _words("room"),
    _words("parked"),
    _at("left_at", nullable=True),
    PrimaryKeyConstraint("group_id", "platform", "space", "room"),
    _of("groups", "group_id"),
    UniqueConstraint("platform", "space", "room"),
    Index(
        "ix_places_left_at",
        "left_at",
        sqlite_where=text("left_at IS NOT NULL"),
        postgresql_where=text("left_at IS NOT NULL"),
    ),
    **_SQLITE,
)

members = Table(
    "members",
    metadata,
    _words("group_id"),
    _words("member_id"),
    _words("name"),
    _number("role"),
    _at("joined_at"),
    _words("show"),
    _words("alias"),
    PrimaryKeyConstraint("group_id", "member_id"),
    _of("groups", "group_id"),
    **_SQLITE,
)

accounts = Table(
    "accounts",
    metadata,
    _words("group_id"),
    _words("platform"),
    _words("space"),
    _words("account"),
    _words("member_id"),
    PrimaryKeyConstraint("group_id", "platform", "space", "account"),
    _of("members", "group_id", "member_id"),
    Index(None, "group_id", "member_id"),
    Index(None, "platform", "space", "account"),
    **_SQLITE,
)

sessions = Table(
    "sessions",
    metadata,
    _words("group_id"),
    _words("session_id"),
    _words("purpose"),
    Column("day", Day, nullable=False),
    _words("form"),
    _at("opened_at"),
    _at("closes_at", nullable=True),
    _at("closed_at", nullable=True),
    _words("paper", default=_EMPTY),
    PrimaryKeyConstraint("group_id", "session_id"),
    _of("groups", "group_id"),
    # Of mock exams of their own, members may take several on one day.
    Index(
        "uq_sessions_group_id_purpose_day",
        "group_id",
        "purpose",
        "day",
        unique=True,
        sqlite_where=text("purpose <> 'own'"),
        postgresql_where=text("purpose <> 'own'"),
    ),
    Index(None, "group_id", "purpose", "opened_at"),
    Index(
        "ix_sessions_closes_at",
        "closes_at",
        sqlite_where=text("closed_at IS NULL"),
        postgresql_where=text("closed_at IS NULL"),
    ),
    **_SQLITE,
)

responses = Table(
    "responses",
    metadata,
    _words("group_id"),
    _words("session_id"),
    _words("item"),
    _number("version"),
    _words("member_id"),
    _words("answer"),
    Column("is_right", FLAG, nullable=False),
    Column("near", SHARE, nullable=False),
    _at("at"),
    Column("day", Day, nullable=False),
    Column("seconds", Integer, nullable=True),
    _number("sure", default="0"),
    Column("scored", FLAG, nullable=False, server_default=true()),
    PrimaryKeyConstraint("group_id", "session_id", "item", "member_id"),
    _of("sessions", "group_id", "session_id"),
    _of("members", "group_id", "member_id"),
    Index(None, "group_id", "member_id", "day"),
    Index(None, "item", "version", "group_id"),
    **_SQLITE,
)

reports = Table(
    "reports",
    metadata,
    _words("group_id"),
    _words("report_id"),
    _words("item"),
    _number("version"),
    _words("member_id"),
    _words("words"),
    _at("at"),
    PrimaryKeyConstraint("group_id", "report_id"),
    _of("members", "group_id", "member_id"),
    Index(None, "group_id", "at"),
    **_SQLITE,
)

remarks = Table(
    "remarks",
    metadata,
    _words("group_id"),
    _words("remark_id"),
    _words("session_id"),
    _words("member_id"),
    _words("words"),
    _at("at"),
    PrimaryKeyConstraint("group_id", "remark_id"),
    _of("members", "group_id", "member_id"),
    Index(None, "group_id", "at"),
    **_SQLITE,
)

deliveries = Table(
    "deliveries",
    metadata,
    _words("group_id"),
    _words("key"),
    _words("sort"),
    _words("platform"),
    _words("space"),
    _words("room"),
    _words("about"),
    _at("not_before"),
    _words("state"),
    _number("attempts"),
    _words("owner"),
    _words("message"),
    _at("said_at", nullable=True),
    _at("amended_at", nullable=True),
    _at("lease_until", nullable=True),
    _words("account", default=_EMPTY),
    PrimaryKeyConstraint("group_id", "key"),
    _of("groups", "group_id"),
    Index(None, "group_id", "platform", "space", "room", "said_at"),
    Index(None, "group_id", "about"),
    Index(
        "ix_deliveries_ready",
        "not_before",
        sqlite_where=text("state = 'waiting'"),
        postgresql_where=text("state = 'waiting'"),
    ),
    **_SQLITE,
)

DUE = frozenset({"ix_rhythms_next_run_at", "ix_sessions_closes_at", "ix_deliveries_ready", "ix_places_left_at"})
"""Indexes over the instants at which something is due, in whatever group."""

DIRECTORY = frozenset({"uq_places_platform_space_room", "ix_accounts_platform_space_account"})
"""How a call finds its group; both tables are copied to every shard when there are shards."""

CONCERNED = frozenset({"ix_responses_item_version_group_id"})
"""Items belong to packs and to no group: a corrected key first asks which groups it concerns."""
