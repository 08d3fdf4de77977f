"""The weekly mini mock, from its hour to its results: one test for every platform and both databases."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.store import SqlStore
from tests.journeys.hands import HANDS, Hands
from tests.journeys.mock_items import TEN, right, wrong

HOUR = datetime(2026, 11, 28, 11, 0, tzinfo=UTC)
"""Saturday, noon in Berlin: no daily question is open."""

LATER = HOUR + timedelta(hours=2)
CLOSE = datetime(2026, 11, 29, 19, 0, tzinfo=UTC)
TOTAL = 10


@pytest.fixture(params=sorted(HANDS))
async def hands(request: pytest.FixtureRequest, store: SqlStore, tmp_path: Path) -> AsyncIterator[Hands]:
    """A study group on each platform."""
    async with HANDS[request.param](store, tmp_path, TEN) as opened:
        yield opened


async def test_a_group_takes_its_weekly_mock(hands: Hands) -> None:
    """The hour, one member by hand, one by the clock, and what the group gets to read."""
    await hands.set_up()
    settings = {"day": "sat", "time": "12:00", "until": "sun", "closes": "20:00", "length": "10"}
    assert "10 questions. The next one opens" in await hands.settle("mocks", **settings)
    await hands.pass_until(HOUR)
    invitation = await hands.post()
    assert "The weekly mini mock is open" in invitation
    assert "10 questions, 27 minutes" in invitation

    await answers_every_question(hands)
    close = await changes_one_and_leaves_one(hands)
    await is_warned(hands)
    await hands_in(hands, close=close)
    await goes_through_the_questions(hands)
    await hands.pass_until(LATER)
    assert "1 has begun, 1 handed in" in await hands.post()
    await another_is_handed_in_by_the_clock(hands)

    await hands.pass_until(CLOSE)
    invitation = await hands.post()
    assert "The weekly mini mock has closed" in invitation
    assert "2 people took it." in invitation
    results = await hands.thread()
    assert "how the mini mock went" in results
    assert "The spread of scores is shown from 5 people up." in results
    assert "Maya" not in results
    assert "8 of 10 right" in await hands.begin("Maya")


async def answers_every_question(hands: Hands) -> None:
    """All but the last, all right, with a restart on the way: neither an answer nor the clock is lost."""
    sheet = await hands.begin("Maya")
    assert "27 minutes left" in sheet
    for number in range(1, TOTAL):
        assert f"Question {number} of 10" in sheet
        assert f"{number - 1} of 10 answered" in sheet
        assert "Because of" not in sheet
        if number == 4:
            await hands.restart()
        if right(sheet) == ("Option b",):
            hands.keep("Maya")
        sheet = await hands.give("Maya", right(sheet))
    assert "Question 10 of 10" in sheet
    assert "27 minutes left" in sheet


async def changes_one_and_leaves_one(hands: Hands) -> bool:
    """The last but one is answered anew, the last one marked and left blank; whether the change was close to right."""
    before = await hands.press("Maya", "Back")
    assert "Question 9 of 10" in before
    assert hands.chosen("Maya")
    assert "Question 10 of 10" in await hands.give("Maya", wrong(before))
    assert "marked for review" in await hands.press("Maya", "Mark for review")
    overview = await hands.press("Maya", "Overview")
    assert "9 of 10 answered" in overview
    assert re.search(r"Blank, and wrong if they stay so:\W+10", overview)
    assert re.search(r"Marked for review:\W+10", overview)
    return len(wrong(before)) > len(("one", "two"))


async def is_warned(hands: Hands) -> None:
    """A tenth of the time is left, then two minutes: each is told once, by a beat three seconds later."""
    await hands.pass_until(HOUR + timedelta(minutes=24, seconds=21))
    told = await hands.told("Maya")
    assert "3 minutes left in your mock exam" in told
    assert "1 question is blank" in told
    await hands.pass_until(HOUR + timedelta(minutes=25, seconds=3))
    assert "2 minutes left in your mock exam" in await hands.told("Maya")
    assert "Question 10 of 10" in await hands.press("Maya", "Go on")


async def hands_in(hands: Hands, *, close: bool) -> None:
    """Asked once because of the blank; twice, or from an old window, changes nothing."""
    await hands.press("Maya", "Overview")
    assert "Hand in now?" in await hands.press("Maya", "Hand in")
    report = await hands.press("Maya", "Hand in")
    assert "Mini mock: 8 of 10 right" in report
    assert "on the exam’s scale; 720 passes" in report
    assert "1 was left blank" in report
    assert ("partly right" in report) is close
    assert await hands.pictured("Maya")
    again = await hands.press_kept("Maya", "A")
    assert "8 of 10 right" in again
    assert await hands.pictured("Maya"), "a picture that is still on its way would be taken for the next page"


async def goes_through_the_questions(hands: Hands) -> None:
    """Each with its key, every reason and what to remember."""
    reviewed = await hands.press("Maya", "Go through the questions")
    for number in range(1, TOTAL):
        assert f"Question {number} of 10: " in reviewed
        assert "Because of" in reviewed
        assert "The least effort is the option that nobody has to run" in reviewed
        reviewed = await hands.press("Maya", "Next")
    assert "Question 10 of 10: Left blank." in reviewed
    assert "8 of 10 right" in await hands.press("Maya", "Report")


async def another_is_handed_in_by_the_clock(hands: Hands) -> None:
    """One answer is there by then; it counts, and they are told."""
    sheet = await hands.begin("Ben")
    await hands.give("Ben", right(sheet))
    await hands.pass_until(LATER + timedelta(minutes=28))
    ended = await hands.told("Ben")
    assert "Time was up" in ended
    assert "1 of 10 right" in ended
    assert "9 were left blank" in ended
    assert await hands.pictured("Ben")
