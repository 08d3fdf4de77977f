"""Health: how an item does by the answers to it, whether something is wrong, and whether it has earned its place.

The health of an item in a whole installation comes from the added sums of its groups. In groups of 5 to 30 the
classical statistics accuse too many good items; what is looked at from the first answers on is whether more or fewer
were right than its author's level lets expect. No flag retires an item: it stays out of mock exams until somebody has
looked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Literal, get_args

from bot.rules.abilities import HARDEST, Difficulty, untried
from bot.rules.forms import leave_out
from bot.rules.item_sums import Sums
from bot.rules.items import Item

SURPRISING, FEWEST = 2.5, 5
"""Standard errors from what was expected, from so many answers on."""

RARE, COMMON, FOR_SHARES = 0.20, 0.95, 30
"""The share right that an item of the exam lies between; looked at from so many answers on."""

TELLING, SELDOM, FOR_PATTERNS = 0.10, 0.05, 50
"""The least correlation with ability, and the least share an option must draw; looked at from so many answers on."""

REPORTERS = 2
"""Different members who report an item before it is set aside."""

TRIED, SURE = 20, 0.45
"""Answers a pilot item needs, and how well its difficulty must be known, before it counts."""

Flag = Literal["reported", "check_key", "too_easy", "few_right", "nearly_all_right", "tells_little"]
"""What is wrong with an item."""

FLAGS: tuple[Flag, ...] = get_args(Flag)
"""Every flag, the gravest first."""

Verdict = Literal["set aside", "promoted", "held", "live"]
"""`set aside`: flagged, out of mock exams until decided. Of pilot items `promoted`: counts from now on; `held`: not
enough answers yet."""


@dataclass(frozen=True, slots=True)
class Decoy:
    """A wrong choice: the share (0 to 1) of all answers that took it, and its correlation with ability."""

    choice: str
    share: float
    correlation: float


@dataclass(frozen=True, slots=True)
class Health:
    """How one item does: its sums, and how many different members reported it in this version."""

    item: Item
    sums: Sums
    reporters: int = 0

    @property
    def share(self) -> float:
        """The share of counted answers that were right, from 0 to 1; 0 without any."""
        return self.sums.right / self.sums.answers if self.sums.answers else 0.0

    @property
    def difficulty(self) -> Difficulty:
        """How hard it is by its author's level and all answers."""
        start = untried(self.item)
        certainty = 1 / start.variance + self.sums.information
        logits = (start.logits / start.variance + self.sums.pull) / certainty
        return Difficulty(min(HARDEST, max(-HARDEST, logits)), 1 / certainty, start.floor)

    @property
    def surprise(self) -> float:
        """How far right answers are from what its level lets expect, in standard errors; below 0 they are too few."""
        return (self.sums.right - self.sums.expected) / sqrt(self.sums.noise) if self.sums.noise > 0 else 0.0

    @property
    def telling(self) -> float:
        """The correlation between ability and being right, from -1 to 1 (point-biserial, the item itself left out)."""
        return _correlation(self.sums, self.sums.right, self.sums.able_right)

    @property
    def wrong(self) -> tuple[Decoy, ...]:
        """Wrong choices, the most taken first."""
        if not self.sums.answers:
            return ()
        found = [
            Decoy(name, count / self.sums.answers, _correlation(self.sums, count, able))
            for name, (count, able) in self.sums.chosen.items()
        ]
        return tuple(sorted(found, key=lambda one: (-one.share, one.choice)))

    @property
    def rival(self) -> Decoy | None:
        """Of the wrong choices that some take, the one that draws the able most."""
        return max((one for one in self.wrong if one.share >= SELDOM), key=lambda one: one.correlation, default=None)

    @property
    def idle(self) -> tuple[str, ...]:
        """Options that hardly anybody takes, once enough have answered. No reason to set the item aside."""
        if self.item.problem.type not in {"multiple_choice", "multiple_response"} or self.sums.answers < FOR_PATTERNS:
            return ()
        taken = {one.choice for one in self.wrong if one.share >= SELDOM}
        return tuple(line.id for line in self.item.problem.reveal() if not line.right and line.id not in taken)

    @property
    def flag(self) -> Flag | None:
        """What is wrong with it, the gravest alone; None when nothing is known to be."""
        enough = self.sums.answers
        if self.reporters >= REPORTERS:
            return "reported"
        if enough >= FEWEST and self.surprise < -SURPRISING:
            return "check_key"
        if enough >= FEWEST and self.surprise > SURPRISING:
            return "too_easy"
        if enough >= FOR_SHARES and self.share < RARE:
            return "few_right"
        if enough >= FOR_SHARES and self.share > COMMON:
            return "nearly_all_right"
        if enough >= FOR_PATTERNS and self.telling < TELLING:
            return "tells_little"
        return None

    @property
    def verdict(self) -> Verdict:
        """Where it stands."""
        if self.flag is not None:
            return "set aside"
        if not self.item.pilot:
            return "live"
        return "promoted" if self.sums.answers >= TRIED and self.difficulty.doubt <= SURE else "held"


def _correlation(sums: Sums, count: int, able: float) -> float:
    """Between ability and belonging to `count` answers whose abilities add up to `able`; 0 where nothing varies."""
    everybody = sums.answers
    spread = everybody * sums.able_squared - sums.able**2
    split = count * (everybody - count)
    if spread <= 0 or split <= 0:
        return 0.0
    return (everybody * able - count * sums.able) / sqrt(spread * split)


def by_merit(pool: Sequence[Item], healths: Mapping[str, Health]) -> list[Item]:
    """The items for mock exams by their health (by id): promoted ones live, without those set aside and their cases."""
    aside = {item.id for item in pool if item.id in healths and healths[item.id].verdict == "set aside"}
    return [
        replace(item, status="live") if item.id in healths and healths[item.id].verdict == "promoted" else item
        for item in leave_out(pool, aside)
    ]
