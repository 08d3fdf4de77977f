"""Forgetting and pausing meet other calls in the same instant, on a database that lets them overlap: both hold."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from adapters.store import SqlStore, open_ledger
from bot.calls import CLOCK, NOWHERE, Call
from bot.commands import AnswerItem, ForgetMe, HandIn, OpenMock, OpenSession, OpenSheet, PausePosts, ShowStatus
from bot.usecases.answer_item import answer_item
from bot.usecases.forget_me import forget_me
from bot.usecases.hand_in import hand_in
from bot.usecases.show_status import pause_posts
from tests.bot.mock_scene import FRIDAY, mock_world
from tests.bot.mock_specimens import key_of
from tests.bot.usecases.test_presses_at_once import begun, desk_of, waiting
from tests.world import START, World

NINE = START + timedelta(hours=1)


@pytest.fixture
async def world(postgres_engine: Engine) -> World:
    """A group on PostgreSQL with a bank that suffices for every mock exam."""
    return await mock_world(SqlStore(postgres_engine))


def on_record_of(world: World) -> tuple[list[str], int]:
    """Names of the members there are, and how many answers to the latest daily question."""
    group = world.group().id
    members = world.ask(lambda ledger: ledger.groups.members(group))
    return sorted(member.name for member in members.values()), len(world.responses(world.sessions()[-1]))


async def test_who_is_forgotten_while_they_answer_is_forgotten_with_that_answer(
    world: World, postgres_engine: Engine
) -> None:
    session, maya = await world.daily_question(), world.member("Maya")
    await maya.wants(OpenSheet(session.id, session.form[0][0]))
    answer = AnswerItem(session.id, session.form[0][0], key_of(world.item(session)))
    with open_ledger(postgres_engine) as ledger:
        answer_item(answer, desk_of(ledger, maya, answer))
        press = asyncio.create_task(maya.wants(ForgetMe(sure=True)))
        await waiting(press)

    assert (await press).title == "Everything about you is deleted."
    assert on_record_of(world) == (["Ada"], 0)


async def test_who_answers_while_they_are_forgotten_begins_anew(world: World, postgres_engine: Engine) -> None:
    session, maya = await world.daily_question(), world.member("Maya")
    await maya.wants(OpenSheet(session.id, session.form[0][0]))
    forget = ForgetMe(sure=True)
    with open_ledger(postgres_engine) as ledger:
        forget_me(forget, desk_of(ledger, maya, forget))
        press = asyncio.create_task(maya.answers(session, key_of(world.item(session))))
        await waiting(press)

    assert (await press).title == "Right."
    assert on_record_of(world) == (["Ada", "Maya"], 1)


async def test_who_is_forgotten_while_they_hand_in_is_forgotten_with_that(
    world: World, postgres_engine: Engine
) -> None:
    maya, session, item = await begun(world)
    await maya.wants(AnswerItem(session.id, item.id, key_of(item)))
    command = HandIn(session.id, sure=True)
    with open_ledger(postgres_engine) as ledger:
        desk = desk_of(ledger, maya, command)
        assert ledger.attempts.hold(session.group, session.id, desk.me.id) is not None
        press = asyncio.create_task(maya.wants(ForgetMe(sure=True)))
        await waiting(press)
        hand_in(command, desk)  # would wait for ever for a member that forgetting held already

    assert (await press).title == "Everything about you is deleted."
    group = session.group
    assert world.ask(lambda ledger: ledger.sessions.load(group, session.id)) is None


@pytest.mark.parametrize(("at", "opening"), [(NINE, OpenSession), (FRIDAY, OpenMock)])
async def test_a_pause_as_the_hour_strikes_holds(
    world: World, postgres_engine: Engine, at: datetime, opening: type[OpenSession | OpenMock]
) -> None:
    ada, group = world.member("Ada", manages=True), world.group().id
    await world.pass_until(at - timedelta(minutes=1))
    said, world.at = len(world.chat.said), at
    call = Call("strikes", opening(group), CLOCK, NOWHERE, at)
    with open_ledger(postgres_engine) as ledger:
        pause_posts(PausePosts(), desk_of(ledger, ada, PausePosts()))
        strike = asyncio.create_task(world.app.handle(call))
        await waiting(strike)
    await strike
    await world.beat()
    assert len(world.chat.said) == said
    assert "Paused" in repr(await ada.wants(ShowStatus()))
