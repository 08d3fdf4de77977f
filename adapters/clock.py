"""The clock: the only one in the house, and the metronome that beats by it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

Beat = Callable[[datetime], Awaitable[object]]
BEAT = 1
"""Seconds between two beats."""


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC)


def metronome(*beats: Beat) -> AsyncIOScheduler:
    """A scheduler (not started) that passes the time to each of `beats` every second, one not waiting for another.

    A slow beat is skipped, never stacked: what is due is in the ledger, and the next beat finds it.
    """
    scheduler = AsyncIOScheduler(timezone=UTC)
    for beat in beats:
        scheduler.add_job(
            _strike, "interval", [beat], seconds=BEAT, max_instances=1, coalesce=True, misfire_grace_time=None
        )
    return scheduler


async def _strike(beat: Beat) -> None:
    await beat(now())
