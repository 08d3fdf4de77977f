"""History: bring the tables to the newest revision, and tell whether they are there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine

from adapters.store.tables import metadata
from adapters.store.trouble import TAKEN, spell, told
from bot.ports import StoreUnavailable

if TYPE_CHECKING:
    from alembic.config import Config

_HERE = Path(__file__).resolve()
_FOLDERS = (_HERE.parents[1] / "_shipped" / "migrations", _HERE.parents[2] / "migrations")
_NAMES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
}
_LOCK = 0x436F686F7274
"""The number of PostgreSQL's advisory lock: one process at a time changes tables."""


def upgrade(engine: Engine) -> None:
    """Run what is missing; a second process that starts meanwhile waits, and finds it done.

    Tables that a newer release has changed already are left as they are: changes are additive, so this
    release can still work on them.

    Raises:
        StoreUnavailable: when the database cannot be used now; nothing was changed.
    """
    if is_current(engine):
        return
    from alembic import command  # noqa: PLC0415 - slow to import, and seldom wanted

    with told(engine.url):
        command.upgrade(config(engine), "head")


def is_current(engine: Engine) -> bool:
    """Whether the tables are those of this release, or of a newer one.

    Raises:
        StoreUnavailable: when the database cannot be asked, or has tables of another program in the place of ours.
    """
    with told(engine.url), closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        try:
            cursor.execute("SELECT version_num FROM alembic_version")
            revisions = {revision for (revision,) in cursor.fetchall()}
        except engine.dialect.loaded_dbapi.Error as error:
            if "alembic_version" not in str(error):
                raise
            connection.rollback()
            cursor.execute(_NAMES[engine.dialect.name])
            there = {name for (name,) in cursor.fetchall()}
            if (strangers := sorted(there & metadata.tables.keys())) and "alembic_version" not in there:
                raise StoreUnavailable(spell(TAKEN, engine.url, table=strangers[0])) from None
            return False
    known, head = our_revisions()
    return head in revisions or (bool(revisions) and not revisions <= known)


def config(engine: Engine) -> Config:
    """What Alembic needs to run the migrations on this engine."""
    from alembic.config import Config  # noqa: PLC0415 - slow to import, and seldom wanted

    settings = Config(attributes={"engine": engine})
    settings.set_main_option("script_location", str(_folder()).replace("%", "%%"))
    return settings


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """A connection in a transaction that nobody else migrates in, with foreign keys checked at its end."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            with _foreign_keys_off(connection), connection.begin():
                yield connection
                if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                    raise RuntimeError(f"the migration would leave rows without their parents: {broken[:5]}")
        else:
            with connection.begin():
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
                yield connection


@contextmanager
def _foreign_keys_off(connection: Connection) -> Iterator[None]:
    # A table is changed by copying it and dropping the old one, which would take its children along.
    # SQLite minds this switch outside of transactions only, hence the driver's own connection.
    driver = connection.connection.cursor()
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


@cache
def our_revisions() -> tuple[frozenset[str], str]:
    """Every revision of this release, and the newest, read from the files: Alembic takes half a second to load."""
    steps = {}
    for file in (_folder() / "versions").glob("*.py"):
        words = dict(re.findall(r"^(revision|down_revision)\b[^=\n]*= (.+)$", file.read_text("utf-8"), re.MULTILINE))
        steps[ast.literal_eval(words["revision"])] = ast.literal_eval(words["down_revision"])
    (head,) = steps.keys() - steps.values()
    return frozenset(steps), head


def _folder() -> Path:
    """The migrations: shipped inside the installed package, or beside it in the repository."""
    return next(folder for folder in _FOLDERS if (folder / "env.py").is_file())
