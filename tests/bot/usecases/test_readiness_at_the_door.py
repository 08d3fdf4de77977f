"""What must not move an estimate does not, done at the door as a member would do it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.store import SqlStore
from bot.commands import HandIn, OpenSheet
from tests.bot.door_scene import believed_of, gives_each, practises, takes_own
from tests.bot.mock_scene import begins, items_of, mock_world, session_of
from tests.bot.mock_specimens import mock_pack
from tests.world import World


@pytest.fixture
async def world(memory_store: SqlStore) -> World:
    """A group with a bank that suffices for every mock exam."""
    return await mock_world(memory_store, mock_pack(16))


@pytest.mark.parametrize("seconds", [0.2, 3])
async def test_forty_rapid_answers_in_mock_exams_move_nothing(world: World, seconds: float) -> None:
    maya = world.member("Maya")
    met = await takes_own(maya, "full", right=6)
    before = believed_of(maya)
    assert before.readiness.answers == 65

    rapid = [asked for _ in range(2) for asked in await takes_own(maya, "mini", seconds=seconds, right=10)]
    assert len({asked.id for asked in rapid}) == 40
    assert not {asked.id for asked in rapid} & {asked.id for asked in met}
    assert believed_of(maya) == before


@pytest.mark.parametrize("mode", ["exam", "practice"])
async def test_sixty_right_answers_to_blanks_whose_key_was_in_the_report_move_nothing(world: World, mode: str) -> None:
    maya = world.member("Maya")
    await takes_own(maya, "full", right=6)
    blank = await takes_own(maya, "full", mode=mode, questions=0)
    page = await maya.wants(OpenSheet(session_of(maya).id, blank[0].id))
    assert page.title.endswith(": Left blank.")
    assert f"Why B of {blank[0].id}." in repr(page)
    before = believed_of(maya)

    missed = [asked.id for _ in range(3) for asked in await takes_own(maya, "missed")]
    assert len(set(missed)) == 60
    assert set(missed) <= {asked.id for asked in blank}
    assert believed_of(maya) == before
    assert before.readiness.answers == 65


async def test_what_is_answered_in_an_attempt_counts_though_its_report_comes_at_that_instant(world: World) -> None:
    maya = world.member("Maya")
    await begins(maya, "full")
    session = session_of(maya)
    await gives_each(maya, session.id, items_of(world, session))
    assert believed_of(maya).readiness.answers == 0
    await maya.wants(HandIn(session.id, sure=True))

    assert believed_of(maya).readiness.answers == 65


async def test_a_key_told_in_practice_mode_is_known_before_the_attempt_is_handed_in(world: World) -> None:
    maya, lin = world.member("Maya"), world.member("Lin")
    await takes_own(maya, "full", right=6)
    await begins(maya, "full", mode="practice")
    session = session_of(maya)
    asked = items_of(world, session)[:40]
    await gives_each(maya, session.id, asked[:30], right=0)
    before = believed_of(maya)

    await practises(maya, asked[:30])
    assert believed_of(maya) == before, "their verdicts were read"
    await practises(maya, asked[30:])
    assert believed_of(maya).readiness.answers == before.readiness.answers + 10, "these were blank still"
    await practises(lin, asked)
    assert believed_of(lin).readiness.answers == 40, "nobody else has read them"
    await maya.wants(HandIn(session.id, sure=True))
    world.at += timedelta(hours=1)
    assert believed_of(maya).readiness.answers == before.readiness.answers + 40, "the first answers are on record now"
