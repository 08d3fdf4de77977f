"""Tables of the lead's page: links to it with the visits they were exchanged for, and what signs the links."""

from __future__ import annotations

from sqlalchemy import Column, Index, PrimaryKeyConstraint, Table, text

from adapters.store.columns import FLAG
from adapters.store.tables import _SQLITE, _at, _of, _words, metadata

_OPENED = text("visit <> ''")

desk_links = Table(
    "desk_links",
    metadata,
    _words("group_id"),
    # Digests: whoever reads the table, or a backup of it, can open nothing.
    _words("link"),
    _words("member_id"),
    _at("made_at"),
    Column("managed", FLAG, nullable=False),
    _at("opened_at", nullable=True),
    _words("visit"),
    PrimaryKeyConstraint("group_id", "link"),
    _of("members", "group_id", "member_id"),
    Index("uq_desk_links_visit", "group_id", "visit", unique=True, sqlite_where=_OPENED, postgresql_where=_OPENED),
    **_SQLITE,
)

seals = Table(
    "seals",
    metadata,
    _words("name"),
    _words("secret"),
    PrimaryKeyConstraint("name"),
    **_SQLITE,
)

SEALED = frozenset({"pk_seals"})
"""What belongs to the installation and to no group."""
