"""Paths: what a press asks of SQLite is found by an index, and not by walking through the group's whole record."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from adapters.store import open_ledger
from bot.ports.ledger import Ledger
from tests.adapters.store_scene import AT, MONDAY, answer, ask, found, person

WHOLE = re.compile(r"SCAN|\(group_id=\?\)")
"""How SQLite names a walk through a table, or through all that a group has in it."""

RECORD = re.compile(r"\b(responses|answered|sessions|closed)\b")
"""Answers and sessions, under whatever name a statement has for them: what grows with the years."""

MANY = [f"m{number}" for number in range(12)]


def path(engine: Engine, work: Callable[[Ledger], object]) -> list[str]:
    """How SQLite finds among answers and sessions what this work asks of it."""
    said: list[str] = []
    with open_ledger(engine) as ledger:
        driver: Any = ledger.groups._db._cursor  # whatever the book says goes through here
        driver.connection.set_trace_callback(said.append)
        work(ledger)
        driver.connection.set_trace_callback(None)
    with closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        steps: list[str] = []
        for statement in said:
            cursor.execute(f"EXPLAIN QUERY PLAN {statement}")
            steps += [step for *_, step in cursor.fetchall() if RECORD.search(step)]
    return steps


ASKED: dict[str, Callable[[Ledger], object]] = {
    "the board": lambda ledger: ledger.responses.tallies("g", AT - timedelta(days=7)),
    "a member's own answers": lambda ledger: ledger.responses.by_member("g", "maya"),
    "the answers to one item": lambda ledger: ledger.responses.of_item("g", "item-s", 1),
    "one streak": lambda ledger: ledger.responses.runs("g", ["maya"], until=MONDAY, on={0}),
    "the streaks in a thread": lambda ledger: ledger.responses.runs("g", MANY, until=MONDAY, on={0}),
    "the answers to one question": lambda ledger: ledger.responses.in_session("g", "s"),
    "one answer": lambda ledger: ledger.responses.of("g", "s", "maya", "item-s"),
    "a new mark": lambda ledger: ledger.responses.remark(answer()),
}


@pytest.mark.parametrize("asked", ASKED)
def test_it_is_found_without_walking_through_the_groups_record(file_engine: Engine, asked: str) -> None:
    with open_ledger(file_engine) as ledger:
        found(ledger)
        person(ledger)
        ask(ledger)
        ledger.responses.add(answer())
    steps = path(file_engine, ASKED[asked])

    assert steps
    assert [step for step in steps if WHOLE.search(step)] == []


def test_a_walk_through_the_record_is_seen_for_what_it_is(file_engine: Engine) -> None:
    steps = path(file_engine, lambda ledger: ledger.responses.of_group("g"))
    assert any(WHOLE.search(step) for step in steps)
