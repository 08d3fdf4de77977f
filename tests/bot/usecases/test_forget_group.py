"""A group that lives nowhere any more is kept for thirty days and then forgotten whole."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select

from adapters.store import SqlStore
from adapters.store.tables import metadata
from bot.app import RETENTION, App
from bot.calls import CLOCK, NOWHERE, Call, Place
from bot.commands import Command, ForgetGroup, LeavePlaces, ReportItem, ReturnToPlaces
from tests.world import PLACE, World

LEAVE, RETURN = LeavePlaces(PLACE.platform, PLACE.space), ReturnToPlaces(PLACE.platform, PLACE.space)
MOMENT = timedelta(microseconds=1)


def rows(engine: Engine) -> dict[str, int]:
    """How many rows stand in each table, where there are any."""
    with engine.connect() as connection:
        counts = {t.name: connection.scalar(select(func.count()).select_from(t)) or 0 for t in metadata.sorted_tables}
    return {name: count for name, count in counts.items() if count}


async def clock(world: World, command: Command) -> None:
    await world.app.handle(Call("departure", command, CLOCK, NOWHERE, world.at))


async def lived(store: SqlStore) -> World:
    """A group with a history."""
    world = World(store)
    ada = await world.set_up()
    session = await world.daily_question()
    await ada.answers(session, ("A",))
    await ada.wants(ReportItem("It is old", session.id, session.form[0][0]))
    await world.until_the_close(session)
    return world


async def test_a_group_is_kept_to_the_last_instant_and_then_forgotten_whole(engine: Engine, store: SqlStore) -> None:
    world = await lived(store)
    await clock(world, LEAVE)
    before = rows(engine)
    assert set(before) >= {"groups", "rhythms", "places", "members", "accounts", "sessions", "responses", "reports"}

    assert await world.app.tick(world.at + RETENTION - MOMENT) == 0
    assert rows(engine) == before
    assert await world.app.tick(world.at + RETENTION) == 1
    assert rows(engine) == {}
    assert await world.app.tick(world.at + RETENTION) == 0


async def test_another_group_keeps_everything(engine: Engine, store: SqlStore) -> None:
    await lived(store)
    before = rows(engine)
    neighbour = World(store, place=Place("web", "elsewhere", "study"))
    await neighbour.set_up()
    await clock(neighbour, LeavePlaces("web", "elsewhere"))
    await neighbour.app.tick(neighbour.at + RETENTION)
    assert rows(engine) == before


async def test_the_last_place_that_was_left_counts(store: SqlStore) -> None:
    world = await lived(store)
    group = world.group().id
    world.ask(lambda ledger: ledger.groups.bind(group, Place("web", "other", "there")))
    await clock(world, LEAVE)
    await world.app.tick(world.at + RETENTION * 2)
    assert _kept(world, group), "it lives in another place"
    world.at += timedelta(days=10)
    await clock(world, LeavePlaces("web", "other"))
    await world.app.tick(world.at + RETENTION - MOMENT)
    assert _kept(world, group)
    await world.app.tick(world.at + RETENTION)
    assert not _kept(world, group)


async def test_who_came_back_in_time_is_kept(store: SqlStore) -> None:
    world = await lived(store)
    group = world.group().id
    await clock(world, LEAVE)
    world.at += RETENTION - MOMENT
    await clock(world, RETURN)
    await clock(world, ForgetGroup(group))
    await world.app.tick(world.at + RETENTION)
    assert _kept(world, group)


@pytest.mark.parametrize("days", [1, 90])
async def test_the_time_can_be_set(memory_store: SqlStore, days: int) -> None:
    world = await lived(memory_store)
    world.app = App(memory_store, world.bank, retention=timedelta(days=days))
    group, left_at = world.group().id, world.at
    await clock(world, LEAVE)
    await world.app.tick(left_at + timedelta(days=days) - MOMENT)
    assert _kept(world, group)
    await world.app.tick(left_at + timedelta(days=days))
    assert not _kept(world, group)


def _kept(world: World, group: str) -> bool:
    return world.ask(lambda ledger: ledger.groups.load(group)) is not None
