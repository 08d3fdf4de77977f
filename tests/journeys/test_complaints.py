"""What people complain about in other study bots, each pinned so that it cannot happen here.

Time-outs and long options are matters of a platform; the adapters' own tests answer those.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from adapters.store import SqlStore, make_engine
from bot.calls import Place
from bot.cards.model import Button
from bot.commands import AnswerItem, OpenSheet, Practise, ReportItem, ShowMe, ShowReports, ShowStandings
from bot.rules.sessions import Session
from tests.bot.specimens import bank, item, pack, plenty
from tests.databases import sqlite_engine
from tests.world import USUAL, World

EVERY_DAY = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@pytest.fixture
def world(memory_store: SqlStore) -> World:
    """A group's world with sixty questions."""
    return World(memory_store, bank(plenty()))


async def asked_one(store: SqlStore, **settings: str) -> tuple[World, Session]:
    """A group that is asked one question, whose key is B."""
    world = World(store, bank(pack([item("mla-d1-9001")])))
    await world.set_up(**settings)
    return world, await world.daily_question()


@pytest.mark.parametrize(
    ("zone", "eve"),
    [
        ("Europe/Berlin", "2026-03-27"),
        ("Europe/Berlin", "2026-10-23"),
        ("America/New_York", "2026-03-06"),
        ("America/New_York", "2026-10-30"),
        ("Australia/Lord_Howe", "2026-04-03"),
        ("Australia/Lord_Howe", "2026-10-02"),
    ],
)
async def test_1_posts_land_at_nine_on_both_sides_of_a_clock_change(world: World, zone: str, eve: str) -> None:
    world.at = datetime.fromisoformat(eve).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    await world.set_up(zone=zone, days=EVERY_DAY)
    opened = []
    for _ in range(5):
        session = await world.daily_question()
        opened.append(session.opened_at.astimezone(ZoneInfo(zone)))
        await world.until_the_close(session)

    assert {at.strftime("%H:%M") for at in opened} == {"09:00"}
    assert [at.date() for at in opened] == [date.fromisoformat(eve) + timedelta(days=n) for n in range(5)]
    assert len({at.utcoffset() for at in opened}) == 2


async def test_1_two_groups_in_two_zones_are_asked_at_their_own_nine(world: World) -> None:
    await world.set_up(zone="America/New_York")
    tokyo = World(world.store, world.bank, place=Place("web", "local", "tokyo"), at=world.at)
    await tokyo.set_up(zone="Asia/Tokyo")
    here, there = await world.daily_question(), await tokyo.daily_question()

    assert here.opened_at == datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
    assert there.opened_at == datetime(2026, 11, 24, 0, 0, tzinfo=UTC)


async def test_2_a_restart_neither_doubles_nor_skips_a_post(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'cohort.db'}"
    first = World(SqlStore(sqlite_engine(address)), bank(plenty()))
    await first.set_up()
    await first.store.close()

    chat, at, asked = first.chat, first.at, []
    for hour in (6, 8, 8, 9, 12, 16, 20, 32, 34, 40):  # hours of the week's first two days at which it starts anew
        at = datetime(2026, 11, 23, 0, 30, tzinfo=UTC) + timedelta(hours=hour)
        life = World(SqlStore(make_engine(address)), bank(plenty()), at=at, chat=chat)
        await life.beat()
        asked += [session.day for session in life.sessions()]
        await life.store.close()

    assert [deed for deed, *_ in chat.said] == ["say", "amend", "thread of m1", "say", "amend", "thread of m3"]
    assert set(asked) == {date(2026, 11, 23), date(2026, 11, 24)}


async def test_2_an_edited_schedule_drops_the_old_hour_and_posts_once(world: World) -> None:
    ada = await world.set_up()
    await world.daily_question()
    await ada.wants(replace(USUAL, time="11:00"))
    for hour in range(8, 16):
        await world.pass_until(datetime(2026, 11, 23, hour, 30, tzinfo=UTC))
    assert len(world.chat.cards("say")) == 1

    session = await world.daily_question()
    assert session.opened_at == datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


async def test_3_a_button_works_after_a_restart_and_says_so_kindly_when_it_is_over(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'cohort.db'}"
    first = World(SqlStore(sqlite_engine(address)))
    await first.set_up()
    session = await first.daily_question()
    post = first.chat.cards("say")[0]
    sheet = await first.member("Maya").presses(post, "Answer")
    await first.store.close()

    second = World(SqlStore(make_engine(address)), at=first.at + timedelta(hours=6))
    maya = second.member("Maya")
    assert (await maya.presses(sheet, "A")).tone in {"right", "wrong"}
    assert (await maya.presses(post, "Answer")).title.startswith("You have answered")
    await second.until_the_close(session)
    late = await second.member("Omar").presses(post, "Answer")
    assert late.title == "This one has closed."
    assert [control.label for control in late.controls] == ["Practise"]
    await second.store.close()


async def test_4_nobody_sees_what_others_answered_before_the_close(memory_store: SqlStore) -> None:
    world, session = await asked_one(memory_store)
    quiet = world.chat.cards("say")[0]
    for name in ("Maya", "Omar", "Lin"):
        await world.member(name).answers(session, ("B",))
    world.at += timedelta(minutes=1)
    await world.beat()
    refreshed = world.chat.cards("amend")[-1]

    assert replace(refreshed, blocks=()) == replace(quiet, blocks=())
    assert "3 have answered" in repr(refreshed)
    for card in (quiet, refreshed, await world.member("Ray").wants(ShowStandings())):
        for name in ("Maya", "Omar", "Lin"):
            assert name not in repr(card)
    assert "Meter" not in repr(refreshed)


async def test_4_a_letter_shouted_in_the_channel_gives_nothing_away(memory_store: SqlStore) -> None:
    world, session = await asked_one(memory_store)
    meant = set()
    for n in range(16):
        sheet = await world.member(f"Member {n}").wants(OpenSheet(session.id, "mla-d1-9001"))
        first = sheet.controls[0]
        assert isinstance(first, Button)
        assert isinstance(first.press, AnswerItem)
        meant.add(first.press.answer)

    assert meant == {("A",), ("B",), ("C",), ("D",)}


async def test_5_one_person_counts_once_however_often_they_press(memory_store: SqlStore) -> None:
    world, session = await asked_one(memory_store)
    maya = world.member("Maya")
    sheet = await maya.wants(OpenSheet(session.id, "mla-d1-9001"))
    for label in ("A", "B", "C", "D", "A"):
        await maya.presses(sheet, label)
    await world.until_the_close(session)

    assert len(world.responses(session)) == 1
    assert "1 person answered" in repr(world.chat.cards("amend")[-1])


async def test_5_the_same_event_delivered_twice_changes_nothing(memory_store: SqlStore) -> None:
    world, session = await asked_one(memory_store)
    maya = world.member("Maya")
    first, again = [await maya.wants(AnswerItem(session.id, "mla-d1-9001", ("B",))) for _ in range(2)]

    assert first.tone == again.tone == "right"
    assert len(world.responses(session)) == 1


async def test_5_practising_what_the_group_was_asked_adds_nothing_to_the_board(memory_store: SqlStore) -> None:
    world, session = await asked_one(memory_store)
    maya = world.member("Maya")
    await maya.answers(session, ("A",))
    await world.until_the_close(session)
    sheet = await maya.wants(Practise())
    for label in ("A", "B", "C", "D"):
        await maya.presses(sheet, label)

    assert "('1', 'Maya (you)', '0', '1')" in repr(await maya.wants(ShowStandings()))


@pytest.mark.parametrize(
    ("zone", "local_hour"), [("Pacific/Auckland", 23), ("America/Los_Angeles", 23), ("Asia/Kolkata", 0)]
)
async def test_6_the_day_of_a_streak_ends_at_the_groups_midnight(world: World, zone: str, local_hour: int) -> None:
    world.at = datetime(2026, 11, 23, 1, 0, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    await world.set_up(zone=zone, days=EVERY_DAY, time="00:00", closes="00:00")
    maya = world.member("Maya")
    for day in (24, 25, 26):
        session = await world.daily_question()
        world.at = datetime(2026, 11, day, local_hour, 30, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        await maya.answers(session, ("B",))
    (response,) = world.responses(world.sessions()[0])

    assert response.day == date(2026, 11, 26)
    assert "Streak: 3 study days in a row" in repr(await maya.wants(ShowMe()))


async def test_6_a_rest_day_and_a_question_still_open_break_no_streak(world: World) -> None:
    await world.set_up(days=("thu", "fri", "mon"))
    maya = world.member("Maya")
    for _ in range(3):
        await maya.answers(await world.daily_question(), ("B",))
    await world.pass_until(datetime(2026, 11, 30, 7, 0, tzinfo=UTC))

    assert "Streak: 3 study days in a row" in repr(await maya.wants(ShowMe()))


async def test_7_anybody_can_say_that_a_question_is_wrong_and_leads_read_it(memory_store: SqlStore) -> None:
    world, session = await asked_one(memory_store)
    maya, ada = world.member("Maya"), world.member("Ada")
    result = await maya.answers(session, ("A",))
    form = await maya.presses(result, "Report this question")
    assert "What is wrong with it?" in repr(form)
    await maya.sends(form, {"words": "Option D has the same effort since last month."})
    await world.until_the_close(session)
    await world.member("Omar").wants(ReportItem("I think so too", session.id, "mla-d1-9001"))

    card = await ada.wants(ShowReports())
    assert card.title == "Reports: 2"
    assert "mla-d1-9001 v1" in repr(card)
    assert "same effort since last month" in repr(card)
