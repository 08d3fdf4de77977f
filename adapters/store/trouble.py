"""Trouble: what can be wrong with a database, each as one sentence that says where and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.ports import StoreUnavailable

MIGRATE = "The tables at {where} are not those of this release. Run `cohort migrate`, then try again."
TAKEN = (
    "There are tables of another program in {where}, such as {table}. Nothing was changed;"
    " give Cohort a database of its own with DATABASE_URL."
)
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
_NO_ROOM_IN_POOL = "All connections to {where} are in use. Nothing was saved; try again."


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Turn what a driver raises about the state of the database into `StoreUnavailable`; defects pass through."""
    try:
        yield
    except Exception as error:
        sentence = _sentence(error.orig if isinstance(error, DBAPIError) else error, url)
        if sentence is None:
            raise
        raise StoreUnavailable(spell(sentence, url)) from error


def gave_way(error: Exception, url: URL) -> bool:
    """Whether two transactions met and this one had to give way: done again from its start it may go through."""
    if url.get_backend_name() == "sqlite":
        return False  # one writes at a time
    from adapters.store.server_trouble import met_another  # noqa: PLC0415 - as below

    return met_another(error)


def spell(sentence: str, url: URL, **more: str) -> str:
    """The sentence about this database, in which `where` stands for it; it begins with a capital letter."""
    told = sentence.format(where=_where(url), **more)
    return told[0].upper() + told[1:]


def _where(url: URL) -> str:
    """The database in words, without user or password."""
    if url.get_backend_name() == "sqlite":
        return url.database or "in memory"
    host = url.query.get("host", url.host or "localhost")
    port = f":{url.port}" if url.port else ""
    return f"the PostgreSQL database {url.database or ''} at {host}{port}"


def _sentence(error: BaseException | None, url: URL) -> str | None:
    match error:
        case PoolTimeout():
            return _NO_ROOM_IN_POOL
        case sqlite3.OperationalError() if str(error).startswith("no such"):
            return MIGRATE
        case sqlite3.DatabaseError():
            return named(getattr(error, "sqlite_errorname", None) or "", _SQLITE)
        case _ if url.get_backend_name() == "sqlite":
            return None
        case _:
            from adapters.store.server_trouble import sentence_of  # noqa: PLC0415 - with SQLite alone never loaded

            secrets = url.password, url.query.get("password"), url.query.get("sslpassword")
            return sentence_of(error, [str(secret) for secret in secrets if secret])


def named(name: str, sentences: dict[str, str]) -> str | None:
    """The first of the sentences whose name begins this one."""
    return next((sentence for start, sentence in sentences.items() if name.startswith(start)), None)
