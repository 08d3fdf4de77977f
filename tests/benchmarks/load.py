"""Load: a whole group begins the same mock exam at once and answers, over signed HTTP, beside a bare bolt app.

Presses come when they are due, whether or not earlier ones were replied to: a bot that falls behind is seen to.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

import aiohttp

from adapters.shelf.shelf import read_shelf
from bot.calls import Place
from tests.benchmarks.bot_process import started
from tests.benchmarks.crowd import Crowd, Presses, middle, slowest
from tests.benchmarks.figures import Figure
from tests.benchmarks.mock_group import lost
from tests.benchmarks.slack_duel import BOTS
from tests.benchmarks.slack_stand import ROOM, TEAM, SlackStand
from tests.benchmarks.study_group import CONTENT, PACK
from tests.databases import postgres_server, scratch_database

BOT = "tests.benchmarks.mock_bot"
MOST = 5.0
"""How many times the bare library's p99 ours may be."""

AMENDMENTS = 4.0
"""A minute at the most: the post's count is brought up to date every twenty seconds."""

WARM = 12


async def load(folder: Path, crowd: Crowd, *, tell: Callable[[], None]) -> list[Figure]:
    """The same load on SQLite and on PostgreSQL."""
    figures = await loaded("SQLite", f"sqlite:///{folder / 'load.db'}", folder, crowd, tell=tell)
    with postgres_server() as server, scratch_database(server) as address:
        return figures + await loaded("PostgreSQL", address, folder, crowd, tell=tell)


async def loaded(name: str, address: str, folder: Path, crowd: Crowd, *, tell: Callable[[], None]) -> list[Figure]:
    """The load on one database: turns of Cohort and of the bare bot one after the other, then everybody hands in."""
    log = folder / f"load-{name}.log"
    async with AsyncExitStack() as opened:
        stand = await opened.enter_async_context(SlackStand.open())
        about = {"api": f"{stand.url}/api/"}
        cohort = await opened.enter_async_context(started(BOT, {"database": address, **about}, log=log))
        bank, _ = read_shelf(CONTENT)
        form = [bank.pack(PACK).item(item) for item in cohort.about["form"]]
        ours = Presses(stand, cohort.about["url"], cohort.about["session"], form)
        sheet = await _warm(ours)
        told = {"bot": "bare", "database": str(folder / f"bare-{name}.db"), "reply": sheet.decode(), **about}
        bare = await opened.enter_async_context(started(BOTS, told, log=folder / f"bare-{name}.log"))
        theirs = Presses(stand, bare.about["url"], ours.session, form)
        await _warm(theirs)
        for number in range(crowd.turns):
            for presses in (ours, theirs):
                await presses.turn(crowd, beginning=number == 0)
                tell()
        amended = stand.called["chat.update"] / (2 * crowd.turns * crowd.lasts / 60)
        await ours.hand_in()
    gone = lost(address, Place("slack", TEAM, ROOM), ours.session, ours.acknowledged)
    errors = len(ours.errors) + log.read_text().count('"level": "error"')
    return figures_of(name, crowd, ours, theirs, errors=errors, gone=gone, amended=amended)


async def _warm(presses: Presses) -> bytes:
    """Some members more begin, unmeasured; the first sheet that came as a message, not as a modal."""
    async with aiohttp.ClientSession() as session:
        due = asyncio.get_running_loop().time()
        sheets = [await presses.begin(f"UWARM{number}", due, session) for number in range(WARM)]
    presses.beginnings.clear()
    return next(sheet for sheet in sheets if b'"response_type"' in sheet)


def figures_of(
    name: str, crowd: Crowd, ours: Presses, theirs: Presses, *, errors: int, gone: int, amended: float
) -> list[Figure]:
    """What the load came to."""
    head = f"Mock on {name}"
    ratio = slowest(ours.seconds) / slowest(theirs.seconds)
    reached = tuple(len(turn) / crowd.lasts for turn in ours.turns)
    return [
        Figure(f"{head}: answers reached", "a second", reached),
        Figure(f"{head}: reply, p50: Cohort", "ms", ours.by_turn(middle)),
        Figure(f"{head}: reply, p50: bare library", "ms", theirs.by_turn(middle)),
        Figure(f"{head}: reply, p99: Cohort", "ms", ours.by_turn(slowest)),
        Figure(f"{head}: reply, p99: bare library", "ms", theirs.by_turn(slowest)),
        Figure(f"{head}: p99 of the whole run, ratio", "times", (ratio,), MOST),
        Figure(f"{head}: {len(ours.beginnings)} begin, p99", "ms", (slowest(ours.beginnings) * 1e3,)),
        Figure(f"{head}: amendments of the post", "a minute", (amended,), AMENDMENTS),
        Figure(f"{head}: errors in {len(ours.seconds):,} answers{ours.faults}", "errors", (errors,), 0),
        Figure(f"{head}: errors of the bare library{theirs.faults}", "errors", (len(theirs.errors),)),
        Figure(f"{head}: lost of {len(ours.acknowledged):,} that stand", "answers", (gone,), 0),
    ]
