"""Store: where ledgers come from, one transaction in one hop to a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import Engine, PoolProxiedConnection
from sqlalchemy.engine.interfaces import DBAPICursor

from adapters.store.engine import WORKERS, opening
from adapters.store.ledger import SqlLedger
from adapters.store.statements import Db
from adapters.store.trouble import told
from adapters.store.workers import Workers
from bot.ports.ledger import Ledger

T = TypeVar("T")
Kept = list[PoolProxiedConnection]
"""At most one connection, so that a press need not ask the pool for it: asking costs as much as a statement."""


class SqlStore:
    """A database as a store; a process has one for each database, and with it one writer on SQLite."""

    def __init__(self, engine: Engine) -> None:
        """Take over the engine: `close` disposes of it."""
        self._engine = engine
        self._kept: Kept | None = [] if _is_file(engine) else None
        self._workers = Workers(1 if engine.dialect.name == "sqlite" else WORKERS, name="store")

    async def run(self, work: Callable[[Ledger], T]) -> T:
        """Do the work in one transaction, committed when it returns and rolled back when it raises.

        Who stops waiting does not stop the work: once begun it is done and committed as a whole.

        Raises:
            StoreUnavailable: when the database cannot be used now; nothing was saved.
        """
        return await self._workers.wait_for(partial(self.run_now, work))

    def run_now(self, work: Callable[[Ledger], T]) -> T:
        """The same in this thread, for those who have no event loop."""
        with told(self._engine.url), open_ledger(self._engine, self._kept) as ledger:
            return work(ledger)

    def seal(self, name: str, *, fresh: str) -> str:
        """The secret of that name, which all processes on this database share; `fresh` becomes it if there is none.

        Raises:
            StoreUnavailable: when the database cannot be used now.
        """
        with told(self._engine.url), open_ledger(self._engine, self._kept) as ledger:
            return ledger.seals.of(name, fresh=fresh)

    async def close(self) -> None:
        """Finish what was begun, then let the database go."""
        await asyncio.to_thread(self.close_now)

    def close_now(self) -> None:
        """The same for those who have no event loop."""
        self._workers.close()
        while self._kept:
            self._kept.pop().close()
        self._engine.dispose()


def _is_file(engine: Engine) -> bool:
    """Whether this is SQLite in a file; a database in memory has one connection, which all who ask must share."""
    return engine.dialect.name == "sqlite" and engine.url.database not in {None, "", ":memory:"}


def _is_server(engine: Engine) -> bool:
    """Whether this is PostgreSQL, by a name and not by its driver's types: those are loaded where they are wanted."""
    return engine.dialect.name == "postgresql"


def open_ledger(engine: Engine, kept: Kept | None = None) -> AbstractContextManager[SqlLedger]:
    """A ledger for one transaction in this thread; `kept` holds what stays connected between two of them."""
    return _Transaction(engine, kept)


class _Transaction:
    """A ledger while it is open: committed at its end, rolled back when something was raised."""

    __slots__ = ("_connection", "_engine", "_kept")

    def __init__(self, engine: Engine, kept: Kept | None) -> None:
        self._engine = engine
        self._kept = kept

    def __enter__(self) -> SqlLedger:
        self._connection, cursor = _begun(self._engine, self._kept)
        return SqlLedger(Db(cursor, self._engine.dialect))

    def __exit__(self, raised: type[BaseException] | None, *_: object) -> None:
        driver: Any = self._connection.dbapi_connection
        committed = False
        try:
            if raised is None:
                driver.commit()
                committed = True
        finally:
            try:
                if not committed:
                    with suppress(self._engine.dialect.loaded_dbapi.Error):
                        driver.rollback()
            finally:
                _give_back(self._connection, self._engine, self._kept)


def _begun(engine: Engine, kept: Kept | None) -> tuple[PoolProxiedConnection, DBAPICursor]:
    """A connection in a fresh transaction, and the cursor that began it."""
    while True:
        try:
            connection = kept.pop() if kept else engine.raw_connection()
        except IndexError:  # another thread has just taken it
            continue
        driver: Any = connection.dbapi_connection
        try:
            if _is_server(engine):
                driver.autocommit = True  # we say BEGIN ourselves, with the time limits in the same round trip
            cursor = driver.cursor()
            cursor.execute(opening(engine))
        except BaseException:
            _give_back(connection, engine, kept)
            if _is_server(engine) and driver.broken:
                # The server has gone since this connection was last used. Nothing has been said yet, so
                # take the next one; when the server is away, making a new one tells.
                continue
            raise
        return connection, cursor


def _give_back(connection: PoolProxiedConnection, engine: Engine, kept: Kept | None) -> None:
    driver: Any = connection.dbapi_connection
    if _is_server(engine):
        if driver.broken or driver.info.transaction_status.name != "IDLE":
            connection.invalidate()
            return
        driver.autocommit = False
    elif driver.in_transaction:
        connection.invalidate()
        return
    if kept is None or kept:
        connection.close()
    else:
        kept.append(connection)
