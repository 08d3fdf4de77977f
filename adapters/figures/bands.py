"""Bands: where people lie on the exam's scale, each as an interval, and the level that passes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adapters.figures.frame import EDGE, INNER, LABEL_LINE, SMALL, headed
from adapters.figures.svg import box, clipped, cut, shape, sheet, stroke, text, width
from bot.cards.charts import Band, Bands
from bot.cards.numbers import of_band, of_level

NAME = 13.0
WIDEST_NAME, NARROWEST_NAME = 92.0, 30.0
TALL = 24.0
THICK = 9.0
NOTE = 11.5


def bands(chart: Bands, *, title: str, told: str) -> str:
    """Draw a chart of bands; `told` is the same in words."""
    drawn, y = headed(title)
    names = min(WIDEST_NAME, max(NARROWEST_NAME, *(width(row.label, NAME) for row in chart.rows)) + 6)
    notes = max(width(of_band(row), NOTE) for row in chart.rows) + 8
    track = _Track(chart, EDGE + names, EDGE + INNER - notes)
    at = track.along(chart.mark.value)
    said = cut(of_level(chart.mark), INNER, SMALL, bold=True)
    half = width(said, SMALL, bold=True) / 2
    over = min(max(at, EDGE + half), EDGE + INNER - half)
    drawn.append(text(said, over, y + SMALL, SMALL, bold=True, anchor="middle"))
    y += LABEL_LINE
    places = [y + TALL * (number + 0.5) for number in range(len(chart.rows))]
    y += TALL * len(chart.rows)
    for row, middle in zip(chart.rows, places, strict=True):
        drawn += _row(row, track, middle)
    drawn += _line(chart, track, places)
    for row, middle in zip(chart.rows, places, strict=True):
        if row.middle is not None:
            drawn.append(_pearl(track.along(row.middle), middle))
    drawn += _scale(chart, track, y)
    y += 28
    for meaning in _meanings(chart):
        y += LABEL_LINE
        drawn.append(text(cut(meaning, INNER, SMALL), EDGE, y, SMALL, colour="quiet"))
    return sheet(title, told, y + EDGE / 2 + 4, drawn)


def _meanings(chart: Bands) -> Iterator[str]:
    yield "9 of 10 such exams end within the band"
    if any(row.faint for row in chart.rows):
        yield "Dashed: too few answers yet to tell a chance"


class _Track:
    """Where values of the scale lie across the picture."""

    def __init__(self, chart: Bands, left: float, right: float) -> None:
        self.left, self.right = left, right
        self._low, self._span = chart.low, chart.high - chart.low

    def along(self, value: float) -> float:
        """The place of a value."""
        return self.left + (self.right - self.left) * (value - self._low) / self._span


def _row(row: Band, track: _Track, middle: float) -> Iterator[str]:
    base = middle + NAME * 0.36
    yield text(clipped(row.label, track.left - EDGE - 4, NAME), EDGE, base, NAME)
    yield box(track.left, middle - 0.5, track.right - track.left, 1, colour="track")
    low, high = map(track.along, (row.low, row.high))
    if row.faint:
        path = f"M{low:.1f} {middle:.1f}H{high:.1f}"
        yield stroke(path, colour="ground", width=5)
        yield stroke(path, colour="quiet", width=2, dashes="3 3")
        ends = "".join(f"M{x:.1f} {middle - THICK / 2:.1f}v{THICK}" for x in (low, high))
        yield stroke(ends, colour="quiet", width=2)
    else:
        yield box(low, middle - THICK / 2, high - low, THICK, colour="good")
    yield text(of_band(row), EDGE + INNER, base, NOTE, colour="quiet", anchor="end")


def _line(chart: Bands, track: _Track, places: Sequence[float]) -> Iterator[str]:
    """The level across all rows, set off by a rim of ground from the bands that it crosses."""
    at = track.along(chart.mark.value)
    crossed = "".join(f"M{at:.1f} {middle - THICK / 2:.1f}v{THICK}" for middle in places)
    yield stroke(crossed, colour="ground", width=4.5)
    top, end = places[0] - TALL / 2, places[-1] + TALL / 2 + 2
    yield stroke(f"M{at:.1f} {top:.1f}V{end:.1f}", colour="line", width=1.5, dashes="4 3")


def _pearl(x: float, y: float) -> str:
    """The middle of a band, as a lozenge."""
    half = 6.5
    path = f"M{x:.1f} {y - half:.1f}l{half} {half}l{-half} {half}l{-half} {-half}z"
    return stroke(path, colour="ground", width=2.5) + shape(path, colour="ink")


def _scale(chart: Bands, track: _Track, y: float) -> Iterator[str]:
    """Where the scale begins and ends."""
    yield stroke(f"M{track.left:.1f} {y + 6:.1f}H{track.right:.1f}", colour="quiet", width=1)
    for value, x in ((chart.low, track.left), (chart.high, track.right)):
        yield stroke(f"M{x:.1f} {y + 6:.1f}v4", colour="quiet", width=1)
        yield text(str(value), x, y + 24, SMALL, colour="quiet", anchor="start" if x == track.left else "end")
