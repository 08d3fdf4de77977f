"""Trends: how a member's estimate has changed within a fortnight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import fsum
from typing import Literal

from bot.rules.abilities import Ability, faded
from bot.rules.readiness import FAULTS, Scale, expected, spread_of

FORTNIGHT = timedelta(days=14)
"""How far back a trend looks."""

Way = Literal["up", "down", ""]
"""Where an estimate goes, told only when it changed by more than one standard error."""


@dataclass(frozen=True, slots=True)
class Trend:
    """By how many points on the exam's scale the estimate has changed since that instant, and whether that tells."""

    change: int
    told: Way
    since: datetime


def trend(then: Ability | None, now: Ability, scale: Scale, *, since: datetime, at: datetime) -> Trend | None:
    """The change from what was believed at `since` to what is at `at`; None for who had no counted answer by then.

    Both are the middle of the estimate with the pass mark where it is assumed, so that the luck of the draws is not
    taken for a change. The standard error is that of the belief now.
    """
    if then is None or then.at is None:
        return None
    doubt = spread_of(faded(now, at), scale)
    error = (points(now, scale, at=at, more=doubt) - points(now, scale, at=at, more=-doubt)) / 2
    change = points(now, scale, at=at) - points(then, scale, at=since)
    told: Way = "" if abs(change) <= error else "up" if change > 0 else "down"
    return Trend(round(change), told, since)


def points(ability: Ability, scale: Scale, *, at: datetime, more: float = 0.0) -> float:
    """The middle of the estimate on the exam's scale, had the member so many logits `more`."""
    ability, common = faded(ability, at), FAULTS + more
    right = fsum(share * expected(ability.logits(place) + common, scale) for place, share in enumerate(scale.shares))
    return scale.low + (scale.high - scale.low) * right
