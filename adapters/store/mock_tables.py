"""Tables of mock exams and of what they tell: when they come, what was given, editions, plans, exams' outcomes."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, PrimaryKeyConstraint, Table, Text, text

from adapters.store.columns import FLAG, Day, Hour
from adapters.store.tables import _SQLITE, _at, _number, _of, _words, metadata

mock_rhythms = Table(
    "mock_rhythms",
    metadata,
    _words("group_id"),
    _number("weekday"),
    Column("opens", Hour, nullable=False),
    _number("closing_weekday"),
    Column("closes", Hour, nullable=False),
    _number("length"),
    Column("is_on", FLAG, nullable=False),
    _at("next_run_at", nullable=True),
    PrimaryKeyConstraint("group_id"),
    _of("groups", "group_id"),
    Index(None, "next_run_at"),
    **_SQLITE,
)

_OPEN = text("handed_in_at IS NULL")
_WAITING = text("done_at IS NULL")

attempts = Table(
    "attempts",
    metadata,
    _words("group_id"),
    _words("session_id"),
    _words("member_id"),
    _words("mode"),
    _at("started_at"),
    _at("ends_at", nullable=True),
    _number("warned"),
    _at("handed_in_at", nullable=True),
    _at("next_at", nullable=True),
    _words("platform"),
    _words("space"),
    _words("room"),
    _words("account"),
    PrimaryKeyConstraint("group_id", "session_id", "member_id"),
    _of("sessions", "group_id", "session_id"),
    _of("members", "group_id", "member_id"),
    # One mock exam at a time, whatever two presses at once may want.
    Index(
        "uq_attempts_open",
        "group_id",
        "member_id",
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    ),
    Index(None, "group_id", "member_id", "started_at"),
    Index(
        "ix_attempts_next_at",
        "next_at",
        sqlite_where=text("next_at IS NOT NULL"),
        postgresql_where=text("next_at IS NOT NULL"),
    ),
    **_SQLITE,
)

givens = Table(
    "givens",
    metadata,
    _words("group_id"),
    _words("session_id"),
    _words("member_id"),
    _words("item"),
    _words("answer"),
    _at("at"),
    _number("seconds"),
    _number("sure"),
    Column("flagged", FLAG, nullable=False),
    PrimaryKeyConstraint("group_id", "session_id", "member_id", "item"),
    _of("attempts", "group_id", "session_id", "member_id"),
    **_SQLITE,
)

editions = Table(
    "editions",
    metadata,
    _words("item"),
    _number("version"),
    _words("body"),
    _at("noted_at"),
    PrimaryKeyConstraint("item", "version"),
    **_SQLITE,
)

corrections = Table(
    "corrections",
    metadata,
    _words("group_id"),
    _words("item"),
    _number("version"),
    _number("by_version"),
    _at("noted_at"),
    _at("done_at", nullable=True),
    Column("remarked", Integer, nullable=False),
    PrimaryKeyConstraint("group_id", "item", "version", "noted_at"),
    _of("groups", "group_id"),
    Index("ix_corrections_noted_at", "noted_at", sqlite_where=_WAITING, postgresql_where=_WAITING),
    # One correction waits once, however many processes note it as they start.
    Index(
        "uq_corrections_waiting",
        "group_id",
        "item",
        "version",
        "by_version",
        unique=True,
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    ),
    **_SQLITE,
)

ratings = Table(
    "ratings",
    metadata,
    _words("group_id"),
    _words("item"),
    _number("version"),
    _number("answers"),
    _number("hits"),
    Column("sums", Text, nullable=False),
    PrimaryKeyConstraint("group_id", "item", "version"),
    _of("groups", "group_id"),
    **_SQLITE,
)

stale_ratings = Table(
    "stale_ratings",
    metadata,
    _words("group_id"),
    # In the key, so that what is noted while a group's answers are gone through outlasts that.
    _at("noted_at"),
    PrimaryKeyConstraint("group_id", "noted_at"),
    _of("groups", "group_id"),
    **_SQLITE,
)

plans = Table(
    "plans",
    metadata,
    _words("group_id"),
    _words("member_id"),
    Column("exam_day", Day, nullable=True),
    Column("shares", FLAG, nullable=False),
    PrimaryKeyConstraint("group_id", "member_id"),
    _of("members", "group_id", "member_id"),
    **_SQLITE,
)

outcomes = Table(
    "outcomes",
    metadata,
    _words("group_id"),
    _words("member_id"),
    _words("pack"),
    Column("exam_day", Day, nullable=False),
    Column("passed", FLAG, nullable=False),
    Column("scaled", Integer, nullable=True),
    Column("needs_work", Text, nullable=True),
    Column("counts", FLAG, nullable=False),
    _at("told_at"),
    Column("foreseen", Text, nullable=False),
    PrimaryKeyConstraint("group_id", "member_id"),
    _of("members", "group_id", "member_id"),
    **_SQLITE,
)

MOCKS_DUE = frozenset({"ix_mock_rhythms_next_run_at", "ix_attempts_next_at", "ix_corrections_noted_at"})
"""Indexes over the instants at which something is due, in whatever group."""

REFERENCE = frozenset({"pk_editions"})
"""What belongs to packs and to no group; copied to every shard when there are shards."""
