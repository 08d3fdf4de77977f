"""Simulator: study groups with members who really pass or fail, all of it from one seed.

It shares no code with the estimate. Its truth was settled before any predictor was measured on it, and is not changed
to suit one: see the section "The simulator" in docs/readiness.md. A predictor gets the `Study`, never the `Truth`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tests.calibration.exam import Truth, sit
from tests.calibration.items import Floats, Items, draw_bank
from tests.calibration.people import draw_people
from tests.calibration.study import SETTINGS, Responses, study

MEMBERS = (5, 30)
WEEKS = (2, 10)
BANK = (250, 700)
"""Smallest and largest, both included, each size equally often."""


@dataclass(frozen=True, slots=True)
class Study:
    """What is seen of one group: its bank, its responses, and when its members sit the exam."""

    number: int
    bank: Items
    responses: Responses
    exam_day: Floats
    """Days since the group's start, by member."""

    @property
    def size(self) -> int:
        """How many members there are."""
        return len(self.exam_day)

    def member_ids(self) -> list[str]:
        """A name for each member that occurs in no other group of the set."""
        return [f"g{self.number:04d}m{who:02d}" for who in range(self.size)]

    def item_ids(self) -> list[str]:
        """A name for each item of the bank."""
        return [f"i{which:04d}" for which in range(len(self.bank))]


def simulate(name: str, seed: int, number: int) -> tuple[Study, Truth]:
    """One group of the set of that name ("mixed" or "adaptive"); the same again for the same seed and number.

    Raises:
        KeyError: when there is no such set.
    """
    setting = SETTINGS[name]
    rng = np.random.default_rng([seed, list(SETTINGS).index(name), number])
    size, weeks, items = (int(rng.integers(low, high + 1)) for low, high in (MEMBERS, WEEKS, BANK))
    bank = draw_bank(rng, items)
    people = draw_people(rng, size, 7 * weeks)
    responses, learned = study(rng, bank, people, 7 * weeks, setting)
    truth = sit(rng, people, learned)
    return Study(number, bank, responses, people.exam_day), truth


def simulate_many(name: str, seed: int, groups: int) -> Iterator[tuple[Study, Truth]]:
    """Groups of one set, one after the other."""
    for number in range(groups):
        yield simulate(name, seed, number)
