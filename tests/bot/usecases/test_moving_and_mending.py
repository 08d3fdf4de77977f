"""Groups that move, places that fail for a while, leads that leave: what members lose by it, which is nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.store import SqlStore
from bot.commands import (
    AnswerItem,
    ForgetMe,
    OpenSheet,
    PausePosts,
    PostNow,
    Practise,
    SetUpGroup,
    ShowStandings,
    ShowStatus,
)
from bot.ports import PlaceGone
from bot.rules.groups import Role
from tests.bot.specimens import bank, item, pack
from tests.world import PLACE, World

OTHER = replace(PLACE, room="elsewhere")


def deeds(world: World) -> list[tuple[str, str]]:
    return [(deed, place.room) for deed, place, *_ in world.chat.said if deed != "whisper"]


async def test_an_old_room_does_not_give_the_group_away(world: World) -> None:
    ada = await world.set_up()
    first = world.group().id
    await ada.wants(SetUpGroup("09:00", "Europe/Berlin", room=OTHER.room))
    card = await world.member("Mallory").wants(SetUpGroup("10:00", "UTC"))
    assert card.title == "Your study group is ready."
    assert world.group().id != first
    moved = world.store.run_now(lambda ledger: ledger.groups.at(OTHER))
    assert moved is not None
    assert moved.id == first
    members = world.store.run_now(lambda ledger: ledger.groups.members(first))
    assert {member.name: member.role for member in members.values()} == {"Ada": Role.LEAD}


async def test_a_question_that_could_not_be_posted_comes_once_the_bot_is_let_in(world: World) -> None:
    ada = await world.set_up()
    world.chat.fault.append(PlaceGone("I am not a member of that channel"))
    await ada.wants(PostNow())
    await world.beat()
    assert deeds(world) == []
    card = await ada.wants(PostNow())
    assert card.title == "I am trying to post it."
    assert "I could not post there before, because I am not a member of that channel." in str(card.blocks)
    await world.beat()
    assert deeds(world) == [("say", PLACE.room)]
    group = world.group().id
    homes = world.store.run_now(lambda ledger: ledger.groups.homes(group))
    assert [home.parked for home in homes] == [""], "what works again is not parked"
    assert (await ada.wants(PostNow())).title == "Today’s question is out already."


async def test_a_group_that_moves_takes_its_open_question_along_and_closes_both_posts(world: World) -> None:
    ada = await world.set_up()
    session = await world.daily_question()
    await ada.wants(SetUpGroup("09:00", "Europe/Berlin", closes="17:00", room=OTHER.room))
    await world.beat()
    assert deeds(world) == [("say", PLACE.room), ("say", OTHER.room)]
    assert session.closes_at is not None
    await world.pass_until(session.closes_at)
    amended = {room for deed, room in deeds(world) if deed == "amend"}
    explained = {room for deed, room in deeds(world) if deed.startswith("thread")}
    assert amended == explained == {PLACE.room, OTHER.room}


async def test_a_post_that_may_still_be_changed_does_not_make_the_place_well(world: World) -> None:
    ada = await world.set_up()
    session = await world.daily_question()
    group = world.group().id
    world.ask(lambda ledger: ledger.groups.park(group, PLACE, "the channel is read-only"))
    await ada.answers(session, ("B",))
    await world.pass_until(world.at + timedelta(minutes=1))

    assert deeds(world) == [("say", PLACE.room), ("amend", PLACE.room)]
    assert "the channel is read-only" in repr(await ada.wants(ShowStatus()))


async def test_what_could_not_be_said_at_the_close_is_said_after_the_next_question(world: World) -> None:
    ada = await world.set_up()
    session = await world.daily_question()
    await ada.answers(session, ("B",))
    world.chat.fault.append(PlaceGone("I am not a member of that channel"))
    await world.until_the_close(session)
    assert deeds(world) == [("say", PLACE.room)]
    assert "I am not a member" in repr(await ada.wants(ShowStatus()))

    await world.daily_question()
    assert [deed for deed, _ in deeds(world)[1:]] == ["say", "amend", "thread of m1"]
    assert "I am not a member" not in repr(await ada.wants(ShowStatus()))


async def test_nothing_is_said_of_questions_that_closed_while_the_platform_was_away(world: World) -> None:
    await world.set_up()
    for day in (23, 24, 25):
        for hour in (8, 16):
            await world.app.tick(datetime(2026, 11, day, hour, tzinfo=UTC))
    world.at = datetime(2026, 11, 25, 18, 0, tzinfo=UTC)
    await world.beat()
    assert deeds(world) == []


async def test_a_group_whose_only_lead_is_gone_can_be_set_up_again(world: World) -> None:
    ada = world.member("Ada")
    await ada.wants(SetUpGroup("09:00", "Europe/Berlin"))
    asked = await ada.wants(ForgetMe())
    assert "You are the only lead." in str(asked.blocks)
    maya = world.member("Maya")
    assert (await maya.wants(SetUpGroup("10:00", "Europe/Berlin"))).tone == "trouble"
    await ada.wants(ForgetMe(sure=True))
    assert (await maya.wants(PausePosts())).tone == "trouble"
    assert (await maya.wants(SetUpGroup("10:00", "Europe/Berlin"))).title == "Saved."
    assert (await maya.wants(PausePosts())).title == "Paused."


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("mon-fri", {0, 1, 2, 3, 4}),
        ("Monday Wed,fri", {0, 2, 4}),
        ("fri-mon", {4, 5, 6, 0}),
        ("sat", {5}),
    ],
)
async def test_days_are_read_by_name_and_by_range(world: World, typed: str, days: set[int]) -> None:
    await world.set_up(days=typed)
    group = world.group().id
    rhythm = world.store.run_now(lambda ledger: ledger.groups.rhythm(group))
    assert rhythm is not None
    assert rhythm.days == days


@pytest.mark.parametrize("typed", ["monkey", "mon-someday", "weekdays"])
async def test_what_is_no_day_is_named(world: World, typed: str) -> None:
    card = await world.member("Ada").wants(SetUpGroup("09:00", "UTC", days=(typed,)))
    assert card.field == "days"
    assert typed in card.short


async def test_setting_up_while_paused_stays_paused(world: World) -> None:
    ada = await world.set_up()
    await ada.wants(PausePosts())
    card = await ada.wants(SetUpGroup("11:00", "Europe/Berlin"))
    assert "paused" in str(card.blocks)
    await world.pass_until(datetime(2026, 11, 24, 10, 0, tzinfo=UTC))
    assert deeds(world) == []


async def test_a_removed_item_is_said_to_be_withdrawn(memory_store: SqlStore) -> None:
    kept = item("mla-d2-1", domain="2", task="2.1")
    world = World(memory_store, bank(pack([item("mla-d1-1"), kept])))
    await world.set_up()
    session = await world.daily_question()
    assert session.form[0][0] == "mla-d1-1"
    after = World(memory_store, bank(pack([kept])), at=world.at, chat=world.chat)
    maya = after.member("Maya")
    card = await maya.wants(OpenSheet(session.id, "mla-d1-1"))
    assert card.title == "This question was withdrawn from its pack."
    assert session.closes_at is not None
    await after.pass_until(session.closes_at)
    assert [card.title for _, _, card, _ in world.chat.said][-1] == "This question was withdrawn"


async def test_a_question_that_closes_on_monday_counts_in_the_new_week(world: World) -> None:
    await world.set_up(days="mon,tue,wed,thu,fri,sat,sun", closes="09:00")
    world.at = datetime(2026, 11, 29, 7, 0, tzinfo=UTC)  # Sunday
    await world.pass_until(datetime(2026, 11, 29, 8, 0, tzinfo=UTC))
    session = world.sessions()[-1]
    maya = world.member("Maya")
    await maya.answers(session, ("B",))
    await world.pass_until(datetime(2026, 11, 30, 8, 0, tzinfo=UTC))
    assert "Maya (you)" in str((await maya.wants(ShowStandings())).blocks)


async def test_an_answer_on_the_next_morning_keeps_the_day_of_its_question(world: World) -> None:
    await world.set_up(days="mon-fri", closes="09:00")
    world.at = datetime(2026, 11, 27, 7, 0, tzinfo=UTC)  # Friday
    await world.pass_until(datetime(2026, 11, 27, 8, 0, tzinfo=UTC))
    session = world.sessions()[-1]
    world.at = datetime(2026, 11, 28, 7, 0, tzinfo=UTC)
    await world.member("Maya").answers(session, ("B",))
    assert [response.day for response in world.responses(session)] == [session.day]


async def test_a_question_posted_before_the_hour_lasts_as_long_as_todays_would(world: World) -> None:
    ada = await world.set_up(days="mon-sun", closes="09:00")
    await ada.wants(PostNow())
    session = world.sessions()[-1]
    assert session.closes_at == datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


async def test_the_key_cannot_be_had_by_practising_in_a_group_of_ones_own(world: World) -> None:
    await world.set_up(feedback="at_close")
    session = await world.daily_question()
    asked = world.bank.pack("mla-c01").item(session.form[0][0])
    mallory = world.member("Mallory")
    await mallory.wants(OpenSheet(session.id, asked.id))
    await mallory.wants(SetUpGroup("09:00", "UTC"), place=OTHER)
    for _ in range(len(world.bank.pack("mla-c01").live)):
        card = await mallory.wants(Practise(), place=OTHER)
        pressed = [control.press for control in card.controls if hasattr(control, "press")]
        offered = {press.item for press in pressed if isinstance(press, AnswerItem)}
        offered |= {card.form.submit.item} if card.form and isinstance(card.form.submit, AnswerItem) else set()
        assert asked.id not in offered
        world.at += timedelta(minutes=1)
