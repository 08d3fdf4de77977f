"""A crowd: members of one group who begin a mock exam and answer it, each press when it is due."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import count
from math import log
from statistics import quantiles

import aiohttp

from bot.commands import AnswerItem, HandIn, TakeMock
from bot.rules.items import Answer, Item
from bot.wire import encode
from tests.benchmarks.mock_group import whole
from tests.benchmarks.slack_stand import SlackStand

IN_FLIGHT = 4
"""Members who hand in at a time, unmeasured."""

PATIENCE = 60.0
"""Seconds after which a reply is given up as an error; what comes before that is slow, and is measured."""

SHORT = 60


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many press how often: everybody begins within the first turn, and a turn `lasts` so many seconds."""

    members: int = 300
    rate: float = 40.0
    turns: int = 3
    lasts: float = 20.0

    @classmethod
    def lasting(cls, minutes: float) -> Crowd:
        """The usual crowd, pressing for so long."""
        usual = cls()
        return replace(usual, turns=max(1, round(minutes * 60 / usual.lasts)))

    @property
    def accounts(self) -> list[str]:
        """Everybody's account."""
        return [f"U{number:04}" for number in range(self.members)]


@dataclass
class Presses:
    """The crowd in front of one bot: what it pressed, how long it waited, what was acknowledged and what went wrong.

    The time until a reply is counted from the instant at which the press was due, in seconds.
    """

    stand: SlackStand
    url: str
    session: str
    form: list[Item]
    idle: list[str] = field(default_factory=list)
    turns: list[list[float]] = field(default_factory=list)
    beginnings: list[float] = field(default_factory=list)
    acknowledged: dict[tuple[str, str], Answer] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    answered: int = 0

    def __post_init__(self) -> None:
        self._casts = count()

    def _dice(self) -> float:
        """From 0 up to 1, the same sequence in each run."""
        return int.from_bytes(blake2b(str(next(self._casts)).encode(), digest_size=6).digest()) / 2**48

    async def turn(self, crowd: Crowd, *, beginning: bool) -> None:
        """One turn: the first time everybody begins while others answer already."""
        loop, tasks = asyncio.get_running_loop(), set[asyncio.Task[None]]()
        began = loop.time()
        self.turns.append([])
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as session:
            for after, account in self._due(crowd, beginning=beginning):
                await asyncio.sleep(max(0.0, began + after - loop.time()))
                if account or self.idle:
                    tasks.add(asyncio.create_task(self._press(account, began + after, session)))
            await asyncio.gather(*tasks)

    def _due(self, crowd: Crowd, *, beginning: bool) -> list[tuple[float, str]]:
        """When something is due, in seconds, and who begins then; nobody's name where somebody answers."""
        due = [(self._dice() * crowd.lasts, account) for account in crowd.accounts if beginning]
        after = 0.0
        while (after := after - log(1 - self._dice()) / crowd.rate) < crowd.lasts:
            due.append((after, ""))
        return sorted(due)

    async def _press(self, account: str, due: float, session: aiohttp.ClientSession) -> None:
        if account:
            await self.begin(account, due, session)
        else:
            await self._answer(due, session)

    async def begin(self, account: str, due: float, session: aiohttp.ClientSession) -> bytes:
        """A member begins; the sheet they get."""
        reply = await self._pressed(account, encode(TakeMock(self.session)), session, private=False)
        self.beginnings.append(asyncio.get_running_loop().time() - due)
        self.idle.append(account)
        return reply

    async def _answer(self, due: float, session: aiohttp.ClientSession) -> None:
        """Somebody who waits for nothing answers a question, or changes an answer."""
        account = self.idle.pop(int(self._dice() * len(self.idle)))
        item = self.form[int(self._dice() * len(self.form))]
        answer = whole(item, self.answered)
        self.answered += 1
        token = encode(AnswerItem(self.session, item.id, answer, 1))
        if await self._pressed(account, token, session, private=True):
            self.acknowledged[account, item.id] = answer
        else:
            self.acknowledged.pop((account, item.id), None)  # either answer may stand
        self.turns[-1].append(asyncio.get_running_loop().time() - due)
        self.idle.append(account)

    async def _pressed(self, account: str, token: str, session: aiohttp.ClientSession, *, private: bool) -> bytes:
        """The reply; none when it is not about the mock exam, or never came."""
        (press,) = self.stand.presses([account], token, private=private)
        try:
            reply = await self.stand.reply_to(press, self.url, session, patience=PATIENCE)
        except (AssertionError, TimeoutError, aiohttp.ClientError) as failure:
            self.errors.append(repr(failure))
            return b""
        if self.session.encode() not in reply:
            self.errors.append(reply.decode())
            return b""
        return reply

    async def hand_in(self) -> None:
        """Everybody who has begun hands in, unmeasured."""
        token = encode(HandIn(self.session, sure=True))
        handing = self.stand.presses(self.idle, token, private=True)
        await self.stand.deliver(handing, self.url, in_flight=IN_FLIGHT)

    @property
    def faults(self) -> str:
        """What went wrong, in short, the most frequent first."""
        kinds = Counter(error[:SHORT] for error in self.errors)
        return "".join(f"; {count} {kind}" for kind, count in kinds.most_common(3))

    @property
    def seconds(self) -> list[float]:
        """How long the answers of all turns waited."""
        return [one for turn in self.turns for one in turn]

    def by_turn(self, part: Callable[[list[float]], float]) -> tuple[float, ...]:
        """This of each turn, in milliseconds."""
        return tuple(part(turn) * 1e3 for turn in self.turns)


def middle(seconds: list[float]) -> float:
    """Half of the presses waited no longer."""
    return percentile(seconds, 50)


def slowest(seconds: list[float]) -> float:
    """One press in a hundred waited longer."""
    return percentile(seconds, 99)


def percentile(seconds: list[float], part: int) -> float:
    """So many of a hundred presses waited no longer."""
    return quantiles(seconds, n=100, method="inclusive")[part - 1]
