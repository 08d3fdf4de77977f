"""The time on a question of a mock exam: it adds up, and where it is not known nobody takes it for a glance."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.store import SqlStore
from bot.commands import FlagItem, HandIn, OpenSheet
from tests.bot.mock_scene import given_by, mock_world, responses, session_of, sitting
from tests.world import World


@pytest.fixture
async def world(store: SqlStore) -> World:
    """A group with a bank that suffices for every mock exam."""
    return await mock_world(store)


async def test_the_time_on_a_question_adds_up_over_its_sheets(world: World) -> None:
    maya, order, session = await sitting(world)
    asked = next(one for one in order if one.problem.type == "multiple_choice")
    for seconds, label in ((40, "A"), (25, "B")):
        card = await maya.wants(OpenSheet(session, asked.id))
        world.at += timedelta(seconds=seconds)
        await maya.presses(card, label)

    assert given_by(maya, session)[asked.id][3] == 65


@pytest.mark.parametrize(
    ("sheets", "seconds"),
    [((0.3,), 1), ((0.3, 0.4), 2), ((3601,), 0), ((3601, 3), 0), ((20, 3601), 0)],
    ids=["less than a second", "twice so", "too long to say", "and changed at once", "too long at the second time"],
)
async def test_less_than_a_second_is_known_and_what_is_not_known_stays_so(
    world: World, sheets: tuple[float, ...], seconds: int
) -> None:
    """The first would count as unknown, the fourth as a glance."""
    maya, order, session = await sitting(world, kind="full")
    asked = next(one for one in order if one.problem.type == "multiple_choice")
    for spent in sheets:
        card = await maya.wants(OpenSheet(session, asked.id))
        world.at += timedelta(seconds=spent)
        await maya.presses(card, "A")
    await maya.wants(HandIn(session, sure=True))

    assert given_by(maya, session)[asked.id][3] == seconds
    kept = {one.item: one.seconds for one in responses(world, session_of(maya))}
    assert kept[asked.id] == (seconds or None)


async def test_the_sheet_from_before_a_mark_for_review_tells_the_time(world: World) -> None:
    maya, order, session = await sitting(world)
    asked = next(one for one in order if one.problem.type == "multiple_choice")
    card = await maya.wants(OpenSheet(session, asked.id))
    world.at += timedelta(seconds=2)
    await maya.wants(FlagItem(session, asked.id, on=True))
    world.at += timedelta(seconds=1)
    await maya.presses(card, "A")

    assert given_by(maya, session)[asked.id][3] == 3
