"""Mock exams of one's own: the whole exam, practice, going on elsewhere, nonsense, and everything pressed twice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.store import SqlStore
from tests.journeys.hands import HANDS, Hands
from tests.journeys.mock_items import TEN, right, wrong

SUNDAY = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)


@pytest.fixture(params=sorted(HANDS))
async def hands(request: pytest.FixtureRequest, memory_store: SqlStore, tmp_path: Path) -> AsyncIterator[Hands]:
    """A study group on each platform, on a day without a question."""
    async with HANDS[request.param](memory_store, tmp_path, TEN) as opened:
        await opened.set_up()
        await opened.settle("mocks", day="off")
        await opened.pass_until(SUNDAY)
        yield opened


async def test_a_member_takes_one_alone_and_goes_on_elsewhere(hands: Hands) -> None:
    """From the menu by way of what it will be; found again at another place, and nothing doubled."""
    assert "On your own, at any time" in await hands.ask("Maya", "mock")
    offer = await hands.press("Maya", "Full")
    assert "Full mock exam" in offer
    assert "10 questions in 27 minutes" in offer
    hands.keep("Maya")
    sheet = await hands.press("Maya", "Begin")
    assert "Question 1 of 10" in sheet
    assert "You are in the middle of a mock exam" in await hands.press_kept("Maya", "Begin")
    sheet = await hands.press("Maya", "Go on")
    assert "Question 2 of 10" in await hands.give("Maya", right(sheet))

    await hands.pass_until(SUNDAY + timedelta(minutes=5))
    assert "You are in the middle of a mock exam" in await hands.ask("Maya", "mock", kind="mini")
    resumed = await hands.elsewhere("Maya")
    assert "Full mock exam" in resumed
    assert "22 minutes left" in resumed or "21 minutes left" in resumed
    assert "Question 2 of 10" in await hands.press("Maya", "Go on")

    await hands.pass_until(SUNDAY + timedelta(minutes=30))
    ended = await hands.told("Maya")
    assert "Time was up" in ended
    assert "1 of 10 right" in ended
    assert "Full mock exam: 1 of 10 right" in await hands.ask("Maya", "mock")


async def test_practice_mode_says_the_verdict_at_once_and_has_no_clock(hands: Hands) -> None:
    offer = await hands.ask("Maya", "mock", kind="domain", domain="2", mode="practice")
    assert "Mock of domain 2" in offer
    assert "3 questions without a clock" in offer
    assert "3 questions in 8 minutes" in await hands.ask("Maya", "mock", kind="domain", domain="2")
    sheet = await hands.press("Maya", "Practise it without a clock")
    assert "left" not in sheet.lower().split("answered")[0]
    verdicts = []
    for number in (1, 2, 3):
        assert f"Question {number} of 3" in sheet
        answer = right(sheet) if number < 3 else wrong(sheet)
        verdict = await hands.give("Maya", answer)
        assert "Because of" in verdict
        verdicts.append("Right." in verdict)
        sheet = await hands.press("Maya", "Next") if number < 3 else verdict
    assert verdicts == [True, True, False]
    hands.keep("Maya")
    report = await hands.press("Maya", "Hand in")
    assert "Mock of domain 2: 2 of 3 right" in report
    assert "Mock of domain 2: 2 of 3 right" in await hands.press_kept("Maya", "Hand in")

    assert await hands.pictured("Maya")
    await hands.pass_until(SUNDAY + timedelta(minutes=5))
    offer = await hands.ask("Maya", "mock", kind="missed")
    assert "1 question in 3 minutes" in offer
    assert "Question 1 of 1" in await hands.press("Maya", "Begin")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "nope"}, "It is mini, full, domain or missed."),
        ({"kind": "domain", "domain": "9"}, "has no domain “9”"),
        ({"kind": "domain"}, "Which domain?"),
        ({"kind": "mini", "mode": "fast"}, "It is exam or practice."),
        ({"kind": "missed"}, "You have missed nothing"),
    ],
)
async def test_nonsense_is_answered_with_what_there_is(hands: Hands, given: dict[str, str], said: str) -> None:
    assert said in await hands.ask("Maya", "mock", **given)


async def test_a_warning_comes_where_the_exam_is_being_taken(hands: Hands) -> None:
    """Right after a press it follows on the spot, also where a word to somebody idle would go to their inbox."""
    await hands.ask("Maya", "mock", kind="full")
    await hands.press("Maya", "Begin")
    await hands.pass_until(SUNDAY + timedelta(minutes=20))
    await hands.press("Maya", "Next")
    await hands.pass_until(SUNDAY + timedelta(minutes=24, seconds=21))
    told = await hands.told("Maya")
    assert "3 minutes left in your mock exam" in told
    assert "10 are blank" in told
    assert "Question 1 of 10" in await hands.press("Maya", "Go on")


async def test_how_sure_one_is_can_be_said_before_the_answer_and_stays_said(hands: Hands) -> None:
    """Marking the question, and a look at the next one, take nothing away; the answer has it in the end."""
    await hands.ask("Maya", "mock", kind="full")
    await hands.press("Maya", "Begin")
    assert "· sure" in await hands.press("Maya", "I am sure")
    sheet = await hands.press("Maya", "Mark for review")
    assert "marked for review · sure" in sheet
    assert "· sure" not in await hands.press("Maya", "Next")
    sheet = await hands.press("Maya", "Back")
    assert "marked for review · sure" in sheet
    await hands.give("Maya", wrong(sheet))
    for label in ("Overview", "Hand in"):
        await hands.press("Maya", label)
    report = await hands.press("Maya", "Hand in")
    assert "question 1." in report.partition("Sure, and not right:")[2]
