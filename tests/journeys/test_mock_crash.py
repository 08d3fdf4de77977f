"""A process killed while members begin, answer, hand in and are handed in: every attempt is whole afterwards."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import sleep
from typing import IO, Any

import pytest
from sqlalchemy import Engine, select

from adapters.store import SqlStore
from adapters.store.tables import deliveries
from bot.ports import Ledger
from bot.rules.attempts import Attempt, Given
from bot.rules.dealing import deal
from bot.rules.items import Answer
from bot.rules.sessions import Session
from tests.journeys.mock_takers import FRIDAY, HERE, NAMES, bank_of_takers, member_id
from tests.world import World

ROOT = Path(__file__).parents[2]
STAGES = ("close", "start", "hand-in", "close", "hand-in", "answer")
LATEST = 5
"""The kill comes at the latest at this occurrence of its stage."""

SLOTS = (0.0, 0.0005, 0.001, 0.002, 0.004)
"""Seconds from the word that something is about to be done to the kill; most deeds take one to three milliseconds."""


@dataclass
class Heard:
    """What killed processes said: what was done, what may have been done, and the week they were in."""

    answers: set[tuple[str, ...]] = field(default_factory=set)
    handed_in: set[tuple[str, ...]] = field(default_factory=set)
    tried: set[tuple[str, ...]] = field(default_factory=set)
    week: int = 0
    life: int = 0

    def take(self, line: str) -> list[Any]:
        """Note one line; its words."""
        words: list[Any] = json.loads(line)
        match words:
            case ["done", "answer", *about]:
                self.answers.add(tuple(about))
            case ["done", "hand-in", *about]:
                self.handed_in.add(tuple(about))
            case ["about to", "hand-in", *about]:
                self.tried.add(tuple(about))
            case ["week", week]:
                self.week = week
            case _:
                pass
        return words

    def until_killed(self, address: str, *, at: str, times: int, after: float) -> None:
        """Let a process go on, and kill it so many seconds after it is about to do this for the so-manieth time."""
        command = [sys.executable, "-m", "tests.journeys.mock_takers", address, str(self.week), str(self.life)]
        self.life += 1
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:  # noqa: S603 - our own
            assert process.stdout is not None
            try:
                self._listen(process.stdout, at, times)
                sleep(after)
            finally:
                process.kill()
            for line in process.stdout.read().split("\n")[:-1]:  # said before it died, so it was done
                self.take(line)

    def _listen(self, output: IO[str], at: str, times: int) -> None:
        while times:
            line = output.readline()
            assert line, "the process ended by itself"
            words = self.take(line)
            times -= words[:2] == ["about to", at]


@pytest.mark.parametrize("seed", ["first"])
async def test_every_attempt_is_whole_after_kills(engine: Engine, seed: str) -> None:
    """Kill -9 at each stage; what the next process finds is whole, and the clock hands in what was left open."""
    store = SqlStore(engine)
    world = World(store, bank_of_takers(), place=HERE)
    await world.set_up()
    heard = Heard()

    for number, stage in enumerate(STAGES):
        (times,) = deal(range(1, LATEST), seed=f"{seed} {number} times", name=str)[:1]
        (after,) = deal(SLOTS, seed=f"{seed} {number} slot", name=str)[:1]
        heard.until_killed(engine.url.render_as_string(hide_password=False), at=stage, times=times, after=after)
        _look(world, engine, heard)

    left = [attempt for attempt in _attempts(world) if attempt.handed_in_at is None]
    assert left
    for end in sorted({attempt.ends_at for attempt in left if attempt.ends_at is not None}):
        ending = {(one.member, one.session) for one in left if one.ends_at == end}
        for at, handed_in_at in ((end - timedelta(seconds=1), None), (end, end)):
            await world.app.tick(at)
            now = [one for one in _attempts(world) if (one.member, one.session) in ending]
            assert [one.handed_in_at for one in now] == [handed_in_at] * len(ending)
    after_all = FRIDAY + timedelta(weeks=heard.week + 1)
    await world.app.tick(after_all)
    _look(world, engine, heard)
    assert all(session.closed_at for session in _sessions(world) if session.opened_at < after_all)
    store.close_now()


def _look(world: World, engine: Engine, heard: Heard) -> None:
    """Every acknowledged answer is there, nothing is half handed in, and each mock was closed once, with its words."""
    group = world.group().id
    members = {name: member_id(group, name) for name in NAMES}
    answers = {(members[name], session, item) for name, session, item in heard.answers}
    by_hand = {(members[name], session) for name, session in heard.handed_in}
    tried = {(members[name], session) for name, session in heard.tried}
    found = _attempts(world)
    assert by_hand <= {(attempt.member, attempt.session) for attempt in found if attempt.handed_in_at}
    given = {(attempt.member, attempt.session, item) for attempt in found for item in _given(world, attempt)}
    assert answers <= given
    for attempt in found:
        whole = {(item, one.answer): 1 for item, one in _given(world, attempt).items()}
        assert _on_record(world, attempt) == (whole if attempt.handed_in_at else {})
        if attempt.handed_in_at is not None and (attempt.member, attempt.session) not in tried:
            assert attempt.handed_in_at == attempt.ends_at
    said = _said(engine)
    for session in _sessions(world):
        mine = [attempt for attempt in found if attempt.session == session.id]
        closed = session.closed_at is not None
        assert not closed or all(attempt.handed_in_at for attempt in mine)
        words = int(closed and session.purpose == "mock")
        assert (said["closing", session.id, ""], said["rationale", session.id, ""]) == (words, words)
        for name, member in members.items():
            told = said["score", session.id, name.lower()]
            clocked = [one for one in mine if one.member == member and one.handed_in_at]
            assert (
                told == 0 if (member, session.id) in by_hand else (member, session.id) in tried or told == len(clocked)
            )


def _sessions(world: World) -> list[Session]:
    group = world.group().id
    return [
        *world.ask(
            lambda ledger: (*ledger.sessions.of_purpose(group, "mock"), *ledger.sessions.of_purpose(group, "own"))
        )
    ]


def _attempts(world: World) -> list[Attempt]:
    return [attempt for session in _sessions(world) for attempt in world.ask(partial(_at, session=session))]


def _at(ledger: Ledger, session: Session) -> tuple[Attempt, ...]:
    return ledger.attempts.of_session(session.group, session.id)


def _given(world: World, attempt: Attempt) -> Mapping[str, Given]:
    return world.ask(lambda ledger: ledger.attempts.given(attempt.group, attempt.session, attempt.member))


def _on_record(world: World, attempt: Attempt) -> Counter[tuple[str, Answer]]:
    responses = world.ask(lambda ledger: ledger.responses.in_session(attempt.group, attempt.session))
    return Counter((one.item, one.answer) for one in responses if one.member == attempt.member)


def _said(engine: Engine) -> Counter[tuple[str, str, str]]:
    """How often something of a sort was written down about a session, for whom."""
    with engine.connect() as connection:
        rows = connection.execute(select(deliveries.c.sort, deliveries.c.about, deliveries.c.account))
        return Counter((sort, about, account) for sort, about, account in rows)
