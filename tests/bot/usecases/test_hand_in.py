"""An attempt ends once: by hand, or by the clock at the very instant its time is up, with what is there."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.store import SqlStore
from bot.calls import CLOCK, NOWHERE, Call
from bot.commands import AnswerItem, FlagItem, HandIn, LeavePlaces, MindAttempt, OpenSheet, ShowOverview, TakeMock
from bot.ports import Delivery
from tests.bot.mock_scene import (
    SUNDAY,
    attempts,
    begins,
    gives,
    items_of,
    labels,
    member_id,
    mock_world,
    responses,
    session_of,
    takes,
    weekly,
)
from tests.bot.mock_specimens import key_of, wrong_of
from tests.world import PLACE, Person, World


@pytest.fixture
async def world(store: SqlStore) -> World:
    """A group with a bank that suffices for every mock exam."""
    return await mock_world(store)


async def begun(world: World, right: int = 5) -> Person:
    """Maya in a mini mock of 53 minutes with so many right answers."""
    maya = world.member("Maya")
    await begins(maya)
    session = session_of(maya)
    assert session.paper is not None
    scored = [one for one in items_of(world, session) if one.id not in session.paper.unscored]
    await gives(maya, session, scored[:right])
    return maya


def told(world: World) -> list[str]:
    """The titles of what was whispered."""
    return [card.title for card in world.chat.cards("whisper")]


async def test_blanks_are_asked_about_once_and_count_as_wrong(world: World) -> None:
    maya = await begun(world)
    card = await maya.wants(HandIn(session_of(maya).id))
    assert card.title == "Hand in now?"
    assert "Nothing can be changed afterwards." in repr(card)
    assert attempts(maya)[0].handed_in_at is None

    report = await maya.presses(card, "Hand in")
    assert report.title == "Mini mock: 5 of 15 right"
    assert "15 were left blank." in repr(report)
    assert len(responses(world, session_of(maya))) == 5


async def test_handing_in_twice_and_every_stale_button_change_nothing(world: World) -> None:
    maya = await begun(world)
    session = session_of(maya)
    world.at += timedelta(minutes=5)
    await maya.wants(HandIn(session.id, sure=True))
    before = (attempts(maya), responses(world, session))
    world.at += timedelta(minutes=5)
    for one in items_of(world, session):
        for command in (AnswerItem(session.id, one.id, wrong_of(one)), FlagItem(session.id, one.id, on=True)):
            card = await maya.wants(command)
            assert card.title == "Mini mock: 5 of 15 right"
            assert "You have handed this one in. Nothing of it can change any more." in repr(card)
        await maya.wants(OpenSheet(session.id, one.id, sure=3))
    for again in (HandIn(session.id), HandIn(session.id, sure=True), ShowOverview(session.id)):
        assert "Nothing of it can change" in repr(await maya.wants(again))

    assert (attempts(maya), responses(world, session)) == before
    group, member = world.group().id, member_id(maya)
    given = world.ask(lambda ledger: ledger.attempts.given(group, session.id, member))
    assert not [one for one in given.values() if one.flagged or one.sure]


async def test_the_clock_warns_at_a_tenth_and_at_two_minutes_and_hands_in_at_zero(world: World) -> None:
    maya = await begun(world)
    (attempt,) = attempts(maya)
    assert attempt.ends_at is not None
    for seconds in range(1, 53 * 60, 7):
        await world.app.tick(attempt.started_at + timedelta(seconds=seconds))
        world.at = attempt.started_at + timedelta(seconds=seconds)
        await world.deliverer.deliver(world.at)
    assert told(world) == ["5 minutes left in your mock exam.", "2 minutes left in your mock exam."]
    assert "15 are blank. At the end it is handed in by itself" in repr(world.chat.cards("whisper")[0])

    await world.pass_until(attempt.ends_at)
    assert told(world)[2:] == ["Mini mock: 5 of 15 right"]
    last = world.chat.cards("whisper")[-1]
    assert "Time was up " in repr(last)
    assert attempts(maya)[0].handed_in_at == attempt.ends_at


async def test_an_answer_counts_in_the_last_second_and_not_at_the_end(world: World) -> None:
    maya = await begun(world, right=0)
    session, (attempt,) = session_of(maya), attempts(maya)
    first, second = items_of(world, session)[:2]
    assert attempt.ends_at is not None
    world.at = attempt.ends_at - timedelta(seconds=1)
    assert (await maya.wants(AnswerItem(session.id, first.id, key_of(first)))).title.endswith("of 20")
    world.at = attempt.ends_at
    card = await maya.wants(AnswerItem(session.id, second.id, key_of(second)))

    assert "Time was up " in repr(card)
    assert repr(attempt.ends_at) in repr(card)
    assert "Europe/Berlin" in repr(card)
    assert [one.item for one in responses(world, session)] == [first.id]
    assert attempts(maya)[0].handed_in_at == attempt.ends_at


async def test_who_answers_after_the_clock_has_handed_in_is_told_when_time_was_up(world: World) -> None:
    maya = await begun(world)
    session, (attempt,) = session_of(maya), attempts(maya)
    assert attempt.ends_at is not None
    await world.pass_until(attempt.ends_at)
    world.at = attempt.ends_at + timedelta(days=2)
    blank = items_of(world, session)[-1]
    card = await maya.wants(AnswerItem(session.id, blank.id, key_of(blank)))

    assert "Time was up " in repr(card)
    assert repr(attempt.ends_at) in repr(card)
    assert len(responses(world, session)) == 5


async def test_minding_twice_says_nothing_twice(world: World) -> None:
    maya = await begun(world)
    (attempt,) = attempts(maya)
    assert attempt.ends_at is not None
    for at in (attempt.warnings[0], attempt.warnings[1], attempt.ends_at):
        for n in range(3):
            world.at = at
            call = Call(
                f"again {at} {n}", MindAttempt(attempt.group, attempt.session, attempt.member), CLOCK, NOWHERE, at
            )
            await world.app.handle(call)
            await world.beat()

    assert len(told(world)) == 3
    assert len(responses(world, session_of(maya))) == 5


async def test_after_an_outage_of_a_day_it_is_handed_in_as_of_its_end_without_late_warnings(world: World) -> None:
    maya = await begun(world)
    (attempt,) = attempts(maya)
    assert attempt.ends_at is not None
    await world.pass_until(attempt.ends_at + timedelta(days=1))

    assert told(world) == ["Mini mock: 5 of 15 right"]
    assert attempts(maya)[0].handed_in_at == attempt.ends_at
    assert {one.at for one in responses(world, session_of(maya))} == {attempt.started_at}
    session = session_of(maya)
    assert session.closed_at == attempt.ends_at


async def test_after_an_outage_over_its_last_hours_both_warnings_are_one(world: World) -> None:
    await begun(world)
    world.at += timedelta(minutes=52)
    await world.beat()

    assert told(world) == ["1 minute left in your mock exam."]
    await world.beat()
    assert len(told(world)) == 1


async def test_a_warning_that_could_not_be_said_in_time_is_not_said(world: World) -> None:
    maya = await begun(world)
    (attempt,) = attempts(maya)
    assert attempt.ends_at is not None
    await world.app.tick(attempt.warnings[0])
    await maya.wants(HandIn(session_of(maya).id, sure=True))
    world.at = attempt.warnings[0]
    await world.beat()

    assert told(world) == []


async def test_the_word_goes_to_where_the_member_took_it_last(world: World) -> None:
    maya = await begun(world)
    (attempt,) = attempts(maya)
    private = type(PLACE)(PLACE.platform, PLACE.space, "")
    await maya.wants(TakeMock(attempt.session), place=private)
    assert attempt.ends_at is not None
    await world.pass_until(attempt.ends_at)

    assert [(place.room, account) for deed, place, _, account in world.chat.said if deed == "whisper"] == [("", "maya")]


async def test_who_begins_the_groups_mock_shortly_before_its_close_has_until_then(world: World) -> None:
    session = await weekly(world)
    maya = world.member("Maya")
    world.at = SUNDAY - timedelta(minutes=10)
    card = await maya.wants(TakeMock(session.id))
    assert "10 minutes left" in repr(card)
    await gives(maya, session, items_of(world, session)[:20])
    await world.pass_until(SUNDAY)

    assert attempts(maya)[0].handed_in_at == SUNDAY
    assert told(world)[-1] == "Mini mock: 15 of 15 right"
    (results,) = [card for card in world.chat.cards("thread") if "how the mini mock went" in card.title]
    assert "1 person took it." in repr(results)


async def test_after_an_outage_over_the_close_everybody_is_handed_in_before_the_results(world: World) -> None:
    session = await weekly(world)
    for name in ("Ben", "Maya"):
        await world.member(name).wants(TakeMock(session.id))
        await gives(world.member(name), session, items_of(world, session))
    await world.pass_until(SUNDAY + timedelta(days=1))

    (results,) = [card for card in world.chat.cards("thread") if "how the mini mock went" in card.title]
    assert "2 people took it." in repr(results)
    for name in ("Ben", "Maya"):
        (attempt,) = attempts(world.member(name))
        assert attempt.handed_in_at == attempt.ends_at == attempt.started_at + timedelta(minutes=53)


async def test_an_attempt_in_a_group_that_was_left_is_still_handed_in_and_can_be_looked_back_at(world: World) -> None:
    maya = await begun(world)
    session, (attempt,) = session_of(maya), attempts(maya)
    assert attempt.ends_at is not None
    leave = LeavePlaces(PLACE.platform, PLACE.space)
    await world.app.handle(Call("left", leave, CLOCK, NOWHERE, world.at))
    await world.pass_until(attempt.ends_at + timedelta(minutes=1))

    assert attempts(maya)[0].handed_in_at == attempt.ends_at
    card = await maya.wants(TakeMock(session.id), place=type(PLACE)(PLACE.platform, PLACE.space, ""))
    assert card.title == "Mini mock: 5 of 15 right"


async def test_taking_the_groups_mock_shows_in_the_counts_of_its_post(world: World) -> None:
    session = await weekly(world)
    await world.member("Ben").wants(TakeMock(session.id))
    await takes(world.member("Maya"), session, 3)
    world.at += timedelta(seconds=30)
    await world.beat()

    (card,) = [card for card in world.chat.cards("amend") if "mini mock is open" in card.title]
    assert "2 have begun, 1 handed in." in repr(card)
    assert labels(card) == ["Begin: 53 minutes"]


async def test_a_word_about_an_attempt_that_is_gone_is_not_said(world: World) -> None:
    await begun(world)
    group = world.group().id
    word = Delivery(group, "w", "warning", PLACE, "no such session", world.at, account="maya")
    world.ask(lambda ledger: ledger.deliveries.add(word))
    await world.beat()

    assert told(world) == []
