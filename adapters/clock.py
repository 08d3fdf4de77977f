"""The clock: the only one in the house, and the metronome that beats by it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

BEAT = 1
"""Seconds between two beats."""


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def metronome(beat: Callable[[datetime], Awaitable[object]]) -> AsyncIOScheduler:
    """A scheduler (not started) that passes the time to `beat` every second.

    A slow beat is skipped, never stacked: what is due is in the ledger, and the next beat finds it.
    """
    scheduler = AsyncIOScheduler(timezone=UTC)

    async def strike() -> None:
        await beat(now())

    scheduler.add_job(strike, "interval", seconds=BEAT, max_instances=1, coalesce=True, misfire_grace_time=None)
    return scheduler
