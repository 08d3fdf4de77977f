"""A streak outlasts a question that nobody could answer: it was said nowhere, or was gone before its hour."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.store import SqlStore
from bot.calls import CLOCK, NOWHERE, Call
from bot.commands import LeavePlaces, ReturnToPlaces, ShowMe
from bot.ports import Later, PlaceGone
from tests.world import USUAL, World


@pytest.fixture
async def world(store: SqlStore) -> World:
    """A group in which Maya has answered on three days, on the morning of the fourth."""
    world = World(store)
    await world.set_up()
    for _ in range(3):
        await answers(world)
    return world


async def answers(world: World) -> None:
    """Maya answers the next question of the day, which closes."""
    session = await world.daily_question()
    await world.member("Maya").answers(session, world.item(session).problem.solution())
    await world.until_the_close(session)


async def streak(world: World) -> str:
    """What Maya reads of it the day after, once she has answered again."""
    await answers(world)
    return repr(await world.member("Maya").wants(ShowMe()))


async def test_a_question_that_went_away_with_us_breaks_none(world: World) -> None:
    await world.daily_question()
    for command in (LeavePlaces("web", "local"), ReturnToPlaces("web", "local")):
        world.at += timedelta(minutes=5)
        await world.app.handle(Call("departure", command, CLOCK, NOWHERE, world.at))

    assert "Streak: 4 study days in a row" in await streak(world)


@pytest.mark.parametrize("fault", [Later(600), PlaceGone("channel_not_found")])
async def test_a_question_that_never_came_through_breaks_none(world: World, fault: Exception) -> None:
    world.chat.fault += [fault] * 100
    session = await world.daily_question()
    assert session.closes_at is not None
    while world.at < session.closes_at:
        await world.pass_until(world.at + timedelta(minutes=10))
    assert world.delivery(session).said_at is None
    world.chat.fault.clear()
    await world.member("Ada", manages=True).wants(USUAL)

    assert "Streak: 4 study days in a row" in await streak(world)


async def test_one_that_stood_there_till_its_hour_does(world: World) -> None:
    await world.until_the_close(await world.daily_question())

    assert "Streak: 1 study day" in await streak(world)
