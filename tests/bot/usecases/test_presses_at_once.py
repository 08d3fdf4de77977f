"""Presses at once, on a database that lets them overlap: one waits for the other, and no answer is lost."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from adapters.store import SqlStore, open_ledger
from bot.calls import CLOCK, NOWHERE, Call
from bot.cards.model import Button
from bot.commands import AnswerItem, CloseSession, Command, FlagItem, HandIn, OpenSheet, StartMock, TakeMock, TakeStock
from bot.ports import Ledger
from bot.rules.items import Item
from bot.rules.sessions import Session
from bot.usecases.hand_in import hand_in
from bot.usecases.start_mock import start_mock
from bot.usecases.take_stock import take_stock
from bot.usecases.turn_pages import answer_page, flag_item
from bot.usecases.verb import Desk
from tests.bot.mock_scene import (
    attempts,
    begins,
    items_of,
    latest,
    member_id,
    mock_world,
    responses,
    session_of,
    updated,
    weekly,
)
from tests.bot.mock_specimens import key_of, with_key
from tests.world import Person, World

A_MOMENT = 0.3
"""Seconds after which a press that did not end is taken to wait."""


@pytest.fixture
async def world(postgres_engine: Engine) -> World:
    """A group on PostgreSQL with a bank that suffices for every mock exam."""
    return await mock_world(SqlStore(postgres_engine))


async def begun(world: World) -> tuple[Person, Session, Item]:
    """Maya in a mini mock of her own, and one of its items."""
    maya = world.member("Maya")
    await begins(maya)
    session = session_of(maya)
    return maya, session, items_of(world, session)[0]


def desk_of(ledger: Ledger, person: Person, command: Command) -> Desk:
    """What a press of this person works with, in a transaction that the test ends."""
    world = person.world
    call = Call("first", command, person.actor, world.place, world.at)
    group = world.group()
    return Desk(ledger, call, world.bank, group, ledger.groups.member_of(group.id, person.actor))


async def waiting(press: asyncio.Task[Any]) -> None:
    """The press has begun, and waits."""
    await asyncio.wait([press], timeout=A_MOMENT)
    assert not press.done()


def given(person: Person, session: Session) -> dict[str, tuple[tuple[str, ...], bool]]:
    """What stands in the book by item: the answer, and whether it is marked for review."""
    world = person.world
    group, member = world.group().id, member_id(person)
    found = world.ask(lambda ledger: ledger.attempts.given(group, session.id, member))
    return {name: (one.answer, one.flagged) for name, one in found.items()}


async def test_an_answer_before_the_hand_in_counts(world: World, postgres_engine: Engine) -> None:
    maya, session, item = await begun(world)
    answer = AnswerItem(session.id, item.id, key_of(item))
    with open_ledger(postgres_engine) as ledger:
        answer_page(answer, desk_of(ledger, maya, answer))
        press = asyncio.create_task(maya.wants(HandIn(session.id, sure=True)))
        await waiting(press)
    await press

    assert [one.item for one in responses(world, session)] == [item.id]


async def test_an_answer_after_the_hand_in_is_not_acknowledged(world: World, postgres_engine: Engine) -> None:
    maya, session, item = await begun(world)
    command = HandIn(session.id, sure=True)
    with open_ledger(postgres_engine) as ledger:
        hand_in(command, desk_of(ledger, maya, command))
        press = asyncio.create_task(maya.wants(AnswerItem(session.id, item.id, key_of(item))))
        await waiting(press)

    assert "Mini mock: 0 of 15 right" in repr(await press)
    assert given(maya, session) == {}


async def test_an_answer_and_a_mark_for_review_both_stay(world: World, postgres_engine: Engine) -> None:
    maya, session, item = await begun(world)
    mark, answer = FlagItem(session.id, item.id, on=True), AnswerItem(session.id, item.id, key_of(item))
    with open_ledger(postgres_engine) as ledger:
        flag_item(mark, desk_of(ledger, maya, mark))
        press = asyncio.create_task(maya.wants(answer))
        await waiting(press)
    await press
    assert given(maya, session) == {item.id: (key_of(item), True)}

    with open_ledger(postgres_engine) as ledger:
        answer_page(answer, desk_of(ledger, maya, answer))
        press = asyncio.create_task(maya.wants(replace(mark, on=False)))
        await waiting(press)
    await press
    assert given(maya, session) == {item.id: (key_of(item), False)}


async def test_an_answer_as_the_weekly_mock_closes_counts(world: World, postgres_engine: Engine) -> None:
    await weekly(world)
    session, maya = latest(world), world.member("Maya")
    await maya.wants(TakeMock(session.id))
    item = items_of(world, session)[0]
    answer = AnswerItem(session.id, item.id, key_of(item))
    with open_ledger(postgres_engine) as ledger:
        answer_page(answer, desk_of(ledger, maya, answer))
        call = Call("close", CloseSession(world.group().id, session.id), CLOCK, NOWHERE, world.at)
        press = asyncio.create_task(world.app.handle(call))
        await waiting(press)
    await press

    assert [one.item for one in responses(world, session)] == [item.id]


async def test_an_offer_begun_twice_at_once_is_begun_once(world: World, postgres_engine: Engine) -> None:
    maya = world.member("Maya")
    offer = await maya.wants(StartMock("mini"))
    begin = next(c.press for c in offer.controls if isinstance(c, Button) and c.label == "Begin")
    assert isinstance(begin, StartMock)
    with open_ledger(postgres_engine) as ledger:
        start_mock(begin, desk_of(ledger, maya, begin))
        press = asyncio.create_task(maya.wants(begin))
        await waiting(press)

    assert (await press).title == "You are in the middle of a mock exam."
    (attempt,) = attempts(maya)
    assert session_of(maya).open_at(world.at)
    assert attempt.handed_in_at is None


async def test_processes_that_start_together_note_a_correction_once(world: World, postgres_engine: Engine) -> None:
    maya, session, _ = await begun(world)
    item = next(one for one in items_of(world, session) if one.problem.type == "multiple_choice")
    await maya.wants(AnswerItem(session.id, item.id, key_of(item)))
    await maya.wants(HandIn(session.id, sure=True))
    pack, group = world.bank.pack("mla-c01"), world.group().id
    mended = with_key(item, "D", version=2)
    world = updated(world, replace(pack, items=tuple(mended if one.id == item.id else one for one in pack.items)))
    with open_ledger(postgres_engine) as ledger:
        take_stock(TakeStock(), desk_of(ledger, world.member("Maya"), TakeStock()))
        waits = ledger.stock.waiting(9)
        for one in waits:
            assert ledger.stock.done(one, world.at, 1)
        press = asyncio.create_task(world.app.take_stock(world.at + timedelta(milliseconds=1)))
        await waiting(press)
    await press

    assert [(one.group, one.item, one.by_version) for one in waits] == [(group, item.id, 2)]
    assert world.ask(lambda ledger: ledger.stock.waiting(9)) == ()


async def test_no_key_is_corrected_while_a_mock_exam_is_marked(world: World, postgres_engine: Engine) -> None:
    """It waits, and marks anew; what is handed in meanwhile waits in turn, and is marked by the corrected key."""
    maya, session, _ = await begun(world)
    item = next(one for one in items_of(world, session) if one.problem.type == "multiple_choice")
    await maya.wants(AnswerItem(session.id, item.id, key_of(item)))
    command, pack = HandIn(session.id, sure=True), world.bank.pack("mla-c01")
    mended = with_key(item, "D", version=2)
    items = tuple(mended if one.id == item.id else one for one in pack.items)
    other = updated(world, replace(pack, items=items))
    with open_ledger(postgres_engine) as ledger:
        hand_in(command, desk_of(ledger, maya, command))
        stock = asyncio.create_task(other.app.take_stock(world.at))
        await waiting(stock)
    await stock

    assert [one.item for one in world.ask(lambda ledger: ledger.stock.waiting(9))] == [item.id]
    await other.beat()
    assert [one.right for one in responses(world, session)] == [False]


async def test_an_answer_that_meets_a_correction_is_marked_by_it(world: World, postgres_engine: Engine) -> None:
    session = await world.daily_question()
    while (item := world.item(session)).problem.type != "multiple_choice":
        session = await world.daily_question()
    maya, pack = world.member("Maya"), world.bank.pack("mla-c01")
    mended = with_key(item, "D", version=2)
    items = tuple(mended if one.id == item.id else one for one in pack.items)
    other = updated(world, replace(pack, items=items))
    await maya.wants(OpenSheet(session.id, item.id))
    with open_ledger(postgres_engine) as ledger:
        take_stock(TakeStock(), desk_of(ledger, other.member("Maya"), TakeStock()))
        press = asyncio.create_task(maya.wants(AnswerItem(session.id, item.id, ("D",))))
        await waiting(press)

    assert (await press).title == "Right."
