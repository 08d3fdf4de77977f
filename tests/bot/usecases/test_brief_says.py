"""What the Monday brief says: from the facts of the moment, giving nobody away, and nothing that spoils a form."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from adapters.store.store import SqlStore
from bot.cards.group_readiness import UNSEEN
from bot.cards.model import Card, Listing, Stem
from bot.commands import (
    PausePosts,
    SetBrief,
    SetExamDay,
    SetPrivacy,
    SetUpGroup,
)
from bot.item_types import Choice
from bot.rules.briefs import monday_of
from bot.rules.study_sessions import by_turns
from tests.bot.lead_scene import TASKS, agrees, answers, stocked, words
from tests.bot.specimens import bank, item, options, pack
from tests.bot.usecases.test_brief import NEXT, TITLE, briefs, reader
from tests.databases import sqlite_engine
from tests.world import PLACE, USUAL, World

LIBRARY = replace(PLACE, room="library")


@pytest.fixture
def world(world: World) -> World:
    """The group has a bank of many questions, and nothing but briefs is due on a Monday morning."""
    return stocked(world)


def asked(card: Card) -> list[str]:
    """The stems that are read out."""
    return [block.text for block in card.blocks if isinstance(block, Stem)]


def items_of(world: World) -> list[str]:
    group = world.group().id
    return [item for item, _ in world.ask(lambda ledger: ledger.briefs.handed_out(group)).get(NEXT.date(), ())]


async def test_it_says_weak_tasks_who_took_part_and_who_may_need_a_word(world: World) -> None:
    await reader(world)
    people = [world.member(f"Member {number}", manages=False) for number in range(6)]
    for person in people:
        await answers(person, right=9, weak=("3.2", "4.1"))
    await agrees(people[5])
    await people[5].wants(SetExamDay("2026-12-09"))
    await world.pass_until(NEXT)
    said = words(briefs(world)[0])

    assert said.startswith("The group’s three weakest tasks\n")
    assert "3.2 " in said.partition("\n")[2].partition("Last week")[0]
    assert "nobody above the pass line" in said
    assert "Last week: none of 7 members answered; the week before, 6 people did." in said
    assert "Member 5 " in said
    assert "Member 4" not in said
    assert len(asked(briefs(world)[0])) == 5


async def test_it_is_composed_when_it_is_said(world: World) -> None:
    await reader(world)
    maya = world.member("Maya", manages=False)
    await answers(maya, right=1)
    await agrees(maya)
    await world.app.tick(NEXT)
    await maya.wants(SetPrivacy("no"))
    await world.pass_until(NEXT + timedelta(minutes=2))

    (brief,) = briefs(world)
    assert "Maya" not in repr(brief)


async def test_of_a_very_small_group_no_number_is_told_and_the_tasks_come_by_turns(world: World) -> None:
    await reader(world)
    await answers(world.member("Maya", manages=False))
    await world.pass_until(NEXT)
    (brief,) = briefs(world)

    assert "told from 5 people with enough answers up" in words(brief)
    assert "who took part is told from 5 members up" in words(brief)
    assert len(asked(brief)) == 5


@pytest.mark.parametrize(
    ("people", "agree", "told"),
    [
        (5, 4, f"who took part is told from 5 members up; {UNSEEN}."),
        (6, 5, "5 of the 5 who agreed to be seen answered, 300 answers in all; the week before, nobody."),
        (5, 5, "5 of 6 members answered, 300 answers in all; the week before, nobody."),
        (9, 4, "9 of 10 members answered, 540 answers in all; the week before, nobody."),
    ],
)
async def test_who_took_part_is_told_so_that_nobody_is_worked_out(
    world: World, people: int, agree: int, told: str
) -> None:
    """The dates of last answers stand beside the names of those who agreed: what is left is nobody, or five and more.

    The lead who reads is a member too, who has not agreed, and knows their own week.
    """
    await reader(world)
    world.at += timedelta(days=5)
    for number in range(people):
        person = world.member(f"Member {number}", manages=False)
        await answers(person, each=5)
        if number < agree:
            await agrees(person)
    await world.pass_until(NEXT)

    assert f"Last week: {told}" in words(briefs(world)[0])


async def test_it_can_be_read_again_at_any_time_with_the_same_questions(world: World) -> None:
    ada = await reader(world)
    await world.pass_until(NEXT)
    world.at += timedelta(days=2)
    again = await ada.wants(SetBrief("now"))

    assert asked(again) == asked(briefs(world)[0])
    assert again.title == TITLE


async def test_the_keys_stand_by_themselves_behind_the_questions(world: World) -> None:
    await reader(world)
    await world.pass_until(NEXT)
    (brief,) = briefs(world)
    last = brief.blocks[-1]
    assert isinstance(last, Listing)
    assert last.label == "The keys"
    options = [block for block in brief.blocks if isinstance(block, Listing) and block.rows[0].letter == "1A"]
    key = last.rows[0].text.partition(".")[0]
    assert next(row.text for row in options[0].rows if row.letter == key).startswith("Option b")
    assert "takeaway" not in words(Card("", brief.blocks[:-1]))


async def test_what_was_corrected_or_taken_out_since_is_not_read_out_as_it_was(world: World) -> None:
    """A key that turned out wrong on Tuesday is not told to the group on Wednesday."""
    await reader(world)
    await world.pass_until(NEXT)
    first, second, *_ = items_of(world)
    was = world.bank.pack("mla-c01")
    mended = tuple(
        replace(
            one,
            version=2 if one.id == first else 1,
            problem=Choice(options(4), frozenset({"C"})) if one.id == first else one.problem,
            status="quarantined" if one.id == second else one.status,
        )
        for one in was.items
    )
    again = World(world.store, bank(pack(mended)), at=NEXT + timedelta(days=1))
    await again.app.take_stock(again.at)
    card = await again.member("Ada", manages=True).wants(SetBrief("now"))

    assert len(asked(card)) == 4
    assert was.item(second).stem not in asked(card)
    keys = card.blocks[-1]
    assert isinstance(keys, Listing)
    place = asked(card).index(was.item(first).stem) + 1
    letter = keys.rows[place - 1].text.partition(".")[0]
    rows = [row for block in card.blocks if isinstance(block, Listing) for row in block.rows if row.letter == letter]
    assert [row.text[:8] for row in rows] == ["Option c"]


async def test_choosing_asks_no_more_of_the_book_for_a_larger_bank() -> None:
    """What is open is looked up once: in a group of thirty with a thousand questions it would be 60,000 times."""
    said = []
    for per_task in (3, 30):
        engine = sqlite_engine()
        one = stocked(World(SqlStore(engine)), per_task=per_task)
        ada = await one.set_up()
        with closing(engine.raw_connection()) as connection:
            driver: Any = connection.dbapi_connection
            spoken: list[str] = []
            driver.set_trace_callback(spoken.append)
        await ada.wants(SetBrief("now"))
        said.append(len(spoken))
        await one.store.close()
    assert 0 < said[0] == said[1]


# --- nothing is spoiled ---------------------------------------------------------------------------


async def test_no_form_of_the_coming_weeks_asks_what_was_handed_out(world: World) -> None:
    await reader(world)
    await world.pass_until(NEXT)
    handed = set(items_of(world))
    group = world.group().id
    assert len(handed) == 5

    asked_since: set[str] = set()
    for day in range(1, 28):
        await world.pass_until(NEXT + timedelta(days=day, hours=5))
        sessions = world.ask(lambda ledger: ledger.sessions.since(group, NEXT))
        asked_since |= {item for session in sessions for item, _ in session.form}
    assert len(asked_since) > 60
    assert not asked_since & handed


async def test_what_is_open_now_is_not_handed_out(world: World) -> None:
    """A bank of one question a task, so that an open one would be chosen in its week."""
    world = stocked(World(world.store), per_task=1)
    ada, met = await reader(world), 0
    for week in range(6):
        session = await world.daily_question()
        brief = await ada.wants(SetBrief("now"))
        item = world.item(session)
        assert item.stem not in asked(brief)
        met += item.task in by_turns(TASKS, monday_of(session.day).toordinal() // 7)
        await world.pass_until(NEXT + timedelta(days=7 * week + 1, hours=-4))
    assert met, "once at least it would have been"


async def test_what_opens_after_it_was_handed_out_is_left_out_while_it_is_open(world: World) -> None:
    """The bank is used up, so that a form asks what was handed out after all."""
    world = World(world.store, bank(pack([item(task="1.1"), item("mla-d1-9009", task="1.1")])))
    ada = await reader(world)
    stems = {one.stem for one in world.bank.pack("mla-c01").items}
    monday = next(week for week in range(4) if "1.1" in by_turns(TASKS, NEXT.date().toordinal() // 7 + week))
    world.at = NEXT + timedelta(days=7 * monday)
    assert set(asked(await ada.wants(SetBrief("now")))) == stems
    session = await world.daily_question()
    assert asked(await ada.wants(SetBrief("now"))) == sorted(stems - {world.item(session).stem})


async def test_what_is_open_in_another_group_of_the_readers_is_left_out(world: World) -> None:
    """Both groups learn from one small pack; the reader may still answer in the other one."""
    world = World(world.store, bank(pack([item(task="1.1"), item("mla-d1-9009", task="1.1")])))
    ada = await reader(world)
    await ada.wants(SetBrief("on", "10:00"))
    await ada.wants(SetUpGroup("09:00", "Europe/Berlin", ("mon", "tue"), "17:00"), place=LIBRARY)
    weeks = range(4)
    monday = next(week for week in weeks if "1.1" in by_turns(TASKS, NEXT.date().toordinal() // 7 + week))
    await ada.wants(PausePosts())
    at = NEXT + timedelta(days=7 * monday, hours=2)
    await world.pass_until(at)
    other = world.ask(lambda ledger: ledger.groups.at(LIBRARY))
    assert other is not None
    (session,) = world.ask(lambda ledger: ledger.sessions.open_ones(other.id, world.at))
    asked_there = world.bank.pack("mla-c01").item(session.form[0][0]).stem

    said = asked(await ada.wants(SetBrief("now")))
    assert len(said) == 1
    assert asked_there not in said


async def test_what_the_group_missed_comes_before_what_it_was_never_asked(world: World) -> None:
    ada = await reader(world)
    missed = set()
    for _ in range(5):
        session = await world.daily_question()
        await world.member("Maya", manages=False).answers(session, ("A",))
        await world.until_the_close(session)
        missed.add(world.item(session))
    await world.pass_until(NEXT)
    handed = set(items_of(world))
    tasks = {one.task for one in world.bank.pack("mla-c01").items if one.id in handed}
    due = {one.id for one in missed if one.task in tasks}
    assert due
    assert due <= handed
    assert len(asked(await ada.wants(SetBrief("now")))) == 5


async def test_leads_of_one_group_get_the_same_questions(world: World) -> None:
    await reader(world)
    boris = world.member("Boris", manages=True)
    await boris.wants(USUAL)
    await boris.wants(SetBrief("on", "09:00"))
    await world.pass_until(NEXT)
    await world.pass_until(NEXT + timedelta(hours=1))
    first, second = briefs(world)
    assert asked(first) == asked(second)
