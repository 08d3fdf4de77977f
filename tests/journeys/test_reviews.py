"""What one missed comes back by itself on every platform, one after another, and is done for the day."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.store import SqlStore
from tests.journeys.hands import HANDS
from tests.journeys.mock_items import TEN, right, wrong

SATURDAY = datetime(2026, 11, 28, 8, 0, tzinfo=UTC)
READ = timedelta(seconds=40)
"""Time to read a question."""


@pytest.mark.parametrize("platform", sorted(HANDS))
async def test_what_was_missed_on_saturday_comes_back_on_sunday(store: SqlStore, tmp_path: Path, platform: str) -> None:
    async with HANDS[platform](store, tmp_path, TEN) as hands:
        await hands.set_up()
        await hands.settle("mocks", day="off")
        await hands.pass_until(SATURDAY)
        assert "Nothing to review yet." in await hands.ask("Maya", "review")
        for number in range(2):
            sheet = await (hands.ask("Maya", "quiz") if not number else hands.press("Maya", "Another question"))
            await hands.pass_until(SATURDAY + (number + 1) * READ)
            assert "Comes back for review" in await hands.give("Maya", wrong(sheet))
        later = await hands.ask("Maya", "review")
        assert "Nothing to review right now." in later
        assert "Sunday 29 November" in later

        await hands.restart()
        await hands.pass_until(SATURDAY + timedelta(days=1))
        assert "2 questions that you missed come back today." in await hands.ask("Maya", "me")
        sheet = await hands.press("Maya", "Review (2)")
        await hands.pass_until(SATURDAY + timedelta(days=1) + READ)
        assert "Right." in await hands.give("Maya", right(sheet))
        sheet = await hands.press("Maya", "Next review")
        await hands.pass_until(SATURDAY + timedelta(days=1) + 2 * READ)
        assert "Right." in await hands.give("Maya", right(sheet))
        assert "Nothing to review right now." in await hands.press("Maya", "Next review")
