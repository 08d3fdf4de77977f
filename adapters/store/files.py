"""Files: an SQLite database as a file that can be moved or taken away, if nobody has it open."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote, urlsplit

from adapters.store.engine import url_of

BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite keeps next to each other, by the ends of the names."""


def database_file(address: str) -> Path | None:
    """The file that an SQLite database is kept in; None for one in memory, or on a server.

    Raises:
        ValueError: when that is no address.
    """
    url = url_of(address)
    name = url.database or ""
    if name.startswith("file:") and "uri" in url.query:
        name = unquote(urlsplit(name).path)
    if url.get_backend_name() != "sqlite" or name in {"", ":memory:"} or url.query.get("mode") == "memory":
        return None
    return Path(name)


def in_use(path: Path) -> bool:
    """Whether another connection has this database open, in whatever process."""
    try:
        # Out of WAL mode gets only who is alone.
        with closing(sqlite3.connect(path, timeout=0)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.OperationalError:
        return True
    except sqlite3.DatabaseError:  # no database at all, so nobody's
        return False
    return False


def discard(path: Path) -> bool:
    """Delete the database with what stands beside it; False when somebody has it open, and nothing was deleted.

    Raises:
        OSError: when a file cannot be deleted.
    """
    if path.exists() and in_use(path):
        return False
    for end in BESIDE:
        path.with_name(path.name + end).unlink(missing_ok=True)
    return True
