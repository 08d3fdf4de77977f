"""Drawing: a figure as SVG, whichever chart it holds."""

from __future__ import annotations

from typing import assert_never

from adapters.figures.bands import bands
from adapters.figures.bars import bars
from adapters.figures.heat import heat
from bot.cards.charts import Bands, Bars, HeatMap
from bot.cards.model import Figure
from bot.cards.numbers import whole


def drawing(figure: Figure) -> str:
    """The figure as one SVG element: light by its attributes, and recoloured by class where a page says so."""
    match figure.drawing:
        case Bars() as chart:
            return bars(chart, title=figure.title, told=whole(figure))
        case HeatMap() as chart:
            return heat(chart, title=figure.title, told=whole(figure))
        case Bands() as chart:
            return bands(chart, title=figure.title, told=whole(figure))
        case other:
            assert_never(other)
