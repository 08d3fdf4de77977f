"""A killed process: every acknowledged answer is there, and none is there by half."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest
from sqlalchemy import Engine

from adapters.store import SqlStore, make_engine
from bot.ports.ledger import Ledger
from bot.ports.records import Delivery
from tests.adapters.store_scene import ask, found, line
from tests.databases import sqlite_engine

ROOT = Path(__file__).parents[2]


@contextmanager
def _writer(address: str, prefix: str) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    command = [sys.executable, "-m", "tests.adapters.store_writer", address, prefix]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:  # noqa: S603 - our own
        assert process.stdout is not None
        try:
            yield process, process.stdout
        finally:
            process.kill()


def _address(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)


def _facts(ledger: Ledger) -> tuple[set[str], set[str], set[str]]:
    answered = {response.member for response in ledger.responses.in_session("g", "s")}
    announced = {
        name
        for name in answered | set(ledger.groups.members("g"))
        if not ledger.deliveries.add(_tally(name))  # refused: it is there
    }
    return answered, set(ledger.groups.members("g")), announced


def _tally(name: str) -> Delivery:

    return line(f"tally-{name}", "tally")


@pytest.mark.parametrize("kept_alive_for", [1, 40])
def test_every_acknowledged_answer_outlives_a_kill(engine: Engine, kept_alive_for: int) -> None:
    """Kill -9 in mid-write, twice on the same database."""
    store = SqlStore(engine)
    store.run_now(lambda ledger: (found(ledger), ask(ledger)))
    acknowledged: set[str] = set()

    for round_ in range(2):
        with _writer(_address(engine), f"r{round_}") as (process, output):
            heard = [output.readline().strip() for _ in range(kept_alive_for)]
            process.kill()
            # What it managed to say before it died was acknowledged as well.
            acknowledged |= {name for name in (*heard, *output.read().split("\n")[:-1]) if name}

    answered, members, announced = store.run_now(_facts)
    store.close_now()
    assert acknowledged <= answered
    assert len(answered) <= len(acknowledged) + 2
    assert answered == members == announced


def test_two_processes_may_write_at_once(engine: Engine) -> None:
    store = SqlStore(engine)
    store.run_now(lambda ledger: (found(ledger), ask(ledger)))

    with _writer(_address(engine), "a") as (one, said_by_one), _writer(_address(engine), "b") as (two, said_by_two):
        heard = {output.readline().strip() for _ in range(20) for output in (said_by_one, said_by_two)}
        one.kill()
        two.kill()

    answered = store.run_now(lambda ledger: {each.member for each in ledger.responses.in_session("g", "s")})
    store.close_now()
    assert len(heard) == 40
    assert heard <= answered


def test_a_killed_writers_file_is_sound(tmp_path: Path) -> None:

    address = f"sqlite:///{tmp_path / 'cohort.db'}"
    store = SqlStore(sqlite_engine(address))
    store.run_now(lambda ledger: (found(ledger), ask(ledger)))
    store.close_now()
    with _writer(address, "w") as (process, output):
        for _ in range(30):
            output.readline()
        process.kill()

    engine = make_engine(address)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    engine.dispose()
