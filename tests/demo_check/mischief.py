"""Mischief: two processes beat and press at once, people press twice, change their minds and come too late."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from adapters.demo.dice import roll
from adapters.demo.door import Door, Outage, Running
from adapters.demo.errands import READS, Errand, Wish, sheet_on
from adapters.demo.mind import Thought
from bot.calls import Actor, Place
from bot.cards.model import Button, Card
from bot.commands import AnswerItem, Command, OpenSheet, ShowToday, StartMock, TakeMock

TWICE = 0.15
"""The share of presses that come twice at once."""

IDLE = timedelta(minutes=5)
"""How long no clock may have beaten when somebody comes: processes are slow, too."""

TOGETHER = 0.5
"""The share of beats at which both processes beat."""

Think = Callable[[AnswerItem], Thought]
"""What they answer to a question that is in the pack."""

Heard = Callable[[Command, Actor, Place, datetime, Card], None]
"""Is told everything that was pressed, and what was said to it."""


class RestlessDoor(Door):
    """A door with two processes behind it, that both beat, and at which presses come twice."""

    def __init__(
        self, start: Callable[[], Running], at: datetime, outages: Sequence[Outage], *, every: timedelta, hears: Heard
    ) -> None:
        """Start both."""
        super().__init__(start, at, outages, every=every, idle=IDLE)
        self._other = start()
        self._hears = hears

    async def handle(self, name: str, command: Command, by: Actor, place: Place) -> Card:
        """Have it done, now and then twice at once; the card that goes on with it is the one that is read."""
        cards = [super().handle(name, command, by, place)]
        if roll(name, "twice") < TWICE:
            cards.append(super().handle(name, command, by, place))
        told = await asyncio.gather(*cards)
        card = next((one for one in told if sheet_on(one) is not None), told[0])
        self._hears(command, by, place, self.at, card)
        return card

    async def ask(self, command: Command, by: Actor, place: Place) -> Card:
        """Look something up, once and heard by nobody."""
        return await super().handle(f"look {self.at.isoformat()} {command!r}", command, by, place)

    async def beat(self) -> None:
        """Every other time both beat at the same instant, and one of them once more."""
        if self._beaten is None:
            await self._other.app.take_stock(self.at)
        if roll(self.at.isoformat(), "both") < TOGETHER:
            await asyncio.gather(self._other.app.tick(self.at), self._running.app.tick(self.at))
            await self._other.deliverer.deliver(self.at)
        await super().beat()

    async def restart(self, at: datetime) -> None:
        """Both end, and both start anew."""
        await self._other.close()
        self._other = self._start()
        await super().restart(at)

    async def close(self) -> None:
        """End both."""
        await self._other.close()
        await super().close()


def come_late(think: Think, *, at: datetime) -> Errand:
    """Open the sheet in time, and answer at that instant, which may be after the close."""
    sheet = sheet_on((yield Wish(ShowToday())))
    if sheet is not None:
        yield Wish(replace(sheet, answer=think(sheet).answer), not_before=at)


def change_mind(think: Think, other: Think) -> Errand:
    """Answer today's question, and at once otherwise."""
    sheet = sheet_on((yield Wish(ShowToday())))
    if sheet is not None:
        thought = think(sheet)
        yield Wish(replace(sheet, answer=thought.answer), timedelta(seconds=thought.seconds))
        yield Wish(replace(sheet, answer=other(sheet).answer), READS)


def change_in_mock(think: Think, other: Think) -> Errand:
    """Begin the weekly mock, answer three questions, answer the first one otherwise, and leave it."""
    menu = yield Wish(StartMock())
    begin = next((c.press for c in menu.controls if isinstance(c, Button) and isinstance(c.press, TakeMock)), None)
    if begin is None:
        return
    card = yield Wish(begin)
    first: AnswerItem | None = None
    for _ in range(3):
        sheet = sheet_on(card)
        if sheet is None:
            return
        first = first or sheet
        thought = think(sheet)
        card = yield Wish(replace(sheet, answer=thought.answer), timedelta(seconds=thought.seconds))
    if first is not None:
        again = sheet_on((yield Wish(OpenSheet(first.session, first.item))))
        if again is not None:
            yield Wish(replace(again, answer=other(again).answer), 3 * READS)
