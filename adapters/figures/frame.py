"""Frame: what every chart shares: its edges, its sizes of text, and the title over it."""

from __future__ import annotations

from adapters.figures.svg import WIDTH, balanced, text

EDGE = 20.0
INNER = WIDTH - 2 * EDGE
TITLE, LABEL, SMALL = 19, 15, 12.5
"""Sizes of text."""

TITLE_LINE, LABEL_LINE = 24.0, 19.0


def headed(title: str) -> tuple[list[str], float]:
    """The title in as few lines as fit, and where what comes under it may begin."""
    y = EDGE
    drawn = []
    for line in balanced(title, INNER, TITLE, most=4, bold=True):
        drawn.append(text(line, EDGE, y + TITLE * 0.8, TITLE, bold=True))
        y += TITLE_LINE
    return drawn, y + 6
