"""Stream: tells open pages that something changed, with one look at the ledger a second for all of them."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

from adapters.web.limits import BEAT, COMMENT

log = logging.getLogger("cohort")
RETRY = "retry: 2000\n\n"
STILL_HERE = ": still here\n\n"


class Pulse:
    """Asks for the `cursor` of the channel while somebody is listening, and wakes them when it has moved."""

    def __init__(self, cursor: Callable[[], Awaitable[str]], *, beat: float = BEAT) -> None:
        """`cursor` names the state of the channel in a short text; nothing is asked before somebody listens."""
        self._ask = cursor
        self._beat = beat
        self._seen = ""
        self._moved = asyncio.Event()
        self._rung = asyncio.Event()
        self._readers = 0
        self._task: asyncio.Task[None] | None = None
        self._over = False

    def ring(self) -> None:
        """Look at once: something was just said here."""
        self._rung.set()

    def close(self) -> None:
        """Let every open stream end, so that the server can stop."""
        self._over = True
        self._moved.set()

    @asynccontextmanager
    async def reader(self) -> AsyncIterator[None]:
        """Listen for as long as the block lasts."""
        self._readers += 1
        if self._task is None:
            self._task = asyncio.create_task(self._watch(), name="page pulse")
        try:
            yield
        finally:
            self._readers -= 1
            if not self._readers and self._task is not None:
                task, self._task = self._task, None
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task

    async def after(self, seen: str) -> str | None:
        """The cursor, as soon as it is another one than `seen`; None once there is nothing more to come."""
        while self._seen in {"", seen} and not self._over:
            await self._moved.wait()
        return None if self._over else self._seen

    async def _watch(self) -> None:
        self._seen = ""
        while True:
            try:
                now = await self._ask()
            except Exception:
                log.exception("the page could not look at the ledger")
            else:
                if now != self._seen:
                    self._seen = now
                    moved, self._moved = self._moved, asyncio.Event()
                    moved.set()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._rung.wait(), self._beat)
            self._rung.clear()


async def events(
    pulse: Pulse, seen: str, look: Callable[[], Awaitable[object]], *, comment: float = COMMENT
) -> AsyncIterator[str]:
    """What one page is told: what `look` sees, whenever the cursor moves past `seen`.

    The cursor is the event's id, so that a page that was away is told what it missed, and nothing if it missed nothing.
    """
    yield RETRY
    async with pulse.reader():
        while True:
            try:
                moved = await asyncio.wait_for(pulse.after(seen), comment)
            except TimeoutError:
                yield STILL_HERE
                continue
            if moved is None:
                return
            seen = moved
            yield f"id: {seen}\nevent: posts\ndata: {json.dumps(await look())}\n\n"
