"""Each card is composed by itself, on both databases: one that fails is said later and holds nobody else up."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from adapters.store import SqlStore
from bot.commands import SetMocks
from bot.wire import fill
from tests.bot.mock_scene import FRIDAY, mock_world
from tests.databases import damaged
from tests.world import PLACE, USUAL

LIBRARY = replace(PLACE, room="library")


async def test_a_card_that_fails_on_the_database_holds_no_other_group_up(
    store: SqlStore, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    world = await mock_world(store)
    boris = world.member("Boris", manages=True)
    await boris.wants(fill(USUAL, {"time": "12:00"}), place=LIBRARY)
    await boris.wants(SetMocks(day="off"), place=LIBRARY)
    await world.pass_until(FRIDAY - timedelta(minutes=1))
    world.chat.said.clear()
    await world.app.tick(FRIDAY)
    with damaged(engine, "attempts"), caplog.at_level(logging.CRITICAL, "cohort"):
        await world.deliverer.deliver(FRIDAY)  # a mock exam's invitation counts who has begun, and cannot

    assert [place.room for _, place, _, _ in world.chat.said] == ["library"]
    await world.deliverer.deliver(FRIDAY + timedelta(minutes=1))
    assert [place.room for _, place, _, _ in world.chat.said] == ["library", "study"]
