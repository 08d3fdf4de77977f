"""The daily journey, from set-up to the reasons in the thread: one test for every platform and both databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.store import SqlStore
from tests.journeys.mouths import MOUTHS, Mouth

BEFORE = datetime(2026, 11, 23, 7, 59, tzinfo=UTC)
HOUR = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CLOSE = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
SECRETS = ("Because of reason", "The least effort is the option that nobody has to run")


@pytest.fixture(params=sorted(MOUTHS))
async def mouth(request: pytest.FixtureRequest, store: SqlStore, tmp_path: Path) -> AsyncIterator[Mouth]:
    """A study group on each platform."""
    async with MOUTHS[request.param](store, tmp_path) as opened:
        yield opened


async def test_a_group_answers_its_daily_question(mouth: Mouth) -> None:
    """The whole day: set up, posted at nine, answered in private, closed at five, explained in the thread."""
    assert "Your study group is ready." in await mouth.set_up()
    await mouth.pass_until(BEFORE)
    await mouth.pass_until(HOUR)

    post = await mouth.post()
    assert "Question of Monday 23 November" in post
    assert "Which one does with the LEAST effort?" in post
    for option in "abcd":
        assert f"Option {option} of the specimen" in post
    assert not any(secret in post for secret in SECRETS)

    right = await mouth.answer("Maya", "Option b")
    assert "Right." in right
    assert all(secret in right for secret in SECRETS)
    wrong = await mouth.answer("Ben", "Option a")
    assert "Not this one. The key is" in wrong
    assert "You have answered this one. Your first answer stands." in await mouth.press_again("Ben")

    await mouth.pass_until(LATER)
    post = await mouth.post()
    assert "2 have answered" in post
    assert "Maya" not in post
    assert not any(secret in post for secret in SECRETS)
    thread = await mouth.thread()
    assert not any(secret in thread for secret in SECRETS)

    await mouth.pass_until(CLOSE)
    post = await mouth.post()
    assert "This question has closed" in post
    assert "2 people answered, 1 of them right." in post
    assert "50%" in post
    thread = await mouth.thread()
    assert all(secret in thread for secret in SECRETS)
    assert "https://docs.aws.amazon.com/page.html" in thread or "A page" in thread

    board = await mouth.type("Maya", "board")
    assert "Maya (you)" in board
    assert "Ben" in board
    mine = await mouth.type("Maya", "me")
    assert "Streak: 1 study day" in mine
    assert "No question is open right now." in await mouth.type("Ada", "today")
