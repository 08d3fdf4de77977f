"""Dice: chance made by hashing, so that the same seed plays the same on any machine and any Python."""

from __future__ import annotations

from hashlib import blake2b
from math import exp
from statistics import NormalDist

_NORMAL = NormalDist()
_SIDES = 2**53


def roll(*about: object) -> float:
    """A number from 0 up to 1, never 1, that depends on what it is about alone.

    >>> roll("seed", 1) == roll("seed", 1), roll("seed", 1) == roll("seed", 2)
    (True, False)
    """
    digest = blake2b("\x1f".join(map(str, about)).encode(), digest_size=8).digest()
    return (int.from_bytes(digest) >> 11) / _SIDES


def spread(*about: object) -> float:
    """A number of the standard normal distribution."""
    return _NORMAL.inv_cdf((roll(*about) * (_SIDES - 1) + 0.5) / _SIDES)


def scatter(middle: float, width: float, *about: object) -> float:
    """A number above 0 whose logarithm is normal: half are below `middle`, `width` is the logarithm's spread."""
    return middle * exp(width * spread(*about))


def between(low: float, high: float, *about: object) -> float:
    """A number from `low` up to `high`, each equally often."""
    return low + (high - low) * roll(*about)
