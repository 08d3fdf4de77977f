"""Readiness: how likely a member is to reach the pass mark, with everything named that we do not know.

The exam is played six hundred times: with abilities as they may be, an exam harder or easier than the bank, a good or
bad day, a pass mark that is not published, and the luck of its scored items. What comes out is a chance, a mean and a
range, and a word on how much evidence stands behind them. docs/readiness.md explains constants and formulas; they rest
on simulated study groups and assume a pass mark near 69 % right. None of it is a score of the exam's makers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from math import erf, exp, lgamma, pi, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Literal

from bot.rules.abilities import GROWTH, Ability
from bot.rules.information import SLIP, SLOPE
from bot.rules.naming import stable_id

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[Any]

Evidence = Literal["not enough", "preliminary", "solid"]
"""How much stands behind an estimate; with `not enough` no chance is told."""

DRAWS = 600
"""How often the exam is played."""

TYPICAL, BREADTH = 0.03, 0.85
"""The difficulty of the exam's items in logits, and how far they lie apart."""

SHIFT, FORM, FORECAST = 0.31, 0.15, 0.2
"""In logits: how far the bank may be off the exam, a day off the usual, and what a month until the exam may change."""

FAULTS = 0.1
"""Logits by which answers to a bank understate a member: a few of its keys are wrong, the exam's are not."""

STAYS, FADES, HEAD_START, UNEQUAL = 7, 90, 0.1, 0.4
"""Days for which growth goes on, days in which most of what was learned fades, logits learned before the first answer
that may fade too, and how unequally people forget (the spread of its logarithm)."""

CUT_DOUBT, LEAST_CUT, MOST_CUT = 0.035, 0.55, 0.82
"""How far the pass mark's share of right answers may be from the assumed one, and between what it lies."""

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
        object.__setattr__(self, "floor", sum(share * floor for share, floor in self.floors))

    @property
    def cut(self) -> float:
        """The share of right answers assumed to pass: the one for which the scale is a straight line."""
        return (self.passing - self.low) / (self.high - self.low)


@dataclass(frozen=True, slots=True)
class Record:
    """A member's counted answers in short: how many in each domain, and when the first and the last were given."""

    counts: tuple[int, ...]
    first_at: datetime | None
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


def assess(
    ability: Ability, record: Record, scale: Scale, *, member: str, at: datetime, exam_day: date | None = None
) -> Readiness:
    """Play the exam for one member, on the exam day if that is still to come, else now.

    `ability` is what is believed after the last counted answer. The same arguments give the same numbers.
    """
    import numpy as np  # noqa: PLC0415 - slow to import, and needed by those who ask for readiness only

    draws = _draws(member)
    idle = 0.0 if record.last_at is None else max(0.0, (at - record.last_at) / timedelta(days=1))
    until = 0 if exam_day is None else max(0, (exam_day - at.date()).days)
    states = _states(ability, draws)
    common = SHIFT * draws["shift"] + FORM * draws["form"] + FORECAST * sqrt(until / 30) * draws["forecast"]
    common = common + GROWTH * min(idle + until, STAYS) / 30
    common = common + FAULTS - faded(record, idle) * np.exp(UNEQUAL * draws["forget"])
    right = _expected(states[:, :1] + states[:, 1:] + common[:, None], scale)
    cut = np.clip(scale.cut + CUT_DOUBT * draws["cut"], LEAST_CUT, MOST_CUT)
    spread = np.sqrt(ALIKE * right * (1 - right) / scale.scored)
    chance = float(np.mean(_phi((right - cut + ROUNDING) / spread)))
    scores = _scaled(_raw(right, scale.scored, draws["luck"]) / scale.scored, cut, scale)
    low, high = (round(float(bound)) for bound in np.quantile(scores, (0.05, 0.95)))
    doubt = spread_of(ability, scale)
    return Readiness(
        chance=chance,
        scaled=round(float(np.mean(scores))),
        low=low,
        high=high,
        evidence=evidence_behind(record, doubt, at),
        answers=sum(record.counts),
        spread=doubt,
    )


def evidence_behind(record: Record, spread: float, at: datetime) -> Evidence:
    """How much stands behind an estimate whose weighted ability is uncertain by `spread` logits."""
    few = sum(record.counts) < FEWEST or min(record.counts, default=0) < FEWEST_IN_DOMAIN
    if few or spread > UNSURE or record.last_at is None:
        return "not enough"
    fresh = at - record.last_at <= timedelta(days=FRESH)
    return "solid" if spread < SURE and fresh else "preliminary"


def spread_of(ability: Ability, scale: Scale) -> float:
    """How far the ability over all domains, weighted as in the exam, may be from the truth, in logits."""
    weights = (1.0, *scale.shares)
    rows = zip(weights, ability.spread, strict=True)
    return sqrt(sum(w * v * cell for w, row in rows for v, cell in zip(weights, row, strict=True)))


def expected(logits: float, scale: Scale) -> float:
    """The share of the exam's items that somebody of that ability is expected to get right."""
    part = 1 / (1 + exp(-min(50.0, max(-50.0, _SLOPE * (logits - TYPICAL)))))
    return scale.floor + (SLIP - scale.floor) * part


def worth(logits: float, share: float, scale: Scale, *, step: float = 0.3) -> float:
    """Points on the exam's scale that `step` logits more in a domain of that share bring, about."""
    gain = expected(logits + step / 2, scale) - expected(logits - step / 2, scale)
    return (scale.high - scale.low) * share * gain


_SLOPE = SLOPE / sqrt(1 + pi * BREADTH**2 / 8)


def _expected(theta: Numbers, scale: Scale) -> Numbers:
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


def faded(record: Record, idle: float) -> float:
    """Logits that were forgotten after so many idle days, by somebody who forgets as most do.

    What the week after the last answer brought goes as well, so that idle months never raise an estimate.
    """
    if idle <= STAYS or record.first_at is None or record.last_at is None:
        return 0.0
    months = (record.last_at - record.first_at) / timedelta(days=30)
    return (GROWTH * (months + STAYS / 30) + HEAD_START) * (1 - exp(-(idle - STAYS) / FADES))


def _raw(right: Numbers, scored: int, luck: Numbers) -> Numbers:
    """How many items come out right in each draw: the quantile of a binomial at its own luck, from 0 to 1."""
    import numpy as np  # noqa: PLC0415 - as above

    ways = _ways(scored)
    counts = np.arange(scored + 1)
    chances = np.clip(right, 1e-9, 1 - 1e-9)[:, None]
    logs = np.asarray(ways) + counts * np.log(chances) + (scored - counts) * np.log(1 - chances)
    count: Numbers = (np.cumsum(np.exp(logs), axis=1) < luck[:, None]).sum(axis=1).clip(0, scored)
    return count


@cache
def _ways(scored: int) -> tuple[float, ...]:
    """The logarithm of how many ways there are to get so many of all right."""
    return tuple(lgamma(scored + 1) - lgamma(n + 1) - lgamma(scored - n + 1) for n in range(scored + 1))


def _scaled(part: Numbers, cut: Numbers, scale: Scale) -> Numbers:
    import numpy as np  # noqa: PLC0415 - as above

    above = scale.passing + (scale.high - scale.passing) * (part - cut) / (1 - cut)
    below = scale.low + (scale.passing - scale.low) * part / cut
    return np.where(part >= cut, above, below)


def _phi(values: Numbers) -> list[float]:
    return [0.5 * (1 + erf(value / sqrt(2))) for value in values.tolist()]


# --- draws -----------------------------------------------------------------------------------------

NAMES = ("state 0", "state 1", "state 2", "state 3", "state 4", "state 5", "state 6", "shift", "form", "forecast")
MORE = ("forget", "cut", "luck")


def _draws(member: str) -> Mapping[str, Numbers]:
    """The same evenly spread draws for everybody, joined up in an order of each member's own."""
    found = {}
    for name, column in _columns().items():
        turn = int(stable_id("draw", member, name), 36) % DRAWS
        found[name] = column[DRAWS - turn : 2 * DRAWS - turn]
    return found


@cache
def _columns() -> Mapping[str, Numbers]:
    """Six hundred numbers for each thing that is not known, twice over: normal ones, and for luck between 0 and 1.

    Each column is a set of evenly spaced quantiles in an order of its own, so that no column is off by chance.
    """
    import numpy as np  # noqa: PLC0415 - as above

    middle = [(place + 0.5) / DRAWS for place in range(DRAWS)]
    normal = NormalDist()
    columns = {}
    for name in (*NAMES, *MORE):
        order = sorted(range(DRAWS), key=lambda place, name=name: stable_id("order", name, str(place)))  # type: ignore[misc]
        values = middle if name == "luck" else [normal.inv_cdf(part) for part in middle]
        columns[name] = np.asarray([values[place] for place in order] * 2)
    return columns
