"""Seen: what leads see of a member who agreed, in numbers, and in the words that go with them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.rules.cells import TaskCell
from bot.rules.readiness import Readiness
from bot.rules.risks import PRESSING, Risk
from bot.rules.trends import Trend


@dataclass(frozen=True, slots=True)
class Exam:
    """What numbers are held against: the scale with its pass mark, and the share right that is assumed to pass."""

    low: int
    high: int
    passing: int
    cut: float


@dataclass(frozen=True, slots=True)
class Seen:
    """A member as a lead sees them if they agree, and as they see themselves under /privacy.

    `last_on` is the date of their last answer, None before the first; `idle` days since it, or since they joined.
    `exam_in` is days to their exam, None where they have named no day; `below` the domains under the pass line. `mocks`
    are (day, scaled score) of the group's latest weekly mock exams that they took, where these are told.
    """

    id: str
    name: str
    readiness: Readiness
    tasks: Sequence[TaskCell]
    trend: Trend | None
    risks: Sequence[Risk]
    last_on: date | None
    idle: int
    exam_day: date | None
    exam_in: int | None
    below: Sequence[str]
    mocks: Sequence[tuple[date, int]] = ()

    @property
    def last_short(self) -> str:
        """The date of their last answer as a table has room for it."""
        return "–" if self.last_on is None else f"{self.last_on.day} {self.last_on:%b}"

    @property
    def last_day(self) -> str:
        """The date of their last answer as people write it; empty before the first."""
        return "" if self.last_on is None else f"{self.last_on.day} {self.last_on:%B}"


def worried(seen: Sequence[Seen], most: int) -> tuple[list[tuple[int, Seen]], int]:
    """Who may need a word, with their place among all, and how many more there are.

    Where there are more than `most`, it is those for whom the reason presses most; they stay in order of names.
    """
    every = [(place, one) for place, one in enumerate(seen, 1) if one.risks]
    first = sorted(every, key=lambda found: PRESSING.index(found[1].risks[0]))[:most]
    return sorted(first, key=lambda found: found[0]), max(0, len(every) - most)


def trend_words(trend: Trend | None) -> str:
    """Where the estimate went within a fortnight, in a table's cell."""
    if trend is None:
        return "–"
    return {"up": f"up {trend.change}", "down": f"down {-trend.change}", "": "steady"}[trend.told]


def risk_words(one: Seen) -> Iterator[str]:
    """Why a lead may want to have a word with them, and what to begin with; the most pressing first."""
    for risk in one.risks:
        match risk:
            case "exam near":
                yield f"{_exam(one)}: look together at what fits in until then, or at another day."
            case "idle":
                yield f"{_idle(one)}: ask how they are doing."
            case "falling":
                fell = abs(one.trend.change) if one.trend is not None else 0
                yield f"The estimate fell by about {fell} points within a fortnight: something may be in the way."
            case "domain below":
                yield f"{_domains(one.below)} below the pass line for now: a session together may help."
            case "little evidence":
                yield "Too few answers to say how ready they are: a short mock exam would show."


def _exam(one: Seen) -> str:
    days = one.exam_in or 0
    when = {0: "is today", 1: "is tomorrow"}.get(days, f"is in {days} days")
    if one.readiness.told is None:
        return f"Their exam {when}, and it is too early to tell a chance"
    return f"Their exam {when}, and the chance to pass is about {one.readiness.told:.0%}"


def _idle(one: Seen) -> str:
    days = "a day" if one.idle == 1 else f"{one.idle} days"
    return f"No answer yet, {days} after joining" if one.last_on is None else f"No answer for {days}"


def _domains(below: Sequence[str]) -> str:
    if len(below) == 1:
        return f"Domain {below[0]} is"
    return f"Domains {', '.join(below[:-1])} and {below[-1]} are"
