"""Items: what a simulated bank and exam are made of, and the chance that a member gets an item right."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, factorial
from statistics import NormalDist

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

WEIGHTS = (0.28, 0.26, 0.22, 0.24)
TASKS_EACH = 3
"""Tasks in each domain, all of the same size."""

TYPES = ("mc", "mr", "order", "match", "case")
TYPE_SHARES = (0.62, 0.16, 0.07, 0.07, 0.08)
TYPE_HARDER = (0.0, 0.30, 0.35, 0.20, 0.10)
"""How much harder than a choice of one, in logits."""

SHAPES = {
    "mc": ((4, 1),),
    "mr": ((5, 2), (5, 3), (6, 2), (6, 3)),
    "order": ((3, 3), (4, 4), (5, 5)),
    "match": ((3, 3), (4, 4), (5, 5)),
    "case": ((4, 1),),
}
"""Options and correct ones that occur, each equally often."""

SPREAD = 0.95
"""Standard deviation of difficulty within a bank or an exam, in logits."""

SHIFT = 0.30
"""Standard deviation of how much harder a group's bank is than the exam."""

SLOPE_SPREAD = 0.35
SKEW_SPREAD = 0.30
TRAP_SPREAD = 0.25
"""Spreads of the logarithms of slope (median 1), of the skew of the curve, and of luck among the options."""

SLIP = (1.5, 40.0)
"""Beta distribution of the chance to slip although one knows: .036 on average."""

MISKEYED = 0.04
MISKEYED_HIT = (0.2, 0.6)
"""Share of items with a wrong key, and the share of wrong answers that such a key then calls right."""

RATING_SHARES = (0.10, 0.25, 0.40, 0.20, 0.05)
RATING_TRUTH = (0.35, 0.75)
"""How often authors rate 1 to 5, and how far a group's ratings follow the difficulty (correlation before rounding)."""

PILOTS = 0.20
HIGHEST_GUESS = 0.6


@dataclass(frozen=True, slots=True)
class Items:
    """Items by column: what everybody sees of them, and after it the truth."""

    task: Ints
    """From 0 to 11; three for each domain."""
    type: Ints
    n_options: Ints
    n_correct: Ints
    rating: Ints
    pilot: Flags

    difficulty: Floats
    slope: Floats
    skew: Floats
    slip: Floats
    blind: Floats
    """The chance of a guess that knows nothing."""
    informed: Floats
    """The chance of a guess that knows one option, place or pair."""
    miskeyed: Flags
    hit: Floats

    def __len__(self) -> int:
        return len(self.task)

    @property
    def domain(self) -> Ints:
        """From 0 to 3."""
        return self.task // TASKS_EACH


def draw_items(rng: Generator, task: Ints, *, shift: float, follow: float, miskeyed: float) -> Items:
    """Items for these tasks, `shift` logits harder than the exam's; ratings follow difficulty by `follow`."""
    size = len(task)
    kind = rng.choice(len(TYPES), size, p=TYPE_SHARES)
    shapes = np.array([_shape(TYPES[k], draw) for k, draw in zip(kind, rng.random(size), strict=True)])
    own = rng.standard_normal(size)
    seen = follow * own + np.sqrt(1 - follow**2) * rng.standard_normal(size)
    trap = np.exp(TRAP_SPREAD * rng.standard_normal(size))
    guesses = np.array([_guesses(TYPES[k], n, m) for k, (n, m) in zip(kind, shapes, strict=True)])
    return Items(
        task=task,
        type=kind,
        n_options=shapes[:, 0],
        n_correct=shapes[:, 1],
        rating=_rated(seen),
        pilot=rng.random(size) < PILOTS,
        difficulty=SPREAD * own + np.array(TYPE_HARDER)[kind] + shift,
        slope=np.exp(SLOPE_SPREAD * rng.standard_normal(size)),
        skew=np.exp(SKEW_SPREAD * rng.standard_normal(size)),
        slip=rng.beta(*SLIP, size),
        blind=np.minimum(guesses[:, 0] * trap, HIGHEST_GUESS),
        informed=np.minimum(guesses[:, 1] * trap, HIGHEST_GUESS),
        miskeyed=rng.random(size) < miskeyed,
        hit=rng.uniform(*MISKEYED_HIT, size),
    )


def draw_bank(rng: Generator, size: int) -> Items:
    """A bank of that many items: its shift against the exam and the worth of its ratings are the group's own."""
    domain = rng.choice(len(WEIGHTS), size, p=WEIGHTS)
    task = domain * TASKS_EACH + rng.integers(TASKS_EACH, size=size)
    shift, follow = SHIFT * rng.standard_normal(), rng.uniform(*RATING_TRUTH)
    return draw_items(rng, task, shift=float(shift), follow=float(follow), miskeyed=MISKEYED)


def chance(items: Items, which: Ints, ability: Floats) -> Floats:
    """How likely an honest first try is called right, for abilities in the items' tasks.

    Knowing follows a skewed curve (a logistic raised to a power); who does not know guesses, the better the closer.
    """
    far = items.slope[which] * (ability - items.difficulty[which])
    skew = items.skew[which]
    middle = -np.log(2.0 ** (1 / skew) - 1)  # where the skewed curve is at one half
    knows = sigmoid(far + middle) ** skew
    partly = sigmoid(far + 1)
    guess = (1 - partly) * items.blind[which] + partly * items.informed[which]
    right = knows * (1 - items.slip[which]) + (1 - knows) * guess
    return np.where(items.miskeyed[which], (1 - right) * items.hit[which], right)


def sigmoid(x: Floats) -> Floats:
    """The logistic curve."""
    return 1 / (1 + np.exp(-x))


def _shape(name: str, draw: float) -> tuple[int, int]:
    known = SHAPES[name]
    return known[int(draw * len(known))]


def _guesses(name: str, options: int, correct: int) -> tuple[float, float]:
    """The chance of a blind guess, and of one with one option excluded, placed or paired.

    >>> _guesses("mc", 4, 1), _guesses("order", 4, 4), _guesses("mr", 5, 2)
    ((0.25, 0.3333333333333333), (0.041666666666666664, 0.16666666666666666), (0.1, 0.16666666666666666))
    """
    if name in {"order", "match"}:
        return 1 / factorial(options), 1 / factorial(options - 1)
    return 1 / comb(options, correct), 1 / comb(options - 1, correct)


def _rated(seen: Floats) -> Ints:
    """Impressions cut into ratings of 1 to 5, by the shares of a standard normal below each."""
    edges = [NormalDist().inv_cdf(share) for share in np.cumsum(RATING_SHARES)[:-1].tolist()]
    return np.searchsorted(edges, seen) + 1
