"""A bot in a process of its own, seen from both sides: started and asked for its CPU time, or answering."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

STARTS_WITHIN = 30.0
ENDS_WITHIN = 10.0
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class BotProcess:
    """A running bot, and what it said about itself when it was ready."""

    process: asyncio.subprocess.Process
    about: dict[str, Any]

    async def cpu(self) -> float:
        """CPU seconds of the whole process so far, all threads together."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"cpu\n")
        return float(await _told(self.process))


@asynccontextmanager
async def started(module: str, wanted: dict[str, Any], *, log: Path) -> AsyncIterator[BotProcess]:
    """Run `python -m module` with what it should know, and end it afterwards."""
    with log.open("wb") as errors:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            module,
            json.dumps(wanted),
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
        )
        keep_to_one_core(process.pid)
        try:
            yield BotProcess(process, await _told(process))
        except EOFError as gone:
            raise RuntimeError(f"{module} ended; {log} says why") from gone
        finally:
            if process.stdin is not None:
                process.stdin.close()
            try:
                await asyncio.wait_for(process.wait(), ENDS_WITHIN)
            except TimeoutError:
                process.kill()
                await process.wait()


def keep_to_one_core(process: int) -> None:
    """Keep a bot on the last core, where the system can: moving about costs more than some of what we measure."""
    if sys.platform == "linux":
        os.sched_setaffinity(process, {max(os.sched_getaffinity(0))})


async def _told(process: asyncio.subprocess.Process) -> Any:
    assert process.stdout is not None
    line = await asyncio.wait_for(process.stdout.readline(), STARTS_WITHIN)
    if not line:
        raise EOFError
    return json.loads(line)


def wanted() -> dict[str, Any]:
    """Inside the process: what it should know."""
    told: dict[str, Any] = json.loads(sys.argv[1])
    return told


async def obey(about: dict[str, Any]) -> None:
    """Inside the process: say that it is ready, then answer every line with the CPU time until there are no more."""
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    print(json.dumps(about), flush=True)
    while await lines.readline():
        print(json.dumps(time.process_time()), flush=True)
