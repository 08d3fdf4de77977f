"""A channel that takes no word for a while, is lost or is left: nobody loses an answer, a streak or the reasons."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from adapters.store import SqlStore
from tests.bot.specimens import bank, plenty
from tests.journeys.rooms import ROOMS, Rooms

HOUR = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""Monday, nine in Berlin: the daily question."""

CLOSE = HOUR + timedelta(hours=8)
DAY = timedelta(days=1)
TYPED = {"time": "09:00", "zone": "Europe/Berlin", "closes": "17:00"}


@pytest.fixture(params=sorted(ROOMS))
async def rooms(request: pytest.FixtureRequest, store: SqlStore) -> AsyncIterator[Rooms]:
    """A study group with Monday's question, which Maya has answered."""
    async with ROOMS[request.param](store, bank(plenty(4))) as opened:
        await opened.set_up()
        await opened.pass_until(HOUR)
        await opened.answer("Maya", "Option b")
        await opened.pass_until(HOUR + timedelta(minutes=1))
        yield opened


async def test_a_group_whose_channel_is_lost_moves_with_all_it_has(rooms: Rooms) -> None:
    """The notice says how, the card that it did, and the second channel goes on where the first one ended."""
    await rooms.pass_until(CLOSE)
    await rooms.lose()
    await rooms.pass_until(HOUR + DAY)
    assert "in another channel: your group moves there with all it has" in " ".join((await rooms.told("Ada")).split())

    moved = " ".join((await rooms.ask_in_new("Ada", "setup", **TYPED)).split())
    assert moved.removeprefix("### ").startswith("Your study group has moved.")
    assert "If you meant to start a new group" in moved

    await rooms.pass_until(HOUR + DAY + timedelta(minutes=1))
    assert ["Question of Tuesday" in post for post in rooms.posts_in_new()] == [True]
    assert "Streak: 1 study day" in await rooms.ask_in_new("Maya", "me")


async def test_after_a_long_silence_the_lead_is_asked_which_group_is_meant(rooms: Rooms) -> None:
    """A channel that was archived at the end of term: what was answered there stays there, or comes along."""
    await rooms.pass_until(CLOSE)
    await rooms.lose()
    await rooms.pass_until(HOUR + 21 * DAY)
    assert "Which group is this for?" in await rooms.ask_in_new("Ada", "setup", **TYPED)
    await rooms.pass_until(HOUR + 21 * DAY + timedelta(minutes=1))
    assert rooms.posts_in_new() == [], "nothing has happened yet"

    await rooms.press("Ada", "Start a new group")
    assert "Your study group is ready." in await rooms.save("Ada")
    assert "No streak yet" in await rooms.ask_in_new("Maya", "me")


async def test_after_a_long_silence_a_group_comes_along_when_its_lead_says_so(rooms: Rooms) -> None:
    """By a button, and by the form that it opens, which starts from the group's settings."""
    await rooms.pass_until(CLOSE)
    await rooms.lose()
    await rooms.pass_until(HOUR + 21 * DAY)
    await rooms.ask_in_new("Ada", "setup", **TYPED)
    await rooms.press("Ada", "Move it here")
    assert "Your study group has moved." in await rooms.save("Ada")
    await rooms.pass_until(HOUR + 21 * DAY + timedelta(minutes=1))
    assert len(rooms.posts_in_new()) == 1
    assert "Streak: 1 study day" in await rooms.ask_in_new("Maya", "me")


async def test_a_close_that_could_not_be_said_is_said_once_the_channel_is_heard_again(rooms: Rooms) -> None:
    """The post closes and its thread gets the reasons, although nobody set anything up anew."""
    rooms.refuse(refuses=True)
    await rooms.pass_until(CLOSE)
    rooms.refuse(refuses=False)
    assert "Question of Monday" in await rooms.post()

    await rooms.pass_until(HOUR + DAY)
    await rooms.pass_until(HOUR + DAY + timedelta(minutes=1))
    assert "This question has closed" in await rooms.post()
    assert "Because of reason 0." in await rooms.thread()


async def test_set_up_again_brings_the_close_too(rooms: Rooms) -> None:
    """Who mends the channel and says so need not wait for the next day."""
    rooms.refuse(refuses=True)
    await rooms.pass_until(CLOSE)
    rooms.refuse(refuses=False)
    assert "Saved." in await rooms.settle("setup", **TYPED)
    await rooms.pass_until(CLOSE + timedelta(minutes=1))
    assert "This question has closed" in await rooms.post()
    assert "Because of reason 0." in await rooms.thread()


async def test_a_channel_that_the_group_has_left_says_where_it_went(rooms: Rooms) -> None:
    """Its question there still takes answers, of people who were never asked elsewhere too."""
    await rooms.move_on()
    for verb in ("today", "me"):
        assert "This study group has moved." in await rooms.ask("Ben", verb)
    assert "Right" in await rooms.answer("Ben", "Option b")
    assert "Streak: 1 study day" in await rooms.ask_in_new("Ben", "me")
