"""Mock rhythms: when a group has its weekly mini mock, and which slot is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rules.timetable import LEAST_OPEN, Slot, instant

SHORTEST, LONGEST = 10, 30
"""Questions of a weekly mini mock, where the exam has as many."""

WEEK = 7


@dataclass(frozen=True, slots=True)
class MockRhythm:
    """The weekday and hour at which a group's weekly mock opens, and at which it closes.

    Weekdays are ISO's less one: 0 is Monday. Hours are wall time in the group's zone. `length` is in questions.
    """

    group: str
    weekday: int = 4
    opens: time = time(12)
    closing_weekday: int = 6
    closes: time = time(20)
    length: int = 20
    on: bool = True

    def __post_init__(self) -> None:
        if not {self.weekday, self.closing_weekday} <= set(range(WEEK)):
            raise ValueError("a weekday is a number from 0 (Monday) to 6 (Sunday)")
        if not SHORTEST <= self.length <= LONGEST:
            raise ValueError(f"a weekly mock has {SHORTEST} to {LONGEST} questions")

    @property
    def minutes_open(self) -> int:
        """How long it is open by the clock on the wall, in minutes: more than none, at most a week."""
        days = (self.closing_weekday - self.weekday) % WEEK
        minutes = days * 1440 + (self.closes.hour - self.opens.hour) * 60 + self.closes.minute - self.opens.minute
        return minutes if minutes > 0 else minutes + WEEK * 1440


def lengths(questions: int) -> tuple[int, int]:
    """The fewest and the most questions of a weekly mock where the exam has so many: never more than the exam."""
    return min(SHORTEST, questions), min(LONGEST, questions)


def mock_slot_on(rhythm: MockRhythm, zone: str, day: date) -> Slot:
    """The slot that opens on that local date, whatever its weekday."""
    until = day + timedelta(days=(rhythm.closing_weekday - rhythm.weekday) % WEEK)
    if until == day and rhythm.closes <= rhythm.opens:
        until += timedelta(days=WEEK)
    opens_at = instant(day, rhythm.opens, zone)
    return Slot(day, opens_at, max(instant(until, rhythm.closes, zone), opens_at + LEAST_OPEN))


def next_mock(rhythm: MockRhythm, zone: str, after: datetime) -> Slot | None:
    """The first slot that opens later than `after`; None where the weekly mock is off."""
    if not rhythm.on:
        return None
    day = after.astimezone(ZoneInfo(zone)).date() - timedelta(days=1)
    while day.weekday() != rhythm.weekday or mock_slot_on(rhythm, zone, day).opens_at <= after:
        day += timedelta(days=1)
    return mock_slot_on(rhythm, zone, day)


def mock_due(rhythm: MockRhythm, zone: str, at: datetime, *, needed: timedelta) -> Slot | None:
    """The slot to be opened at that instant: the latest that has struck, if at least `needed` of its time is left.

    Where the whole slot is hardly longer than that, half of it must be left: the clock strikes a moment late.
    """
    if not rhythm.on:
        return None
    today = at.astimezone(ZoneInfo(zone)).date()
    days = (today - timedelta(days=back) for back in range(-1, WEEK + 1))
    slots = (mock_slot_on(rhythm, zone, day) for day in days if day.weekday() == rhythm.weekday)
    struck = next((slot for slot in slots if slot.opens_at <= at), None)
    if struck is None:
        return None
    return struck if struck.closes_at - at >= min(needed, (struck.closes_at - struck.opens_at) / 2) else None
