"""Slots: which questions and mock exams a group ought to have been asked, by its hours, its zone and what its lead did.

Written from the documents: a slot is a local date; hours are wall time, one inside the spring gap moves forward by the
gap, one that comes twice strikes the first time; after a time without the app only the latest slot that has struck is
posted, if an hour of its time is left, or half of a time that is hardly longer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from tests.demo_check.scores import minutes

DAY, HOUR, STEP = timedelta(days=1), timedelta(hours=1), timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class MockHours:
    """When the weekly mock opens and closes, by weekday (0 is Monday) and hour, and how many questions it has."""

    weekday: int
    opens: time
    closing_weekday: int
    closes: time
    length: int


@dataclass(frozen=True, slots=True)
class Hours:
    """What holds from an instant on: hours, study days, and the weekly mock if there is one; or that all is paused."""

    at: datetime
    opens: time
    closes: time
    days: frozenset[int]
    mock: MockHours | None
    timer: int
    paused: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A slot that ought to have been opened: its local date, and from when to when it took answers."""

    day: date
    opened_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class Span:
    """While the app was away."""

    since: datetime
    until: datetime


Slot = tuple[datetime, datetime]
"""When it opens and closes by the timetable."""


def daily(zone: str, hours: Sequence[Hours], away: Sequence[Span], until: datetime) -> list[Asked]:
    """Every daily question of a group up to that instant, in order."""

    def slot(now: Hours, day: date) -> Slot | None:
        if day.weekday() not in now.days:
            return None
        opens = strikes(day, now.opens, zone)
        last = day if now.closes > now.opens else day + DAY
        return opens, max(strikes(last, now.closes, zone), opens + HOUR)

    return _asked(zone, hours, away, until, slot, lambda _now: HOUR)


def ahead(zone: str, hours: Hours, at: datetime, asked: Collection[date], count: int) -> list[tuple[datetime, bool]]:
    """The next daily questions as a lead is shown them, each with whether the clocks have changed since the one before.

    Days that have had their question are left out, as is everything while the group is paused.
    """
    if hours.paused:
        return []
    today = at.astimezone(ZoneInfo(zone)).date()
    days = [today + number * DAY for number in range(-1, 12 * count)]
    wanted = [day for day in days if day.weekday() in hours.days and day not in asked]
    found = [opens for day in wanted if (opens := strikes(day, hours.opens, zone)) > at][:count]
    offsets = [opens.astimezone(ZoneInfo(zone)).utcoffset() for opens in found]
    changed = [False, *(one != before for before, one in pairwise(offsets))]
    return list(zip(found, changed, strict=True))


def mocks(zone: str, hours: Sequence[Hours], away: Sequence[Span], until: datetime) -> list[Asked]:
    """Every weekly mock of a group up to that instant, in order."""

    def slot(now: Hours, day: date) -> Slot | None:
        mock = now.mock
        if mock is None or day.weekday() != mock.weekday:
            return None
        last = day + (mock.closing_weekday - mock.weekday) % 7 * DAY
        if last == day and mock.closes <= mock.opens:
            last += 7 * DAY
        opens = strikes(day, mock.opens, zone)
        return opens, max(strikes(last, mock.closes, zone), opens + HOUR)

    def needed(now: Hours) -> timedelta:
        return max(HOUR, timedelta(minutes=minutes(now.timer, now.mock.length if now.mock else 1)))

    return _asked(zone, hours, away, until, slot, needed)


def _asked(
    zone: str,
    hours: Sequence[Hours],
    away: Sequence[Span],
    until: datetime,
    slot: Callable[[Hours, date], Slot | None],
    needed: Callable[[Hours], timedelta],
) -> list[Asked]:
    found: dict[date, Asked] = {}
    for now, ends in _reigns(hours, until):
        if now.paused:
            continue
        struck = [(day, at) for day in _days(now.at, ends, zone) if (at := slot(now, day)) is not None]
        for day, (opens, closes) in struck:
            if not now.at < opens < ends or day in found:
                continue
            beat = _first_beat(opens, away)
            latest = max(other for _, (other, _) in struck if other <= beat)
            if beat < ends and opens == latest and closes - beat >= min(needed(now), (closes - opens) / 2):
                found[day] = Asked(day, beat, closes)
    return sorted(found.values(), key=lambda one: one.opened_at)


def _reigns(hours: Sequence[Hours], until: datetime) -> Iterator[tuple[Hours, datetime]]:
    ends = [*(one.at for one in hours[1:]), until + timedelta(microseconds=1)]
    return zip(hours, ends, strict=True)


def _days(since: datetime, until: datetime, zone: str) -> list[date]:
    first, last = (at.astimezone(ZoneInfo(zone)).date() for at in (since, until))
    return [first + number * DAY for number in range(-1, (last - first).days + 2)]


def _first_beat(at: datetime, away: Sequence[Span]) -> datetime:
    """When the clock first beat at that instant or later."""
    return next((span.until for span in away if span.since < at <= span.until), at)


@lru_cache(100_000)
def strikes(day: date, hour: time, zone: str) -> datetime:
    """The instant at which a wall clock in the zone first shows that hour on that day; found by looking at the clock.

    Where it never does, the clock has leapt over the hour: the leap is added to it.
    """
    wanted = datetime.combine(day, hour)
    around = [datetime.combine(day, time(), UTC) - DAY + number * STEP for number in range(3 * 96)]
    shown = [at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for at in around]
    for at, wall in zip(around, shown, strict=True):
        if wall == wanted:
            return at
    leap = next(
        (after - before - STEP)
        for before, after in pairwise(shown)
        if before < wanted < after and after - before > STEP
    )
    wall_then = wanted + leap
    return strikes(wall_then.date(), wall_then.time(), zone)
