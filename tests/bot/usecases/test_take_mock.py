"""A mock exam is gone on with, once: by its own member, in its own time, and by nobody who has left."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.store import SqlStore
from bot.cards.model import Moment, Paragraph, text
from bot.commands import (
    AnswerItem,
    ExplainItem,
    FlagItem,
    ForgetMe,
    HandIn,
    OpenSheet,
    ShowOverview,
    ShowScore,
    StartMock,
    TakeMock,
)
from tests.bot.mock_scene import (
    SUNDAY,
    attempts,
    begins,
    gives,
    items_of,
    labels,
    mock_world,
    session_of,
    takes,
    weekly,
)
from tests.world import PLACE, World

PRIVATE = replace(PLACE, room="")


@pytest.fixture
async def world(store: SqlStore) -> World:
    """A group with a bank that suffices for every mock exam."""
    return await mock_world(store)


async def test_what_is_left_of_a_mock_after_its_end_is_told_with_the_hour_and_a_new_one_can_begin(
    world: World,
) -> None:
    maya = world.member("Maya")
    await begins(maya)
    session = session_of(maya)
    end = attempts(maya)[0].ends_at
    assert end is not None
    world.at = end + timedelta(seconds=1)
    late = await maya.wants(TakeMock(session.id))
    assert "Time was up " in repr(late)
    assert repr(end) in repr(late)

    assert (await begins(maya)).title == "Question 1 of 20"
    assert [one.handed_in_at for one in attempts(maya)] == [None, end]


async def test_asking_for_another_after_the_end_hands_the_old_one_in_as_of_its_end(world: World) -> None:
    maya = world.member("Maya")
    await begins(maya)
    end = attempts(maya)[0].ends_at
    assert end is not None
    world.at = end + timedelta(hours=3)
    card = await maya.wants(StartMock())

    assert "0 of 15 right" in repr(card)
    assert attempts(maya)[0].handed_in_at == end


async def test_the_groups_mock_is_taken_once(world: World) -> None:
    session = await weekly(world)
    maya = world.member("Maya")
    await takes(maya, session, 4)
    again = await maya.wants(TakeMock(session.id))

    assert " right" in again.title
    assert "Go through the questions" in labels(again)
    assert len(attempts(maya)) == 1
    menu = await maya.wants(StartMock())
    assert "You have handed it in." in repr(menu)
    assert labels(menu)[0] == "My report"


async def test_who_comes_when_the_groups_mock_has_closed_is_told_since_when_and_what_they_can_take(
    world: World,
) -> None:
    session = await weekly(world)
    maya = world.member("Maya")
    menu = await maya.wants(StartMock())
    world.at = SUNDAY
    at_the_hour = await maya.wants(TakeMock(session.id))
    world.at += timedelta(hours=2)  # nobody was there to close it at its hour
    await world.beat()
    (closed,) = [card for card in world.chat.cards("amend") if "mini mock has closed" in card.title]
    assert repr(Moment(SUNDAY, "Europe/Berlin")) in repr(closed)
    later = await world.member("Ben").presses(closed, "My report")

    for card in (at_the_hour, later, await maya.presses(menu, "Start this week’s")):
        assert card.blocks[0] == Paragraph(
            text("It closed ", Moment(SUNDAY, "Europe/Berlin"), ". You can take one of your own at any time.")
        )
        assert (await maya.presses(card, "A mock of my own")).title == "Mock exams"
    assert attempts(maya) == ()


async def test_nobody_sees_or_takes_a_mock_of_somebody_else(world: World) -> None:
    maya, mallory = world.member("Maya"), world.member("Mallory")
    await begins(maya)
    session = session_of(maya)
    item = session.form[0][0]
    for command in (
        TakeMock(session.id),
        OpenSheet(session.id, item),
        AnswerItem(session.id, item, ("A",)),
        FlagItem(session.id, item, on=True),
        ShowOverview(session.id),
        HandIn(session.id, sure=True),
        ShowScore(session.id),
        ExplainItem(session.id, item),
    ):
        card = await mallory.wants(command)
        assert card.tone == "trouble", command
        assert "Stem of" not in repr(card), command
    assert attempts(maya)[0].handed_in_at is None


async def test_who_is_forgotten_in_the_middle_leaves_the_mock_and_may_begin_anew(world: World) -> None:
    maya = world.member("Maya")
    await begins(maya)
    session = session_of(maya)
    await gives(maya, session, items_of(world, session)[:3])
    await maya.wants(ForgetMe(sure=True))
    world.at += timedelta(hours=2)
    await world.beat()
    assert world.chat.cards("whisper") == []

    card = await maya.wants(OpenSheet(session.id, session.form[0][0]))
    assert "deleted with your data" in repr(card)
    assert attempts(maya) == ()
    assert (await begins(maya)).title == "Question 1 of 20"
