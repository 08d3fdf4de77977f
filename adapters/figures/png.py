"""PNG: a figure as a picture for chats, in our own font, so that it looks the same on every machine."""

from __future__ import annotations

from pathlib import Path

from adapters.figures.drawing import drawing
from adapters.figures.svg import FONT, WIDTH
from bot.cards.model import Figure

FONTS = [str(Path(__file__).parent / "fonts" / f"Roboto-{weight}.ttf") for weight in ("Regular", "Bold")]
SHARPNESS = 2.5
"""Pixels to a unit: sharp on a phone, and drawn in less than 150 ms."""


def png(figure: Figure) -> bytes:
    """Draw a figure, 900 pixels wide. It keeps a processor busy for some 80 ms: do it off the loop."""
    import resvg_py  # noqa: PLC0415 - nobody pays for it before there is a picture

    return resvg_py.svg_to_bytes(
        svg_string=drawing(figure),
        width=round(WIDTH * SHARPNESS),
        skip_system_fonts=True,
        font_files=FONTS,
        font_family=FONT,
        sans_serif_family=FONT,
    )
