"""Briefs: when a lead's Monday brief comes, and whether one that is late is still worth it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rules.timetable import instant

MONDAY = 0
"""The weekday of briefs, as dates count them."""

USUAL = time(8)
"""The hour of a brief while nobody has chosen another, on the wall in the group's zone."""

FRESH = timedelta(days=2)
"""How late a brief still comes after downtime: on Wednesday the week's session is half planned without it."""

WEEK = 7


def monday_of(day: date) -> date:
    """The Monday of the week in which that date lies.

    >>> monday_of(date(2026, 11, 29)), monday_of(date(2026, 11, 30))
    (datetime.date(2026, 11, 23), datetime.date(2026, 11, 30))
    """
    return day - timedelta(days=(day.weekday() - MONDAY) % WEEK)


def next_brief(hour: time, zone: str, after: datetime) -> datetime:
    """The first Monday at that hour on the wall that comes later than `after`.

    An hour inside the spring gap moves forward by it, and one that comes twice in autumn strikes once, the first time.
    """
    monday = monday_of(after.astimezone(ZoneInfo(zone)).date())
    coming = (instant(monday + timedelta(days=days), hour, zone) for days in (0, WEEK, 2 * WEEK))
    return next(strikes for strikes in coming if strikes > after)


def brief_due(hour: time, zone: str, at: datetime) -> date | None:
    """The Monday whose hour has struck by that instant, if the brief is still worth it; known by its local date."""
    monday = monday_of(at.astimezone(ZoneInfo(zone)).date())
    late = at - instant(monday, hour, zone)
    return monday if timedelta(0) <= late <= FRESH else None
