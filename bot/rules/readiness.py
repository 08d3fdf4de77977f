"""Readiness: how likely a member is to reach the pass mark, with everything named that we do not know.

The exam is played six hundred times: with abilities as they may be, an exam harder or easier than the bank, a good or
bad day, a pass mark that is not published, and the luck of its scored items. What comes out is a chance, a mean and a
range, and a word on how much evidence stands behind them. docs/readiness.md explains constants and formulas; they rest
on simulated study groups of an exam that about 69 % right passes. None of it is a score of the exam's makers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from math import erf, exp, fsum, lgamma, pi, sqrt
from typing import TYPE_CHECKING, Any, Literal, get_args

from bot.rules.abilities import Ability, faded
from bot.rules.draws import draws_of, weights_of
from bot.rules.information import SLIP, SLOPE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[Any]

Evidence = Literal["not enough", "preliminary", "solid"]
"""How much stands behind an estimate; with `not enough` neither chance nor mean is told."""

EVIDENCES: tuple[Evidence, ...] = get_args(Evidence)
"""Every amount of evidence, the least first."""

TYPICAL, BREADTH = 0.03, 0.85
"""The difficulty of the exam's items in logits, and how far they lie apart."""

SHIFT, FORM, FORECAST = 0.34, 0.15, 0.2
"""In logits: how far the bank may be off the exam, a day off the usual, and what a month until the exam may change."""

FAULTS = 0.2
"""Logits by which answers to a bank understate a member: a few of its keys are wrong, the exam's are not, and what is
learned in the days before it is not seen in answers."""

CUT_DOUBT = 0.035
"""How far the pass mark's share of right answers may be from the assumed one."""

ROUNDING, ALIKE = 0.01, 0.93
"""Half an item of fifty that rounding gives, and how much less than binomial the luck of mixed items is."""

FEWEST, FEWEST_IN_DOMAIN = 20, 3
UNSURE, SURE, FRESH = 0.38, 0.28, 14
"""Spread of ability in logits above which there is not enough evidence, below which it is solid; for how many days."""

SHOWN = 0.03, 0.97
"""Chances are told between these, in steps of a twentieth."""


@dataclass(frozen=True, slots=True)
class Scale:
    """The exam as the estimate needs it: each domain's share and number of scored items, the scale and its pass mark.

    `floors` are (share, chance by blind guessing) of the item types it is made of; shares of each add up to 1.
    """

    shares: tuple[float, ...]
    scored: int
    low: int
    high: int
    passing: int
    floors: tuple[tuple[float, float], ...]
    floor: float = field(init=False, repr=False, compare=False)
    """The share that blind guessing gets right of the whole exam."""

    def __post_init__(self) -> None:
        if abs(sum(self.shares) - 1) > 1e-6 or abs(sum(share for share, _ in self.floors) - 1) > 1e-6:  # noqa: PLR2004 - rounding
            raise ValueError("shares add up to 1")
        if not self.low < self.passing < self.high or self.scored < 1:
            raise ValueError("the pass mark lies on the scale, and something is scored")
        object.__setattr__(self, "floor", fsum(share * floor for share, floor in self.floors))

    @property
    def cut(self) -> float:
        """The share of right answers assumed to pass: the one for which the scale is a straight line."""
        return (self.passing - self.low) / (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Record:
    """A member's counted answers in short: how many in each domain, and when the last was given."""

    counts: tuple[int, ...]
    last_at: datetime | None


@dataclass(frozen=True, slots=True)
class Readiness:
    """The estimate: chance to pass (0 to 1), mean and 90 % range on the exam's scale, and the evidence behind it."""

    chance: float
    scaled: int
    low: int
    high: int
    evidence: Evidence
    answers: int
    spread: float

    @property
    def told(self) -> float | None:
        """The chance as people are told it, in steps of 0.05 from 0.03 to 0.97; None without enough evidence."""
        if self.evidence == "not enough":
            return None
        return min(SHOWN[1], max(SHOWN[0], round(self.chance * 20) / 20))

    @property
    def middle(self) -> int | None:
        """The mean as people are told it, within the range; None without enough evidence."""
        return None if self.evidence == "not enough" else min(max(self.scaled, self.low), self.high)


def assess(
    ability: Ability,
    record: Record,
    scale: Scale,
    *,
    member: str,
    at: datetime,
    exam_day: date | None = None,
    today: date | None = None,
    weights: Sequence[float] = (),
) -> Readiness:
    """Play the exam for one member as they are at that instant; the range allows for what may change until the exam.

    Chance and mean do not: else they would rise as an exam comes nearer, though nothing was answered. `ability` is what
    is believed after the last counted answer. `today` is the date where the member studies; without it, that of `at`.
    `weights` say how far reported results bear out each of the pairs in `bot.rules.draws`; without them all count the
    same. The same arguments give the same numbers.
    """
    import numpy as np  # noqa: PLC0415 - slow to import, and needed by those who ask for readiness only

    draws = draws_of(member, states=len(ability.mean))
    ability = faded(ability, at)
    until = 0 if exam_day is None else max(0, (exam_day - (today or at.date())).days)
    states = _states(ability, draws)
    common = FAULTS + SHIFT * draws["shift"] + FORM * draws["form"]
    able = states[:, :1] + states[:, 1:] + common[:, None]
    right = shares_right(able, scale)
    cut = cuts(draws["cut"], scale)
    spread = np.sqrt(ALIKE * right * (1 - right) / scale.scored)
    passes = np.asarray(_phi((right - cut + ROUNDING) / spread))
    weighed = weights_of(member, weights) if weights else None
    scores = scaled(_raw(right, scale.scored, draws["luck"]) / scale.scored, cut, scale)
    later = scores
    if until:
        right = shares_right(able + FORECAST * sqrt(until / 30) * draws["forecast"][:, None], scale)
        later = scaled(_raw(right, scale.scored, draws["luck"]) / scale.scored, cut, scale)
    low, high = (round(float(bound)) for bound in _quantiles(later, weighed))
    doubt, chance = spread_of(ability, scale), float(np.average(passes, weights=weighed))
    return Readiness(
        chance=chance,
        scaled=round(float(np.average(scores, weights=weighed))),
        low=low,
        high=high,
        evidence=evidence_behind(record, doubt, at, chance=chance),
        answers=sum(record.counts),
        spread=doubt,
    )


def _quantiles(scores: Numbers, weights: Numbers | None) -> Numbers:
    """The scores below which a twentieth and nineteen twentieths lie."""
    import numpy as np  # noqa: PLC0415 - as above

    ends = (0.05, 0.95)
    if weights is None:
        equal: Numbers = np.quantile(scores, ends)
        return equal
    order = np.argsort(scores, kind="stable")
    below = np.cumsum(weights[order]) - weights[order] / 2
    weighed: Numbers = np.interp(ends, below, scores[order])
    return weighed


def cuts(draws: Numbers, scale: Scale) -> Numbers:
    """The share of right answers that passes, for draws in standard deviations: on average the assumed one."""
    # The farthest draw is 3.2 steps away: with steps of a quarter of the way to the end, it still lies between 0 and 1.
    step = min(CUT_DOUBT, scale.cut / 4, (1 - scale.cut) / 4)
    found: Numbers = scale.cut + step * draws
    return found


def evidence_behind(record: Record, spread: float, at: datetime, *, chance: float = 0.5) -> Evidence:
    """How much stands behind an estimate whose weighted ability is uncertain by `spread` logits.

    Who has nearly everything right or wrong may be far from known in logits; where the `chance` lies beyond what is
    ever told, that does not matter.
    """
    few = sum(record.counts) < FEWEST or min(record.counts, default=0) < FEWEST_IN_DOMAIN
    unsure = spread > UNSURE and SHOWN[0] < chance < SHOWN[1]
    if few or unsure or record.last_at is None:
        return "not enough"
    fresh = at - record.last_at <= timedelta(days=FRESH)
    return "solid" if spread < SURE and fresh else "preliminary"


def spread_of(ability: Ability, scale: Scale) -> float:
    """How far the ability over all domains, weighted as in the exam, may be from the truth, in logits."""
    weights = (1.0, *scale.shares)
    rows = zip(weights, ability.spread, strict=True)
    return sqrt(fsum(w * v * cell for w, row in rows for v, cell in zip(weights, row, strict=True)))


def expected(logits: float, scale: Scale) -> float:
    """The share of the exam's items that somebody of that ability is expected to get right."""
    part = 1 / (1 + exp(-min(50.0, max(-50.0, _SLOPE * (logits - TYPICAL)))))
    return scale.floor + (SLIP - scale.floor) * part


def worth(logits: float, share: float, scale: Scale, *, step: float = 0.3) -> float:
    """Points on the exam's scale that `step` logits more in a domain of that share bring, about."""
    gain = expected(logits + step / 2, scale) - expected(logits - step / 2, scale)
    return (scale.high - scale.low) * share * gain


_SLOPE = SLOPE / sqrt(1 + pi * BREADTH**2 / 8)


def shares_right(theta: Numbers, scale: Scale) -> Numbers:
    """The share of the whole exam expected right, for rows of abilities by domain."""
    import numpy as np  # noqa: PLC0415 - as above

    part = 1 / (1 + np.exp(-np.clip(_SLOPE * (theta - TYPICAL), -50, 50)))
    domains: Numbers = scale.floor + (SLIP - scale.floor) * part
    whole: Numbers = domains @ np.asarray(scale.shares)
    return whole


def _states(ability: Ability, draws: Mapping[str, Numbers]) -> Numbers:
    """Abilities as they may be: general and domain offsets, a row for each draw."""
    import numpy as np  # noqa: PLC0415 - as above

    size = len(ability.mean)
    root = np.linalg.cholesky(np.asarray(ability.spread) + 1e-9 * np.eye(size))
    noise = np.stack([draws[f"state {place}"] for place in range(size)], axis=1)
    states: Numbers = np.asarray(ability.mean) + noise @ root.T
    return states


def _raw(right: Numbers, scored: int, luck: Numbers) -> Numbers:
    """How many items come out right in each draw: the quantile of a binomial at its own luck, from 0 to 1."""
    import numpy as np  # noqa: PLC0415 - as above

    ways = _ways(scored)
    counts = np.arange(scored + 1)
    chances = np.clip(right, 1e-9, 1 - 1e-9)[:, None]
    # In place: each of these tables is large enough to be asked of the system anew every time.
    table = counts * np.log(chances)
    table += np.asarray(ways)
    table += (scored - counts) * np.log(1 - chances)
    np.exp(table, out=table)
    np.cumsum(table, axis=1, out=table)
    count: Numbers = (table < luck[:, None]).sum(axis=1).clip(0, scored)
    return count


@cache
def _ways(scored: int) -> tuple[float, ...]:
    """The logarithm of how many ways there are to get so many of all right."""
    return tuple(lgamma(scored + 1) - lgamma(n + 1) - lgamma(scored - n + 1) for n in range(scored + 1))


def scaled(part: Numbers, cut: Numbers, scale: Scale) -> Numbers:
    """Shares right on the exam's scale: one straight line up to the pass mark, another from it."""
    import numpy as np  # noqa: PLC0415 - as above

    above = scale.passing + (scale.high - scale.passing) * (part - cut) / (1 - cut)
    below = scale.low + (scale.passing - scale.low) * part / cut
    return np.where(part >= cut, above, below)


def _phi(values: Numbers) -> list[float]:
    root = sqrt(2)
    return [0.5 * (1 + erf(value / root)) for value in values.tolist()]
