"""Outcomes: how members' exams went, and what that says of a pack: how far it is off the exam, and where one passes.

Neither is published. An estimate assumes both with a doubt, as six hundred pairs; results that members report and let
count weigh the pairs by Bayes. What is learned of it concerns everybody with this pack.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from math import pi, sqrt
from typing import TYPE_CHECKING, Any

from bot.rules.draws import DRAWS, pairs
from bot.rules.readiness import SHIFT, Scale, cuts, scaled, shares_right

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[Any]

FEWEST = 5
"""Results from which on they change anything."""

LUCK = 15
"""A real score lies off what an able member could expect by the scale's length over this, as a standard deviation."""

SLIPS = 0.02
"""The share of reports that say nothing, because somebody mistyped or joked."""

CARRIED = 60
"""Draws that carry the weights at the least, however many the results: more would be certainty from six hundred."""


@dataclass(frozen=True, slots=True)
class ExamOutcome:
    """How a member's exam went, and what was believed of them when it began.

    `scaled` is the score on the exam's scale, None if they did not tell it. `needs_work` holds the domains that the
    section table marks so; None if they did not tell. `counts` says whether they let it count for the pack.
    `foreseen` is their ability in each domain on that day and `doubt` how far it may be off, in logits.
    """

    group: str
    member: str
    pack: str
    exam_day: date
    passed: bool
    scaled: int | None
    needs_work: frozenset[str] | None
    counts: bool
    told_at: datetime
    foreseen: tuple[float, ...] = ()
    doubt: float = 0.0


@dataclass(frozen=True, slots=True)
class Assumption:
    """What an estimate assumes of a pack: the pairs' weights (none where all count the same), and by how many results.

    `shift` is how much easier than the bank the exam is in logits, `cut` the share right that passes, both on average.
    `passed` of the results were passes, where what was believed before let `expected` of them be.
    """

    cut: float
    shift: float = 0.0
    results: int = 0
    passed: int = 0
    expected: float = 0.0
    weights: tuple[float, ...] = field(default=(), repr=False)


def assumption(outcomes: Iterable[ExamOutcome], scale: Scale) -> Assumption:
    """What is assumed once these results of one pack are known.

    Those that do not count, or of which nothing was foreseen, are left out. The order of the results does not matter,
    and fewer than `FEWEST` change nothing.
    """
    told = [one for one in outcomes if one.counts and len(one.foreseen) == len(scale.shares)]
    if len(told) < FEWEST:
        return Assumption(scale.cut)
    import numpy as np  # noqa: PLC0415 - slow to import, and needed where there are results only

    shift, cut = pairs()
    shift, cut = SHIFT * shift, cuts(cut, scale)
    said, passes = np.zeros(DRAWS), np.zeros(DRAWS)
    for one in sorted(told, key=_likelihood_order):
        middle, off = _foreseen(one, shift, cut, scale)
        said = said + np.log(_likelihood(one, middle, off, scale))
        passes = passes + _phi((middle - scale.passing) / off)
    weights = _carried(said)
    return Assumption(
        cut=float(weights @ cut),
        shift=float(weights @ shift),
        results=len(told),
        passed=sum(one.passed for one in told),
        expected=float(passes.mean()),
        weights=tuple(weights.tolist()),
    )


def _likelihood_order(one: ExamOutcome) -> tuple[bool, int, tuple[float, ...], float]:
    return one.passed, one.scaled or 0, one.foreseen, one.doubt


def _foreseen(one: ExamOutcome, shift: Numbers, cut: Numbers, scale: Scale) -> tuple[Numbers, Numbers]:
    """The score that was to be expected under each pair, and how far a real one may lie off it."""
    import numpy as np  # noqa: PLC0415 - as above

    able = np.asarray(one.foreseen)[None, :] + shift[:, None]
    middle, above, below = (scaled(shares_right(able + more, scale), cut, scale) for more in (0, one.doubt, -one.doubt))
    luck = (scale.high - scale.low) / LUCK
    return middle, np.sqrt(luck**2 + ((above - below) / 2) ** 2)


def _likelihood(one: ExamOutcome, middle: Numbers, off: Numbers, scale: Scale) -> Numbers:
    """How likely this result was under each pair: a normal density of the score, or the chance to pass or fail."""
    import numpy as np  # noqa: PLC0415 - as above

    if one.scaled is None:
        passing = _phi((middle - scale.passing) / off)
        chance: Numbers = SLIPS / 2 + (1 - SLIPS) * (passing if one.passed else 1 - passing)
        return chance
    away = (one.scaled - middle) / off
    density: Numbers = SLIPS / (scale.high - scale.low) + (1 - SLIPS) * np.exp(-(away**2) / 2) / (off * sqrt(2 * pi))
    return density


def _phi(values: Numbers) -> Numbers:
    """The normal distribution, within 0.0002 (Page 1977)."""
    import numpy as np  # noqa: PLC0415 - as above

    found: Numbers = 0.5 * (1 + np.tanh(sqrt(2 / pi) * (values + 0.044715 * values**3)))
    return found


def _carried(said: Numbers) -> Numbers:
    """Weights from their logarithms, flattened as little as it takes for `CARRIED` draws to carry them."""
    flat, sharp = 0.0, 1.0
    if _carriers(_weights(said)) >= CARRIED:
        return _weights(said)
    for _ in range(40):
        middle = (flat + sharp) / 2
        flat, sharp = (middle, sharp) if _carriers(_weights(middle * said)) >= CARRIED else (flat, middle)
    return _weights(flat * said)


def _weights(said: Numbers) -> Numbers:
    import numpy as np  # noqa: PLC0415 - as above

    weights = np.exp(said - said.max())
    found: Numbers = weights / weights.sum()
    return found


def _carriers(weights: Numbers) -> float:
    """How many draws of equal weight would tell as much (Kish 1965)."""
    return float(1 / (weights**2).sum())
