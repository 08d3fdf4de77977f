"""Trouble: what can be wrong with a database, each as one sentence that says where and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.ports import StoreUnavailable

_MIGRATE = "The tables at {where} are not those of this release. Run `cohort migrate`, then try again."
_SQLITE = {
    "SQLITE_BUSY": (
        "The database file {where} stays locked by another program. Nothing was saved;"
        " close what else uses the file, then try again."
    ),
    "SQLITE_LOCKED": "The database {where} is busy. Nothing was saved; try again.",
    "SQLITE_FULL": (
        "There is no room left for the database file {where}. Nothing was saved; free some space, then try again."
    ),
    "SQLITE_READONLY": (
        "The database file {where} may not be written. Nothing was saved;"
        " let this account write to the file and its folder, then try again."
    ),
    "SQLITE_CANTOPEN": (
        "The database file {where} cannot be opened. Check DATABASE_URL, that the folder exists,"
        " and that this account may write to it."
    ),
    "SQLITE_IOERR": "The disk failed at {where}. Nothing was saved; check the disk, then try again.",
    "SQLITE_NOTADB": "The file {where} is not an SQLite database. Check DATABASE_URL, or move the file away.",
    "SQLITE_CORRUPT": "The database file {where} is damaged. Stop cohort and put a backup in its place.",
}
_POSTGRES = {
    "08": "The connection to {where} broke. Nothing was saved; check the server and the network, then try again.",
    "28": "{where} refused the user or the password. Check DATABASE_URL.",
    "3D": "{where} has no such database. Create it, or check DATABASE_URL.",
    "42501": "{where} keeps its tables from this user. Grant the rights, or run `cohort migrate` as their owner.",
    "42P01": _MIGRATE,
    "42703": _MIGRATE,
    "25006": "{where} takes no writes just now (a standby?). Nothing was saved; check DATABASE_URL, then try again.",
    "40": "Two calls met at {where} and one had to give way. Nothing of it was saved; try again.",
    "53100": "{where} has no disk space left. Nothing was saved; free some space, then try again.",
    "53300": "{where} has no connection left for us. Raise its max_connections, or run fewer processes.",
    "55P03": "A lock at {where} was not freed in time. Nothing was saved; look for a long transaction, then try again.",
    "57014": "{where} took too long. Nothing was saved; look for a slow query or a lock, then try again.",
    "57P": "{where} is shutting down or starting up. Nothing was saved; try again in a moment.",
}
_NO_SERVER = "{where} cannot be reached. Check that the server runs, then DATABASE_URL."
_NO_ROOM_IN_POOL = "All connections to {where} are in use. Nothing was saved; try again."


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Turn what a driver raises about the state of the database into `StoreUnavailable`; defects pass through."""
    try:
        yield
    except (sqlite3.DatabaseError, psycopg.Error, DBAPIError, PoolTimeout) as error:
        sentence = _sentence(error.orig if isinstance(error, DBAPIError) else error)
        if sentence is None:
            raise
        raise StoreUnavailable(sentence.format(where=where(url))) from error


def where(url: URL) -> str:
    """The database in words, without user or password."""
    if url.get_backend_name() == "sqlite":
        return url.database or "in memory"
    host = url.query.get("host", url.host or "localhost")
    port = f":{url.port}" if url.port else ""
    return f"The PostgreSQL database {url.database or ''} at {host}{port}"


def _sentence(error: BaseException | None) -> str | None:
    match error:
        case PoolTimeout():
            return _NO_ROOM_IN_POOL
        case sqlite3.OperationalError() if str(error).startswith("no such"):
            return _MIGRATE
        case sqlite3.DatabaseError():
            return _named(getattr(error, "sqlite_errorname", None) or "", _SQLITE)
        case psycopg.Error(sqlstate=str(state)):
            return _named(state, _POSTGRES)
        case psycopg.OperationalError():
            return _connecting(str(error))
        case _:
            return None


def _named(name: str, sentences: dict[str, str]) -> str | None:
    return next((sentence for start, sentence in sentences.items() if name.startswith(start)), None)


def _connecting(words: str) -> str:
    # The server's refusal of a connection comes without its code: only its words tell.
    if "does not exist" in words and "database" in words:
        return _POSTGRES["3D"]
    if "password" in words or "role" in words or "pg_hba" in words:
        return _POSTGRES["28"]
    if "too many" in words or "remaining connection slots" in words:
        return _POSTGRES["53300"]
    return _POSTGRES["57P"] if "starting up" in words or "shutting down" in words else _NO_SERVER
