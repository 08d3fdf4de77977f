"""EM fit: slopes and difficulties of items by marginal maximum likelihood, to check our curves on published tables.

The two-parameter logistic model, P(right) = 1 / (1 + exp(-a (ability - b))), with abilities from a standard normal.
Bock & Aitkin (1981): expected counts at quadrature points, then a logistic regression for each item, again and again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.calibration.items import Floats, Ints, sigmoid

POINTS = 61
"""Gauss-Hermite points for the abilities."""

STILL = 1e-7
"""The fit is done when no parameter moves further in a step."""

MOST_STEPS = 5000


@dataclass(frozen=True, slots=True)
class Fit:
    """Slopes, difficulties, and the logarithm of the likelihood."""

    slopes: Floats
    difficulties: Floats
    log_likelihood: float


def fit(patterns: Ints, counts: Floats, *, one_slope: bool) -> Fit:
    """Fit items to how often each pattern of right (1) and wrong (0) was seen; patterns by items.

    With `one_slope` all items have the same slope (1PL), else each its own (2PL).

    Raises:
        ValueError: when all or none got an item right, so that it has no difficulty.
        ArithmeticError: when it has not come to rest.
    """
    solved = counts @ patterns / counts.sum()
    if (solved <= 0).any() or (solved >= 1).any():
        raise ValueError("an item that all or none got right has no difficulty")
    nodes, weights = np.polynomial.hermite_e.hermegauss(POINTS)
    weights = weights / weights.sum()
    design = np.column_stack([nodes, np.ones(POINTS)])
    line = np.column_stack([np.ones(patterns.shape[1]), np.zeros(patterns.shape[1])])  # slope and intercept
    for _ in range(MOST_STEPS):
        joint = _likelihoods(patterns, line, design) * weights
        total = joint.sum(axis=1)
        expected = counts[:, None] * joint / total[:, None]
        people, right = expected.sum(axis=0), patterns.T @ expected
        moved = _regress(line, design, people, right, one_slope=one_slope)
        still = np.abs(moved - line).max() < STILL
        line = moved
        if still:
            return Fit(line[:, 0], -line[:, 1] / line[:, 0], float(counts @ np.log(total)))
    raise ArithmeticError("the fit has not come to rest")


def _likelihoods(patterns: Ints, line: Floats, design: Floats) -> Floats:
    """How likely each pattern is at each point."""
    chances = sigmoid(line @ design.T)
    found: Floats = np.exp(patterns @ np.log(chances) + (1 - patterns) @ np.log(1 - chances))
    return found


def _regress(line: Floats, design: Floats, people: Floats, right: Floats, *, one_slope: bool) -> Floats:
    """One Newton step of the items' logistic regressions on the expected counts."""
    chances = sigmoid(line @ design.T)
    off = (right - people * chances) @ design
    weight = people * chances * (1 - chances)
    bend = np.einsum("iq,qj,qk->ijk", weight, design, design)
    if not one_slope:
        steps: Floats = np.linalg.solve(bend, off[:, :, None])[:, :, 0]
        return line + steps
    items = len(line)
    whole = np.zeros((items + 1, items + 1))  # the common slope, then the intercepts
    whole[0, 0] = bend[:, 0, 0].sum()
    whole[0, 1:] = whole[1:, 0] = bend[:, 0, 1]
    whole[np.arange(1, items + 1), np.arange(1, items + 1)] = bend[:, 1, 1]
    step = np.linalg.solve(whole, np.concatenate([[off[:, 0].sum()], off[:, 1]]))
    common: Floats = np.column_stack([np.full(items, step[0]), step[1:]])
    return line + common
