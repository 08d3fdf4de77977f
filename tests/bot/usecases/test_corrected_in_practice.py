"""In practice mode the verdict comes at once: if its key was wrong, whoever was told it hears so before handing in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.store import SqlStore
from bot.commands import AnswerItem, FlagItem, HandIn, ShowMe
from bot.rules.items import Item
from bot.rules.sessions import Session
from tests.bot.mock_scene import begins, items_of, mock_world, responses, session_of, updated
from tests.bot.mock_specimens import with_key
from tests.world import World

ONE = "The key of a question you answered was corrected."


@pytest.fixture
async def world(store: SqlStore) -> World:
    """A group in which nobody has answered anything yet."""
    return await mock_world(store)


async def begun(world: World, mode: str = "practice") -> tuple[Session, Item]:
    """Maya's mini mock, and a question of one choice in it whose key is B."""
    maya = world.member("Maya")
    await begins(maya, mode=mode)
    session = session_of(maya)
    return session, next(one for one in items_of(world, session) if one.problem.type == "multiple_choice")


async def corrected(world: World, asked: Item) -> World:
    """The same group after a restart with C as the key of it, and what follows from that."""
    pack, new = world.bank.pack("mla-c01"), with_key(asked, "C", version=2)
    world = updated(world, replace(pack, items=tuple(new if one.id == new.id else one for one in pack.items)))
    await world.app.take_stock(world.at)
    await world.beat()
    return world


def whispers(world: World) -> list[tuple[str, str]]:
    """Who was told what in private."""
    return [(account, repr(card)) for deed, _, card, account in world.chat.said if deed == "whisper"]


@pytest.mark.parametrize(("answer", "before", "now"), [("C", "The key is", "right"), ("B", "Right.", "wrong")])
async def test_who_was_told_a_verdict_by_a_wrong_key_is_told_the_right_one(
    world: World, answer: str, before: str, now: str
) -> None:
    session, asked = await begun(world)
    assert before in (await world.member("Maya").wants(AnswerItem(session.id, asked.id, (answer,)))).title
    world.at += timedelta(minutes=1)
    world = await corrected(world, asked)
    ((account, told),) = whispers(world)
    assert account == "maya"
    assert ONE in told
    assert f"By this key your answer is {now}." in told
    assert f"By this key your answer is {now}." in repr(await world.member("Maya").wants(ShowMe("corrections")))

    await world.member("Maya").wants(HandIn(session.id, sure=True))
    world.at += timedelta(minutes=1)
    await world.app.take_stock(world.at)
    await world.beat()
    assert [one.right for one in responses(world, session)] == [now == "right"]
    assert len(whispers(world)) == 1


async def test_it_is_right_on_record_and_told_as_such_once_it_is_handed_in(world: World) -> None:
    session, asked = await begun(world)
    await world.member("Maya").wants(AnswerItem(session.id, asked.id, ("C",)))
    world.chat.fault += [OSError("no network")]
    world = await corrected(world, asked)
    await world.member("Maya").wants(HandIn(session.id, sure=True))
    world.at += timedelta(minutes=10)
    await world.beat()

    ((_, told),) = whispers(world)
    assert "By this key your answer is right." in told


async def test_who_was_told_no_verdict_is_not_disturbed(world: World) -> None:
    session, asked = await begun(world)
    await world.member("Maya").wants(FlagItem(session.id, asked.id, on=True))
    world.at += timedelta(minutes=1)
    world = await corrected(world, asked)
    await world.member("Maya").wants(AnswerItem(session.id, asked.id, ("C",)))
    await world.beat()
    assert whispers(world) == []


async def test_on_the_clock_nothing_was_told_and_nothing_is(world: World) -> None:
    session, asked = await begun(world, mode="")
    await world.member("Maya").wants(AnswerItem(session.id, asked.id, ("C",)))
    world.at += timedelta(minutes=1)
    world = await corrected(world, asked)
    assert whispers(world) == []


async def test_who_answers_between_the_correction_and_its_beat_was_told_by_the_right_key(world: World) -> None:
    session, asked = await begun(world)
    pack, new = world.bank.pack("mla-c01"), with_key(asked, "C", version=2)
    other = updated(world, replace(pack, items=tuple(new if one.id == new.id else one for one in pack.items)))
    await world.member("Maya").wants(AnswerItem(session.id, asked.id, ("C",)))
    await other.app.take_stock(world.at - timedelta(seconds=1))
    await other.beat()
    assert whispers(world) == []
