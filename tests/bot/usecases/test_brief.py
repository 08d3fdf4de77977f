"""The Monday brief: to leads who asked for it, once, across restarts and clock changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import App
from bot.cards.enclosures import enclosed_in
from bot.cards.model import Card
from bot.commands import (
    ForgetMe,
    PausePosts,
    SetBrief,
    StopBriefs,
)
from bot.deliver import Deliverer
from bot.ports import Ledger
from bot.rules.groups import Role
from bot.wire import read_words
from tests.bot.lead_scene import agrees, answers, stocked, words
from tests.world import USUAL, Person, World

NEXT = datetime(2026, 11, 30, 7, 0, tzinfo=UTC)
"""Monday, 08:00 in Berlin, a week after the scene begins."""

TITLE = "Monday brief, 30 November"


@pytest.fixture
def world(world: World) -> World:
    """The group has a bank of many questions, and nothing but briefs is due on a Monday morning."""
    return stocked(world)


async def reader(world: World) -> Person:
    """A lead who asked for the brief."""
    ada = await world.set_up()
    await ada.wants(SetBrief("on"))
    return ada


def briefs(world: World) -> list[Card]:
    return [card for card in world.chat.cards("whisper") if "onday brief" in card.title]


# --- who gets it, and when ------------------------------------------------------------------------


async def test_nobody_gets_a_brief_who_did_not_ask(world: World) -> None:
    await world.set_up()
    await world.pass_until(NEXT)
    assert briefs(world) == []


async def test_a_lead_who_asked_gets_it_on_monday_at_eight_in_private_and_once(world: World) -> None:
    ada = await world.set_up()
    card = await ada.wants(SetBrief())
    assert card.title == "You get no Monday brief."
    assert (await ada.presses(card, "Send it to me on Mondays")).title == "Saved. Your Monday brief is on."

    await world.pass_until(NEXT - timedelta(seconds=1))
    assert briefs(world) == []
    await world.pass_until(NEXT)
    (brief,) = briefs(world)
    assert brief.title == TITLE
    assert [(place.room, account) for deed, place, _, account in world.chat.said if deed == "whisper"] == [("", "ada")]
    await world.pass_until(NEXT + timedelta(hours=5))
    assert len(briefs(world)) == 1
    await world.pass_until(NEXT + timedelta(days=7))
    assert [card.title for card in briefs(world)] == [TITLE, "Monday brief, 7 December"]


@pytest.mark.parametrize("typed", ["brief on 07:30", "brief 7:30", "brief time:07:30", "brief wanted:on time:7.30"])
async def test_another_hour_may_be_chosen(world: World, typed: str) -> None:
    ada = await world.set_up()
    assert (await ada.wants(read_words(typed))).title == "Saved. Your Monday brief is on."

    await world.pass_until(NEXT - timedelta(minutes=30))
    assert len(briefs(world)) == 1


@pytest.mark.parametrize(
    ("typed", "told"), [("brief maybe", "“maybe” is none of on, off and now."), ("brief on 25", "“25” is not an hour.")]
)
async def test_nonsense_is_refused_and_changes_nothing(world: World, typed: str, told: str) -> None:
    ada = await world.set_up()
    assert (await ada.wants(read_words(typed))).title == told
    await world.pass_until(NEXT)
    assert briefs(world) == []


@pytest.mark.parametrize("way", ["off", "button", "forget", "demoted", "paused"])
async def test_who_has_had_enough_or_lost_the_right_gets_none(world: World, way: str) -> None:
    ada = await reader(world)
    other = await world.member("Boris", manages=True).wants(replace(USUAL), place=world.place)
    assert other.title == "Saved."
    match way:
        case "off":
            await ada.wants(read_words("brief off"))
        case "button":
            await ada.presses(await ada.wants(SetBrief()), "No more briefs")
        case "forget":
            await ada.wants(ForgetMe(sure=True))
        case "demoted":
            demote(world, "Ada")
        case _:
            await ada.wants(PausePosts())
    await world.pass_until(NEXT)
    assert briefs(world) == []


def demote(world: World, name: str) -> None:
    """Somebody is no lead any more."""
    group = world.group().id

    def work(ledger: Ledger) -> None:
        member = next(one for one in ledger.groups.members(group).values() if one.name == name)
        ledger.groups.keep_member(replace(member, role=Role.MEMBER))

    world.ask(work)


async def test_a_brief_that_waits_is_not_said_to_who_lost_the_right_meanwhile(world: World) -> None:
    await reader(world)
    await world.app.tick(NEXT)
    demote(world, "Ada")
    await world.pass_until(NEXT + timedelta(minutes=1))
    assert briefs(world) == []


async def test_who_leads_by_the_platform_alone_is_told_where_to_read_it(world: World) -> None:
    """Whether they may still manage the place, the platform says when they ask; a private word cannot know."""
    await world.set_up()
    boris = world.member("Boris", manages=True)
    await boris.wants(SetBrief("on"))
    (maya,) = [world.member("Maya", manages=False)]
    await answers(maya, right=2)
    await agrees(maya)
    await world.pass_until(NEXT)

    (card,) = briefs(world)
    assert card.title == "Your Monday brief of 30 November is ready."
    assert "Maya" not in repr(card)
    assert (await boris.wants(SetBrief("now"))).title == TITLE
    was = Person(world, replace(boris.actor, manages=False))
    assert (await was.wants(SetBrief("now"))).tone == "trouble"
    away = replace(world.place, room="")
    assert (await was.wants(StopBriefs(world.group().id), place=away)).title == "Saved. No more briefs."
    await world.pass_until(NEXT + timedelta(days=7))
    assert len(briefs(world)) == 1


# --- restarts, clock changes, several processes -----------------------------------------------------


async def test_a_restart_between_the_hour_and_the_word_loses_nothing_and_says_nothing_twice(world: World) -> None:
    await reader(world)
    await world.app.tick(NEXT)
    again = World(world.store, world.bank, at=NEXT + timedelta(seconds=5), chat=world.chat)
    await again.beat()
    await again.beat()
    assert [card.title for card in briefs(world)] == [TITLE]


async def test_two_processes_that_beat_together_write_one_brief(world: World) -> None:
    await reader(world)
    for app in (world.app, App(world.store, world.bank), world.app):
        await app.tick(NEXT)
    other = Deliverer(world.store, world.bank, {world.place.platform: world.chat}, owner="other")
    await world.deliverer.deliver(NEXT)
    await other.deliver(NEXT)
    assert len(briefs(world)) == 1


async def test_after_downtime_it_comes_late_until_wednesday(world: World) -> None:
    await reader(world)
    await world.pass_until(NEXT + timedelta(days=1, hours=20))
    assert [card.title for card in briefs(world)] == [TITLE]


async def test_after_a_long_downtime_it_is_skipped_and_the_next_one_comes(world: World) -> None:
    await reader(world)
    await world.pass_until(NEXT + timedelta(days=3))
    assert briefs(world) == []
    await world.pass_until(NEXT + timedelta(days=7))
    assert [card.title for card in briefs(world)] == ["Monday brief, 7 December"]


@pytest.mark.parametrize(("days", "said"), [(2, 1), (3, 0)])
async def test_a_brief_that_could_not_be_said_for_days_is_not_said_any_more(world: World, days: int, said: int) -> None:
    await reader(world)
    await world.app.tick(NEXT)
    await world.pass_until(NEXT + timedelta(days=days))
    assert len(briefs(world)) == said


@pytest.mark.parametrize(
    ("start", "hours"),
    [
        (datetime(2026, 3, 16, 7, 0, tzinfo=UTC), ["2026-03-23T07:00", "2026-03-30T06:00", "2026-04-06T06:00"]),
        (datetime(2026, 10, 12, 7, 0, tzinfo=UTC), ["2026-10-19T06:00", "2026-10-26T07:00", "2026-11-02T07:00"]),
    ],
    ids=["forward", "back"],
)
async def test_over_a_clock_change_it_stays_eight_in_the_morning(
    world: World, start: datetime, hours: list[str]
) -> None:
    world.at = start
    await reader(world)
    said = []
    for hour in hours:
        strikes = datetime.fromisoformat(f"{hour}+00:00")
        await world.pass_until(strikes - timedelta(minutes=1))
        before = len(briefs(world))
        await world.pass_until(strikes)
        said.append(len(briefs(world)) - before)
    assert said == [1, 1, 1]
    assert len(briefs(world)) == 3


async def test_a_group_that_moves_to_another_zone_gets_it_at_eight_there_and_once(world: World) -> None:
    ada = await reader(world)
    await ada.wants(replace(USUAL, zone="America/New_York"))
    await world.pass_until(NEXT)
    assert briefs(world) == []
    await world.pass_until(NEXT + timedelta(hours=6))
    assert len(briefs(world)) == 1
    await ada.wants(replace(USUAL, zone="Pacific/Honolulu"))
    await world.pass_until(NEXT + timedelta(hours=20))
    assert len(briefs(world)) == 1, "the same Monday, by the date"


async def test_a_button_pressed_in_private_means_its_own_group(world: World) -> None:
    """Ada leads two groups; the brief of the first is stopped from her talk with the bot."""
    ada = await reader(world)
    library = replace(world.place, room="library")
    await ada.wants(USUAL, place=library)
    await ada.wants(SetBrief("on"), place=library)
    private = replace(world.place, room="")
    first = world.group().id
    await ada.wants(StopBriefs(first), place=private)

    assert world.ask(lambda ledger: ledger.briefs.of_group(first)) == ()
    second = world.ask(lambda ledger: ledger.groups.at(library))
    assert second is not None
    assert len(world.ask(lambda ledger: ledger.briefs.of_group(second.id))) == 1
    assert (await ada.wants(StopBriefs("gone"), place=private)).tone == "trouble"


async def test_the_buttons_of_a_brief_show_the_group_it_is_about(world: World) -> None:
    """Ada leads two groups, and reads the brief of the first in her talk with the bot."""
    ada = await reader(world)
    maya = world.member("Maya", manages=False)
    await answers(maya, right=2, each=10)
    await agrees(maya)
    await ada.wants(USUAL, place=replace(world.place, room="library"))
    await world.pass_until(NEXT)
    (brief,) = briefs(world)
    away = Person(replace(world, place=replace(world.place, room="")), ada.actor)

    group = await away.presses(brief, "How ready the group is")
    assert "1. Maya" in words(group)
    report = await away.presses(group, "Maya’s report")
    assert report.title == "Maya’s report"
    assert "1. Maya" in words(await away.presses(report, "The whole group"))
    file = enclosed_in(await away.presses(group, "All of it as a file"))
    assert file is not None
    assert "Maya" in file.content
