"""A key is corrected long after people answered: nobody gets mail, and who was not there finds it under /me."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters.store import SqlStore
from bot.app import App
from tests.bot.mock_specimens import with_key
from tests.bot.specimens import EACH_TYPE, bank, pack
from tests.journeys.hands import HANDS, Hands
from tests.journeys.mouths import ONE

HOUR = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
CLOSE = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
NEXT_MORNING = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


@pytest.fixture(params=sorted(HANDS))
async def hands(request: pytest.FixtureRequest, store: SqlStore, tmp_path: Path) -> AsyncIterator[Hands]:
    """A group on each platform that answered a question, whose key is another one by the next morning."""
    async with HANDS[request.param](store, tmp_path, ONE) as opened:
        await App(store, ONE).take_stock(HOUR)
        await opened.set_up()
        await opened.pass_until(HOUR)
        await opened.answer("Maya", "Option b")
        await opened.answer("Ben", "Option a")
        await opened.pass_until(CLOSE)
        await opened.leaves("Maya")
        corrected = bank(pack([with_key(EACH_TYPE[0], "A", version=2)]))
        await App(store, corrected).take_stock(NEXT_MORNING)
        await opened.pass_until(NEXT_MORNING)
        yield opened


async def test_nobody_gets_mail_unasked(hands: Hands) -> None:
    assert "Monday 23 November: a key was corrected" in await hands.thread()
    assert hands.mail("Ben") == ""
    assert hands.mail("Maya") == ""


async def test_who_was_not_there_finds_it_under_me(hands: Hands) -> None:
    await hands.returns("Maya")
    assert "The key of a question you answered was corrected." in await hands.ask("Maya", "me")
    assert "By this key your answer is wrong." in await hands.press("Maya", "Corrected keys")
