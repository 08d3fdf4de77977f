"""The one door: one transaction a call, a friendly card for every refusal, an apology for every defect."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from adapters.store import SqlStore, make_engine
from bot.app import App
from bot.calls import CLOCK, NOWHERE, Call, Place
from bot.commands import (
    CloseSession,
    Discuss,
    OpenSession,
    Practise,
    SetUpGroup,
    ShowHelp,
    ShowMe,
    ShowStatus,
    ShowToday,
)
from bot.errors import NoGroupHere
from bot.ports import Ledger, StoreUnavailable
from bot.rules.groups import Rhythm
from bot.rules.items import Answer, Mark
from tests.bot.specimens import bank, choice, item, pack
from tests.databases import sqlite_engine
from tests.world import PLACE, USUAL, World

NINE = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


class Broken:
    """A problem whose marking has a defect; everything else is a choice."""

    def __init__(self) -> None:
        self.sound = choice()

    def __getattr__(self, name: str) -> object:
        return getattr(self.sound, name)

    def mark(self, answer: Answer) -> Mark:
        """Break."""
        raise ZeroDivisionError(answer)


async def test_a_defect_becomes_an_apology_with_its_number_and_saves_nothing(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world = World(world.store, bank(pack([item(problem=Broken())])))  # type: ignore[arg-type] # that is the defect
    await world.set_up()
    session = await world.daily_question()
    maya = world.member("Maya")
    await maya.wants(ShowToday())
    before = next(world.calls)
    with caplog.at_level(logging.ERROR, "cohort"):
        card = await maya.answers(session, ("B",))

    assert card.title == "Something broke on our side."
    assert f"CALL{before + 2}" in repr(card)
    (record,) = caplog.records
    assert record.__dict__["call"] == f"call{before + 2}"
    assert record.exc_info is not None
    assert world.responses(session) == ()


async def test_a_refusal_is_a_friendly_card_and_is_noted_without_a_name(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "cohort"):
        card = await world.member("Maya").wants(ShowMe())

    assert card.title == "No study group lives here yet."
    assert [control.label for control in card.controls] == ["Help"]
    assert [record.__dict__["refusal"] for record in caplog.records] == ["NoGroupHere"]
    assert "Maya" not in repr(caplog.records[0].__dict__)


@pytest.mark.parametrize("command", [ShowToday(), Practise(), ShowMe(), ShowStatus(), Discuss("hi")])
async def test_where_no_group_lives_only_help_and_set_up_work(world: World, command: ShowToday) -> None:
    maya = world.member("Maya")

    assert (await maya.wants(command)).tone == "trouble"
    assert (await maya.wants(ShowHelp())).title == "What you can do"
    assert (await maya.wants(USUAL)).title == "Your study group is ready."


@pytest.mark.parametrize("command", [OpenSession("g"), CloseSession("g", "s")])
async def test_nobody_plays_the_clock(world: World, command: OpenSession) -> None:
    ada = await world.set_up()

    assert "Only leads" in (await ada.wants(command)).summary
    assert world.sessions() == ()


async def test_the_clock_does_nothing_for_a_group_that_is_gone(world: World) -> None:
    card = await world.app.handle(Call("c", OpenSession("gone"), CLOCK, NOWHERE, NINE))

    assert card.tone == "trouble"


def test_an_instant_without_a_zone_is_no_instant() -> None:
    with pytest.raises(ValueError, match="aware of its zone"):
        Call("c", ShowHelp(), CLOCK, NOWHERE, NINE.replace(tzinfo=None))


async def test_the_clock_gets_a_plain_answer(world: World) -> None:
    await world.set_up()

    assert (await world.app.handle(Call("c", OpenSession(world.group().id), CLOCK, NOWHERE, NINE))).title == "Done"


async def test_a_second_beat_changes_nothing(world: World) -> None:
    await world.set_up()
    assert await world.app.tick(NINE) == 1
    assert await world.app.tick(NINE) == 0
    session = world.sessions()[0]

    assert session.closes_at is not None
    assert await world.app.tick(session.closes_at) == 1
    assert await world.app.tick(session.closes_at) == 0
    assert world.sessions()[0].id == session.id


async def test_two_processes_that_beat_together_post_one_question(world: World) -> None:
    await world.set_up()
    group = world.group().id
    other = App(world.store, world.bank)
    for app in (world.app, other):
        await app.handle(Call("c", OpenSession(group), CLOCK, NOWHERE, NINE))
    await world.pass_until(NINE)

    assert len(world.chat.cards("say")) == 1


async def test_after_a_restart_everything_goes_on_from_the_file(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'cohort.db'}"
    first = World(SqlStore(sqlite_engine(address)))
    await first.set_up()
    session = await first.daily_question()
    await first.member("Maya").answers(session, ("B",))
    await first.store.close()

    second = World(SqlStore(make_engine(address)), at=first.at)
    assert second.sessions() == (session,)
    assert (await second.member("Maya").answers(session, ("A",))).title.startswith("You have answered")
    await second.until_the_close(session)
    assert [deed for deed, *_ in second.chat.said] == ["amend", "thread of m1"]
    await second.store.close()


async def test_a_restart_in_the_middle_of_an_hour_posts_what_was_missed_once(world: World) -> None:
    await world.set_up()
    await world.pass_until(NINE + timedelta(hours=3))
    assert len(world.chat.cards("say")) == 1

    again = World(world.store, at=world.at, chat=world.chat)
    await again.beat()
    assert len(world.chat.cards("say")) == 1


async def test_what_was_missed_for_too_long_is_skipped_and_the_next_day_comes(world: World) -> None:
    await world.set_up()
    await world.pass_until(NINE + timedelta(hours=7, minutes=30))
    assert world.chat.said == []

    assert (await world.daily_question()).day.day == 24


async def test_one_group_in_trouble_holds_no_other_up(world: World, caplog: pytest.LogCaptureFixture) -> None:
    await world.set_up(time="08:30")
    library = replace(PLACE, room="library")
    await world.member("Boris", manages=True).wants(USUAL, place=library)
    group = world.group().id

    def lose_the_pack(ledger: Ledger) -> None:
        found = ledger.groups.load(group)
        assert found is not None
        ledger.groups.save(replace(found, pack="gone"))

    world.ask(lose_the_pack)
    with caplog.at_level(logging.WARNING, "cohort"):
        await world.pass_until(NINE)

    assert [place.room for _, place, _, _ in world.chat.said] == ["library"]
    assert "is not installed" in caplog.records[0].__dict__["reason"]
    assert await world.app.tick(NINE) == 0


async def test_whoever_speaks_in_the_groups_place_is_a_member_and_keeps_a_name_up_to_date(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    await maya.wants(ShowMe())
    await replace(maya, actor=replace(maya.actor, name="Maya Lin\u202e")).wants(ShowMe())

    group = world.group().id
    names = world.ask(lambda ledger: sorted(member.name for member in ledger.groups.members(group).values()))
    assert names == ["Ada", "Maya Lin"]


async def test_in_private_one_is_in_the_group_joined_last(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    private = Place("web", "local", "")
    assert (await maya.wants(ShowMe(), place=private)).tone == "trouble"

    await maya.wants(ShowMe())
    assert (await maya.wants(ShowMe(), place=private)).title == "How you are doing, Maya"


async def test_in_a_channel_without_a_group_nobody_is_in_one(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    await maya.wants(ShowMe())

    assert "No study group lives here" in (await maya.wants(ShowMe(), place=replace(PLACE, room="random"))).summary


async def test_a_group_whose_pack_is_gone_is_told_what_to_do(world: World) -> None:
    await world.set_up()
    bare = World(world.store, bank(replace(pack(), id="saa-c03")), at=world.at)

    assert "is not installed. A lead can choose another" in (await bare.member("Maya").wants(ShowMe())).summary
    with pytest.raises(NoGroupHere, match="is not installed"):
        await bare.app.look(bare.member("Maya").actor, PLACE, bare.at)
    assert (await bare.member("Ada").wants(SetUpGroup())).title == "Set up your study group"
    assert (await bare.member("Ada").wants(replace(USUAL, pack="saa-c03"))).title == "Saved."


async def test_a_group_that_lives_nowhere_is_asked_nothing(world: World) -> None:
    await world.set_up()
    group = world.group()
    adrift = replace(group, id="adrift")
    world.ask(lambda ledger: ledger.groups.save(adrift))
    world.ask(lambda ledger: ledger.groups.keep_rhythm(Rhythm("adrift", time(9), time(17), frozenset({0})), NINE))
    await world.app.tick(NINE)

    assert world.ask(lambda ledger: ledger.sessions.latest("adrift", "daily")) is None
    assert await world.app.tick(NINE) == 0


async def test_a_close_that_comes_twice_says_nothing_twice(world: World) -> None:
    await world.set_up()
    session = await world.daily_question()
    close = CloseSession(session.group, session.id)
    for n in range(3):
        await world.app.handle(Call(f"c{n}", close, CLOCK, NOWHERE, NINE + timedelta(minutes=n)))
    world.at += timedelta(minutes=10)
    await world.beat()

    assert [deed for deed, *_ in world.chat.said] == ["say", "amend", "thread of m1"]
    assert world.sessions()[0].closed_at == NINE


async def test_stock_that_could_not_be_taken_at_the_start_is_taken_by_the_first_beat_that_can(tmp_path: Path) -> None:
    file = tmp_path / "cohort.db"
    sqlite_engine(f"sqlite:///{file}").dispose()
    world = World(SqlStore(make_engine(f"sqlite:///{file}", patience=0.05)))
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for work in (world.app.take_stock, world.app.tick):
            with pytest.raises(StoreUnavailable, match="stays locked"):
                await work(NINE)
        other.execute("COMMIT")

    assert await world.app.tick(NINE) == 0
    assert world.ask(lambda ledger: len(ledger.stock.editions())) == len(world.bank.pack("mla-c01").items)
    await world.store.close()
