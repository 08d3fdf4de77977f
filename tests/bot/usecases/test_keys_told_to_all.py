"""What the whole group was told, in a thread and with its key, is no evidence any more when it is answered later."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.store import SqlStore
from bot.commands import ShowHelp
from tests.bot.door_scene import believed_of, practises
from tests.bot.mock_scene import SUNDAY, corrected, items_of, mock_world, takes, weekly
from tests.world import World


@pytest.fixture
async def world(memory_store: SqlStore) -> World:
    """A group with a bank that suffices for every mock exam."""
    return await mock_world(memory_store)


async def test_an_erratum_tells_the_key_of_the_new_version_to_everybody(world: World) -> None:
    session = await world.daily_question()
    while world.item(session).problem.type != "multiple_choice":
        session = await world.daily_question()
    await world.member("Maya").answers(session, ("B",))
    await world.until_the_close(session)
    world, new = await corrected(world, world.item(session))
    assert [card.title for card in world.chat.cards("thread")][-1].endswith(": a key was corrected")

    for name in ("Maya", "Lin"):
        person = world.member(name)
        await person.wants(ShowHelp())
        before = believed_of(person)
        await practises(person, [new])
        assert believed_of(person) == before


async def test_where_no_thread_tells_it_who_had_answered_knows_the_corrected_key(world: World) -> None:
    maya, lin = world.member("Maya"), world.member("Lin")
    asked = next(one for one in world.bank.pack("mla-c01").live if one.problem.type == "multiple_choice")
    await practises(maya, [asked])
    world.at += timedelta(minutes=5)
    world, new = await corrected(world, asked)
    assert [card.title for card in world.chat.cards("whisper")] == ["The key of a question you answered was corrected."]
    maya, lin = world.member("Maya"), world.member("Lin")
    world.at += timedelta(days=1)  # practice asks once a day
    before = believed_of(maya)

    await practises(maya, [new])
    assert believed_of(maya) == before
    await practises(lin, [new])
    assert believed_of(lin).readiness.answers == 1


@pytest.mark.parametrize("took", [2, 3])
async def test_the_three_most_missed_in_a_weekly_mock_are_told_to_those_too_who_did_not_take_it(
    world: World, took: int
) -> None:
    """From three people up; the others of its questions are not told."""
    lin, session = world.member("Lin"), await weekly(world)
    await lin.wants(ShowHelp())
    for name in ("Maya", "Ben", "Omar")[:took]:
        await takes(world.member(name), session, 15)
    await world.pass_until(SUNDAY)
    world.at += timedelta(hours=1)
    items = items_of(world, session)
    thread = repr([card for card in world.chat.cards("thread") if "how the mini mock went" in card.title])
    told = [one for one in items if one.stem in thread]
    assert len(told) == (3 if took == 3 else 0)
    before = believed_of(lin)

    await practises(lin, told)
    assert believed_of(lin) == before
    await practises(lin, [one for one in items if one not in told])
    assert believed_of(lin).readiness.answers == len(items) - len(told)
