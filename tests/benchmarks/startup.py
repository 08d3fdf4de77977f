"""Starting: from the command to a page that is ready and a first post that is said, and the memory it then holds."""

from __future__ import annotations

import asyncio
import html
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import aiohttp

from adapters.shelf.shelf import read_shelf
from tests.benchmarks.figures import Figure
from tests.benchmarks.study_group import CONTENT, PACK

ADDRESS = re.compile(rb"Cohort is ready: (http://\S+)")
PATIENCE = 60.0
NAP = 0.01
READY_WITHIN = 2.0
KILOBYTE = 1024
MEGABYTE = 1024 * KILOBYTE
ASKED = "SELECT form FROM sessions"


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds to the ready page and to the first post on it, and bytes of memory when idle."""

    ready: float
    posted: float
    memory: int


async def starts(folder: Path, *, rounds: int, idle: float, tell: Callable[[], None]) -> tuple[Figure, ...]:
    """Start with a fresh data folder, then again with the same one, so many times."""
    bank, _ = read_shelf(CONTENT)
    stems = {item.id: item.stem for item in bank.pack(PACK).live}
    bytecode = folder / "bytecode"
    very_first = await one_start(folder / "data", bytecode, stems, idle=0)
    fresh, again = [], []
    for number in range(rounds):
        data = folder / f"data{number}"
        fresh.append(await one_start(data, bytecode, stems, idle=0))
        again.append(await one_start(data, bytecode, stems, idle=idle))
        tell()
    memory = tuple(start.memory / MEGABYTE for start in again)
    return (
        Figure("Very first start, nothing compiled: page ready", "s", (very_first.ready,)),
        Figure("Start on an empty folder: page ready", "s", tuple(start.ready for start in fresh)),
        Figure("Start on an empty folder: first post said", "s", tuple(start.posted for start in fresh)),
        Figure("Second start: page ready", "s", tuple(start.ready for start in again), READY_WITHIN),
        Figure(f"Memory, idle with {len(stems)} items", "MB", memory),
    )


async def one_start(data: Path, bytecode: Path, stems: dict[str, str], *, idle: float) -> Start:
    """Run the command until its page shows the first question, and look how much memory it takes."""
    began = perf_counter()
    process = await asyncio.create_subprocess_exec(
        Path(sys.executable).with_name("cohort"),
        env=_surroundings(data, bytecode),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(PATIENCE), aiohttp.ClientSession() as visitor:
            address = await _address(process)
            ready = await _until(visitor, f"{address}readyz", "", began)
            posted = await _until(visitor, address, _question(data, stems), began)
        await asyncio.sleep(idle)
        return Start(ready, posted, resident(process.pid))
    finally:
        process.terminate()
        await process.communicate()


def _surroundings(data: Path, bytecode: Path) -> dict[str, str]:
    """No settings but ours, no desktop, and a folder of compiled modules that is empty at first."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "TZ"}}
    settings = {"COHORT_DATA": str(data), "COHORT_PORT": "0", "PYTHONPYCACHEPREFIX": str(bytecode)}
    return kept | settings


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stderr is not None
    said = b""
    while line := await process.stderr.readline():
        said += line
        if found := ADDRESS.search(line):
            return found[1].decode()
    raise RuntimeError(f"cohort ended: {said.decode()[-2000:]}")


async def _until(visitor: aiohttp.ClientSession, address: str, words: str, began: float) -> float:
    """Seconds until this page is there and says these words."""
    while True:
        async with visitor.get(address) as answer:
            page = html.unescape(await answer.text())
            if answer.status == 200 and words in page:
                return perf_counter() - began
        await asyncio.sleep(NAP)


def _question(data: Path, stems: dict[str, str]) -> str:
    """How the first question begins."""
    with closing(sqlite3.connect(data / "cohort.db")) as connection:
        (form,) = connection.execute(ASKED).fetchone()
    return next(stem[:40] for item, stem in stems.items() if f'"{item}"' in form)


def resident(process: int) -> int:
    """Bytes of memory this process holds."""
    status = Path(f"/proc/{process}/status")
    if status.exists():
        return int(re.findall(r"VmRSS:\s+(\d+) kB", status.read_text())[0]) * KILOBYTE
    told = subprocess.run(["/bin/ps", "-o", "rss=", "-p", str(process)], capture_output=True, check=True)  # noqa: S603
    return int(told.stdout) * KILOBYTE
