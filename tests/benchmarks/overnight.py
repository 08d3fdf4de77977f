"""A thousand groups overnight: each rated and each member assessed, shared between two processes."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random  # noqa: TID251 - groups are not dealt; the seed is fixed
from time import perf_counter, process_time

from adapters.clock import now
from adapters.shelf.shelf import read_shelf
from adapters.start import settle
from adapters.store import SqlStore, make_engine, upgrade
from bot.app import App
from bot.calls import CLOCK, NOWHERE, Call
from bot.commands import RateItems, ShowReadiness
from bot.ports import Ledger
from bot.rules.packs import Bank
from bot.usecases.assess_members import assess_members
from bot.usecases.verb import Desk
from tests.benchmarks.answered_group import History, write_history
from tests.benchmarks.bot_process import ROOT
from tests.benchmarks.figures import Figure
from tests.benchmarks.study_group import CONTENT, PACK

PROCESSES = 2
MOST_SECONDS = 180
MEMBERS, ANSWERS = (5, 30), (40, 160)
"""Between what most groups have, and what each member has answered."""

LARGE, MANY = 50, 200
"""Every so many groups there is one of so many members."""


def histories(groups: int) -> list[History]:
    """What the groups have behind them; the same for the same number."""
    dice = Random(1)  # noqa: S311 - a simulation, no secret
    return [
        History(MANY if number % LARGE == LARGE - 1 else dice.randint(*MEMBERS), dice.randint(*ANSWERS), number)
        for number in range(groups)
    ]


def overnight(folder: Path, *, groups: int, tell: Callable[[], None]) -> tuple[Figure, ...]:
    """Write the groups' records, unmeasured, then let the processes go through all of them once."""
    bank, _ = read_shelf(CONTENT)
    database = folder / "overnight.db"
    engine = make_engine(f"sqlite:///{database}")
    upgrade(engine)
    store, answers = SqlStore(engine), 0
    for number, history in enumerate(histories(groups)):
        answers += store.run_now(
            lambda ledger, name=f"g{number}", history=history: write_history(ledger, bank.pack(PACK), name, history)  # type: ignore[misc] # mypy does not follow the defaults
        )
        tell()
    began = perf_counter()
    command = [sys.executable, "-m", "tests.benchmarks.overnight", str(database)]
    running = [
        subprocess.Popen([*command, str(place)], stdout=subprocess.PIPE, cwd=ROOT)  # noqa: S603 - our own
        for place in range(PROCESSES)
    ]
    told = [json.loads(process.communicate()[0]) for process in running]
    took = perf_counter() - began
    assert all(process.returncode == 0 for process in running)
    assert sum(one["groups"] for one in told) == groups
    assert store.look_now(lambda ledger: ledger.ratings.stale(1)) == (), "a group was left out"
    store.close_now()
    name = f"{groups:,} groups with {answers:,} answers overnight"
    return (
        Figure(
            f"{name}: CPU of the busier of {PROCESSES} processes", "s", (max(o["cpu"] for o in told),), MOST_SECONDS
        ),
        Figure(f"{name}: until both were done", "s", (took,)),
    )


async def go_through(database: Path, place: int) -> int:
    """Inside a process: rate every group that is its own and assess its members; how many groups."""
    bank, _ = read_shelf(CONTENT)
    settle()
    store = SqlStore(make_engine(f"sqlite:///{database}"))
    app = App(store, bank)
    groups = [group for group in store.look_now(lambda ledger: ledger.ratings.groups()) if _number(group) == place]
    for group in groups:
        await app.handle(Call(f"rate {group}", RateItems(group), CLOCK, NOWHERE, now()))
        await store.look(lambda ledger, group=group: _assess(ledger, bank, group))  # type: ignore[misc] # as above
    await store.close()
    return len(groups)


def _number(group: str) -> int:
    return int(group.removeprefix("g")) % PROCESSES


def _assess(ledger: Ledger, bank: Bank, group: str) -> int:
    call = Call("assess", ShowReadiness(), CLOCK, NOWHERE, now())
    members = ledger.groups.members(group)
    return len(assess_members(Desk(ledger, call, bank, ledger.groups.load(group), None), members.keys()))


if __name__ == "__main__":
    done = asyncio.run(go_through(Path(sys.argv[1]), int(sys.argv[2])))
    print(json.dumps({"groups": done, "cpu": process_time()}))
