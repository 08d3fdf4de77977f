"""Discord: a button press to committed answer and private reply, against a bare discord.py client."""

from __future__ import annotations

import asyncio
import json
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks.bot_process import BotProcess, started
from tests.benchmarks.figures import Duel, Side
from tests.benchmarks.study_group import committed
from tests.peers.discord_model import JSON, Interaction, Message
from tests.peers.discord_peer import DiscordPeer

BOTS = "tests.benchmarks.discord_bots"
MOST = 1.5
LABEL = "A"


async def discord_duel(folder: Path, *, rounds: int, presses: int, in_flight: int, tell: Callable[[], None]) -> Duel:
    """Let both be pressed in turns; each press is a member's first answer."""
    ours, raw = folder / "discord-cohort.db", folder / "discord-bare.db"
    async with DiscordPeer.running() as one, DiscordPeer.running() as other:
        wanted = {"bot": "cohort", "database": str(ours)}
        async with _bot(one, wanted, folder / "discord-cohort.log") as cohort:
            left = _Cohort(one, cohort, in_flight)
            await left.round("warm", presses)
            sheet, reply = left.sample
            told = {"bot": "bare", "database": str(raw), "reply": json.dumps(reply)}
            async with _bot(other, told, folder / "discord-bare.log") as bare:
                right = _Bare(other, bare, in_flight, sheet)
                await right.round("warm", presses)
                left.seconds.clear()
                right.seconds.clear()
                for number in range(rounds):
                    for side in (left, right) if number % 2 else (right, left):
                        await side.round(f"round{number}", presses)
                        tell()
        assert not one.violations, one.violations[:3]
        assert not other.violations, other.violations[:3]
        return Duel("Discord press", left.side(ours), right.side(raw), MOST)


@asynccontextmanager
async def _bot(peer: DiscordPeer, wanted: dict[str, Any], log: Path) -> AsyncIterator[BotProcess]:
    """A bot that is logged in."""
    room = peer.add_channel("ml-study")
    about = {"api": peer.url, "gateway": peer.gateway.url, "token": peer.token}
    about |= {"guild": peer.server.guild, "room": room.id}
    async with started(BOTS, wanted | about, log=log) as bot:
        await peer.ready(commands=False)
        yield bot


class _Side(ABC):
    """One bot, how often it was pressed, and what it cost."""

    def __init__(self, peer: DiscordPeer, bot: BotProcess, in_flight: int) -> None:
        self.seconds: list[float] = []
        self._peer, self._bot, self._in_flight = peer, bot, in_flight
        self._pressed = 0
        self._sizes: list[int] = []

    @abstractmethod
    async def _sheets(self, members: list[str]) -> list[tuple[str, Message]]:
        """A sheet for each of these members."""

    async def round(self, name: str, presses: int) -> list[Interaction]:
        """Prepare a sheet for each new member, unmeasured, then answer on each."""
        sheets = await self._sheets([f"{name} {number}" for number in range(presses)])
        before = await self._bot.cpu()
        done = await self._each(self._press(member, sheet) for member, sheet in sheets)
        self.seconds.append((await self._bot.cpu() - before) / presses)
        self._pressed += len(sheets)
        self._sizes += [len(json.dumps(one.answer)) for one in done if one.answer is not None]
        return done

    async def _press(self, member: str, sheet: Message) -> Interaction:
        return await self._peer.press(sheet, LABEL, user=member)

    async def _each(self, works: Iterable[Any]) -> list[Any]:
        """All of them, so many at a time."""
        queue, done = iter(works), []

        async def person() -> None:
            for work in queue:
                done.append(await work)  # noqa: PERF401 - a comprehension would take the whole queue

        await asyncio.gather(*(person() for _ in range(self._in_flight)))
        return done

    def side(self, database: Path) -> Side:
        """What became of this bot's presses."""
        size = sum(self._sizes) / len(self._sizes)
        return Side(tuple(self.seconds), self._pressed, committed(database), len(self._sizes), size)


class _Cohort(_Side):
    """Cohort, whose sheets come from the post in the channel."""

    sample: tuple[JSON, list[JSON]]

    async def _sheets(self, members: list[str]) -> list[tuple[str, Message]]:
        room = self._peer.channel("ml-study")
        post = self._peer.server.post(room, {"content": "A question"})
        data = {"component_type": 2, "custom_id": self._bot.about["sheet"], "id": 1}
        for member in members:
            self._peer.person(member)
        done = await self._each(self._peer.on_message(data, post, member) for member in members)
        return [(one.person.name, one.reply) for one in done]

    async def round(self, name: str, presses: int) -> list[Interaction]:
        """The same; a sheet and its reply are kept for the bare client."""
        done = await super().round(name, presses)
        one = sorted(done, key=lambda each: len(str(each.answer)))[len(done) // 2]
        assert one.message is not None
        assert one.answer is not None
        first = {"components": one.message.earlier[0]["components"], "flags": one.message.flags}
        self.sample = first, one.answer["data"]["components"]
        return done


class _Bare(_Side):
    """The bare client, before whose people the peer lays copies of a real sheet."""

    def __init__(self, peer: DiscordPeer, bot: BotProcess, in_flight: int, sheet: JSON) -> None:
        super().__init__(peer, bot, in_flight)
        self._sheet = sheet

    async def _sheets(self, members: list[str]) -> list[tuple[str, Message]]:
        room = self._peer.channel("ml-study")
        people = [self._peer.person(member) for member in members]
        post = self._peer.server.post
        return [(one.name, post(room, self._sheet, seen_by=one.id)) for one in people]
