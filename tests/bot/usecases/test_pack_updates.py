"""A pack is updated under an open question: channel, thread and sheet keep showing the question that was asked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.store import SqlStore
from bot.commands import OpenSheet, Practise, ReportItem
from bot.rules.items import Item
from tests.bot.mock_scene import PACK, mock_world, updated
from tests.bot.mock_specimens import key_of
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


async def mended(world: World, asked: Item) -> World:
    """The same group once the pack has another version of this question."""
    again = replace(asked, version=2, stem="A better question?")
    world = updated(world, replace(PACK, items=tuple(again if one.id == again.id else one for one in PACK.items)))
    await world.app.take_stock(world.at)
    return world


def reported(world: World, asked: Item) -> dict[int, int]:
    """How many members have reported it, by version."""
    group = world.group().id
    found = world.ask(lambda ledger: ledger.ratings.reporters(group))
    return {version: count for (item, version), count in found.items() if item == asked.id}


async def test_a_report_on_what_was_asked_is_none_on_its_mended_version(world: World) -> None:
    session = await world.daily_question()
    asked = world.item(session)
    for name in ("Maya", "Ben"):
        await world.member(name).answers(session, key_of(asked))
    await world.until_the_close(session)
    world = await mended(world, asked)
    for name in ("Maya", "Ben"):
        person = world.member(name)
        form = await person.presses(await person.wants(OpenSheet(session.id, asked.id)), "Report this question")
        assert asked.stem in repr(form)
        assert "version 1" in repr(await person.sends(form, {"words": "B is right too."}))

    assert reported(world, asked) == {1: 2}
    await world.member("Lin").wants(ReportItem("The new stem has a gap.", item=asked.id))
    assert reported(world, asked) == {1: 2, 2: 1}


async def test_so_is_a_report_on_what_was_practised(world: World) -> None:
    maya = world.member("Maya")
    sheet = await maya.wants(Practise(task="1.1"))
    asked = next(one for one in PACK.items if one.stem in repr(sheet))
    assert asked.problem.type == "multiple_choice"
    result = await maya.presses(sheet, "A")
    world = await mended(world, asked)
    maya = world.member("Maya")

    await maya.sends(await maya.presses(result, "Report this question"), {"words": "B is right too."})
    await maya.wants(ReportItem("And so is C."))
    assert reported(world, asked) == {1: 1}
    form = await maya.wants(ReportItem())
    assert asked.stem in repr(form)
