"""Streaks: how many study days in a row a member has answered."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, timedelta

EVERY_DAY = frozenset(range(7))


def streak(days: AbstractSet[date], *, today: date, study_days: AbstractSet[int] = EVERY_DAY) -> int:
    """Count back from today, or from the last study day while today is still open.

    Days that are not study days can help and cannot hurt. `study_days` are weekdays, 0 is Monday.

    >>> friday, monday = date(2026, 11, 20), date(2026, 11, 23)
    >>> streak({friday, monday}, today=monday, study_days={0, 1, 2, 3, 4})
    2
    """
    if not days:
        return 0
    first, day, length = min(days), today, 0
    while day >= first:
        if day in days:
            length += 1
        elif day.weekday() in study_days and day != today:
            break
        day -= timedelta(days=1)
    return length
