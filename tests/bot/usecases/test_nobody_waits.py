"""What goes through a group's whole record is done in looks, and a choice holds at once, whatever is looked at."""

from __future__ import annotations

import asyncio
import threading
from collections import UserDict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from sqlalchemy import Engine

from adapters.store import SqlStore
from bot.commands import SetBrief, SetPrivacy, ShowToday, TellOutcome
from bot.errors import DeskClosed
from bot.ports import Ledger
from bot.rules.items import FormType
from bot.rules.packs import Bank
from tests.bot.busy_lookers import all_lookers_busy
from tests.bot.lead_scene import agrees, answers, stocked, words
from tests.bot.specimens import bank, plenty
from tests.bot.usecases.test_brief import NEXT, briefs, reader
from tests.bot.visit_scene import VISIT, demote, visit, who
from tests.world import World


class Watched(UserDict[FormType, Fraction]):
    """A mapping that notes which threads read it."""

    def __init__(self, told: Mapping[FormType, Fraction]) -> None:
        self.readers: set[str] = set()
        super().__init__(told)

    def __getitem__(self, key: FormType) -> Fraction:
        self.readers.add(threading.current_thread().name.rstrip("-0123456789"))
        return super().__getitem__(key)


def watched() -> tuple[Bank, Watched]:
    """A bank of many questions, and its shares of item types: whoever assesses anybody reads them."""
    found = bank(plenty(20)).pack("mla-c01")
    types = Watched(found.blueprint.types)
    return Bank.of([replace(found, blueprint=replace(found.blueprint, types=types))]), types


@pytest.fixture
def world(file_engine: Engine) -> World:
    """A group with many questions, in a file: looks and presses have threads of their own."""
    return stocked(World(SqlStore(file_engine)))


def shares(world: World) -> set[bool]:
    group = world.group().id

    def found(ledger: Ledger) -> Collection[bool]:
        return [plan.shares for plan in ledger.plans.of_group(group).values()]

    return set(world.ask(found))


async def test_a_no_holds_at_once_while_others_look(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    await agrees(maya)
    async with all_lookers_busy(world.store):
        pressed = asyncio.create_task(maya.wants(SetPrivacy("no")))
        await asyncio.sleep(0)
        await world.store.run(lambda _: None)  # the one writer has come this far
        assert shares(world) == {False}
        assert not pressed.done(), "what it looks like there is still to be shown"
    assert (await pressed).title == "Saved."


async def test_a_no_holds_where_what_it_means_cannot_be_shown(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    await agrees(maya)
    without_pack = replace(bank(plenty(1)).pack("mla-c01"), id="other")
    later = World(world.store, Bank.of([without_pack]), at=world.at)
    card = await later.member("Maya").wants(SetPrivacy("no"))

    assert shares(world) == {False}
    assert card.title == "Saved."
    assert "Leads do not see how ready you are." in words(card)
    asked = await later.member("Maya").wants(SetPrivacy())
    assert asked.tone == "trouble", "nothing was changed, so there is nothing to say but what is wrong"


async def test_who_loses_the_lead_while_their_look_waits_sees_nothing(world: World) -> None:
    ada = await world.set_up()
    group = await visit(ada)
    async with all_lookers_busy(world.store):
        look = asyncio.create_task(world.app.view(group, VISIT, world.at, who))
        await asyncio.sleep(0.05)
        demote(world, ada)
    with pytest.raises(DeskClosed):
        await look


async def asked_for(world: World) -> None:
    """A lead waits for the brief, and everything else that was due by then is done."""
    await reader(world)
    for number in range(6):
        await answers(world.member(f"Member {number}", manages=False), right=9, weak=("3.2",))
    await world.pass_until(NEXT - timedelta(minutes=1))


async def test_a_brief_is_prepared_and_composed_in_looks(file_engine: Engine) -> None:
    packs, types = watched()
    world = World(SqlStore(file_engine), packs)
    await asked_for(world)
    types.readers.clear()
    await world.pass_until(NEXT)

    (brief,) = briefs(world)
    assert "3.2 " in words(brief)
    assert types.readers == {"looks"}


async def test_a_brief_that_is_read_now_is_prepared_and_composed_in_looks(file_engine: Engine) -> None:
    packs, types = watched()
    world = World(SqlStore(file_engine), packs)
    await asked_for(world)
    types.readers.clear()
    card = await world.member("Ada", manages=True).wants(SetBrief("now"))

    assert "onday brief" in card.title
    assert types.readers == {"looks"}


async def test_what_was_to_be_foreseen_of_an_exam_is_worked_out_in_a_look(file_engine: Engine) -> None:
    packs, types = watched()
    world = World(SqlStore(file_engine), packs)
    await world.set_up()
    maya = world.member("Maya")
    await answers(maya)
    types.readers.clear()
    card = await maya.wants(TellOutcome("pass", "764"))

    assert card.tone != "trouble"
    assert types.readers == {"looks"}


async def test_a_rationale_is_composed_in_a_look_and_nobodys_press_waits_for_it(world: World) -> None:
    await world.set_up()
    session = await world.daily_question()
    await world.member("Maya").answers(session, ("B",))
    assert session.closes_at is not None
    await world.app.tick(session.closes_at)
    world.at = session.closes_at + timedelta(minutes=1)
    async with all_lookers_busy(world.store):
        said = asyncio.create_task(world.beat())
        for _ in range(20):  # time enough for a writer to say everything
            assert (await world.member("Ben").wants(ShowToday())).tone != "trouble"
        assert not said.done()
        assert world.chat.cards("amend")
        assert world.chat.cards("thread") == []
    await said
    assert len(world.chat.cards("thread")) == 1


async def test_who_has_met_which_question_is_counted_in_a_look_before_one_is_asked(world: World) -> None:
    await world.set_up()
    world.at += timedelta(hours=1)
    async with all_lookers_busy(world.store):
        opened = asyncio.create_task(world.app.tick(world.at))
        for _ in range(20):
            assert (await world.member("Ben").wants(ShowToday())).tone != "trouble"
        assert not opened.done()
    await opened
    assert world.sessions()
