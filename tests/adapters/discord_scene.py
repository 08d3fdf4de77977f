"""A study group on Discord: the app, its real client, and the strict peer it talks to."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Self

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.discord.serve import DiscordService
from adapters.discord.supervise import Pauses
from adapters.store import SqlStore
from bot.app import App
from bot.calls import Place
from bot.deliver import Deliverer
from bot.rules.packs import Bank
from tests.bot.specimens import bank as specimen_bank
from tests.databases import sqlite_engine
from tests.peers.discord_model import Channel, Interaction, Message
from tests.peers.discord_peer import DiscordPeer
from tests.world import GATE

MORNING = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
"""Monday, 08:00 in Berlin."""

QUICK = Pauses(first=0.01, longest=0.02, healthy=60.0)


@dataclass
class Scene:
    """One server with one channel, a lead called Ada, and a clock that moves only when a test says so."""

    peer: DiscordPeer
    store: SqlStore
    bank: Bank
    at: datetime = MORNING
    patience: float = 1.5
    tasks: list[asyncio.Task[Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.app = App(self.store, self.bank, gate=GATE)
        self.service = self.fresh_service()
        self.deliverer = self.fresh_deliverer()

    @classmethod
    @contextlib.asynccontextmanager
    async def open(
        cls, *, connect: bool = True, bank: Bank | None = None, store: SqlStore | None = None
    ) -> AsyncIterator[Self]:
        """Serve for as long as the block lasts; at its end nothing may have broken a rule of Discord's."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Route, "BASE", Route.BASE)
            patch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
            async with DiscordPeer.running() as peer:
                peer.add_channel("ml-study")
                peer.person("Ada", manage_guild=True)
                scene = cls(peer, store or SqlStore(sqlite_engine()), bank or specimen_bank())
                if connect:
                    await scene.connect()
                try:
                    yield scene
                finally:
                    await scene.leave()
                    if store is None:
                        await scene.store.close()
                assert not peer.violations, peer.violations

    def fresh_service(self) -> DiscordService:
        """The service as a new process would build it."""
        addresses = (self.peer.url, self.peer.gateway.url)
        return DiscordService(
            self.app, self.peer.token, *addresses, now=lambda: self.at, patience=self.patience, pauses=QUICK
        )

    def fresh_deliverer(self) -> Deliverer:
        """The deliverer as a new process would build it."""
        return Deliverer(self.store, self.bank, {"discord": self.service.chat}, owner="scene")

    async def connect(self) -> None:
        """Start the service and wait until it listens."""
        self.tasks.append(asyncio.create_task(self.service.run()))
        await self.peer.ready()

    async def leave(self) -> None:
        """Stop the service."""
        for task in self.tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError, Exception):
                await task
        self.tasks.clear()
        await self.service.close()

    async def restart(self) -> None:
        """End the process and start a new one; only the database is left."""
        await self.leave()
        self.app = App(self.store, self.bank, gate=GATE)
        self.service = self.fresh_service()
        self.deliverer = self.fresh_deliverer()
        await self.connect()

    @property
    def channel(self) -> Channel:
        """The group's channel."""
        return self.peer.channel("ml-study")

    @property
    def place(self) -> Place:
        """The group's place, as the core knows it."""
        return Place("discord", self.peer.server.guild, self.channel.id)

    @property
    def question(self) -> Message:
        """The latest question in the channel."""
        return self.channel.messages[-1]

    async def set_up(self, **settings: str) -> Interaction:
        """Ada sets the group up, from 09:00 to 17:00 in Berlin."""
        usual = {"time": "09:00", "zone": "Europe/Berlin", "closes": "17:00"}
        return await self.peer.slash("cohort setup", {**usual, **settings}, user="Ada")

    async def beat(self, hour: int, minute: int = 0, *, day: int = 23) -> None:
        """Let the clock strike in UTC, and say everything that is due."""
        self.at = datetime(2026, 11, day, hour, minute, tzinfo=UTC)
        await self.app.tick(self.at)
        await self.deliver()

    async def deliver(self) -> None:
        """Say everything that is due, a second apart."""
        while await self.deliverer.deliver(self.at):
            self.at += timedelta(seconds=1)

    async def post(self, **settings: str) -> Message:
        """Set the group up and let the first question come."""
        await self.set_up(**settings)
        await self.beat(8)
        return self.question

    async def open_sheet(self, user: str, message: Message | None = None) -> Message:
        """Press Answer on the question and look at the sheet."""
        return (await self.peer.press(message or self.question, "Answer", user=user)).reply
