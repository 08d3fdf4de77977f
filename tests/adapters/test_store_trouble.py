"""A database in trouble: one clear sentence, and nothing lost or half done."""

from __future__ import annotations

import re
import socket
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, event, make_url

from adapters.store import SqlStore, StoreUnavailable, is_current, make_engine, upgrade
from adapters.store.server_trouble import _NO_SERVER, _POSTGRES, _REFUSED
from adapters.store.trouble import _NO_ROOM_IN_POOL, MIGRATE, TAKEN, spell
from bot.calls import Actor
from bot.ports.ledger import Ledger
from bot.rules.groups import Group
from tests.adapters.store_scene import HERE, answer, ask, found, person
from tests.databases import scratch_database, sqlite_engine


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database file with our tables and a group."""
    file = tmp_path / "cohort.db"
    with _opened(sqlite_engine(f"sqlite:///{file}")) as store:
        store.run_now(_scene)
    return file


@contextmanager
def _opened(engine: Any) -> Iterator[SqlStore]:
    store = SqlStore(engine)
    yield store
    store.close_now()


def _scene(ledger: Ledger) -> None:
    found(ledger)
    ask(ledger)


def _read(ledger: Ledger) -> int:
    return ledger.responses.count("g", "s")


def test_a_locked_file_says_so_and_works_again_when_it_is_free(path: Path) -> None:
    with _opened(make_engine(f"sqlite:///{path}", patience=0.1)) as store:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreUnavailable, match="locked by another program") as trouble:
                store.run_now(person)
            assert str(path) in str(trouble.value)
            other.execute("COMMIT")

        assert store.run_now(person).name == "Maya"


def test_a_short_lock_is_waited_for(path: Path) -> None:
    with (
        _opened(make_engine(f"sqlite:///{path}")) as store,
        closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        threading.Timer(0.2, other.execute, ["COMMIT"]).start()
        assert store.run_now(person).name == "Maya"


def test_a_full_disk_says_so_and_keeps_every_acknowledged_answer(path: Path) -> None:
    engine = make_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _nearly_full(connection: Any, _record: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 4}")

    acknowledged: list[str] = []

    def press(ledger: Ledger, name: str) -> None:
        person(ledger, Actor("web", "", name, name))
        ledger.responses.add(answer(name))

    def press_until_full(store: SqlStore) -> None:
        for number in range(10_000):
            name = f"m{number}"
            store.run_now(partial(press, name=name))
            acknowledged.append(name)

    with _opened(engine) as store:
        with pytest.raises(StoreUnavailable, match="no room left") as trouble:
            press_until_full(store)
        assert str(path) in str(trouble.value)
        assert store.run_now(_read) == len(acknowledged) > 0

    with _opened(make_engine(f"sqlite:///{path}")) as store:
        answers = store.run_now(lambda ledger: ledger.responses.in_session("g", "s"))
        assert {response.member for response in answers} == set(acknowledged)
        store.run_now(partial(press, name="after"))


def test_a_file_that_may_not_be_written_says_so(path: Path) -> None:
    with (
        _opened(make_engine(f"sqlite:///file:{path}?mode=ro&uri=true")) as store,
        pytest.raises(StoreUnavailable, match="may not be written"),
    ):
        store.run_now(person)


def test_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="cannot be opened"):
        upgrade(make_engine(f"sqlite:///{tmp_path / 'nowhere' / 'cohort.db'}"))


def test_a_file_that_is_something_else_says_so_and_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Buy milk. " * 100)

    with pytest.raises(StoreUnavailable, match="not an SQLite database"):
        upgrade(make_engine(f"sqlite:///{file}"))
    assert file.read_text() == "Buy milk. " * 100


def test_missing_tables_say_what_to_run() -> None:
    engine = make_engine("sqlite://")
    assert not is_current(engine)
    with _opened(engine) as store, pytest.raises(StoreUnavailable, match="cohort migrate"):
        store.run_now(found)


def test_a_server_that_is_away_says_so_without_the_password(tmp_path: Path) -> None:
    engine = make_engine(f"postgresql://cohort:hush@/cohort?host={tmp_path}", patience=1)
    with (
        _opened(engine) as store,
        pytest.raises(StoreUnavailable, match="cannot be reached") as trouble,
    ):
        store.run_now(found)
    assert str(tmp_path) in str(trouble.value)
    assert "hush" not in str(trouble.value)


def test_a_server_without_tls_that_must_have_it_says_so_without_the_password() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(1) as threads:

        def refuse_tls() -> None:
            line, _ = listener.accept()
            with line:
                line.recv(8)
                line.sendall(b"N")

        threads.submit(refuse_tls)
        port = listener.getsockname()[1]
        engine = make_engine(f"postgresql://cohort:hush@127.0.0.1:{port}/cohort?sslmode=require", patience=5)
        with pytest.raises(StoreUnavailable) as trouble:
            is_current(engine)
    assert str(trouble.value) == (
        f"The PostgreSQL database cohort at 127.0.0.1:{port} cannot be used as DATABASE_URL says: "
        "server does not support SSL, but SSL was required. Correct it, or the server's settings."
    )


@pytest.mark.parametrize(
    ("option", "reason"),
    [
        ("sslmode=requir", 'invalid sslmode value: "requir"'),
        ("sslmod=require", 'invalid connection option "sslmod"'),
        ("options=-c%20nosuch%3D1", 'unrecognized configuration parameter "nosuch"'),
        ("target_session_attrs=standby", "server is not in hot standby mode"),
        ("sslmode=hush", "cannot be reached"),
    ],
)
def test_what_the_server_or_the_driver_refuses_has_its_reason(postgres_url: str, option: str, reason: str) -> None:
    """Unless the reason would repeat the password."""
    url = make_url(postgres_url).set(password="hush").render_as_string(hide_password=False)
    with pytest.raises(StoreUnavailable, match=re.escape(reason)) as trouble:
        is_current(make_engine(f"{url}{'&' if '?' in url else '?'}{option}"))
    assert "hush" not in str(trouble.value)


def test_every_sentence_about_a_server_is_one() -> None:
    url = make_url("postgresql://cohort:hush@db/c")
    for sentence in (*_POSTGRES.values(), _NO_SERVER, _REFUSED, _NO_ROOM_IN_POOL, TAKEN):
        told = spell(sentence, url, table="groups")
        assert told[0].isupper()
        assert "he PostgreSQL database c at db" in told
        assert " The PostgreSQL" not in told


def test_the_path_of_a_file_is_spelled_as_it_is() -> None:
    assert spell(MIGRATE, make_url("sqlite:///my.db")).startswith("The tables at my.db are not those")


def test_an_unknown_database_or_user_says_so(postgres_url: str) -> None:
    url = make_url(postgres_url)
    cases = {
        "no such database": url.set(database="nowhere"),
        "refused the user": url.set(username="nobody-we-know", password="hush"),
    }
    for words, address in cases.items():
        engine = make_engine(address.render_as_string(hide_password=False))
        with pytest.raises(StoreUnavailable, match=words) as trouble:
            is_current(engine)
        assert "hush" not in str(trouble.value)


def test_tables_of_another_program_on_postgresql_say_so(postgres_url: str) -> None:
    with scratch_database(postgres_url) as address, psycopg.connect(address, autocommit=True) as other:
        engine = make_engine(address)
        assert not is_current(engine)
        other.execute("CREATE TABLE sessions (id INT)")
        with pytest.raises(StoreUnavailable, match=r"tables of another program in .*, such as sessions"):
            upgrade(engine)
        engine.dispose()


def test_a_held_row_on_postgresql_says_so(postgres_url: str) -> None:
    with scratch_database(postgres_url) as address:
        engine = make_engine(address, patience=0.2)
        upgrade(engine)
        with _opened(engine) as store, psycopg.connect(address) as other:
            store.run_now(_scene)
            other.execute("SELECT * FROM groups FOR UPDATE")
            with pytest.raises(StoreUnavailable, match="lock"):
                store.run_now(found)
            other.rollback()
            assert store.run_now(found).id == "g"


def test_a_server_that_came_back_is_used_without_a_hiccup(postgres_url: str) -> None:
    """A restart cuts every connection in the pool; the next press must not pay for it."""
    with scratch_database(postgres_url) as address:
        engine = make_engine(address)
        upgrade(engine)
        with _opened(engine) as store, psycopg.connect(address, autocommit=True) as other:
            store.run_now(_scene)
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            assert store.run_now(lambda ledger: ledger.groups.at(HERE)) is not None


def test_a_connection_cut_in_the_middle_leaves_nothing_half_done(postgres_url: str) -> None:
    with scratch_database(postgres_url) as address:
        engine = make_engine(address)
        upgrade(engine)

        def work(ledger: Ledger) -> None:
            found(ledger)
            with psycopg.connect(address, autocommit=True) as other:
                other.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            ask(ledger)

        with _opened(engine) as store:
            with pytest.raises(StoreUnavailable):
                store.run_now(work)
            assert store.run_now(lambda ledger: ledger.groups.load("g")) is None


def test_of_two_that_wait_for_each_other_one_gives_way_and_is_done_again(postgres_engine: Engine) -> None:
    both_began = threading.Barrier(2)
    begun: list[str] = []

    def cross(ledger: Ledger, first: Group, second: Group) -> None:
        ledger.groups.save(first)
        begun.append(first.id)
        if len(begun) <= 2:  # done again, it goes alone
            both_began.wait(10)
        ledger.groups.save(second)

    with _opened(postgres_engine) as store:
        one, other = store.run_now(found), store.run_now(partial(found, group="h"))
        crossing = ((one, other), (other, one))
        with ThreadPoolExecutor() as threads:
            ways = [threads.submit(store.run_now, partial(cross, first=a, second=b)) for a, b in crossing]
        assert [way.result() for way in ways] == [None, None]
    assert len(begun) == 3


def test_what_is_wrong_however_often_it_is_done_is_told_as_it_is(postgres_engine: Engine) -> None:
    with _opened(postgres_engine) as store, pytest.raises(psycopg.errors.ForeignKeyViolation):
        store.run_now(lambda ledger: ledger.responses.add(answer("nobody")))
