"""Attempts: one member's go at one mock exam, its clock, its turns and what was given so far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from math import ceil
from typing import Literal

from bot.rules.dealing import deal
from bot.rules.items import Answer, Item
from bot.rules.packs import Exam

Mode = Literal["exam", "practice"]
"""`exam`: on the clock, feedback at the end, answers may change. `practice`: no clock, the verdict comes at once."""

Sure = Literal[0, 1, 2, 3]
"""How sure a member is of an answer: 0 not said, 1 a guess, 2 fairly, 3 sure."""

GUESS, SURE = 1, 3

LAST_SHARE = 10
"""The first warning comes when a tenth of the time is left."""

LAST_MINUTES = timedelta(minutes=2)
"""The second warning comes when so much is left."""

TOGETHER = timedelta(seconds=30)
"""Warnings closer than this are one."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One member's go at one session. `ends_at` is None where no clock runs; `handed_in_at` None while it is open.

    `warned` counts the warnings given of the time that is left.
    """

    group: str
    session: str
    member: str
    mode: Mode
    started_at: datetime
    ends_at: datetime | None
    warned: int = 0
    handed_in_at: datetime | None = None

    @property
    def warnings(self) -> tuple[datetime, ...]:
        """When the member is told how little time is left, earliest first: at a tenth, and at two minutes.

        Where the two come within half a minute of each other, one word is enough.
        """
        if self.ends_at is None:
            return ()
        whole = self.ends_at - self.started_at
        first, last = sorted((whole / LAST_SHARE, LAST_MINUTES), reverse=True)
        spans = (first,) if first - last < TOGETHER else (first, last)
        return tuple(self.ends_at - span for span in spans if span < whole)

    @property
    def next_at(self) -> datetime | None:
        """When the clock has something to do with it: the next warning, or its end; None when nothing is left to do."""
        if self.handed_in_at is not None or self.ends_at is None:
            return None
        left = self.warnings[self.warned :]
        return left[0] if left else self.ends_at

    def open_at(self, at: datetime) -> bool:
        """Whether an answer given at that instant is taken."""
        return self.handed_in_at is None and (self.ends_at is None or at < self.ends_at)

    @property
    def timed_out(self) -> bool:
        """Whether it was handed in because its time was up."""
        return None not in {self.handed_in_at, self.ends_at} and self.handed_in_at == self.ends_at

    def left(self, at: datetime) -> timedelta | None:
        """The time left, never less than none; None where no clock runs."""
        return None if self.ends_at is None else max(self.ends_at - at, timedelta(0))

    def warned_by(self, at: datetime) -> Attempt:
        """The attempt with every warning counted that is due by then."""
        return replace(self, warned=max(self.warned, sum(due <= at for due in self.warnings)))


@dataclass(frozen=True, slots=True)
class Given:
    """What a member gave for one item of an attempt so far; an empty answer is a blank of which something was told.

    `seconds` is the time spent on the item's sheet, at least 1, or 0 where that is not known; `flagged` says
    whether it is marked for review.
    """

    item: str
    answer: Answer
    at: datetime
    seconds: int = 0
    sure: Sure = 0
    flagged: bool = False


def minutes_for(exam: Exam, timer: int, length: int) -> int:
    """Minutes for a mock exam of `length` items, in proportion to `timer` minutes for the whole exam; at least one.

    >>> from bot.rules.packs import Timer
    >>> exam = Exam("", "", 50, 15, (Timer(130, ""),), (100, 1000), 720, (), "")
    >>> minutes_for(exam, 130, 20), minutes_for(exam, 170, 65)
    (40, 170)
    """
    return max(1, ceil(timer * length / exam.questions))


def turns(form: Sequence[str], items: Mapping[str, Item], *, seed: str) -> tuple[str, ...]:
    """The items of a form in one member's own order; the questions of a case stay together and in their order."""

    def unit(name: str) -> str:
        case = items[name].case
        return name if case is None else case.id

    runs = [tuple(run) for _, run in groupby(form, key=unit)]
    return tuple(name for run in deal(runs, seed=seed, name=lambda run: run[0]) for name in run)
