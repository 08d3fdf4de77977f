"""The store itself: whole transactions, patient waiters and nothing half done."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from datetime import datetime
from functools import partial

import pytest
from sqlalchemy import Engine, literal, select
from sqlalchemy.exc import StatementError

from adapters.store import SqlStore, make_engine
from adapters.store.columns import UtcDateTime
from bot.ports.ledger import Ledger
from bot.ports.records import Delivery
from tests.adapters.store_scene import AT, HERE, answer, ask, found, later, line, person
from tests.databases import sqlite_engine


class Interrupted(Exception):  # noqa: N818 - it interrupts
    """Something went wrong in the middle of the work."""


async def test_work_is_committed_when_it_returns(store: SqlStore) -> None:
    group = await store.run(found)

    assert await store.run(lambda ledger: ledger.groups.at(HERE)) == group


async def test_work_that_raises_leaves_nothing(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        found(ledger)
        ask(ledger)
        raise Interrupted

    with pytest.raises(Interrupted):
        await store.run(work)

    assert await store.run(lambda ledger: ledger.groups.load("g")) is None
    assert (await store.run(found)).id == "g"


async def test_who_stops_waiting_leaves_the_work_whole(engine: Engine) -> None:
    """A platform's time-out cancels the waiter, never half of the facts."""
    store = SqlStore(engine)
    begun, may_end = threading.Event(), threading.Event()

    def work(ledger: Ledger) -> None:
        found(ledger)
        begun.set()
        assert may_end.wait(10)
        ledger.deliveries.add(line("q"))

    waiter = asyncio.create_task(store.run(work))
    await asyncio.to_thread(begun.wait, 10)
    waiter.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiter
    may_end.set()
    await store.close()

    reopened = SqlStore(make_engine(_url(engine)))
    group, message = await reopened.run(
        lambda ledger: (ledger.groups.load("g"), ledger.deliveries.message("g", "s", HERE))
    )
    await reopened.close()
    assert group is not None
    assert message is not None


async def test_work_cancelled_in_the_line_is_never_begun() -> None:
    store = SqlStore(sqlite_engine())
    begun, may_end = threading.Event(), threading.Event()

    def slow(_ledger: Ledger) -> None:
        begun.set()
        assert may_end.wait(10)

    first = asyncio.create_task(store.run(slow))
    await asyncio.to_thread(begun.wait, 10)
    second = asyncio.create_task(store.run(found))
    await asyncio.sleep(0)
    second.cancel()
    with pytest.raises(asyncio.CancelledError):
        await second
    may_end.set()
    await first

    assert await store.run(lambda ledger: ledger.groups.load("g")) is None
    await store.close()


async def test_closing_waits_for_what_was_begun(engine: Engine) -> None:
    store = SqlStore(engine)
    waiters = [asyncio.create_task(store.run(partial(found, group=f"g{number}"))) for number in range(20)]
    await asyncio.sleep(0)

    await store.close()

    assert len(await asyncio.gather(*waiters)) == 20


async def test_a_stop_iteration_reaches_the_waiter(memory_store: SqlStore) -> None:
    def work(_ledger: Ledger) -> None:
        next(iter(()))

    with pytest.raises(RuntimeError, match="StopIteration"):
        await asyncio.wait_for(memory_store.run(work), 5)


def test_an_instant_without_a_zone_is_refused(memory_store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        ledger.groups.save(replace(found(ledger), created_at=datetime(2026, 11, 23, 8)))  # noqa: DTZ001

    with pytest.raises(ValueError, match="aware of its zone"):
        memory_store.run_now(work)


def test_sqlalchemy_refuses_an_instant_without_a_zone_too(engine: Engine) -> None:
    naive = literal(datetime(2026, 11, 23, 8), UtcDateTime)  # noqa: DTZ001
    with engine.connect() as connection, pytest.raises(StatementError, match="aware of its zone"):
        connection.execute(select(naive))


async def test_the_same_answer_pressed_many_times_at_once_counts_once(engine: Engine) -> None:
    stores = [SqlStore(engine), SqlStore(make_engine(_url(engine)))]

    def scene(ledger: Ledger) -> None:
        found(ledger)
        ask(ledger)
        person(ledger)

    await stores[0].run(scene)
    presses = [store.run(lambda ledger: ledger.responses.add(answer())) for store in stores for _ in range(10)]
    fresh = await asyncio.gather(*presses)

    assert sum(fresh) == 1
    assert await stores[1].run(lambda ledger: ledger.responses.count("g", "s")) == 1
    for store in stores:
        await store.close()


async def test_the_same_stranger_who_joins_many_times_at_once_is_one_member(engine: Engine) -> None:
    stores = [SqlStore(engine), SqlStore(make_engine(_url(engine)))]
    await stores[0].run(found)

    members = await asyncio.gather(*(store.run(person) for store in stores for _ in range(10)))

    assert len(set(members)) == 1
    assert len(await stores[0].run(lambda ledger: ledger.groups.members("g"))) == 1
    for store in stores:
        await store.close()


async def test_two_beats_at_once_open_one_session(engine: Engine) -> None:
    stores = [SqlStore(engine), SqlStore(make_engine(_url(engine)))]
    session = await stores[0].run(lambda ledger: (found(ledger), ask(ledger))[1])
    fresh = replace(session, purpose="quiz", id="t")

    opened = await asyncio.gather(
        *(store.run(lambda ledger: ledger.sessions.add(fresh)) for store in stores for _ in range(10))
    )

    assert sum(opened) == 1
    for store in stores:
        await store.close()


async def test_two_senders_at_once_never_get_the_same_delivery(engine: Engine) -> None:
    senders = {"one": SqlStore(engine), "two": SqlStore(make_engine(_url(engine)))}

    def scene(ledger: Ledger) -> None:
        found(ledger)
        for number in range(40):
            place = replace(HERE, room=f"C{number}")
            ledger.groups.bind("g", place)
            ledger.deliveries.add(line(f"q{number}", place=place))

    def claim(ledger: Ledger, name: str) -> tuple[Delivery, ...]:
        return ledger.deliveries.claim(["slack"], owner=name, at=AT, lease_until=later(60), limit=4)

    await senders["one"].run(scene)
    taken = await asyncio.gather(
        *(store.run(partial(claim, name=name)) for _ in range(20) for name, store in senders.items())
    )

    keys = [delivery.key for batch in taken for delivery in batch]
    assert len(keys) == len(set(keys)) == 40
    for store in senders.values():
        await store.close()


@pytest.mark.parametrize("address", ["mysql://localhost/cohort", "mssql://localhost/cohort"])
def test_another_database_is_refused_in_words(address: str) -> None:
    with pytest.raises(ValueError, match="sqlite or postgresql"):
        make_engine(address)


def test_what_is_no_address_is_refused_in_words_and_not_repeated() -> None:
    with pytest.raises(ValueError, match="looks like sqlite") as refusal:
        make_engine("cohort:hush")
    assert "hush" not in str(refusal.value)


def test_the_short_name_that_hosts_give_postgresql_is_understood() -> None:
    assert make_engine("postgres://u@localhost/cohort").dialect.name == "postgresql"


def _url(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=False)
