"""Heat map: shares in rows and columns, each cell with its number, its fill and its rim, so that colour comes last."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.figures.frame import EDGE, INNER, SMALL, headed
from adapters.figures.svg import Colour, box, clipped, cut, shape, sheet, stroke, text, width
from bot.cards.charts import Cell, HeatMap, Mark, Side, Stands
from bot.cards.numbers import percent

NAME, HEAD, NUMBER = 13.0, 11.5, 11.5
"""Sizes of text; numbers shrink where there are many columns."""

WIDEST_NAME, NARROWEST_NAME = 92.0, 30.0
WIDEST_CELL = 34.0
TALL, LOW = 24.0, 18.0
"""How high a cell is, and where there are many rows."""

MANY = 15
APART = 1.5
SIGN = 5.0
LINE = 20.0
"""How far apart the lines of the key are."""

FILLS: dict[Side, Colour] = {"above": "good", "below": "short-tint", "": "track"}


def heat(chart: HeatMap, *, title: str, told: str) -> str:
    """Draw a heat map; `told` is the same in words."""
    drawn, y = headed(title)
    names = min(WIDEST_NAME, max(NARROWEST_NAME, *(width(row.label, NAME) for row in chart.rows)) + 6)
    wide = min(WIDEST_CELL, (INNER - names) / len(chart.columns))
    size = min(NUMBER, wide * 0.6)
    left = EDGE + names
    for number, column in enumerate(chart.columns):
        head = cut(column.head, wide + 2, min(HEAD, wide * 0.6), bold=True)
        middle = left + (number + 0.5) * wide
        drawn.append(text(head, middle, y + HEAD, min(HEAD, wide * 0.6), bold=True, anchor="middle"))
    y += HEAD + 7
    tall = TALL if len(chart.rows) <= MANY else LOW
    for row in chart.rows:
        drawn.append(text(clipped(row.label, names - 4, NAME), EDGE, y + tall / 2 + NAME * 0.36, NAME))
        for number, cell in enumerate(row.cells):
            drawn += _cell(cell, left + number * wide, y, wide - APART, size, tall)
        y += tall + APART
    keys, y = _key(chart, y + 8)
    return sheet(title, told, y + EDGE / 2, [*drawn, *keys])


def _cell(cell: Cell, x: float, y: float, wide: float, size: float, tall: float) -> Iterator[str]:
    """A filled square with its number: dark where above, rimmed and light where below; a dot where nothing is told."""
    if cell.share is None:
        middle, across = y + tall / 2, x + wide / 2
        yield shape(f"M{across - 1.5:.1f} {middle - 1.5:.1f}h3v3h-3z", colour="quiet")
        return
    yield box(x, y, wide, tall, colour=FILLS[cell.side])
    if cell.side == "below":
        rim = f"M{x + 0.8:.1f} {y + 0.8:.1f}h{wide - 1.6:.1f}v{tall - 1.6:.1f}h{1.6 - wide:.1f}z"
        yield stroke(rim, colour="short", width=1.6)
    on: Colour = "ground" if cell.side == "above" else "ink"
    said = f"{round(cell.share * 100)}"
    base = y + tall - (tall - size * 0.72) / 2 + (2 if cell.stands else 0)
    yield text(said, x + wide / 2, base, size, bold=True, colour=on, anchor="middle")
    if cell.stands:
        yield _sign(cell.stands, x + wide - SIGN - 2, y + 1.5, "short" if cell.side == "below" else on)


def _sign(stands: Stands, x: float, y: float, colour: Colour) -> str:
    """A triangle that points up where something is strong, down where it is weak."""
    if stands == "strong":
        return shape(f"M{x:.1f} {y + SIGN - 1:.1f}h{SIGN}l{-SIGN / 2:.1f} {1 - SIGN:.1f}z", colour=colour)
    return shape(f"M{x:.1f} {y:.1f}h{SIGN}l{-SIGN / 2:.1f} {SIGN - 1:.1f}z", colour=colour)


def _key(chart: HeatMap, y: float) -> tuple[list[str], float]:
    """What the marks mean, of those that are on the picture; and where that ends."""
    cells = [cell for row in chart.rows for cell in row.cells]
    drawn: list[str] = []
    x = EDGE
    for sample, said in _meanings(cells, chart.mark):
        long = (18 if isinstance(sample, Cell) else 2 * SIGN + 4) + 6 + width(said, SMALL)
        if x > EDGE and x + long > EDGE + INNER:
            x, y = EDGE, y + LINE
        if isinstance(sample, Cell):
            drawn += _cell(sample, x, y, 18, NUMBER, 16)
            x += 24
        else:
            drawn += [_sign("strong", x, y + 6, "ink"), _sign("weak", x + SIGN + 3, y + 6, "ink")]
            x += 2 * SIGN + 9
        drawn.append(text(cut(said, EDGE + INNER - x, SMALL), x, y + 12, SMALL, colour="quiet"))
        x += width(said, SMALL) + 14
    return drawn, y + LINE


def _meanings(cells: list[Cell], mark: Mark) -> Iterator[tuple[Cell | None, str]]:
    """(a sample, what it means); None stands for the triangles."""
    line = f"the {mark.label} ({percent(mark.share)})"
    above, below = (next((cell for cell in cells if cell.side == side), None) for side in ("above", "below"))
    if above is not None:
        yield Cell(above.share, "above"), f"% right, above {line}"
    if below is not None:
        yield Cell(below.share, "below"), "below it" if above is not None else f"% right, below {line}"
    if any(cell.share is None for cell in cells):
        yield Cell(), "too few answers"
    if any(cell.stands for cell in cells):
        yield None, "strong or weak beside the rest of that row"
