"""A process in which members take mock exams week after week, saying what it is about to do and what was done."""

from __future__ import annotations

import asyncio
import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count

from adapters.store import SqlStore, make_engine
from bot.app import App
from bot.calls import Actor, Call, Place
from bot.commands import AnswerItem, Command, HandIn, StartMock, TakeMock
from bot.rules.attempts import Attempt
from bot.rules.naming import stable_id
from bot.rules.packs import Bank
from bot.rules.sessions import Session
from tests.bot.specimens import bank, plenty

HERE = Place("web", "local", "study")
NAMES = ("Ben", "Chris", "Dana", "Eli", "Fay", "Gus")
FRIDAY = datetime(2026, 11, 27, 11, 0, tzinfo=UTC)
"""Noon in Berlin: the weekly mock opens."""

ANSWERED = 3
"""Questions that each member answers; the others stay blank."""


def bank_of_takers() -> Bank:
    """Sixty questions, five for each task."""
    return bank(plenty())


@dataclass
class Takers:
    """Members who take the weekly mock, each in their own way, and one who takes another alone."""

    app: App
    store: SqlStore
    group: str
    week: int
    life: int

    async def live(self) -> None:
        """Week after week, without end."""
        await self.app.take_stock(FRIDAY)
        for week in count(self.week):
            friday = FRIDAY + timedelta(weeks=week, minutes=self.life)  # no two lives at the same instants
            await self.tick(friday)
            session = self.latest()
            assert session.closes_at is not None
            shortly_before = session.closes_at - timedelta(minutes=10)
            for number, name in enumerate(NAMES):
                # A third hand in, a third let their time run out, a third are still at it when the mock closes.
                at = shortly_before if number % 3 == 2 else friday + timedelta(minutes=number)
                await self.take(name, session, at, by_hand=number % 3 == 0)
            await self.tick(friday + timedelta(hours=2))
            await self.take_alone(NAMES[0], friday + timedelta(hours=3))
            await self.tick(session.closes_at)
            say("week", week + 1)

    async def take(self, name: str, session: Session, at: datetime, *, by_hand: bool) -> None:
        """Begin or go on with a mock, answer what is left to answer, and hand in or not."""
        if (attempt := self.attempt(name, session.id)) is not None and attempt.handed_in_at is not None:
            return
        if attempt is None:
            await self.wants(name, TakeMock(session.id), at, "start", name, session.id)
        await self.answer(name, session, at)
        if by_hand:
            await self.wants(name, HandIn(session.id, sure=True), at, "hand-in", name, session.id)

    async def take_alone(self, name: str, at: datetime) -> None:
        """A mock exam of one's own, from its beginning to its end."""
        await self.wants(name, StartMock("mini", offered=int(at.timestamp())), at, "start", name, "own")
        mine = self.attempt(name)
        assert mine is not None
        session = self.store.run_now(lambda ledger: ledger.sessions.load(self.group, mine.session))
        assert session is not None
        await self.answer(name, session, at)
        await self.wants(name, HandIn(session.id, sure=True), at, "hand-in", name, session.id)

    async def answer(self, name: str, session: Session, at: datetime) -> None:
        """Answer the first questions of the form that have no answer yet."""
        member = member_id(self.group, name)
        given = self.store.run_now(lambda ledger: ledger.attempts.given(self.group, session.id, member))
        for item, _ in session.form[:ANSWERED]:
            if item not in given:
                await self.wants(name, AnswerItem(session.id, item, ("B",)), at, "answer", name, session.id, item)

    async def tick(self, at: datetime) -> None:
        """One beat."""
        say("about to", "close")
        await self.app.tick(at)

    async def wants(self, name: str, command: Command, at: datetime, deed: str, *about: str) -> None:
        """Say what is about to be done, do it, say that it was done."""
        say("about to", deed, *about)
        actor = Actor(HERE.platform, HERE.space, name.lower(), name)
        card = await self.app.handle(Call(f"{name} {at} {deed} {about}", command, actor, HERE, at))
        assert card.tone != "trouble", card
        say("done", deed, *about)

    # --- what they look up -----------------------------------------------------------------------

    def latest(self) -> Session:
        """The weekly mock opened last."""
        found = self.store.run_now(lambda ledger: ledger.sessions.latest(self.group, "mock"))
        assert found is not None
        return found

    def attempt(self, name: str, session: str = "") -> Attempt | None:
        """A member's attempt at this session, or the one that is open."""
        member = member_id(self.group, name)
        return self.store.run_now(
            lambda ledger: (
                ledger.attempts.load(self.group, session, member)
                if session
                else ledger.attempts.open_of(self.group, member)
            )
        )


def member_id(group: str, name: str) -> str:
    """The member that somebody of that name is."""
    return stable_id("member", group, HERE.platform, HERE.space, name.lower())


def say(*words: object) -> None:
    """One line of output, at once."""
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


async def main(address: str, week: int, life: int) -> None:
    """Go on from this week until killed; `life` counts the processes before this one."""
    store = SqlStore(make_engine(address))
    group = store.run_now(lambda ledger: ledger.groups.at(HERE))
    assert group is not None
    await Takers(App(store, bank_of_takers()), store, group.id, week, life).live()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
