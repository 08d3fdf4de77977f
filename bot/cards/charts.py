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


ROWS = 30
"""Rows of one picture at the most: more cannot be told apart on a phone. What is over is told in words."""

Stands = Literal["", "weak", "strong"]
"""How something stands to everything else of the same person; empty where it does not stand out."""


@dataclass(frozen=True, slots=True)
class Column:
    """What a column of a heat map is about: a few letters for its head, and its name in full."""

    head: str
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A share from 0 to 1 with how it stands to the mark, or None where too little is known to tell it."""

    share: float | None = None
    side: Side = ""
    stands: Stands = ""

    def __post_init__(self) -> None:
        if self.share is None and (self.side or self.stands):
            raise ValueError("a cell that tells nothing stands nowhere")
        if self.share is not None and not 0 <= self.share <= 1:
            raise ValueError("a cell's share lies between 0 and 1")


@dataclass(frozen=True, slots=True)
class CellRow:
    """A row of a heat map: whose it is, and a cell for each column."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Shares in rows and columns, such as members by tasks, held against a mark; at most `ROWS` rows."""

    columns: tuple[Column, ...]
    rows: tuple[CellRow, ...]
    mark: Mark

    def __post_init__(self) -> None:
        if not self.columns or not 1 <= len(self.rows) <= ROWS:
            raise ValueError(f"a heat map has columns, and 1 to {ROWS} rows")
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError("every row of a heat map has a cell for each column")


@dataclass(frozen=True, slots=True)
class Band:
    """Where somebody lies on a scale: from `low` to `high`, with the `middle`, which is None where little is known."""

    label: str
    low: int
    middle: int | None
    high: int

    def __post_init__(self) -> None:
        if self.middle is not None and not self.low <= self.middle <= self.high:
            raise ValueError("a band holds its middle")

    @property
    def faint(self) -> bool:
        """Whether too little is known to tell a middle."""
        return self.middle is None


@dataclass(frozen=True, slots=True)
class Level:
    """A value on a scale that all bands are held against, such as the pass mark."""

    value: int
    label: str


@dataclass(frozen=True, slots=True)
class Bands:
    """Bands side by side on one scale from `low` to `high`, with a level to hold them against; at most `ROWS` rows."""

    rows: tuple[Band, ...]
    low: int
    high: int
    mark: Level

    def __post_init__(self) -> None:
        if not 1 <= len(self.rows) <= ROWS:
            raise ValueError(f"a chart of bands has 1 to {ROWS} rows")
        if not self.low <= self.mark.value <= self.high or self.low == self.high:
            raise ValueError("the level lies on the scale")
        if any(not self.low <= band.low <= band.high <= self.high for band in self.rows):
            raise ValueError("every band lies on the scale")


Drawing = Bars | HeatMap | Bands
"""A closed union of charts: each is drawn by a function of the figures and said by `bot.cards.numbers`."""
