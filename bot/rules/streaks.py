"""Streaks: how many days in a row a member has answered, of the days on which there was something to answer."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date

Days = AbstractSet[date]
Weekdays = AbstractSet[int]
"""0 is Monday."""

EVERY_DAY: Weekdays = frozenset(range(7))


def missed(days: Days, *, asked: Days, until: date) -> date:
    """The last day before `until` that a member missed: a study day whose question was asked, and no answer that day.

    Rest days, days without a question and days whose question is still open cost nobody anything, nor does a question
    that was said nowhere or taken away before its hour. `asked` are the study days whose question was said and ran to
    its hour, `days` those on which the member answered anything; without a missed one, the earliest date there is.

    >>> thursday, friday, monday = date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 23)
    >>> missed({friday}, asked={thursday, friday}, until=monday) == thursday
    True
    """
    return max((day for day in asked - days if day < until), default=date.min)


def streak(days: Days, *, today: date) -> int:
    """Count the days on which a member answered since the last one that was `missed`, today included.

    >>> streak({date(2026, 11, 20), date(2026, 11, 23)}, today=date(2026, 11, 23))
    2
    """
    return sum(day <= today for day in days)
