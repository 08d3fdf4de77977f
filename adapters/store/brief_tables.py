"""Tables of leads' briefs: who gets one and when, and the questions that were handed out with it."""

from __future__ import annotations

from sqlalchemy import Column, Index, PrimaryKeyConstraint, Table

from adapters.store.columns import FLAG, Day, Hour
from adapters.store.tables import _SQLITE, _at, _of, _words, metadata

briefs = Table(
    "briefs",
    metadata,
    _words("group_id"),
    _words("member_id"),
    Column("opens", Hour, nullable=False),
    _words("platform"),
    _words("space"),
    _words("account"),
    Column("manages", FLAG, nullable=False),
    _at("next_run_at"),
    PrimaryKeyConstraint("group_id", "member_id"),
    _of("members", "group_id", "member_id"),
    Index(None, "next_run_at"),
    **_SQLITE,
)

handouts = Table(
    "handouts",
    metadata,
    _words("group_id"),
    Column("day", Day, nullable=False),
    _words("form"),
    PrimaryKeyConstraint("group_id", "day"),
    _of("groups", "group_id"),
    **_SQLITE,
)

BRIEFS_DUE = frozenset({"ix_briefs_next_run_at"})
"""The index over the instants at which a brief is due, in whatever group."""
