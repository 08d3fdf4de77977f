"""Exam: fifty items by the same truth as the practice, a cut that nobody knows beforehand, and the scaled score."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from tests.calibration.items import TASKS_EACH, WEIGHTS, Flags, Floats, Ints, chance, draw_items
from tests.calibration.people import People, ability

SCORED = 50
COUNTS = (14, 13, 11, 12)
"""Scored items of each domain."""

SCALE = (100, 1000)
PASSING = 720
NOMINAL_CUT = (PASSING - SCALE[0]) / (SCALE[1] - SCALE[0])
"""The share right at which the scale would be one straight line: .689."""

CUT = (0.63, 0.74)
"""A group's exam is passed from a share right in this range."""

DAY_FORM = 0.15
"""Standard deviation of how well a member is on the day, in logits."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What became of each member in the exam."""

    passed: Flags
    scaled: Floats


def sit(rng: Generator, people: People, learned: Floats) -> Truth:
    """Every member sits one form of the exam, each item drawn anew for the group; all answer in earnest."""
    cut = rng.uniform(*CUT)
    domain = np.repeat(np.arange(len(WEIGHTS)), COUNTS)
    task = domain * TASKS_EACH + rng.integers(TASKS_EACH, size=SCORED)
    form = draw_items(rng, task, shift=0.0, follow=0.0, miskeyed=0.0)
    day = np.minimum(people.exam_day.astype(int), learned.shape[1] - 1)
    well = DAY_FORM * rng.standard_normal(len(people))
    raw = np.empty(len(people))
    which: Ints = np.arange(SCORED)
    for who in range(len(people)):
        can = ability(people, learned, np.full(SCORED, who), np.full(SCORED, day[who]), task) + well[who]
        raw[who] = (rng.random(SCORED) < chance(form, which, can)).sum()
    scored = scaled(raw / SCORED, cut)
    return Truth(passed=scored >= PASSING, scaled=scored)


def scaled(share: Floats, cut: float) -> Floats:
    """The whole scaled score of a share right: two straight lines that meet at the cut; 720 and above passes.

    >>> scaled(np.array([0.0, 0.35, 0.70, 0.85, 1.0]), 0.70)
    array([ 100.,  410.,  720.,  860., 1000.])
    """
    low, high = SCALE
    above = PASSING + (high - PASSING) * (share - cut) / (1 - cut)
    below = low + (PASSING - low) * share / cut
    return np.floor(np.where(share >= cut, above, below) + 1e-9)
