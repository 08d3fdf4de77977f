"""Bars: shares from a common zero, each with its name and its numbers, and a line to hold them against."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, takewhile

from adapters.figures.frame import EDGE, INNER, LABEL, LABEL_LINE, SMALL, headed
from adapters.figures.svg import box, cut, lines, shape, sheet, stroke, text, width
from bot.cards.charts import Bar, Bars, Mark
from bot.cards.numbers import of_mark, percent

THICK = 14.0
APART = 18.0
GAP = 16.0
SIGN = 9.0
"""How wide the sign for above or below is."""

NOTE = 0.45
"""The share of a row that a note may take beside its label; a longer one stands on a line of its own."""

STRIPE, RIM = 7.0, 1.5


def bars(chart: Bars, *, title: str, told: str) -> str:
    """Draw a chart of bars; `told` is the same in words."""
    drawn, y = headed(title)
    top = y + LABEL_LINE
    if chart.mark is not None:
        drawn.append(_named(chart.mark, y))
        y += LABEL_LINE + 6
    rows: list[str] = []
    ends: list[float] = []
    for bar in chart.rows:
        parts, end = _row(bar, chart.mark, y)
        rows += parts
        ends.append(end)
        y = end + APART
    y = ends[-1]
    if chart.mark is not None:
        drawn.append(_line(chart.mark, top, y + 4))
    return sheet(title, told, y + 30 + EDGE / 2, [*drawn, *rows, *_scale(y)])


def _along(share: float) -> float:
    return EDGE + INNER * share


def _named(mark: Mark, y: float) -> str:
    """The mark's name above its line, kept within the picture."""
    said = cut(of_mark(mark), INNER, SMALL, bold=True)
    half = width(said, SMALL, bold=True) / 2
    x = min(max(_along(mark.share), EDGE + half), EDGE + INNER - half)
    return text(said, x, y + SMALL, SMALL, bold=True, anchor="middle")


def _line(mark: Mark, top: float, end: float) -> str:
    return stroke(f"M{_along(mark.share):.1f} {top:.1f}V{end:.1f}", colour="line", width=1.5, dashes="4 3")


def _row(bar: Bar, mark: Mark | None, y: float) -> tuple[list[str], float]:
    """A label with its numbers and the bar under them; and where the bar ends."""
    sign = SIGN + 5 if bar.side else 0
    note = cut(bar.note, INNER - sign, LABEL, bold=True)
    taken = width(note, LABEL, bold=True) + sign
    beside = taken <= INNER * NOTE
    over = None if mark is None else _along(mark.share)
    drawn = []
    for line in lines(bar.label, INNER - (taken + GAP if beside else 0), LABEL, most=3):
        y += LABEL_LINE
        drawn.append(text(line, EDGE, y - 5, LABEL, over=over))
    if not beside:
        y += LABEL_LINE
    drawn.append(text(note, EDGE + INNER, y - 5, LABEL, bold=True, anchor="end", over=over))
    if bar.side:
        drawn.append(_sign(bar, EDGE + INNER - taken + 2, y - 5))
    y += 3
    drawn += _bar(bar, mark, y)
    y += THICK
    if bar.interval is not None:
        low, high = bar.interval
        said = f"{percent(low)} to {percent(high)}"
        y += SMALL + 5
        drawn.append(text(said, EDGE + INNER, y - 2, SMALL, colour="quiet", anchor="end", over=over))
    return drawn, y


def _sign(bar: Bar, x: float, base: float) -> str:
    """A triangle that points up or down: how the bar stands, without colour."""
    top, half = base - SIGN, SIGN / 2 + 0.5
    if bar.side == "above":
        return shape(f"M{x:.1f} {base:.1f}h{2 * half}L{x + half:.1f} {top:.1f}z", colour="good")
    return shape(f"M{x:.1f} {top:.1f}h{2 * half}L{x + half:.1f} {base:.1f}z", colour="short")


def _bar(bar: Bar, mark: Mark | None, y: float) -> Iterator[str]:
    long = INNER * bar.share
    yield box(EDGE, y, INNER, THICK, colour="track")
    if bar.side == "below" and long:
        yield box(EDGE, y, long, THICK, colour="short-tint")
        yield stroke(_stripes(long, y), colour="short", width=1.8)
        rim = f"M{EDGE + 1:.1f} {y + 1:.1f}h{max(long - 2, 0):.1f}v{THICK - 2:.1f}h{-max(long - 2, 0):.1f}z"
        yield stroke(rim, colour="short", width=2)
    elif long:
        told = mark is None or bar.side
        yield box(EDGE, y, long, THICK, colour="good" if told else "quiet")
    if bar.interval is not None:
        yield from _interval(bar.interval, y)
    if mark is not None:
        tick = f"M{_along(mark.share):.1f} {y - 3:.1f}v{THICK + 6:.1f}"
        yield stroke(tick, colour="ground", width=5)
        yield stroke(tick, colour="line", width=2.5)


def _stripes(long: float, y: float) -> str:
    """Slanted lines within a bar, cut off at its rim."""
    tall, path = THICK - 2 * RIM, []
    starts = count(RIM - tall + STRIPE / 2, STRIPE)
    for start in takewhile(lambda at: at < long - RIM, starts):
        low, high = max(start, RIM), min(start + tall, long - RIM)
        if high > low:
            base = y + RIM + tall + start
            path.append(f"M{EDGE + low:.1f} {base - low:.1f}L{EDGE + high:.1f} {base - high:.1f}")
    return "".join(path) or f"M{EDGE:.1f} {y:.1f}"


def _interval(interval: tuple[float, float], y: float) -> Iterator[str]:
    """A line with feet from the low end to the high one, on a rim that sets it off from its bar."""
    low, high = map(_along, interval)
    middle, foot = y + THICK / 2, 4.5
    path = f"M{low:.1f} {middle:.1f}H{high:.1f}" + "".join(
        f"M{x:.1f} {middle - foot:.1f}v{2 * foot:.1f}" for x in (low, high)
    )
    yield stroke(path, colour="ground", width=5)
    yield stroke(path, colour="ink", width=2)


def _scale(y: float) -> Iterator[str]:
    """Where nothing and everything lie."""
    yield stroke(f"M{EDGE:.1f} {y + 6:.1f}H{EDGE + INNER:.1f}", colour="quiet", width=1)
    for share in (0.0, 1.0):
        yield stroke(f"M{_along(share):.1f} {y + 6:.1f}v4", colour="quiet", width=1)
        said = percent(share)
        yield text(said, _along(share), y + 24, SMALL, colour="quiet", anchor="end" if share else "start")
