"""What was said to somebody who looks at the page later: as it is by then, with the rights of that moment."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
import pytest_asyncio

from bot.calls import Actor
from bot.commands import SetExamDay, SetPrivacy
from tests.adapters.web_scene import Client
from tests.bot.specimens import bank, plenty
from tests.browser import Stand

OMAR = Actor("web", "page", "omar", "Omar Unmistakable", manages=False)
BRIEF, HOME = "Monday brief, 30 November", "Hello Boris"


@pytest_asyncio.fixture
async def lead(tmp_path: Path) -> AsyncIterator[Client]:
    """A lead of the page's group for whom a brief waits that names a member."""
    stand = await asyncio.to_thread(Stand(tmp_path, bank(plenty(4))).start)
    await asyncio.to_thread(stand.set_up)
    async with aiohttp.ClientSession(stand.address, cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        client = Client(stand, session)
        csrf = await client.named("Boris")
        for words in ("/cohort setup 09:00 zone:Europe/Berlin", "/cohort brief on"):
            await client.post("/words", csrf=csrf, words=words)
        for command in (SetPrivacy("yes"), SetExamDay("2026-12-09")):
            await asyncio.to_thread(stand.handle, command, OMAR)
        await asyncio.to_thread(stand.beat, datetime(2026, 11, 30, 7, 0, tzinfo=UTC))
        yield client
    await asyncio.to_thread(stand.stop)


async def test_a_brief_that_waited_is_read_as_it_is_now(lead: Client) -> None:
    _, page = await lead.get()
    assert BRIEF in page
    assert OMAR.name in page
    _, page = await lead.get()
    assert BRIEF not in page, "it is told once"
    assert HOME in page


async def test_who_took_their_consent_back_meanwhile_is_not_in_it(lead: Client) -> None:
    await asyncio.to_thread(lead.stand.handle, SetPrivacy("no"), OMAR)
    _, word = await lead.get("/word")
    assert BRIEF in word
    assert OMAR.name not in word
