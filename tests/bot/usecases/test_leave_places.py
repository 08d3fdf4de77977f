"""We are removed from where a group lives, and come back: silence at once, the next slot later, nothing old."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.store import SqlStore
from bot.calls import CLOCK, NOWHERE, Call
from bot.cards.model import Card
from bot.commands import (
    Command,
    ForgetGroup,
    LeavePlaces,
    PausePosts,
    PostNow,
    ReturnToPlaces,
    SeeSpaces,
    SetUpGroup,
    ShowToday,
)
from bot.errors import LeadsOnly, StaleToken, UnknownWords
from bot.ports import Home
from bot.wire import decode, encode, read_words, verb_of
from tests.bot.mock_scene import attempts, begins, mock_world, updated
from tests.bot.mock_specimens import with_key
from tests.world import PLACE, World

LEAVE, RETURN = LeavePlaces("web", "local"), ReturnToPlaces("web", "local")
ELSEWHERE = replace(PLACE, space="other", room="there")
TUESDAY = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
"""The hour of the question after the first one."""


async def clock(world: World, command: Command) -> Card:
    """What happens, as an adapter tells of it."""
    return await world.app.handle(Call("departure", command, CLOCK, NOWHERE, world.at))


def deeds(world: World) -> list[tuple[str, str]]:
    return [(deed, place.room) for deed, place, *_ in world.chat.said]


def homes(world: World) -> tuple[Home, ...]:
    group = world.group().id
    return world.ask(lambda ledger: ledger.groups.homes(group))


async def test_everything_stops_and_nothing_is_said_of_it(world: World) -> None:
    ada = await world.set_up()
    session = await world.daily_question()
    await ada.answers(session, ("A",))
    world.chat.said.clear()

    await clock(world, LEAVE)
    await world.pass_until(TUESDAY + timedelta(days=3))

    assert deeds(world) == []
    assert [(home.parked, home.left_at is not None) for home in homes(world)] == [("I was removed from there", True)]
    (latest,) = world.sessions()
    assert (latest.id, latest.closed_at is not None) == (session.id, True)
    assert world.ask(lambda ledger: ledger.groups.due(TUESDAY + timedelta(days=9), 9)) == ()
    assert "The daily question is paused." in str((await ada.wants(ShowToday())).blocks)


async def test_what_waits_to_be_said_is_not_said_on_the_return(world: World) -> None:
    await world.set_up()
    await world.app.tick(world.at + timedelta(hours=1))
    await clock(world, LEAVE)
    await clock(world, RETURN)
    world.at += timedelta(hours=1)
    await world.beat()
    assert deeds(world) == []
    await world.pass_until(TUESDAY)
    assert deeds(world) == [("say", PLACE.room)]
    assert homes(world) == (Home(PLACE),)


async def test_a_second_farewell_moves_no_date(world: World) -> None:
    await world.set_up()
    await clock(world, LEAVE)
    (first,) = homes(world)
    world.at += timedelta(days=1)
    await clock(world, LEAVE)
    assert homes(world) == (first,)


async def test_a_return_without_a_farewell_changes_nothing(world: World) -> None:
    await world.set_up()
    session = await world.daily_question()
    await clock(world, RETURN)
    assert world.sessions() == (session,)
    await world.until_the_close(session)
    assert [deed for deed, _ in deeds(world)][:2] == ["say", "amend"]


async def test_a_paused_group_returns_paused(world: World) -> None:
    ada = await world.set_up()
    await ada.wants(PausePosts())
    await clock(world, LEAVE)
    await clock(world, RETURN)
    await world.pass_until(TUESDAY + timedelta(days=2))
    assert deeds(world) == []


async def test_setting_up_again_is_a_return_too(world: World) -> None:
    ada = await world.set_up()
    await world.daily_question()
    await clock(world, LEAVE)
    world.chat.said.clear()
    card = await ada.wants(SetUpGroup("09:00", "Europe/Berlin"))
    assert card.title == "Saved."
    await world.beat()
    assert deeds(world) == []
    await world.pass_until(TUESDAY)
    assert deeds(world) == [("say", PLACE.room)]


async def test_a_group_that_lives_elsewhere_too_goes_on_there_alone(world: World) -> None:
    ada = await world.set_up()
    group = world.group().id
    world.ask(lambda ledger: ledger.groups.bind(group, ELSEWHERE))
    session = await world.daily_question()
    await clock(world, LeavePlaces("web", "other"))
    world.chat.said.clear()

    await ada.answers(session, ("A",))
    await world.pass_until(world.at + timedelta(minutes=1))
    assert deeds(world) == [("amend", PLACE.room)], "the count of a post that nobody can reach rests"
    await world.until_the_close(session)
    await ada.wants(PostNow())
    await world.pass_until(TUESDAY)
    assert {room for _, room in deeds(world)} == {PLACE.room}
    assert len(deeds(world)) == 4

    await clock(world, ReturnToPlaces("web", "other"))
    await world.pass_until(TUESDAY + timedelta(days=1))
    assert ("say", ELSEWHERE.room) in deeds(world)


async def test_a_word_that_was_on_its_way_brings_nobody_back(world: World) -> None:
    await world.set_up()
    await world.app.tick(world.at + timedelta(hours=1))
    world.at += timedelta(hours=1)
    say = world.chat.say

    async def removed_meanwhile(*args: object, **more: object) -> str:
        message = await say(*args, **more)  # type: ignore[arg-type]
        await clock(world, LEAVE)
        return message

    world.chat.say = removed_meanwhile  # type: ignore[method-assign]
    await world.deliverer.deliver(world.at)
    assert [home.parked for home in homes(world)] == ["I was removed from there"]


async def test_what_happened_while_nobody_listened_is_caught_up_on(world: World) -> None:
    await world.set_up()
    group = world.group().id
    await clock(world, SeeSpaces("web", ("local", "unknown")))
    assert homes(world) == (Home(PLACE),)
    await clock(world, SeeSpaces("other", ()))
    assert homes(world) == (Home(PLACE),), "another platform's spaces are none of its business"
    await clock(world, SeeSpaces("web", ("unknown",)))
    assert homes(world)[0].left_at == world.at
    await clock(world, SeeSpaces("web", ("local",)))
    assert homes(world) == (Home(PLACE),)
    assert world.ask(lambda ledger: ledger.groups.due(TUESDAY, 9)) == (group,)


@pytest.mark.parametrize("command", [LEAVE, RETURN, SeeSpaces("web", ()), ForgetGroup("g")])
async def test_nobody_can_do_it_by_hand(world: World, command: Command) -> None:
    ada = await world.set_up()
    card = await ada.wants(command)
    assert card.short == str(LeadsOnly())
    with pytest.raises(StaleToken):
        decode(encode(command))
    with pytest.raises(UnknownWords):
        read_words(f"{verb_of(command).name} web local")
    assert homes(world) == (Home(PLACE),)


async def test_no_word_of_a_corrected_key_or_of_a_score_waits_for_a_place_we_were_removed_from(
    memory_store: SqlStore,
) -> None:
    world = await mock_world(memory_store)
    maya = world.member("Maya")
    session = await world.daily_question()
    while (asked := world.item(session)).problem.type != "multiple_choice":
        session = await world.daily_question()
    await maya.answers(session, ("B",))
    await world.until_the_close(session)
    await begins(maya)
    await clock(world, LEAVE)
    world.chat.said.clear()

    one = world.bank.pack("mla-c01")
    right = with_key(asked, "C", version=2)
    world = updated(world, replace(one, items=tuple(right if item is asked else item for item in one.items)))
    await world.app.take_stock(world.at)
    assert await world.app.tick(world.at) > 0, "the key"
    world.at += timedelta(hours=3)
    assert await world.app.tick(world.at) > 0, "the end of the mock exam"

    (attempt,) = attempts(maya)
    assert attempt.handed_in_at is not None
    assert await world.deliverer.deliver(world.at) == 0
    await clock(world, RETURN)
    assert await world.deliverer.deliver(world.at) == 0
