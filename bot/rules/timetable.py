"""The timetable: which slot is due, when the next one comes, and when a question closes.

A slot is named by its local date, never by its instant. Hours are wall time: a time inside the spring gap
moves forward by the gap, a repeated time in autumn strikes once, the first time (`fold=0`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rules.groups import Rhythm

LEAST_OPEN = timedelta(hours=1)
"""A question stays open at least so long, however late it is posted; a slot that has less left is skipped.

Where the hours of a group are closer together than twice this, half of them must be left.
"""


@dataclass(frozen=True, slots=True)
class Slot:
    """One question due once: its local date, and the instants at which it opens and closes."""

    day: date
    opens_at: datetime
    closes_at: datetime


def instant(day: date, at: time, zone: str) -> datetime:
    """The instant (UTC) of a wall time on a local date.

    >>> instant(date(2026, 3, 29), time(2, 30), "Europe/Berlin").isoformat()  # inside the spring gap
    '2026-03-29T01:30:00+00:00'
    """
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)


def slot_on(rhythm: Rhythm, zone: str, day: date) -> Slot:
    """The slot of that local date, whether or not it is a study day."""
    last = day if rhythm.closes > rhythm.opens else day + timedelta(days=1)
    opens_at = instant(day, rhythm.opens, zone)
    # Hours inside the spring gap can fall together: 02:30 and 03:30 are then the same instant.
    return Slot(day, opens_at, max(instant(last, rhythm.closes, zone), opens_at + LEAST_OPEN))


def slots_after(rhythm: Rhythm, zone: str, after: datetime) -> Iterator[Slot]:
    """Slots on study days that open later than `after`, without end."""
    day = after.astimezone(ZoneInfo(zone)).date() - timedelta(days=2)
    while True:
        slot = slot_on(rhythm, zone, day)
        if day.weekday() in rhythm.days and slot.opens_at > after:
            yield slot
        day += timedelta(days=1)


def next_slot(rhythm: Rhythm, zone: str, after: datetime) -> Slot:
    """The first slot that opens later than `after`."""
    return next(slots_after(rhythm, zone, after))


def due(rhythm: Rhythm, zone: str, at: datetime) -> Slot | None:
    """The slot to be posted at that instant: the latest that has struck, if enough of its time is left.

    After downtime older slots are skipped: two questions at once help nobody.
    """
    today = at.astimezone(ZoneInfo(zone)).date()
    for back in range(-1, 3):
        day = today - timedelta(days=back)
        slot = slot_on(rhythm, zone, day)
        if day.weekday() in rhythm.days and slot.opens_at <= at:
            needed = min(LEAST_OPEN, (slot.closes_at - slot.opens_at) / 2)
            return slot if slot.closes_at - at >= needed else None
    return None


def by_hand(rhythm: Rhythm, zone: str, at: datetime) -> Slot:
    """The slot for a question a lead posts now: it takes today's place and closes when today's would.

    When less than an hour is left of that, it stays open until the next day's closing hour.
    """
    day = at.astimezone(ZoneInfo(zone)).date()
    closing = (slot_on(rhythm, zone, day + timedelta(days=n)).closes_at for n in range(3))
    return Slot(day, at, next(close for close in closing if close - at >= LEAST_OPEN))


def clock_changes(slots: tuple[Slot, ...], zone: str) -> frozenset[date]:
    """The dates among `slots` on which the zone's offset differs from the slot before."""
    offsets = [slot.opens_at.astimezone(ZoneInfo(zone)).utcoffset() for slot in slots]
    return frozenset(
        slot.day for slot, before, after in zip(slots[1:], offsets, offsets[1:], strict=False) if before != after
    )
