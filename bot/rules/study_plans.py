"""Study plans: what to do on each day until the exam, counted back from it.

How much study an exam takes is not known. So the plan aims at what makes the estimate worth having (`AIM` first
answers), at a load that one can keep up, and leaves free days free.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, fsum
from typing import Literal

from bot.rules.cells import Cell

AIM = 200
"""First answers to have given by the exam: from about 160 on, more of them hardly narrow the range."""

LEAST, MOST = 5, 15
"""Questions of a study day: enough to keep going, and half an hour at two minutes each."""

BEHIND = 10
"""Questions of a study day, at least, for who is not likely to pass yet."""

LIKELY = 0.6
"""The chance from which on one is."""

LIGHT = 5
"""Questions of the day before the exam, at most, and no mock exam on it."""

FULLS, REST = 3, 3
"""Weeks before the exam that have a full mock exam each, and the last days, which have none at all."""

MIDDLE, APART = 4, timedelta(days=5)
"""The day of its week, from the end, that is best for a full mock exam; and how far two of a kind are apart."""

FARTHEST = 182
"""Days that are planned ahead."""

WEEKEND = frozenset({5, 6})
_DAY = timedelta(days=1)

MockKind = Literal["", "mini", "full"]
"""The mock exam of a day, if any."""


@dataclass(frozen=True, slots=True)
class StudyDay:
    """What to do on that day: questions by domain (those with none are left out), or a mock exam, or nothing.

    `asked` is the group's daily question on a weekend, which is all there is: a streak breaks without it.
    """

    day: date
    questions: Mapping[str, int] = field(default_factory=dict)
    mock: MockKind = ""
    light: bool = False
    asked: bool = False

    @property
    def total(self) -> int:
        """Questions of the day, those of a mock exam left out."""
        return sum(self.questions.values())


def plan_back(
    weights: Mapping[str, int],
    *,
    today: date,
    exam_day: date,
    on: AbstractSet[int],
    mini_on: int | None = None,
    load: int = MOST,
    done: int = 0,
    taken: Collection[tuple[date, MockKind]] = (),
) -> tuple[StudyDay, ...]:
    """A line for each day from today to the day before the exam, at most `FARTHEST` of them; none once it is here.

    `weights` says how the questions are divided among domains, `on` are the group's study days and `mini_on` the
    weekday of its mini mock (0 is Monday). `load` is the questions of a study day, `done` how many of today's are,
    `taken` the mock exams handed in. Weekends are free, but for the day's question where the group is asked,
    unless it studies on no other day.

    Each week, counted back from the exam, has a mini mock, and each of the last `FULLS` weeks a full one besides; none
    is in the last `REST` days. A mock exam is all there is to do on its day; one that was missed does not come again.
    """
    days = _until(today, exam_day)
    studied = _studied(days, on)
    had = {(_week(day, exam_day), kind) for day, kind in taken}
    mocks = {day: kind for week, day, kind in _mocks(exam_day, on, mini_on) if day >= today and (week, kind) not in had}
    counts = {day: min(load, MOST, LIGHT if exam_day - day == _DAY else MOST) for day in studied if day not in mocks}
    if today in counts:
        counts[today] = max(0, counts[today] - done)
    dealt = _dealt(counts, weights)
    weekend = (on & WEEKEND) if on - WEEKEND else frozenset()
    asked = {day for day in days if day.weekday() in weekend and not (day == today and done)}
    return tuple(
        StudyDay(day, dealt.get(day, {}), mocks.get(day, ""), exam_day - day == _DAY, day in asked) for day in days
    )


def load_of(*, answers: int, chance: float | None, today: date, exam_day: date, on: AbstractSet[int]) -> int:
    """Questions of a study day, from `LEAST` to `MOST`, for who has so many counted answers and is told that chance."""
    days = len(_studied(_until(today, exam_day), on))
    least = LEAST if chance is not None and chance >= LIKELY else BEHIND
    return min(MOST, max(least, ceil((AIM - answers) / max(1, days))))


def weights_of(cells: Sequence[Cell], shares: Mapping[str, Fraction]) -> Mapping[str, int]:
    """How questions are divided, in thousandths: half by the exam's shares, half by what is to be gained.

    To be gained is what more study of a domain is worth, the more the less is known of it.
    """
    gains = {cell.domain: cell.priority for cell in cells}
    whole = fsum(gains.values())
    return {
        domain: round(500 * float(share) + 500 * (gains[domain] / whole if whole else float(share)))
        for domain, share in shares.items()
    }


def _until(today: date, exam_day: date) -> list[date]:
    """Today and the days to come before the exam."""
    return [today + n * _DAY for n in range(min(FARTHEST, (exam_day - today).days))]


def _studied(days: Iterable[date], on: AbstractSet[int]) -> list[date]:
    """Those on which the group studies, weekends left out unless it does on no other day."""
    return [day for day in days if day.weekday() in ((on - WEEKEND) or on)]


def _week(day: date, exam_day: date) -> int:
    """How many whole weeks lie between: 0 in the last seven days."""
    return ((exam_day - day).days - 1) // 7


def _mocks(exam_day: date, on: AbstractSet[int], mini_on: int | None) -> Iterator[tuple[int, date, MockKind]]:
    """Every mock exam from the exam back, with its week: the same whatever day it is today.

    The full one of a week is half-way through it, the mini on the group's day or else early. Two of a kind have some
    days between them; where there is room for one alone, it is the full one.
    """
    later: dict[MockKind, date] = {}
    for week in range(ceil(FARTHEST / 7) + 1):
        ahead = [exam_day - n * _DAY for n in range(7 * week + 7, max(7 * week, REST), -1)]
        days = _studied(ahead, on)
        free = [day for day in days if "full" not in later or later["full"] - day >= APART]
        if week < FULLS and free:
            apart = [day for day in free if day.weekday() != mini_on] or free
            later["full"] = min(apart, key=lambda day: abs((exam_day - day).days - 7 * week - MIDDLE))
            yield week, later["full"], "full"
        if mini_on in ((on - WEEKEND) or on):
            days = [day for day in days if day.weekday() == mini_on]
        free = [day for day in days if day != later.get("full")]
        free = [day for day in free if "mini" not in later or later["mini"] - day >= APART]
        if free:
            later["mini"] = free[0]
            yield week, free[0], "mini"


def _dealt(counts: Mapping[date, int], weights: Mapping[str, int]) -> Mapping[date, Mapping[str, int]]:
    """Deal the questions of each day to domains, each to the one that is owed most; ties go to the first."""
    whole = sum(weights.values())
    owed = dict.fromkeys(weights, 0)
    dealt: dict[date, dict[str, int]] = {}
    for day, count in counts.items():
        of_day = dict.fromkeys(weights, 0)
        for _ in range(count):
            for domain, weight in weights.items():
                owed[domain] += weight
            next_ = max(owed, key=lambda domain: owed[domain])
            owed[next_] -= whole
            of_day[next_] += 1
        dealt[day] = {domain: held for domain, held in of_day.items() if held}
    return dealt
