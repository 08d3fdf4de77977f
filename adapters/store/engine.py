"""Engine: how we connect, so that what was acknowledged is on disk and nobody waits for ever."""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

PATIENCE = 5.0
"""Seconds to wait for somebody else's lock, or for a server to answer."""

WORKERS = 8
"""Transactions at a time where the database allows more than one."""


def make_engine(address: str, *, patience: float = PATIENCE) -> Engine:
    """An engine for `sqlite:///file`, `sqlite://` (in memory) or `postgresql://…`.

    Raises:
        ValueError: for another database, or for no address at all.
    """
    url = url_of(address)
    match url.get_backend_name():
        case "sqlite":
            return _sqlite(url, patience)
        case "postgresql" | "postgres":
            return _postgres(url, patience)
        case other:
            raise ValueError(f"DATABASE_URL starts with {other}; it should start with sqlite or postgresql.")


def url_of(address: str) -> URL:
    """The address in its parts.

    Raises:
        ValueError: when it is none.
    """
    try:
        return make_url(address)
    except ArgumentError:
        raise ValueError("DATABASE_URL is not an address; it looks like sqlite:///cohort.db.") from None


def opening(engine: Engine, *, reading: bool = False) -> str:
    """The SQL that opens a transaction, in one round trip; with `reading` one that sees a single state of the book."""
    if engine.dialect.name == "sqlite":
        return "BEGIN" if reading else "BEGIN IMMEDIATE"
    # Set for this transaction alone: a pooler between us and the server may hand out any session.
    patience = round(engine.get_execution_options()["patience"] * 1000)
    begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if reading else "BEGIN"
    return f"{begin}; SET LOCAL lock_timeout = {patience}; SET LOCAL statement_timeout = {2 * patience}"


def _sqlite(url: URL, patience: float) -> Engine:
    in_memory = not url.database or url.database == ":memory:"
    engine = create_engine(
        url.set(drivername="sqlite+pysqlite"),
        paramstyle="named",
        poolclass=QueuePool,
        # A database in memory lives in one connection; a file has one writer and a few who look.
        pool_size=1,
        max_overflow=0 if in_memory else 4,
        pool_reset_on_return=None,  # a transaction of ours has always ended before
        connect_args={"check_same_thread": False, "timeout": patience},
    )

    # The driver must not open transactions of its own: one that reads and then writes would fail at once
    # instead of waiting for its turn. So it opens none, and we open each one as a writer.
    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _postgres(url: URL, patience: float) -> Engine:
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=WORKERS,
        max_overflow=2,
        # Prepared statements do not survive a pooler that hands out another session for each transaction.
        connect_args={"connect_timeout": max(1, round(patience)), "prepare_threshold": None},
        execution_options={"patience": patience},
    )
