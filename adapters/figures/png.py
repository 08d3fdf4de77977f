"""PNG: a figure as a picture for chats, in our own font, so that it looks the same on every machine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from math import sqrt
from pathlib import Path
from typing import TypeVar

from adapters.figures.drawing import drawing
from adapters.figures.svg import FONT, WIDTH
from bot.cards.charts import Band, Bands, CellRow, HeatMap
from bot.cards.model import Figure

R = TypeVar("R", Band, CellRow)
FONTS = [str(Path(__file__).parent / "fonts" / f"Roboto-{weight}.ttf") for weight in ("Regular", "Bold")]
SHARPNESS = 2.5
"""Pixels to a unit: sharp on a phone, and drawn in less than 150 ms."""

PIXELS, WORD, FEWEST = 950_000, 1_100, 450_000
"""The most pixels of a picture, how many a piece of text in it costs as much time as, and the fewest there are.

So that pictures with much on them are drawn in time too: they are a little less sharp.
"""

FOREIGN = re.compile("[^ -~\u00a0-\u024f\u0370-\u04ff\u1ea0-\u1ef9\u2010-\u2026]+")
"""Letters that our font lacks; fonts/README.md says which it has."""


def png(figure: Figure) -> bytes:
    """Draw a figure, at most 900 pixels wide. It keeps a processor busy for some 80 ms: do it off the loop."""
    import resvg_py  # noqa: PLC0415 - nobody pays for it before there is a picture

    svg = drawing(legible(figure))
    return resvg_py.svg_to_bytes(
        svg_string=svg,
        width=_across(svg),
        skip_system_fonts=True,
        font_files=FONTS,
        font_family=FONT,
        sans_serif_family=FONT,
    )


def _across(svg: str) -> int:
    found = re.search(r'viewBox="0 0 \d+ (\d+)"', svg)
    tall = int(found[1]) if found is not None else WIDTH
    pixels = max(FEWEST, PIXELS - WORD * svg.count("<text"))
    return min(round(WIDTH * SHARPNESS), int(sqrt(pixels * WIDTH / tall)))


def legible(figure: Figure) -> Figure:
    """The figure with names in other scripts told by what our font can draw of them, or by their place alone."""
    match figure.drawing:
        case HeatMap(rows=rows) as chart:
            return replace(figure, drawing=replace(chart, rows=_named(rows)))
        case Bands(rows=rows) as chart:
            return replace(figure, drawing=replace(chart, rows=_named(rows)))
        case _:
            return figure


def _named(rows: Sequence[R]) -> tuple[R, ...]:
    drawable = (" ".join(FOREIGN.sub(" ", row.label).split()) for row in rows)
    return tuple(
        replace(row, label=words or f"No. {place}")
        for place, (row, words) in enumerate(zip(rows, drawable, strict=True), 1)
    )
