"""Door: the app with a clock of its own, through which everything that is played goes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.app import App
from bot.calls import Actor, Call, Place
from bot.cards.model import Card
from bot.commands import Command
from bot.deliver import Deliverer

QUARTER = timedelta(minutes=15)
"""The clock beats at every quarter of an hour: in every zone, full hours lie on one."""

MINUTE = timedelta(minutes=1)
"""Before somebody comes the clock beats once more, if its last beat is longer ago."""

BREATH = timedelta(seconds=1)
"""Between two things said in one place."""


@dataclass(frozen=True, slots=True)
class Running:
    """The app as a process has it: its door, its deliverer, and how to end it."""

    app: App
    deliverer: Deliverer
    close: Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Outage:
    """The app ends at one instant and starts anew at the other, with nothing in between."""

    since: datetime
    until: datetime


class Passage(Protocol):
    """Where calls go in, and where time passes."""

    at: datetime

    async def handle(self, name: str, command: Command, by: Actor, place: Place) -> Card:
        """Have something done now."""
        ...

    async def pass_until(self, at: datetime) -> None:
        """Let time pass to that instant."""
        ...


class LiveDoor:
    """The door of an app that runs by the real clock: its time passes by itself."""

    def __init__(self, app: App, at: datetime) -> None:
        """Take the app as it runs."""
        self._app = app
        self.at = at

    async def handle(self, name: str, command: Command, by: Actor, place: Place) -> Card:
        """Have something done now."""
        return await self._app.handle(Call(name, command, by, place, self.at))

    async def pass_until(self, at: datetime) -> None:
        """It has passed."""
        self.at = at


class Door:
    """One process after another on the same facts. Time moves only when somebody lets it pass."""

    def __init__(
        self,
        start: Callable[[], Running],
        at: datetime,
        outages: Sequence[Outage] = (),
        *,
        every: timedelta = QUARTER,
        idle: timedelta = MINUTE,
    ) -> None:
        """Start the app at that instant; it takes stock at its first beat.

        It beats `every` so often, and before somebody comes when it has been `idle` for so long.
        """
        self._start, self._every, self._idle = start, every, idle
        self._running = start()
        self._outages = sorted((one for one in outages if one.since >= at), key=lambda one: one.since)
        self._beaten: datetime | None = None
        self.at = at

    async def handle(self, name: str, command: Command, by: Actor, place: Place) -> Card:
        """Have something done now."""
        return await self._running.app.handle(Call(name, command, by, place, self.at))

    async def pass_until(self, at: datetime) -> None:
        """Let time pass to that instant, beating on the way, and through every outage that begins before it."""
        while self._outages and self._outages[0].since <= at:
            outage = self._outages.pop(0)
            await self._beat_until(outage.since)
            await self.restart(outage.until)
        await self._beat_until(at)

    async def restart(self, at: datetime) -> None:
        """End the app and start it anew at that instant."""
        await self._running.close()
        self._running = self._start()
        self.at, self._beaten = max(self.at, at), None
        await self.beat()

    async def close(self) -> None:
        """End the app."""
        await self._running.close()

    async def beat(self) -> None:
        """One beat of the clock, and everything said that is due."""
        if self._beaten is None:
            await self._running.app.take_stock(self.at)
        self._beaten = self.at
        await self._running.app.tick(self.at)
        # What is left when the next beat is due is said after that: the clock does not wait for it.
        due = self._next_beat()
        while await self._running.deliverer.deliver(self.at) and self.at + BREATH < due:
            self.at += BREATH

    async def _beat_until(self, at: datetime) -> None:
        while (due := self._next_beat()) <= at:
            self.at = due
            await self.beat()
        self.at = max(self.at, at)
        if self._beaten is None or self.at - self._beaten >= self._idle:
            await self.beat()

    def _next_beat(self) -> datetime:
        seconds = self._every.total_seconds()
        return datetime.fromtimestamp((self.at.timestamp() // seconds + 1) * seconds, UTC)
