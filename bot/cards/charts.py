"""Charts: numbers that are drawn where pictures can be shown, and said where they cannot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Side = Literal["", "above", "below"]
"""How a bar stands to the mark of its chart; empty where it stands to nothing."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A share from 0 to 1 with its name and the same in words (`note`, such as "9 of 14").

    `interval` is the range that the share may truly lie in: its low and its high end, from 0 to 1.
    """

    label: str
    share: float
    note: str
    side: Side = ""
    interval: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise ValueError("a bar's share lies between 0 and 1")
        if self.interval is not None and not 0 <= self.interval[0] <= self.share <= self.interval[1] <= 1:
            raise ValueError("a bar's interval holds its share, between 0 and 1")


@dataclass(frozen=True, slots=True)
class Mark:
    """A share from 0 to 1 that all bars are held against, such as the pass line."""

    share: float
    label: str

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise ValueError("a mark's share lies between 0 and 1")


@dataclass(frozen=True, slots=True)
class Bars:
    """Shares side by side from a common zero, with a line to hold them against."""

    rows: tuple[Bar, ...]
    mark: Mark | None = None

    def __post_init__(self) -> None:
        if not self.rows:
            raise ValueError("a chart of bars has at least one bar")
        if self.mark is None and any(bar.side for bar in self.rows):
            raise ValueError("a bar stands above or below a mark: give the chart its mark")


Drawing = Bars
"""A closed union of charts: each is drawn by a function of the figures and said by `bot.cards.numbers`."""
