"""The stream of changes: one look for all readers, nothing missed, nothing kept alive."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from adapters.web.accounts import Account, Register, page_key
from adapters.web.chat import WebChat
from adapters.web.inbound import PLACE
from adapters.web.stream import Pulse, events
from bot.cards.model import Card
from bot.errors import LeadsOnly
from tests.bot.specimens import bank
from tests.browser import START, Stand


class Book:
    """A ledger that counts how often it is looked at."""

    def __init__(self) -> None:
        self.cursor = "1"
        self.looks = 0
        self.faults = 0

    async def look(self) -> str:
        """Look once."""
        self.looks += 1
        if self.faults:
            self.faults -= 1
            raise LeadsOnly
        return self.cursor


async def told(pulse: Pulse, seen: str = "", *, comment: float = 5.0, most: int = 2) -> list[str]:
    """The first things that a page is told."""

    async def look() -> list[str]:
        return ["post"]

    found: list[str] = []
    async for one in events(pulse, seen, look, comment=comment):
        found.append(one)
        if len(found) == most:
            break
    return found


async def test_a_page_that_comes_is_told_what_there_is() -> None:
    pulse = Pulse(Book().look, beat=0.01)
    assert await told(pulse) == ["retry: 2000\n\n", 'id: 1\nevent: posts\ndata: ["post"]\n\n']


async def test_a_page_that_missed_nothing_is_told_nothing() -> None:
    pulse = Pulse(Book().look, beat=0.01)
    assert await told(pulse, "1", comment=0.05) == ["retry: 2000\n\n", ": still here\n\n"]


async def test_readers_share_one_look() -> None:
    book = Book()
    pulse = Pulse(book.look, beat=10)
    await asyncio.gather(*(told(pulse) for _ in range(20)))
    assert book.looks == 1


async def test_a_change_wakes_everybody_at_once_when_it_was_said_here() -> None:
    book = Book()
    pulse = Pulse(book.look, beat=10)
    waiting = [asyncio.create_task(told(pulse, "1")) for _ in range(3)]
    await asyncio.sleep(0.02)
    book.cursor = "2"
    chat = WebChat()
    chat.listen(pulse.ring, pulse.close)
    assert await chat.say(PLACE, Card("Hello"), key="k1", again=False) == "k1"
    for task in waiting:
        assert "id: 2" in (await asyncio.wait_for(task, 2))[1]


async def test_nobody_listening_means_nobody_looks() -> None:
    book = Book()
    pulse = Pulse(book.look, beat=0.01)
    await told(pulse)
    looks = book.looks
    await asyncio.sleep(0.05)
    assert book.looks == looks


async def test_a_ledger_that_is_away_for_a_moment_loses_nothing(caplog: pytest.LogCaptureFixture) -> None:
    book = Book()
    book.faults = 2
    assert "id: 1" in (await told(Pulse(book.look, beat=0.01)))[1]
    assert "could not look" in caplog.text


async def test_streams_end_when_there_is_nothing_more_to_come() -> None:
    pulse = Pulse(Book().look, beat=10)
    task = asyncio.create_task(told(pulse, "1", most=5))
    await asyncio.sleep(0.02)
    pulse.close()
    assert await asyncio.wait_for(task, 2) == ["retry: 2000\n\n"]


async def test_a_whisper_is_told_once() -> None:
    chat = WebChat()
    await chat.whisper(PLACE, "ada", Card("A place is parked"))
    await chat.amend(PLACE, "k1", Card("Nothing to do"))
    assert chat.whispered("ada") == Card("A place is parked")
    assert chat.whispered("ada") is None


async def test_a_page_is_told_what_it_missed_while_away_and_a_stop_takes_no_time(tmp_path: Path) -> None:
    stand = await asyncio.to_thread(Stand(tmp_path, bank()).start)
    await asyncio.to_thread(stand.ask)
    cookies = {"cohort": _cookie(stand)}
    async with aiohttp.ClientSession(stand.address, cookies=cookies) as session:
        async with session.get("/events") as stream:
            assert stream.headers["Content-Type"].startswith("text/event-stream")
            assert stream.headers["Cache-Control"] == "no-cache"
            first = await _event(stream)
        await asyncio.to_thread(stand.beat, START + timedelta(days=1))
        async with session.get("/events", headers={"Last-Event-ID": first["id"]}) as stream:
            second = await _event(stream)
            assert second["id"] != first["id"]
            assert first["data"] != second["data"]
            await asyncio.wait_for(asyncio.to_thread(stand.stop), 2)


def _cookie(stand: Stand) -> str:
    return Register(page_key(stand.store.seal, stand.folder)).write(Account("maya", "Maya"))


async def _event(stream: aiohttp.ClientResponse) -> dict[str, str]:
    found: dict[str, str] = {}
    async for line in stream.content:
        name, _, value = line.decode().rstrip("\n").partition(": ")
        if name in {"id", "data"}:
            found[name] = value
        if name == "data":
            break
    return found
