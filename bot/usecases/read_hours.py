"""Read hours and days as leads type them."""

from __future__ import annotations

import re
from datetime import time

from bot.cards.welcome import DAY_NAMES, DAYS
from bot.errors import BadSetting

HOUR = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")
DAY_NUMBERS = {
    name: number for number, names in enumerate(zip(DAYS, DAY_NAMES, strict=True)) for name in map(str.lower, names)
}


def read_hour(field: str, words: str) -> time:
    """An hour on the 24-hour clock, such as 9:30, 09.30 or 9.

    Raises:
        BadSetting: naming the field and what is no hour.
    """
    match = HOUR.fullmatch(words.strip())
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:  # noqa: PLR2004 - a clock's last hour and minute
        raise BadSetting(field, f"“{words}” is not an hour. Write it on the 24-hour clock, such as 09:00.")
    return time(int(match[1]), int(match[2] or 0))


def read_days(field: str, words: tuple[str, ...]) -> frozenset[int]:
    """Weekdays by name or short name, and ranges such as mon-fri.

    Raises:
        BadSetting: naming what is no day.
    """
    found: set[int] = set()
    for word in words:
        first, dash, last = (part.strip().lower() for part in word.partition("-"))
        ends = [DAY_NUMBERS.get(part) for part in ((first, last) if dash else (first,))]
        if None in ends:
            raise BadSetting(field, f"“{word}” is not a day. Use {', '.join(DAYS)}, or a range such as mon-fri.")
        start, end = ends[0] or 0, ends[-1] or 0
        found |= {day % 7 for day in range(start, end + 1 if end >= start else end + 8)}
    if not found:
        raise BadSetting(field, f"Choose at least one day of {', '.join(DAYS)}.")
    return frozenset(found)
