"""Today's question: one's own sheet, what became of it, or when the next one comes."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.commands import PausePosts, ShowToday
from tests.world import World


async def test_with_a_question_open_today_opens_ones_own_sheet(world: World) -> None:
    await world.set_up()
    session = await world.daily_question()
    card = await world.member("Maya").wants(ShowToday())

    assert card.title == "Your answer sheet"
    assert world.item(session).stem in repr(card)


async def test_who_has_answered_sees_the_verdict_again(world: World) -> None:
    await world.set_up()
    session = await world.daily_question()
    maya = world.member("Maya")
    await maya.answers(session, ("B",))

    assert (await maya.wants(ShowToday())).title == "You have answered this one. Your first answer stands."


async def test_with_none_open_the_next_hour_is_named(world: World) -> None:
    await world.set_up()
    card = await world.member("Maya").wants(ShowToday())

    assert card.title == "No question is open right now."
    assert repr(datetime(2026, 11, 23, 8, 0, tzinfo=UTC)) in repr(card)


async def test_after_the_close_nothing_is_open(world: World) -> None:
    await world.set_up()
    await world.until_the_close(await world.daily_question())

    assert (await world.member("Maya").wants(ShowToday())).title == "No question is open right now."


async def test_a_group_that_pauses_says_so(world: World) -> None:
    ada = await world.set_up()
    await ada.wants(PausePosts())

    assert "is paused" in repr(await ada.wants(ShowToday()))
