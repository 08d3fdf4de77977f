"""A pack is updated under an open question: channel, thread and sheet keep showing the question that was asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.store import SqlStore
from bot.commands import OpenSheet
from tests.bot.mock_scene import PACK, mock_world, updated
from tests.world import World


@pytest.fixture
async def world(store: SqlStore) -> World:
    """A group with stock taken of its pack."""
    return await mock_world(store)


async def test_a_question_reworded_while_it_is_open_stays_the_one_that_was_asked(world: World) -> None:
    session = await world.daily_question()
    asked = world.item(session)
    again = replace(asked, version=2, stem="Another question altogether?", takeaway="Another thing to remember.")
    world = updated(world, replace(PACK, items=tuple(again if one.id == again.id else one for one in PACK.items)))
    await world.app.take_stock(world.at)
    maya = world.member("Maya")
    assert asked.stem in repr(await maya.wants(OpenSheet(session.id, asked.id)))
    await world.until_the_close(session)

    closing, (thread,) = world.chat.cards("amend")[-1], world.chat.cards("thread")
    assert asked.stem in repr(closing)
    assert asked.takeaway in repr(thread)
    assert "Another" not in repr(closing) + repr(thread)
