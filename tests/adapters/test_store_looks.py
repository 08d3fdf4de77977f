"""Looks at the book: one state of it, nothing written, and nobody who waits."""

from __future__ import annotations

import asyncio
import threading

import pytest

from adapters.store import SqlStore
from bot.calls import Actor
from bot.ports import Ledger
from tests.adapters.store_scene import HERE, answer, ask, found, person

MAYA = Actor("slack", "T1", "U1", "Maya")


def begun(ledger: Ledger) -> str:
    """A group with a question that nobody has answered."""
    found(ledger)
    ask(ledger)
    return person(ledger, MAYA).id


async def test_a_look_finds_what_is_there(store: SqlStore) -> None:
    group = await store.run(found)
    assert await store.look(lambda ledger: ledger.groups.at(HERE)) == group


async def test_a_look_that_writes_is_a_defect_and_leaves_nothing(store: SqlStore, memory_store: SqlStore) -> None:
    for each in (store, memory_store):
        with pytest.raises(RuntimeError, match="changes nothing"):
            await each.look(found)

        assert await each.run(lambda ledger: ledger.groups.load("g")) is None


async def test_answers_are_written_while_somebody_looks_and_are_not_in_what_they_see(store: SqlStore) -> None:
    maya = await store.run(begun)
    looked, may_end = threading.Event(), threading.Event()

    def slow(ledger: Ledger) -> tuple[int, int]:
        before = ledger.responses.count("g", "s")
        looked.set()
        assert may_end.wait(10)
        return before, ledger.responses.count("g", "s")

    look = asyncio.create_task(store.look(slow))
    await asyncio.to_thread(looked.wait, 10)
    assert await asyncio.wait_for(store.run(lambda ledger: ledger.responses.add(answer(maya))), 5)
    assert not look.done()
    may_end.set()

    assert await look == (0, 0)
    assert await store.look(lambda ledger: ledger.responses.count("g", "s")) == 1


async def test_closing_waits_for_who_looks(store: SqlStore) -> None:
    looked, may_end = threading.Event(), threading.Event()

    def slow(ledger: Ledger) -> bool:
        looked.set()
        assert may_end.wait(10)
        return ledger.groups.load("g") is None

    look = asyncio.create_task(store.look(slow))
    await asyncio.to_thread(looked.wait, 10)
    closing = asyncio.create_task(store.close())
    may_end.set()
    await closing
    assert await look
