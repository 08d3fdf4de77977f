"""Kept connections: a file stays open between two transactions, and is let go at the end or when something broke."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine, event

from adapters.store import SqlStore
from bot.ports.ledger import Ledger
from tests.adapters.store_scene import HERE, found


class Interrupted(Exception):  # noqa: N818 - it interrupts
    """Something went wrong in the middle of the work."""


def counted(engine: Engine, what: str) -> Callable[[], int]:
    """How often this has happened to the engine's connections from now on."""
    seen: list[Any] = []
    event.listen(engine, what, lambda *given: seen.append(given))
    return lambda: len(seen)


def test_the_pool_is_asked_once(file_engine: Engine) -> None:
    asked = counted(file_engine, "checkout")
    store = SqlStore(file_engine)
    store.run_now(found)
    for _ in range(3):
        assert store.run_now(lambda ledger: ledger.groups.at(HERE)) is not None
    assert asked() == 1
    store.close_now()


def test_work_that_raises_gives_its_connection_back_clean(file_engine: Engine) -> None:
    asked = counted(file_engine, "checkout")
    store = SqlStore(file_engine)

    def work(ledger: Ledger) -> None:
        found(ledger)
        raise Interrupted

    for _ in range(3):
        with pytest.raises(Interrupted):
            store.run_now(work)
    assert store.run_now(lambda ledger: ledger.groups.load("g")) is None
    assert asked() == 1
    store.close_now()


async def test_two_threads_have_a_connection_each_and_one_is_kept(file_engine: Engine) -> None:
    asked, returned = counted(file_engine, "checkout"), counted(file_engine, "checkin")
    store = SqlStore(file_engine)
    begun, may_end = threading.Event(), threading.Event()

    def slow(ledger: Ledger) -> None:
        found(ledger)
        begun.set()
        assert may_end.wait(10)

    first = asyncio.create_task(store.run(slow))
    await asyncio.to_thread(begun.wait, 10)
    second = asyncio.create_task(asyncio.to_thread(store.run_now, lambda ledger: ledger.groups.at(HERE)))
    await asyncio.sleep(0.05)
    may_end.set()
    await first

    assert await second is not None
    assert (asked(), returned()) == (2, 1)
    await store.close()


def test_closing_lets_the_file_go(file_engine: Engine) -> None:
    closed = counted(file_engine, "close")
    store = SqlStore(file_engine)
    store.run_now(found)
    store.close_now()
    assert closed() == 1
