"""Standings: the group's week as a table, with honest ties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Standing:
    """One member's row: the rank (1 is best, ties share it), right answers, and answers given."""

    rank: int
    member: str
    right: int
    answered: int


def rank(rows: Iterable[tuple[str, int, int]]) -> tuple[Standing, ...]:
    """Rank (member, right, answered) by right answers alone; equals share a rank and the next one is skipped.

    >>> [row.rank for row in rank([("a", 3, 4), ("b", 3, 3), ("c", 1, 1)])]
    [1, 1, 3]
    """
    ordered = sorted(rows, key=lambda row: (-row[1], row[2], row[0]))
    first: dict[int, int] = {}
    for place, (_, right, _) in enumerate(ordered, 1):
        first.setdefault(right, place)
    return tuple(Standing(first[right], member, right, answered) for member, right, answered in ordered)


def week_of(day: date) -> date:
    """The Monday of that day's week."""
    return day - timedelta(days=day.weekday())
