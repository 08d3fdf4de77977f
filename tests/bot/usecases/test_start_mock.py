"""A member wants a mock exam: what there is, what it will be, and that no clock runs before they begin."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.store import SqlStore
from bot.commands import (
    HandIn,
    StartMock,
    TakeMock,
)
from tests.bot.mock_scene import (
    FRIDAY,
    attempts,
    begins,
    gives,
    items_of,
    labels,
    mock_world,
    session_of,
    weekly,
)
from tests.bot.mock_specimens import mock_item, mock_pack
from tests.bot.specimens import pack
from tests.world import PLACE, World

PRIVATE = replace(PLACE, room="")


@pytest.fixture
async def world(store: SqlStore) -> World:
    """A group with a bank that suffices for every mock exam."""
    return await mock_world(store)


async def test_the_menu_shows_every_mock_exam_and_no_weekly_one_before_it_opens(world: World) -> None:
    card = await world.member("Maya").wants(StartMock())

    domains = [f"Domain {n}" for n in range(1, 5)]
    assert labels(card) == ["Mini", "Full", "What I missed", *domains]
    assert "This week" not in repr(card)


async def test_the_menu_offers_the_groups_mock_first_while_it_is_open(world: World) -> None:
    await weekly(world)
    maya = world.member("Maya")
    card = await maya.wants(StartMock())

    assert labels(card)[0] == "Start this week’s"
    first = await maya.presses(card, "Start this week’s")
    assert first.title == "Question 1 of 20"


@pytest.mark.parametrize(
    ("wanted", "title", "questions", "minutes"),
    [
        (StartMock("mini"), "Mini mock", 20, 53),
        (StartMock("FULL "), "Full mock exam", 65, 170),
        (StartMock("domain", "2"), "Mock of domain 2", 20, 53),
        (StartMock("domain", "Domain number 3"), "Mock of domain 3", 20, 53),
    ],
)
async def test_what_it_will_be_is_said_before_the_clock_runs(
    world: World, wanted: StartMock, title: str, questions: int, minutes: int
) -> None:
    maya = world.member("Maya")
    card = await maya.wants(wanted)

    assert card.title == title
    assert f"{questions} questions in {minutes} minutes" in repr(card)
    assert attempts(maya) == ()
    world.at += timedelta(minutes=30)
    first = await maya.presses(card, "Begin")
    assert first.title == f"Question 1 of {questions}"
    (attempt,) = attempts(maya)
    assert (attempt.started_at, attempt.ends_at) == (world.at, world.at + timedelta(minutes=minutes))


async def test_a_mock_in_practice_mode_has_no_clock(world: World) -> None:
    maya = world.member("Maya")
    card = await maya.wants(StartMock("mini", mode="practice"))
    assert "without a clock" in repr(card)
    first = await maya.presses(card, "Begin")

    assert "left" not in repr(first.blocks[0])
    assert attempts(maya)[0].ends_at is None
    world.at += timedelta(days=40)
    await world.beat()
    assert (await maya.wants(StartMock("mini"))).title == "You are in the middle of a mock exam."


@pytest.mark.parametrize(
    ("wanted", "field", "words"),
    [
        (StartMock("maxi"), "kind", "mini, full, domain or missed"),
        (StartMock("mini", mode="easy"), "mode", "exam or practice"),
        (StartMock("domain", "9"), "domain", "4 (Domain number 4)"),
        (StartMock("domain"), "domain", "1, 2, 3, 4"),
        (StartMock("domain", "'; DROP TABLE attempts"), "domain", "no domain"),
        (StartMock("domain", "9", offered=1), "domain", "no domain"),
    ],
)
async def test_what_does_not_exist_is_named_with_what_does(
    world: World, wanted: StartMock, field: str, words: str
) -> None:
    maya = world.member("Maya")
    card = await maya.wants(wanted)

    assert card.field == field
    assert words in repr(card)
    assert attempts(maya) == ()


async def test_who_has_missed_nothing_is_told_what_else_there_is(world: World) -> None:
    card = await world.member("Maya").wants(StartMock("missed"))

    assert card.tone == "trouble"
    assert "/mock mini" in repr(card)


async def test_a_mock_of_missed_questions_asks_those_and_no_others(world: World) -> None:
    maya = world.member("Maya")
    await begins(maya)
    first = session_of(maya)
    asked = items_of(world, first)
    case = [one for one in asked if one.case]
    domain = case[0].domain
    trial = next(one for one in asked if one.pilot and one.domain == domain)
    alone = next(one for one in asked if one.pilot and one.domain != domain)
    wrong = [case[1], trial, alone]
    await gives(maya, first, [one for one in asked if one not in wrong], wrong)
    await maya.wants(HandIn(first.id, sure=True))
    world.at += timedelta(minutes=1)
    card = await maya.wants(StartMock("missed"))
    assert "4 questions in 11 minutes" in repr(card)
    await maya.presses(card, "Begin")

    missed = session_of(maya)
    assert {name for name, _ in missed.form} == {trial.id, *(one.id for one in case)}
    assert missed.paper is not None
    assert missed.paper.unscored == {trial.id}
    await gives(maya, missed, items_of(world, missed))
    report = await maya.wants(HandIn(missed.id, sure=True))
    assert report.title == "Mock of missed questions: 3 of 3 right"


@pytest.mark.parametrize("wanted", [StartMock(), StartMock("mini"), StartMock("full", offered=1)])
async def test_who_asks_for_a_mock_while_one_is_open_is_offered_that_one(world: World, wanted: StartMock) -> None:
    maya = world.member("Maya")
    await begins(maya)
    world.at += timedelta(minutes=13)
    card = await maya.wants(wanted)

    assert card.title == "You are in the middle of a mock exam."
    assert "40 minutes left" in repr(card)
    assert labels(card) == ["Go on", "Hand it in"]
    assert (await maya.presses(card, "Go on")).title == "Question 1 of 20"
    assert (await maya.presses(card, "Hand it in")).title == "Hand in now?"
    assert len(attempts(maya)) == 1


async def test_the_groups_mock_waits_until_ones_own_is_handed_in(world: World) -> None:
    maya = world.member("Maya")
    world.at = FRIDAY - timedelta(minutes=10)
    await begins(maya)
    session = await weekly(world)
    card = await maya.wants(TakeMock(session.id))
    assert card.title == "You are in the middle of a mock exam."

    await maya.wants(HandIn(session_of(maya).id, sure=True))
    assert (await maya.wants(TakeMock(session.id))).title == "Question 1 of 20"


async def test_pressing_begin_twice_begins_once(world: World) -> None:
    maya = world.member("Maya")
    card = await maya.wants(StartMock("mini"))
    await maya.presses(card, "Begin")
    again = await maya.presses(card, "Begin")

    assert again.title == "You are in the middle of a mock exam."
    assert len(attempts(maya)) == 1


@pytest.mark.parametrize(
    ("kind", "late", "title"),
    [
        ("mini", timedelta(0), "Mini mock: 0 of 15 right"),
        ("full", timedelta(days=3), "Full mock exam: 0 of 50 right"),
    ],
)
async def test_an_offer_is_good_for_one_mock_and_leads_to_another_one(
    world: World, kind: str, late: timedelta, title: str
) -> None:
    maya = world.member("Maya")
    offer = await maya.wants(StartMock(kind))
    await maya.presses(offer, "Begin")
    world.at += timedelta(minutes=5)
    if not late:
        await maya.wants(HandIn(session_of(maya).id, sure=True))
    world.at += late

    stale = offer
    for label in ("Begin", "Practise it without a clock"):
        stale = await maya.presses(offer, label)
        assert stale.title == title
        assert ("Time was up " if late else "You have handed this one in.") in repr(stale)
        assert len(attempts(maya)) == 1
    again = await maya.presses(stale, "Take another")
    assert len(attempts(maya)) == 1, "no clock runs before it is begun"
    assert (await maya.presses(again, "Begin")).title.startswith("Question 1 of ")
    assert len(attempts(maya)) == 2
    assert (await maya.presses(offer, "Begin")).title == "You are in the middle of a mock exam."


async def test_an_offer_that_was_left_lying_still_stands(world: World) -> None:
    maya = world.member("Maya")
    offer = await maya.wants(StartMock("mini"))
    world.at += timedelta(days=1)
    await begins(maya, "full")
    await maya.wants(HandIn(session_of(maya).id, sure=True))
    world.at += timedelta(days=1)

    assert (await maya.presses(offer, "Begin")).title == "Question 1 of 20"


async def test_an_offer_is_spent_for_the_one_who_began_alone(world: World) -> None:
    maya, ben = world.member("Maya"), world.member("Ben")
    offer = await maya.wants(StartMock("mini"))
    await maya.presses(offer, "Begin")
    assert (await ben.presses(offer, "Begin")).title == "Question 1 of 20"
    await maya.wants(HandIn(session_of(maya).id, sure=True))
    assert attempts(ben)[0].handed_in_at is None


async def test_after_a_disconnect_everything_given_is_still_there_and_so_is_the_clock(world: World) -> None:
    maya = world.member("Maya")
    await begins(maya)
    session = session_of(maya)
    await gives(maya, session, items_of(world, session)[:7])
    world.at += timedelta(minutes=20)
    world = World(world.store, world.bank, at=world.at, chat=world.chat, calls=world.calls)  # a restart
    card = await world.member("Maya").wants(TakeMock(session.id), place=PRIVATE)

    assert "33 minutes left" in repr(card)
    assert "7 of 20 answered" in repr(card)


async def test_the_menu_brings_back_the_latest_three_reports(world: World) -> None:
    maya = world.member("Maya")
    for right in (3, 5, 7, 9):
        await begins(maya)
        session = session_of(maya)
        scored = [one for one in items_of(world, session) if session.paper and one.id not in session.paper.unscored]
        await gives(maya, session, scored[:right])
        await maya.wants(HandIn(session.id, sure=True))
        world.at += timedelta(hours=1)
    card = await maya.wants(StartMock())

    assert [f"{n} of 15 right" in repr(card) for n in (9, 7, 5, 3)] == [True, True, True, False]
    assert "1. 23 November" in repr(card)
    assert (await maya.presses(card, "Report 1")).title == "Mini mock: 9 of 15 right"


@pytest.mark.parametrize(
    ("kind", "total", "missing"),
    [
        ("mini", "13 questions in 34 minutes", "7 fewer than asked for: domains 1 and 4 have"),
        ("full", "16 questions in 42 minutes", "49 fewer than asked for: domains 1, 2, 3 and 4 have"),
    ],
)
async def test_a_bank_too_small_says_what_is_missing_and_what_was_relaxed(
    store: SqlStore, kind: str, total: str, missing: str
) -> None:
    small = mock_pack(2, pilots=0, cases=False)
    few = replace(small, items=tuple(one for one in small.items if one.task != "1.1" and one.domain != "4"))
    world = await mock_world(store, few)
    card = await world.member("Maya").wants(StartMock(kind))
    first = await world.member("Maya").presses(card, "Begin")

    assert total in repr(card)
    for said in (card, first):
        assert "The bank is small for this one: " in repr(said)
        assert f"{missing} no more questions." in repr(said)


async def test_a_bank_with_nothing_to_ask_says_so(store: SqlStore) -> None:
    drafts = [mock_item("mla-d1-1", "choice", domain="1", task="1.1", status="draft")]
    live = mock_item("mla-d1-2", "choice", domain="1", task="1.1")
    world = await mock_world(store, pack([*drafts, live]))
    await world.daily_question()  # the one live item is before the group now
    card = await world.member("Maya").wants(StartMock("mini"))

    assert card.tone == "trouble"
    assert "no question for that mock exam right now" in repr(card)
