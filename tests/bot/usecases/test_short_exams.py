"""An exam of few questions: no mock of it is longer than the exam itself, and nobody is told that it were."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.store import SqlStore
from bot.commands import HandIn, SetMocks, ShowStatus, StartMock
from bot.rules.packs import Bank, Timer
from bot.usecases.choices import choices
from tests.bot.mock_scene import begins, gives, items_of, mock_world, session_of, updated, weekly
from tests.bot.mock_specimens import mock_pack
from tests.world import World

USUAL = mock_pack()
MINUTES = 24


async def studying(store: SqlStore, questions: int) -> World:
    """A group whose exam has so many questions in 24 minutes."""
    exam = replace(USUAL.exam, scored=questions, unscored=0, timers=(Timer(MINUTES, "24 minutes"),))
    return await mock_world(store, replace(USUAL, exam=exam), timer=str(MINUTES))


@pytest.mark.parametrize("questions", [5, 16, 20])
async def test_a_mock_of_ones_own_is_no_longer_than_the_exam(memory_store: SqlStore, questions: int) -> None:
    world = await studying(memory_store, questions)
    maya = world.member("Maya")

    menu = repr(await maya.wants(StartMock()))
    assert f"a mini mock of {questions}, a full one like the exam ({questions} questions, 24 minutes)" in menu
    assert f"{questions} of one domain" in menu
    offered = choices(world.bank, "mock", "", pack="mla-c01")
    assert offered[0].text == f"mini: {questions} questions"
    for wanted in (StartMock("mini"), StartMock("domain", "2")):
        assert f"{questions} questions in 24 minutes" in repr(await maya.wants(wanted))


async def test_neither_is_one_of_what_was_missed(memory_store: SqlStore) -> None:
    world = await studying(memory_store, 16)
    maya = world.member("Maya")
    for _ in range(2):
        await begins(maya)
        session = session_of(maya)
        await gives(maya, session, (), items_of(world, session))
        await maya.wants(HandIn(session.id, sure=True))
    await begins(maya, "missed")

    assert 0 < len(session_of(maya).form) <= 16


async def test_nor_is_the_weekly_one_whatever_was_set_before(memory_store: SqlStore) -> None:
    world = await studying(memory_store, 16)
    ada = world.member("Ada", manages=True)
    form = await ada.wants(SetMocks())

    assert "value='16'" in repr(form)
    assert "hint='10 to 16'" in repr(form)
    assert "sun 20:00, 16 questions" in repr(await ada.wants(ShowStatus()))
    assert "16 questions. The next one opens" in repr(await ada.wants(SetMocks(day="fri")))
    session = await weekly(world)
    assert len(session.form) == 16
    assert session.paper is not None
    assert session.paper.minutes == MINUTES
    assert "16 questions, 24 minutes" in repr(world.chat.cards("say"))


async def test_a_length_beyond_the_exam_is_refused(memory_store: SqlStore) -> None:
    world = await studying(memory_store, 16)
    card = await world.member("Ada", manages=True).wants(SetMocks(length="17"))

    assert "“17” does not fit. A weekly mock has 10 to 16 questions, no more than the exam." in repr(card)


async def test_the_shortest_exam_is_asked_whole_and_a_longer_one_later_as_ever(memory_store: SqlStore) -> None:
    world = await studying(memory_store, 5)
    ada = world.member("Ada", manages=True)
    form = await ada.wants(SetMocks())
    assert "hint='5'" in repr(form)
    assert "5 questions. The next one opens" in repr(await ada.sends(form, {"day": "fri", "length": "5"}))
    assert "A weekly mock has 5 questions, no more" in repr(await ada.wants(SetMocks(length="10")))
    assert len((await weekly(world)).form) == 5

    longer = updated(world, USUAL)
    assert longer.bank == Bank.of([USUAL])
    assert len((await weekly(longer)).form) == 10
