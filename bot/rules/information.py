"""Information: how hard an item is before anybody answered it, and how much an answer to it tells.

In logits: difficulty 0 is a typical item of the exam, ability 0 gets half of those right that cannot be guessed. The
constants were fitted to simulated study groups: the slope, and how far an author's level of 1 to 5 may be off.
"""

from __future__ import annotations

from functools import cache
from math import comb, exp, perm, pi, sqrt

from bot.rules.items import Arrange, Item, ItemType, Pick, Problem

AIM = 0.3
"""The ability at which a form tells most: a member about to be ready."""

STEP = 0.55
"""Logits from one level to the next; level 3 is the middle."""

OFFSET: dict[ItemType, float] = {
    "multiple_choice": 0.0,
    "multiple_response": 0.25,
    "ordering": 0.35,
    "matching": 0.2,
}
"""How much harder a type is than its level says."""

IN_CASE = 0.15
"""The same for a question of a case, whatever its own type."""

TYPICAL = 0.1
"""What the types add on average, taken off again so that 0 is a typical item."""

GUESSED: dict[ItemType, float] = {
    "multiple_choice": 1 / 4,
    "multiple_response": 1 / 10,
    "ordering": 1 / 60,
    "matching": 1 / 24,
}
"""What blind guessing gets right of the usual size: one of four, two of five, three of five in order, four pairs."""

SLIP, SLOPE, DOUBT = 0.98, 0.95, 0.75
"""The most that anybody gets right, the slope of a typical item, and the spread of levels around the truth."""

SHARED = 0.2
"""How much of an answer's weight each further question on the same scenario costs."""


def difficulty(item: Item) -> float:
    """How hard this item is, in logits, by its author's level and its type."""
    return _difficulty(item.difficulty, item.problem.type, item.case is not None)


def information(item: Item) -> float:
    """How much an answer to this item tells of an ability of `AIM` (Fisher information, 0 to about .2)."""
    return _information(item.difficulty, item.problem.type, item.case is not None)


def guessed(problem: Problem) -> float:
    """The share that blind guessing gets right of just this problem, above 0."""
    match problem.wants(()):
        case Pick(options, exactly):
            return 1 / comb(len(options), exactly)
        case Arrange(options, exactly):
            return 1 / perm(len(options), exactly)
        case None:
            return 1.0
        case pairs:
            offered, wanted = len(pairs.options), len(pairs.prompts)
            return 1 / (offered**wanted if pairs.reuse else perm(offered, wanted))


def slope(variance: float) -> float:
    """How steeply the chance to be right rises with ability; the less is known of the difficulty, the flatter."""
    return SLOPE / sqrt(1 + pi * variance / 8)


@cache
def _difficulty(level: int, kind: ItemType, in_case: bool) -> float:
    return STEP * (level - 3) + (IN_CASE if in_case else OFFSET[kind]) - TYPICAL


@cache
def _information(level: int, kind: ItemType, in_case: bool) -> float:
    steep = slope(DOUBT**2)
    able = 1 / (1 + exp(-steep * (AIM - _difficulty(level, kind, in_case))))
    right = GUESSED[kind] + (SLIP - GUESSED[kind]) * able
    rise = (SLIP - GUESSED[kind]) * able * (1 - able) * steep
    return round(rise**2 / (right * (1 - right)), 6)  # the last digits differ between machines
