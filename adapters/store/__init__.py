"""Store: the ledger in a database, SQLite or PostgreSQL."""

from __future__ import annotations

from adapters.store.engine import make_engine
from adapters.store.files import database_file
from adapters.store.history import is_current, upgrade
from adapters.store.store import SqlStore, open_ledger
from bot.ports import StoreUnavailable

__all__ = ["SqlStore", "StoreUnavailable", "database_file", "is_current", "make_engine", "open_ledger", "upgrade"]
