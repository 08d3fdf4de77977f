"""Measures: how good chances of passing and 90 % intervals were, once it is known what happened.

All of them take arrays with one entry for each member. Chances are in [0, 1]; `passed` is true or false; intervals and
scores are on the exam's scale.
"""

from __future__ import annotations

import numpy as np

from tests.calibration.items import Flags, Floats, Ints

SUREST = 0.01
"""For the log loss a chance is kept this far from 0 and 1; a wrong certainty would cost without end."""

BINS = 10
"""Bins of equal width for the reliability curve and the calibration error."""

SURE = 0.1
"""A chance below this or above 1 minus this is a sure one."""


def brier(chance: Floats, passed: Flags) -> float:
    """The mean squared distance from what happened; 0 is perfect, .25 is a coin.

    >>> brier(np.array([0.8, 0.4]), np.array([True, False]))  # (.04 + .16) / 2
    0.1
    """
    return _plain(np.mean((chance - passed) ** 2))


def log_loss(chance: Floats, passed: Flags) -> float:
    """The mean surprise, in nats; .693 is a coin.

    >>> log_loss(np.array([0.5, 0.25]), np.array([True, False]))  # (ln 2 + ln 4/3) / 2
    0.490415
    """
    kept = np.clip(chance, SUREST, 1 - SUREST)
    return _plain(-np.mean(np.where(passed, np.log(kept), np.log(1 - kept))))


def bins(chance: Floats) -> Ints:
    """The bin of each chance: ten of equal width, each with its lower edge; 1 is in the last.

    >>> bins(np.array([0.0, 0.05, 0.1, 0.95, 1.0]))
    array([0, 0, 1, 9, 9])
    """
    found: Ints = np.minimum(np.floor(chance * BINS + 1e-9), BINS - 1).astype(np.int64)
    return found


def calibration_error(chance: Floats, passed: Flags) -> float:
    """How far the share that passed is from the mean chance, by bin, weighted by how many are in it.

    >>> chance, passed = np.array([0.2, 0.25, 0.9, 0.9]), np.array([True, False, True, True])
    >>> calibration_error(chance, passed)  # half of |.5 - .225| and half of |1 - .9|
    0.1875
    """
    which = bins(chance)
    off = np.bincount(which, chance - passed, minlength=BINS)
    return _plain(np.abs(off).sum() / len(chance))


def ranking(chance: Floats, passed: Flags) -> float:
    """The area under the curve: how often one who passed had the higher chance than one who failed; ties count half.

    Not a number when all passed or all failed.

    >>> ranking(np.array([0.9, 0.5, 0.5, 0.1]), np.array([True, True, False, False]))  # 3 wins and a tie of 4
    0.875
    """
    won, lost = chance[passed], chance[~passed]
    if not len(won) or not len(lost):
        return float("nan")
    below = np.searchsorted(np.sort(lost), won, side="left")
    ties = np.searchsorted(np.sort(lost), won, side="right") - below
    return _plain((below.sum() + ties.sum() / 2) / (len(won) * len(lost)))


def coverage(low: Floats, high: Floats, scaled: Floats) -> float:
    """The share of scores within their interval, ends included; .9 is right for 90 % intervals.

    >>> coverage(np.array([600.0, 700.0]), np.array([800.0, 800.0]), np.array([800.0, 650.0]))
    0.5
    """
    return _plain(np.mean((low <= scaled) & (scaled <= high)))


def width(low: Floats, high: Floats) -> float:
    """The mean length of the intervals, in points.

    >>> width(np.array([600.0, 700.0]), np.array([800.0, 800.0]))
    150.0
    """
    return _plain(np.mean(high - low))


def miss(told: Floats, scaled: Floats) -> float:
    """The mean distance between the score told and the score had, in points.

    >>> miss(np.array([700.0, 800.0]), np.array([720.0, 740.0]))
    40.0
    """
    return _plain(np.mean(np.abs(told - scaled)))


def wrong_sure(chance: Floats, passed: Flags) -> float:
    """The share of sure chances (below .1 or above .9) that were wrong; not a number when none was sure.

    >>> wrong_sure(np.array([0.95, 0.92, 0.05, 0.5]), np.array([True, False, False, False]))
    0.333333
    """
    sure = (chance < SURE) | (chance > 1 - SURE)
    if not sure.any():
        return float("nan")
    return _plain(np.mean((chance > 1 / 2)[sure] != passed[sure]))


def reliability(chance: Floats, passed: Flags) -> list[tuple[float, float, int]]:
    """Of each bin that holds anybody: mean chance, share that passed, and how many.

    >>> reliability(np.array([0.2, 0.25, 0.9]), np.array([True, False, True]))
    [(0.225, 0.5, 2), (0.9, 1.0, 1)]
    """
    which = bins(chance)
    rows = []
    for bin_ in range(BINS):
        inside = which == bin_
        if inside.any():
            rows.append((_plain(chance[inside].mean()), _plain(passed[inside].mean()), int(inside.sum())))
    return rows


def _plain(value: np.floating) -> float:
    """A number of six places, as it is printed and compared."""
    return round(float(value), 6)
