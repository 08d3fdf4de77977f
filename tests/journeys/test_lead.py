"""The lead's journey, from a member's yes to the Monday brief: one test for every platform and both databases."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.store import SqlStore
from tests.bot.specimens import bank, plenty
from tests.journeys.hands import HANDS, Hands

HOUR = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""Monday, nine in Berlin: the daily question."""

NEXT = datetime(2026, 11, 30, 7, 0, tzinfo=UTC)
"""The Monday after, eight in Berlin."""


@pytest.fixture(params=sorted(HANDS))
async def hands(request: pytest.FixtureRequest, store: SqlStore, tmp_path: Path) -> AsyncIterator[Hands]:
    """A study group on each platform."""
    async with HANDS[request.param](store, tmp_path, bank(plenty(4))) as opened:
        yield opened


async def test_a_lead_sees_who_agreed_while_they_agree(hands: Hands) -> None:
    """A yes, the group with its pictures, one member, the file, and a no that holds at once."""
    await hands.set_up()
    await hands.pass_until(HOUR)
    await hands.ask("Maya", "today")
    await hands.pass_until(HOUR + timedelta(minutes=1))
    await hands.give("Maya", ["Option b"])
    await hands.pass_until(HOUR + timedelta(hours=9))
    assert "Nobody has agreed yet" in await hands.settle("readiness")
    assert "members keep theirs to themselves." in await hands.settle("readiness")

    choice = await hands.ask("Maya", "privacy")
    assert "If you agree, they see what stands below" in choice
    assert "Not enough answers yet to say" in choice
    assert "Saved." in await hands.press("Maya", "Let leads see it")

    group = await hands.settle("readiness")
    assert "1. Maya" in group
    assert "not enough" in group
    assert await hands.pictured("Ada")
    report = await hands.settle("readiness", member="may")
    assert "Maya’s report" in report
    assert "Not enough answers yet to say" in report
    assert "1 member who agreed, with every task." in await hands.settle("readiness", file="csv")

    assert "Leads do not see how ready you are." in await hands.press("Maya", "Do not let them see it")
    assert "Nobody called “Maya” shows you how ready they are." in await hands.settle("readiness", member="Maya")
    assert "Maya" not in await hands.settle("readiness")


async def test_a_lead_gets_a_brief_on_monday(hands: Hands) -> None:
    """Asked for once, said once although the process ends between the hour and the word, and stopped by one press."""
    await hands.set_up()
    assert "Saved. Your Monday brief is on." in await hands.settle("brief", wanted="on")
    await hands.pass_until(HOUR)
    await hands.answer("Maya", "Option a")
    await hands.pass_until(NEXT - timedelta(minutes=1))
    await hands.restart()
    await hands.pass_until(NEXT)

    brief = await hands.told("Ada")
    if "Read it here" in brief:  # whom the platform alone lets lead is shown it when they ask
        brief = await hands.press("Ada", "Read it")
    assert re.search(r"The keys.*5[A-D]\.", brief, re.DOTALL)
    assert "Only you can see this" in brief
    assert "No more briefs" in await hands.press("Ada", "No more briefs")
    assert "Monday brief, 30 November" in await hands.settle("brief", wanted="now")

    assert "You get no Monday brief." in await hands.settle("brief")
