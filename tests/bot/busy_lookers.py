"""Busy lookers: looks that go on while a test lasts, so that the next look waits and what does not look goes on."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from adapters.store import SqlStore
from adapters.store.store import LOOKS


@asynccontextmanager
async def all_lookers_busy(store: SqlStore) -> AsyncIterator[None]:
    """Looks that go on, so that the next one waits."""
    may_end = threading.Event()
    looks = [asyncio.create_task(store.look(lambda _: may_end.wait(10))) for _ in range(LOOKS)]
    await asyncio.sleep(0.05)
    try:
        yield
    finally:
        may_end.set()
        await asyncio.gather(*looks)
