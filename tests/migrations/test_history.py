"""The tables' history: one line of it, up and down with rows in the tables, and the same as the metadata."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Constraint, Engine, Index, Text, inspect

from adapters.store import SqlStore, is_current, make_engine, upgrade
from adapters.store.history import config, migrating, our_revisions
from adapters.store.tables import metadata
from bot.ports import Correction
from bot.ports.ledger import Ledger
from bot.rules.groups import BoardShow
from bot.rules.plans import StudyPlan
from tests.adapters.store_scene import AT, answer, ask, found, later, line, person
from tests.databases import scratch_database

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database: an SQLite file, then one on the PostgreSQL server."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'cohort.db'}"
        return
    with scratch_database(request.getfixturevalue("postgres_url")) as fresh:
        yield fresh


@pytest.fixture
def empty(address: str) -> Iterator[Engine]:
    """An engine on an empty database."""
    engine = make_engine(address)
    yield engine
    engine.dispose()


def _rows(ledger: Ledger) -> None:
    """A row in every table that has children, and in the children."""
    found(ledger)
    ask(ledger)
    person(ledger)
    ledger.responses.add(answer())
    ledger.deliveries.add(line("q"))


def _fill(engine: Engine) -> None:
    store = SqlStore(engine)
    store.run_now(_rows)
    store.close_now()


def _answers(engine: Engine) -> int:
    store = SqlStore(engine)
    count = store.run_now(lambda ledger: ledger.responses.count("g", "s"))
    store.close_now()
    return count


def test_history_is_one_line() -> None:
    scripts = ScriptDirectory(str(ROOT / "migrations"))

    assert len(scripts.get_heads()) == 1
    revisions, head = our_revisions()
    assert revisions == {each.revision for each in scripts.walk_revisions()}
    assert head == scripts.get_current_head()


def test_every_migration_says_what_it_is_in_a_sentence_and_a_dated_name() -> None:
    for script in ScriptDirectory(str(ROOT / "migrations")).walk_revisions():
        assert Path(script.path).name[:10].replace("_", "").isdigit()
        assert script.doc.endswith(".")


def test_up_down_and_up_again_with_rows(empty: Engine) -> None:
    for _ in range(2):
        upgrade(empty)
        assert is_current(empty)
        _fill(empty)
        command.downgrade(config(empty), "base")
        assert set(inspect(empty).get_table_names()) == {"alembic_version"}
        assert not is_current(empty)


def test_migrations_make_exactly_the_tables_of_the_metadata(empty: Engine) -> None:
    upgrade(empty)

    with empty.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
    for table in metadata.sorted_tables:
        keys: list[Constraint | Index] = [*table.constraints, *table.indexes]
        assert set(_keys(empty, table.name)) == {key.name for key in keys}


def _keys(engine: Engine, table: str) -> Iterator[str | None]:
    looked = inspect(engine)
    unique = {each["name"] for each in looked.get_unique_constraints(table)}
    yield looked.get_pk_constraint(table)["name"]
    yield from unique
    yield from (each["name"] for each in looked.get_foreign_keys(table))
    yield from (each["name"] for each in looked.get_indexes(table) if each["name"] not in unique)


def test_upgrading_again_changes_nothing(empty: Engine) -> None:
    upgrade(empty)
    _fill(empty)

    upgrade(empty)

    assert _answers(empty) == 1


def test_processes_that_start_at_once_do_not_collide(address: str) -> None:
    start = "import sys; from adapters.store import make_engine, upgrade; upgrade(make_engine(sys.argv[1]))"
    processes = [
        subprocess.Popen([sys.executable, "-c", start, address], cwd=ROOT, stderr=subprocess.PIPE)  # noqa: S603
        for _ in range(3)
    ]

    assert [process.communicate(timeout=60)[1] for process in processes] == [b""] * 3
    assert [process.returncode for process in processes] == [0] * 3


def test_changing_a_table_keeps_the_rows_that_refer_to_it(empty: Engine) -> None:
    """The trap: SQLite changes a table by dropping it, and foreign keys would take the children along."""
    upgrade(empty)
    _fill(empty)

    with migrating(empty) as connection:
        change = Operations(MigrationContext.configure(connection))
        with change.batch_alter_table("sessions", recreate="auto") as batch:
            batch.alter_column("form", new_column_name="items")
        with change.batch_alter_table("sessions") as batch:
            batch.alter_column("items", new_column_name="form")
        with change.batch_alter_table("members", recreate="auto") as batch:
            batch.add_column(Column("pronouns", Text))

    assert _answers(empty) == 1


def test_a_migration_that_would_orphan_rows_is_rolled_back(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'cohort.db'}")
    upgrade(engine)
    _fill(engine)

    with pytest.raises(RuntimeError, match="without their parents"), migrating(engine) as connection:
        connection.exec_driver_sql("DELETE FROM sessions")

    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    assert _answers(engine) == 1
    engine.dispose()


def test_of_a_correction_that_waits_twice_the_earliest_stays(empty: Engine) -> None:
    upgrade(empty)
    command.downgrade(config(empty), "plans")
    store = SqlStore(empty)
    first = Correction("g", "item-s", 1, 2, AT)
    second = replace(first, noted_at=later(1))

    def work(ledger: Ledger) -> None:
        found(ledger)
        for one in (first, second, replace(first, by_version=3, noted_at=later(2))):
            ledger.stock.note(one)
        assert len(ledger.stock.waiting(9)) == 3

    store.run_now(work)

    upgrade(empty)

    kept = store.run_now(lambda ledger: [(one.by_version, one.noted_at) for one in ledger.stock.waiting(9)])
    assert kept == [(2, AT), (3, later(2))]
    store.close_now()


def test_a_yes_to_less_is_asked_for_anew(empty: Engine) -> None:
    upgrade(empty)
    command.downgrade(config(empty), "briefs")
    store = SqlStore(empty)

    def work(ledger: Ledger) -> None:
        found(ledger)
        person(ledger)
        ledger.plans.keep(StudyPlan("g", "maya", date(2026, 12, 18), shares=True))

    store.run_now(work)

    upgrade(empty)

    assert store.run_now(lambda ledger: ledger.plans.of("g", "maya")) == StudyPlan("g", "maya", date(2026, 12, 18))
    store.close_now()


def test_a_name_that_nobody_chose_is_no_choice_afterwards_and_others_stay(empty: Engine) -> None:
    upgrade(empty)
    command.downgrade(config(empty), "desk_links")
    store = SqlStore(empty)
    shows: list[BoardShow] = ["name", "alias", "hidden"]

    def work(ledger: Ledger) -> None:
        found(ledger)
        maya = person(ledger)
        for show in shows:
            ledger.groups.keep_member(replace(maya, id=show, show=show))

    store.run_now(work)

    upgrade(empty)

    kept = store.run_now(lambda ledger: ledger.groups.members("g"))
    assert {one: kept[one].show for one in shows} == {"name": "", "alias": "alias", "hidden": "hidden"}
    store.close_now()


def test_an_older_release_works_on_the_tables_of_a_newer_one(empty: Engine) -> None:
    """During a roll-out, or a roll-back, the older release is started on tables it does not know the last change of."""
    upgrade(empty)
    with empty.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'from_the_future'")

    upgrade(empty)

    assert is_current(empty)
    _fill(empty)


def test_alembics_own_command_works_on_the_database_of_the_environment(address: str) -> None:
    def alembic(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - our own
            [sys.executable, "-m", "alembic", *words],
            cwd=ROOT,
            env={**{key: value for key, value in os.environ.items() if key != "DATABASE_URL"}, **environment},
            capture_output=True,
            text=True,
            check=False,
        )

    assert alembic("upgrade", "head", DATABASE_URL=address).returncode == 0
    assert "No new upgrade operations" in alembic("check", DATABASE_URL=address).stdout
    without = alembic("current")
    assert without.returncode == 1
    assert "Set DATABASE_URL" in without.stderr


def test_make_migration_needs_no_database_of_yours(tmp_path: Path) -> None:
    """It compares the tables with a database that it makes and throws away."""
    for name in ("Makefile", "pyproject.toml", "migrations"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    ready = f"{sys.prefix}/.ready-dev"
    command_line = ["make", "-o", ready, "migration", f"VENV={sys.prefix}", "m=what changes"]
    bare = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "MAKEFLAGS", "MAKELEVEL"}}
    done = subprocess.run(command_line, cwd=tmp_path, env=bare, capture_output=True, text=True, check=False)  # noqa: S603

    assert done.returncode == 0, done.stderr
    (written,) = (tmp_path / "migrations" / "versions").glob("*_what_changes.py")
    assert "op." not in written.read_text("utf-8").partition("def upgrade")[2], "the tables are as they were"
