"""Corrected keys under /me: a month in the report, for good in its part, and never while something open asks them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.store import SqlStore
from bot.cards.model import Button, Card
from bot.commands import HandIn, ShowMe
from bot.ports import Ledger
from bot.rules.items import Item
from bot.rules.sessions import Response, Session
from tests.bot.mock_scene import begins, corrected, items_of, member_id, mock_world, session_of
from tests.world import World

TOLD = "The key of a question you answered was corrected."
NONE = "No key of a question you answered was corrected."


@pytest.fixture
async def world(store: SqlStore) -> World:
    """A group with a bank that suffices for every mock exam."""
    return await mock_world(store)


async def answered(world: World) -> tuple[Item, Session]:
    """A daily question of one choice that Maya answered B, closed."""
    while True:
        session = await world.daily_question()
        if world.item(session).problem.type == "multiple_choice":
            break
    await world.member("Maya").answers(session, ("B",))
    await world.until_the_close(session)
    return world.item(session), session


async def me(world: World, name: str = "Maya", part: str = "") -> Card:
    """Somebody's report, or a part of it."""
    return await world.member(name).wants(ShowMe(part=part))


async def test_who_is_away_gets_no_mail_and_finds_it_in_their_report(world: World) -> None:
    asked, _ = await answered(world)
    assert TOLD not in repr(await me(world))
    world.chat.away.add("maya")
    world, _ = await corrected(world, asked)

    assert world.chat.cards("whisper") == []
    assert TOLD in repr(await me(world))
    part = await world.member("Maya").presses(await me(world), "Corrected keys")
    assert part.title == TOLD
    assert asked.stem in repr(part)
    assert "By this key your answer is wrong." in repr(part)


async def test_who_answered_nothing_of_it_is_told_nothing(world: World) -> None:
    asked, _ = await answered(world)
    world, _ = await corrected(world, asked)

    assert TOLD not in repr(await me(world, "Lin"))
    assert (await me(world, "Lin", "corrections")).title == NONE


async def test_after_a_month_the_report_is_silent_and_its_part_is_not(world: World) -> None:
    asked, _ = await answered(world)
    world, _ = await corrected(world, asked)
    world.at += timedelta(days=31)

    assert TOLD not in repr(await me(world))
    assert "Corrected keys" not in [one.label for one in (await me(world)).controls if isinstance(one, Button)]
    assert (await me(world, part="corrections")).title == TOLD


async def test_who_answered_by_the_new_key_alone_is_told_nothing(world: World) -> None:
    """The version stays the same when its author did not raise it."""
    asked, session = await answered(world)
    world, _ = await corrected(world, asked, version=1)
    world.at += timedelta(days=1)
    again = replace(session, id="again", opened_at=world.at, closes_at=world.at + timedelta(hours=8), closed_at=None)
    assert world.ask(lambda ledger: ledger.sessions.add(replace(again, day=session.day + timedelta(days=1))))
    await world.member("Ben").answers(again, ("C",))
    await world.until_the_close(again)

    assert (await me(world, part="corrections")).title == TOLD
    assert (await me(world, "Ben", "corrections")).title == NONE


async def test_what_is_open_again_waits_for_its_close(world: World) -> None:
    asked, session = await answered(world)
    again = replace(session, id="again", opened_at=world.at, closes_at=world.at + timedelta(hours=8), closed_at=None)
    assert world.ask(lambda ledger: ledger.sessions.add(replace(again, day=session.day + timedelta(days=1))))
    world, _ = await corrected(world, asked)
    assert (await me(world, part="corrections")).title == NONE

    await world.until_the_close(again)
    world.at += timedelta(minutes=2)
    assert (await me(world, part="corrections")).title == TOLD


async def test_what_their_own_exam_asks_waits_for_its_end(world: World) -> None:
    maya = world.member("Maya")
    await begins(maya)
    own = session_of(maya)
    asked = next(one for one in items_of(world, own) if one.problem.type == "multiple_choice")
    before = Session(own.group, "before", "daily", own.day, ((asked.id, 1),), own.opened_at, world.at, world.at)
    answer = Response(own.group, "before", asked.id, 1, member_id(maya), ("B",), True, 0.0, world.at, own.day)

    def asked_before(ledger: Ledger) -> bool:
        return ledger.sessions.add(before) and ledger.responses.add(answer)

    assert world.ask(asked_before)
    world, _ = await corrected(world, asked)
    assert (await me(world, part="corrections")).title == NONE

    await world.member("Maya").wants(HandIn(own.id, sure=True))
    assert (await me(world, part="corrections")).title == TOLD
