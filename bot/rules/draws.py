"""Draws: what is not known of an exam, in six hundred evenly spread numbers for each thing.

Everybody has the same numbers, joined up in an order of each member's own, so that an estimate does not flicker and two
members alike differ by little. How far the bank is off the exam, and where its pass mark lies, concerns a pack as a
whole: these two go together in the same pairs for everybody, so that results that people report can weigh the pairs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from statistics import NormalDist
from typing import TYPE_CHECKING, Any

from bot.rules.naming import stable_id

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[Any]

DRAWS = 600
"""How often the exam is played."""

PAIR = ("shift", "cut")
OF_MEMBERS = ("form", "forecast", "luck")


def draws_of(member: str, *, states: int = 0) -> Mapping[str, Numbers]:
    """The draws as this member meets them, by name; `states` are the numbers that an ability is made of."""
    names = (*(f"state {place}" for place in range(states)), *OF_MEMBERS, *PAIR)
    return {name: _turned(_column(name), member, name) for name in names}


def pairs() -> tuple[Numbers, Numbers]:
    """How far off the bank is and where the pass mark lies, in standard deviations, in the order of all weights."""
    shift, cut = (_column(name)[:DRAWS] for name in PAIR)
    return shift, cut


def weights_of(member: str, weights: Sequence[float]) -> Numbers:
    """The weights of the pairs in the order in which this member meets them; they add up to 1."""
    import numpy as np  # noqa: PLC0415 - slow to import, and needed by those who ask for readiness only

    turned = _turned(np.asarray([*weights, *weights]), member, PAIR[0])
    found: Numbers = turned / turned.sum()
    return found


def _turned(column: Numbers, member: str, name: str) -> Numbers:
    turn = int(stable_id("draw", member, "pair" if name in PAIR else name), 36) % DRAWS
    found: Numbers = column[DRAWS - turn : 2 * DRAWS - turn]
    return found


@cache
def _column(name: str) -> Numbers:
    """The numbers of one thing, twice over: normal ones, and for luck between 0 and 1.

    Each column is a set of evenly spaced quantiles in an order of its own, so that no column is off by chance.
    """
    import numpy as np  # noqa: PLC0415 - as above

    order = sorted(range(DRAWS), key=lambda place: stable_id("order", name, str(place)))
    middle = [(place + 0.5) / DRAWS for place in range(DRAWS)]
    values = middle if name == "luck" else [NormalDist().inv_cdf(part) for part in middle]
    return np.asarray([values[place] for place in order] * 2)
