"""Statements: what an answer says to SQLite is read once, however often it is said."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, or_, select

from adapters.store import make_engine, tables
from adapters.store.statements import Statement, few
from adapters.store.store import SqlStore, open_ledger
from bot.calls import Actor
from bot.ports.ledger import Ledger
from tests.adapters.store_scene import AT, HERE, MONDAY, answer, ask, found, later, line, person
from tests.databases import sqlite_engine


def readings(engine: Engine) -> list[Any]:
    """A list that grows whenever SQLite reads a statement: it asks then whether each table may be touched."""
    seen: list[Any] = []

    def allow(action: int, *asked: Any) -> int:
        if action != sqlite3.SQLITE_TRANSACTION:
            seen.append((action, *asked))
        return sqlite3.SQLITE_OK

    with closing(engine.raw_connection()) as connection:
        driver: Any = connection.dbapi_connection
        driver.set_authorizer(allow)
    return seen


def plans(engine: Engine, work: Callable[[Ledger], object]) -> list[str]:
    """How SQLite goes about each table that this work asks for."""
    said: list[str] = []
    with closing(engine.raw_connection()) as connection:
        driver: Any = connection.dbapi_connection
        driver.set_trace_callback(said.append)
    with open_ledger(engine) as ledger:
        work(ledger)
    with closing(engine.raw_connection()) as connection:
        driver = connection.dbapi_connection
        driver.set_trace_callback(None)
        asked = [one for one in said if one.startswith(("SELECT", "UPDATE", "INSERT"))]
        return [plan for one in asked for *_, plan in driver.execute(f"EXPLAIN QUERY PLAN {one}")]


def press(ledger: Ledger, number: int) -> None:
    """All that a first answer says."""
    maya = Actor("slack", "T1", f"U{number}", f"Maya {number}")
    met = ledger.groups.met(HERE, maya)
    assert met is not None
    group, member = met
    assert member is not None
    assert ledger.groups.rhythm(group.id) is None
    assert ledger.sessions.load(group.id, "s") is not None
    assert ledger.responses.add(answer(member.id))
    ledger.deliveries.recount(group.id, "s", due=later(number), span=str(number))
    assert len(ledger.responses.runs(group.id, [member.id], until=MONDAY, on={0})[member.id]) == 1


async def test_an_answers_statements_are_read_once() -> None:
    engine = sqlite_engine()
    store = SqlStore(engine)

    def begin(ledger: Ledger) -> None:
        found(ledger)
        ask(ledger)
        ledger.deliveries.add(line("q"))
        for number in range(3):
            person(ledger, Actor("slack", "T1", f"U{number}", f"Maya {number}"))

    await store.run(begin)
    seen = readings(engine)
    await store.run(lambda ledger: press(ledger, 0))
    assert seen, "SQLite no longer tells when it reads a statement"
    seen.clear()
    await store.run(lambda ledger: press(ledger, 1))
    await store.run(lambda ledger: press(ledger, 2))
    await store.close()

    assert seen == []


@pytest.mark.parametrize(("address", "said"), [("sqlite://", "unlikely"), ("postgresql://nobody@localhost", "")])
def test_a_condition_that_few_rows_meet_stays_one_among_others(address: str, said: str) -> None:
    engine, (purpose, day) = make_engine(address), (tables.sessions.c.purpose, tables.sessions.c.day)
    asked = Statement(select(day).where(day == MONDAY, few(or_(purpose == "daily", purpose == "mock"))))
    assert f"AND {said}(sessions.purpose" in asked.compiled(engine.dialect).sql
    engine.dispose()


@pytest.mark.parametrize("members", [1, 9])
def test_whether_a_question_was_said_is_found_without_going_through_all_deliveries(members: int) -> None:
    engine = sqlite_engine()
    names = [str(number) for number in range(members)]
    found = plans(engine, lambda ledger: ledger.responses.runs("g", names, until=MONDAY, on={0}))
    engine.dispose()

    said = {plan for plan in found if " said " in plan}
    assert said == {"SEARCH said USING INDEX ix_deliveries_group_id_about (group_id=? AND about=?)"}


def test_what_is_said_of_a_question_is_found_without_going_through_all_deliveries() -> None:
    engine, sent = sqlite_engine(), replace(line("q", "tally"), owner="o", attempts=1)

    def work(ledger: Ledger) -> None:
        found(ledger)
        ledger.deliveries.add(line("q", "tally"))
        ledger.deliveries.claim(["slack"], owner="o", at=AT, lease_until=later(60), limit=1)
        assert ledger.deliveries.settle(sent, state="sent", at=AT)
        ledger.deliveries.recount("g", "s", due=AT, span="1")
        ledger.deliveries.message("g", "s", HERE)
        ledger.deliveries.places("g", "s")

    asked = plans(engine, work)
    engine.dispose()
    assert [plan for plan in asked if plan.startswith("SEARCH deliveries") and plan.endswith("KEY (group_id=?)")] == []
    assert sum("ix_deliveries_group_id_about" in plan for plan in asked) == 4
