"""Figures: what was measured, in rounds, with the median and how far the rounds lie apart."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median, quantiles
from typing import Any

CPU = "µs of CPU a press"


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured in several rounds; `most` is the highest median we want, if we want one."""

    name: str
    unit: str
    rounds: tuple[float, ...]
    most: float | None = None

    @property
    def median(self) -> float:
        """The middle round."""
        return median(self.rounds)

    @property
    def noise(self) -> float:
        """How far the middle half of the rounds lies apart, as a share of the median."""
        if len(self.rounds) < 2 or not self.median:
            return 0.0
        lower, _, upper = quantiles(self.rounds, n=4, method="inclusive")
        return (upper - lower) / self.median

    @property
    def holds(self) -> bool:
        """Whether the median is where we want it."""
        return self.most is None or self.median <= self.most

    def plain(self) -> dict[str, Any]:
        """The figure as JSON."""
        told: dict[str, Any] = {"name": self.name, "unit": self.unit, "median": self.median}
        return told | {
            "lowest": min(self.rounds),
            "highest": max(self.rounds),
            "rounds": self.rounds,
            "most": self.most,
        }


@dataclass(frozen=True, slots=True)
class Side:
    """What one bot did in all rounds: CPU seconds a press, and what is there to show for it."""

    seconds: tuple[float, ...]
    pressed: int
    committed: int
    replied: int
    reply_bytes: float


@dataclass(frozen=True, slots=True)
class Duel:
    """Cohort against a bare bot on the same library, round by round."""

    name: str
    cohort: Side
    bare: Side
    most: float

    def figures(self) -> tuple[Figure, ...]:
        """Both sides in microseconds of CPU, and their ratio round by round."""
        ratios = tuple(ours / theirs for ours, theirs in zip(self.cohort.seconds, self.bare.seconds, strict=True))
        return (
            Figure(f"{self.name}: Cohort", CPU, _micro(self.cohort.seconds)),
            Figure(f"{self.name}: bare library", CPU, _micro(self.bare.seconds)),
            Figure(f"{self.name}: ratio", "times", ratios, self.most),
        )


def _micro(seconds: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(second * 1e6 for second in seconds)
