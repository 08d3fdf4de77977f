"""Somebody leaves the channel or the server in the middle of the weekly mock: they stay a member, nothing breaks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.store import SqlStore
from tests.journeys.hands import HANDS, Hands
from tests.journeys.mock_items import TEN, right

HOUR = datetime(2026, 11, 28, 11, 0, tzinfo=UTC)
"""Saturday, noon in Berlin: the weekly mock opens."""

CLOSE = datetime(2026, 11, 29, 19, 0, tzinfo=UTC)
SETTINGS = {"day": "sat", "time": "12:00", "until": "sun", "closes": "20:00", "length": "10"}


@pytest.fixture(params=sorted(HANDS))
async def hands(request: pytest.FixtureRequest, memory_store: SqlStore, tmp_path: Path) -> AsyncIterator[Hands]:
    """A study group on each platform, in which Maya has answered one question of the mock and left."""
    async with HANDS[request.param](memory_store, tmp_path, TEN) as opened:
        await opened.set_up()
        await opened.settle("mocks", **SETTINGS)
        await opened.pass_until(HOUR)
        await opened.give("Maya", right(await opened.begin("Maya")))
        await opened.leaves("Maya")
        yield opened


async def test_the_attempt_of_who_left_is_handed_in_at_its_end_and_counts(hands: Hands) -> None:
    sheet = await hands.begin("Ben")
    await hands.give("Ben", right(sheet))
    await hands.pass_until(HOUR + timedelta(minutes=24, seconds=30))
    assert "3 minutes left" in await hands.told("Ben"), "those who stayed are told"
    await hands.pass_until(HOUR + timedelta(minutes=28))
    assert "Time was up" in await hands.told("Ben")
    await hands.pass_until(HOUR + timedelta(minutes=30))
    assert "2 have begun, 2 handed in" in await hands.post()
    assert "cannot post" not in await hands.settle("status"), "the place is as good as before"

    await hands.pass_until(CLOSE)
    assert "2 people took it." in await hands.post()
    assert "how the mini mock went" in await hands.thread()
    await hands.returns("Maya")
    assert "Mini mock: 1 of 10 right" in await hands.begin("Maya")


async def test_who_left_can_answer_and_hand_in_on_what_stands_before_them(hands: Hands) -> None:
    sheet = await hands.press("Maya", "Next")
    await hands.give("Maya", right(sheet))
    await hands.press("Maya", "Overview")
    assert "Hand in now?" in await hands.press("Maya", "Hand in")
    hands.keep("Maya")
    assert "Mini mock: 2 of 10 right" in await hands.press("Maya", "Hand in")
    assert await hands.pictured("Maya")
    assert "You have handed this one in." in await hands.press_kept("Maya", "Hand in")


async def test_an_answer_after_the_end_is_told_so_to_who_left_too(hands: Hands) -> None:
    sheet = await hands.press("Maya", "Mark for review")
    while right(sheet) != ("Option b",):  # the others take several presses on some platforms
        sheet = await hands.press("Maya", "Next")
    await hands.pass_until(HOUR + timedelta(minutes=28))
    late = await hands.give("Maya", right(sheet))
    assert "Time was up" in late
    assert "Mini mock: 1 of 10 right" in late
    await hands.pass_until(CLOSE)
    assert "1 person took it." in await hands.post()
