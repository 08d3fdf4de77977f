"""The weekly mock comes at its hour, for everybody the same questions, and a lead sets when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import delete

from adapters.store import SqlStore
from adapters.store.mock_tables import mock_rhythms
from bot.calls import CLOCK, NOWHERE, Call
from bot.commands import (
    ForgetMe,
    LeavePlaces,
    OpenMock,
    OpenSheet,
    PausePosts,
    ResumePosts,
    ReturnToPlaces,
    SetMocks,
    ShowStatus,
    TakeMock,
)
from bot.ports import Home, Ledger
from bot.rules.mock_rhythms import MockRhythm
from bot.rules.packs import Bank
from bot.rules.sessions import Session
from tests.bot.mock_scene import FRIDAY, SUNDAY, gives, items_of, labels, latest, mock_world, weekly
from tests.bot.mock_specimens import mock_pack
from tests.world import PLACE, START, USUAL, World

WEEK = timedelta(weeks=1)


@pytest.fixture
async def world(store: SqlStore) -> World:
    """A group with a bank that suffices for every mock exam."""
    return await mock_world(store)


def mocks(world: World) -> tuple[Session, ...]:
    """Every weekly mock, oldest first."""
    group = world.group().id
    return world.ask(lambda ledger: ledger.sessions.of_purpose(group, "mock"))


def next_at(world: World) -> datetime | None:
    """When the next weekly mock is in the book."""
    hours = (world.at + timedelta(hours=n) for n in range(24 * 15))
    return next((at for at in hours if world.ask(partial(_due, at=at))), None)


def _due(ledger: Ledger, at: datetime) -> tuple[str, ...]:
    return ledger.mocks.due(at, 9)


async def test_it_opens_on_friday_at_noon_until_sunday_evening(world: World) -> None:
    await world.pass_until(FRIDAY - timedelta(seconds=1))
    assert mocks(world) == ()
    await world.pass_until(FRIDAY)

    (session,) = mocks(world)
    assert (session.opened_at, session.closes_at) == (FRIDAY, SUNDAY)
    assert len(session.form) == 20
    card = world.chat.cards("say")[-1]
    assert card.title == "The weekly mini mock is open"
    assert labels(card) == ["Begin: 53 minutes"]


async def test_the_beat_that_comes_twice_opens_it_once(world: World) -> None:
    await weekly(world)
    group = world.group().id
    await world.app.handle(Call("again", OpenMock(group), CLOCK, NOWHERE, world.at))
    await world.beat()

    assert len(mocks(world)) == 1
    assert [card.title for card in world.chat.cards("say")].count("The weekly mini mock is open") == 1


async def test_it_comes_every_week_with_nothing_that_the_group_saw_in_the_last_28_days(store: SqlStore) -> None:
    world = await mock_world(store, mock_pack(16, pilots=8, cases=False))
    for hours in range(4, 4 * 7 * 24, 4):
        await world.pass_until(START + timedelta(hours=hours))
    asked: list[tuple[datetime, str]] = []
    group = world.group().id
    for session in world.ask(lambda ledger: ledger.sessions.since(group, datetime(2026, 1, 1, tzinfo=UTC))):
        asked += [(session.opened_at, name) for name, _ in session.form]

    assert len(mocks(world)) == 4
    for session in mocks(world):
        assert session.paper is not None
        assert "rest" not in session.paper.relaxed
        lately = {name for at, name in asked if session.opened_at - timedelta(days=28) < at < session.opened_at}
        assert not lately & {name for name, _ in session.form}


async def test_a_small_bank_says_in_the_invitation_what_was_relaxed(store: SqlStore) -> None:
    world = await mock_world(store, mock_pack(2, pilots=0, cases=False))
    await weekly(world)
    world.at = SUNDAY
    await weekly(world)
    card = [card for card in world.chat.cards("say") if "mini mock" in card.title][-1]

    assert "some questions were seen in the last 28 days" in repr(card)


async def test_everybody_gets_the_same_questions_in_an_order_and_with_letters_of_their_own(world: World) -> None:
    session = await weekly(world)
    orders, letters = set(), set()
    for name in ("Ada", "Ben", "Lin", "Maya"):
        person = world.member(name)
        card = await person.wants(TakeMock(session.id))
        order = []
        while True:
            order += [one.id for one in items_of(world, session) if one.stem in repr(card)]
            if "Next" not in labels(card):
                break
            card = await person.presses(card, "Next")
        assert sorted(order) == sorted(item for item, _ in session.form)
        orders.add(tuple(order))
        letters.add(repr((await person.wants(OpenSheet(session.id, session.form[0][0]))).blocks[2]))

    assert len(orders) == 4
    assert len(letters) > 1


async def test_the_open_question_of_the_day_is_not_in_the_mock_nor_the_mocks_in_the_next_days(world: World) -> None:
    await world.set_up(time="12:00", closes="13:00")
    ada = world.member("Ada", manages=True)
    await ada.wants(replace(USUAL, time="12:00", closes="11:00"))
    session = await weekly(world)
    daily = world.sessions()[-1]
    assert daily.opened_at == FRIDAY
    form = {name for name, _ in session.form}
    assert daily.form[0][0] not in form
    await ada.wants(replace(USUAL, time="09:00", days=("sat", "sun")))
    for _ in range(2):
        assert (await world.daily_question()).form[0][0] not in form


async def test_while_paused_none_comes_and_after_resuming_the_next_slot_does(world: World) -> None:
    ada = world.member("Ada", manages=True)
    await ada.wants(PausePosts())
    await world.pass_until(FRIDAY + timedelta(hours=1))
    assert mocks(world) == ()
    await ada.wants(ResumePosts())
    await world.pass_until(FRIDAY + timedelta(hours=2))
    assert mocks(world) == (), "from the next slot on"

    await world.pass_until(FRIDAY + WEEK)
    assert len(mocks(world)) == 1


async def test_an_open_one_runs_to_its_close_though_the_group_pauses(world: World) -> None:
    session = await weekly(world)
    await world.member("Ada", manages=True).wants(PausePosts())
    assert (await world.member("Maya").wants(TakeMock(session.id))).title == "Question 1 of 20"
    await world.pass_until(SUNDAY)

    assert "Friday 27 November: how the mini mock went" in [card.title for card in world.chat.cards("thread")]


async def test_setting_the_group_up_again_keeps_the_mocks_hour_in_the_new_zone(world: World) -> None:
    ada = world.member("Ada", manages=True)
    await ada.wants(SetMocks("thu", "18:00", "sat", "18:00", "10"))
    await ada.wants(replace(USUAL, zone="America/New_York"))
    assert next_at(world) == datetime(2026, 11, 26, 23, 0, tzinfo=UTC)
    await ada.wants(SetMocks("off"))
    await ada.wants(USUAL)
    assert next_at(world) is None, "what was switched off stays off"


async def test_setting_up_while_paused_does_not_start_the_mock_again(world: World) -> None:
    ada = world.member("Ada", manages=True)
    await ada.wants(PausePosts())
    await ada.wants(USUAL)
    card = await ada.wants(SetMocks("fri", "12:00"))

    assert "/cohort resume" in repr(card)
    assert next_at(world) is None


async def test_a_group_that_was_left_and_comes_back_goes_on_from_its_next_mock(world: World) -> None:
    session = await weekly(world)
    maya = world.member("Maya")
    await maya.wants(TakeMock(session.id))
    await gives(maya, session, items_of(world, session)[:4])
    posted = len(world.chat.cards("say"))
    for command, days in ((LeavePlaces("web", "local"), 0), (ReturnToPlaces("web", "local"), 10)):
        world.at += timedelta(days=days)
        await world.app.handle(Call(repr(command), command, CLOCK, NOWHERE, world.at))
        await world.beat()
    assert len(world.chat.cards("say")) == posted, "nothing old stirs in the room"
    assert world.chat.cards("amend") == world.chat.cards("thread") == []
    group = world.group().id
    assert world.ask(lambda ledger: ledger.groups.homes(group)) == (Home(PLACE),)

    await world.pass_until(FRIDAY + 2 * WEEK)
    assert [one.opened_at for one in mocks(world)] == [FRIDAY, FRIDAY + 2 * WEEK]
    assert latest(world).closes_at == SUNDAY + 2 * WEEK


async def test_after_an_outage_it_opens_late_while_there_is_time_for_it(world: World) -> None:
    await world.pass_until(SUNDAY - timedelta(hours=2))
    assert len(mocks(world)) == 1
    await world.pass_until(SUNDAY + WEEK - timedelta(minutes=30))
    assert len(mocks(world)) == 1, "half an hour is not enough for 53 minutes"
    await world.pass_until(FRIDAY + 2 * WEEK)
    assert len(mocks(world)) == 2


async def test_a_lead_sees_the_present_setting_and_changes_it(world: World) -> None:
    ada = world.member("Ada", manages=True)
    form = await ada.wants(SetMocks())
    assert [getattr(field, "value", None) for field in form.form.fields] == ["fri", "12:00", "sun", "20:00", "20"]  # type: ignore[union-attr]
    card = await ada.sends(form, {"day": "tue", "time": "18:30", "until": "wed", "closes": "21", "length": "10"})
    assert "10 questions. The next one opens " in repr(card)
    assert "tue 18:30 to wed 21:00, 10 questions" in repr(await ada.wants(ShowStatus()))

    await world.pass_until(datetime(2026, 11, 24, 17, 30, tzinfo=UTC))
    assert len(latest(world).form) == 10


@pytest.mark.parametrize(
    ("wanted", "field"),
    [
        (SetMocks(length="0"), "length"),
        (SetMocks(length="500"), "length"),
        (SetMocks(length="-5"), "length"),
        (SetMocks(length="twenty"), "length"),
        (SetMocks(day="someday"), "day"),
        (SetMocks(day="fri-sun"), "day"),
        (SetMocks(until="mon-wed"), "until"),
        (SetMocks(time="25:00"), "time"),
        (SetMocks(closes="noon"), "closes"),
        (SetMocks(until="fri", closes="12:30"), "closes"),
    ],
)
async def test_a_setting_that_does_not_fit_is_named_and_nothing_changes(
    world: World, wanted: SetMocks, field: str
) -> None:
    ada = world.member("Ada", manages=True)
    before = await ada.wants(ShowStatus())
    card = await ada.wants(wanted)

    assert (card.tone, card.field) == ("trouble", field)
    assert await ada.wants(ShowStatus()) == before


async def test_only_leads_set_it(world: World) -> None:
    assert (await world.member("Maya", manages=False).wants(SetMocks("mon"))).tone == "trouble"


async def test_it_is_posted_in_every_place_and_follows_a_group_that_moves(world: World) -> None:
    await weekly(world)
    await world.member("Ada", manages=True).wants(replace(USUAL, room="library"))
    await world.beat()

    rooms = [place.room for deed, place, card, _ in world.chat.said if deed == "say" and "mini mock" in card.title]
    assert rooms == ["study", "library"]


async def test_a_group_without_members_left_still_has_its_mock(world: World) -> None:
    ada = world.member("Ada", manages=True)
    await ada.wants(ForgetMe(sure=True))
    await weekly(world)
    await world.pass_until(SUNDAY)

    (results,) = [card for card in world.chat.cards("thread") if "how the mini mock went" in card.title]
    assert "Nobody took this one." in repr(results)


async def test_a_group_that_was_never_given_a_rhythm_has_none_until_a_lead_saves_one(world: World) -> None:
    """Groups founded by a release before weekly mocks have none in the book."""
    group = world.group().id
    with world.store._engine.begin() as connection:  # nobody at the door can take a rhythm away
        connection.execute(delete(mock_rhythms))
    ada = world.member("Ada", manages=True)
    form = await ada.wants(SetMocks())
    assert "There is none at the moment." in repr(form)
    assert form.form.fields[0].value == "off"  # type: ignore[union-attr]

    assert "There is no weekly mock." in repr(await ada.sends(form, {"day": "off"}))
    assert "The next one opens " in repr(await ada.sends(form, {"day": "fri"}))
    await weekly(world)
    assert world.ask(lambda ledger: ledger.mocks.rhythm(group)) == MockRhythm(group)


async def test_a_pack_that_is_missing_keeps_the_clock_busy_once_and_the_next_week_comes(world: World) -> None:
    bare = World(world.store, Bank({}), at=FRIDAY, chat=world.chat, calls=world.calls)
    await bare.beat()
    assert await bare.app.tick(FRIDAY + timedelta(seconds=5)) == 0
    assert mocks(world) == ()

    await world.pass_until(FRIDAY + WEEK)
    assert len(mocks(world)) == 1
