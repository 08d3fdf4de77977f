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
from adapters.store.trouble import gave_way, told
from adapters.store.workers import Workers
from bot.ports.ledger import Ledger

T = TypeVar("T")
Kept = list[PoolProxiedConnection]
"""At most one connection, so that a press need not ask the pool for it: asking costs as much as a statement."""

TRIES = 3
"""How often work is done from its start, where it met other work on a server and had to give way."""

LOOKS = 2
"""Looks at a time: the clock's, and that of somebody who waits for what comes of it."""


class SqlStore:
    """A database as a store; a process has one for each database, and with it one writer on SQLite."""

    def __init__(self, engine: Engine) -> None:
        """Take over the engine: `close` disposes of it."""
        self._engine = engine
        self._kept: Kept | None = [] if _is_file(engine) else None
        self._workers = Workers(1 if engine.dialect.name == "sqlite" else WORKERS, name="store")
        self._lookers = self._workers if _is_shared(engine) else Workers(LOOKS, name="looks")

    async def run(self, work: Callable[[Ledger], T]) -> T:
        """Do the work in one transaction, committed when it returns and rolled back when it raises.

        Who stops waiting does not stop the work: once begun it is done and committed as a whole. Work that meets other
        work on a server and has to give way is done again from its start, over the book as it is then.

        Raises:
            StoreUnavailable: when the database cannot be used now; nothing was saved.
        """
        return await self._workers.wait_for(partial(self.run_now, work))

    async def look(self, work: Callable[[Ledger], T]) -> T:
        """Do work that only reads, over the book as it stands now; no press waits for it, however long it takes.

        Raises:
            StoreUnavailable: when the database cannot be used now.
        """
        return await self._lookers.wait_for(partial(self.look_now, work))

    def run_now(self, work: Callable[[Ledger], T]) -> T:
        """What `run` does in this thread, for those who have no event loop."""
        with told(self._engine.url):
            for _ in range(TRIES - 1):
                try:
                    return self._run_once(work)
                except Exception as error:
                    if not gave_way(error, self._engine.url):
                        raise
            return self._run_once(work)

    def _run_once(self, work: Callable[[Ledger], T]) -> T:
        with open_ledger(self._engine, self._kept) as ledger:
            return work(ledger)

    def seal(self, name: str, *, fresh: str) -> str:
        """The secret of that name, which all processes on this database share; `fresh` becomes it if there is none.

        Raises:
            StoreUnavailable: when the database cannot be used now.
        """
        with told(self._engine.url), open_ledger(self._engine, self._kept) as ledger:
            return ledger.seals.of(name, fresh=fresh)

    def look_now(self, work: Callable[[Ledger], T]) -> T:
        """What `look` does in this thread, for those who have no event loop."""
        with told(self._engine.url), open_ledger(self._engine, reading=True) as ledger:
            return work(ledger)

    async def close(self) -> None:
        """Finish what was begun, then let the database go."""
        await asyncio.to_thread(self.close_now)

    def close_now(self) -> None:
        """The same for those who have no event loop."""
        self._workers.close()
        if self._lookers is not self._workers:
            self._lookers.close()
        while self._kept:
            self._kept.pop().close()
        self._engine.dispose()


def _is_file(engine: Engine) -> bool:
    """Whether this is SQLite in a file."""
    return engine.dialect.name == "sqlite" and not _is_shared(engine)


def _is_shared(engine: Engine) -> bool:
    """Whether this is a database in memory: it has one connection, which all who ask must share."""
    return engine.dialect.name == "sqlite" and engine.url.database in {None, "", ":memory:"}


def _is_server(engine: Engine) -> bool:
    """Whether this is PostgreSQL, by a name and not by its driver's types: those are loaded where they are wanted."""
    return engine.dialect.name == "postgresql"


def open_ledger(
    engine: Engine, kept: Kept | None = None, *, reading: bool = False
) -> AbstractContextManager[SqlLedger]:
    """A ledger for one transaction in this thread; `kept` holds what stays connected between two of them.

    With `reading` it shows one state of the book, writes nothing and keeps nobody from writing.
    """
    return _Transaction(engine, kept, reading=reading)


class _Transaction:
    """A ledger while it is open: committed at its end, rolled back when something was raised."""

    __slots__ = ("_connection", "_engine", "_kept", "_reading")

    def __init__(self, engine: Engine, kept: Kept | None, *, reading: bool) -> None:
        self._engine = engine
        self._kept = kept
        self._reading = reading

    def __enter__(self) -> SqlLedger:
        self._connection, cursor = _begun(self._engine, self._kept, opening(self._engine, reading=self._reading))
        return SqlLedger(Db(cursor, self._engine.dialect, reading=self._reading))

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


def _begun(engine: Engine, kept: Kept | None, how: str) -> tuple[PoolProxiedConnection, DBAPICursor]:
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
            cursor.execute(how)
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
