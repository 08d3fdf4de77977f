"""The numbers of a figure in words: under a picture, instead of it, and for those who do not see it."""

from __future__ import annotations

from typing import assert_never

from bot.cards.charts import Bar, Bars, Mark
from bot.cards.model import Card, Figure, Meter, Paragraph, Strong, text


def figures_of(card: Card) -> list[Figure]:
    """What there is to draw on a card, in order."""
    return [block for block in card.blocks if isinstance(block, Figure)]


def spelled(figure: Figure) -> tuple[Paragraph | Meter, ...]:
    """A figure as blocks that every platform can show: its title, a bar for each number, its mark."""
    head = Paragraph(text(Strong(figure.title)))
    match figure.drawing:
        case Bars(rows, mark):
            meters = (Meter(bar.label, bar.share, beside(bar, mark)) for bar in rows)
            foot = () if mark is None else (Paragraph(text(of_mark(mark))),)
            return (head, *meters, *foot)
        case other:
            assert_never(other)


def numbers(figure: Figure) -> tuple[str, ...]:
    """Everything the picture shows under its title, a line each."""
    match figure.drawing:
        case Bars(rows, mark):
            said = tuple(f"{bar.label}: {beside(bar, mark)}" for bar in rows)
            return said if mark is None else (*said, of_mark(mark))
        case other:
            assert_never(other)


def alt(figure: Figure) -> str:
    """All that the picture shows, in one line."""
    return f"{figure.title.rstrip('.')}. {'; '.join(numbers(figure))}."


def beside(bar: Bar, mark: Mark | None) -> str:
    """What stands beside a bar: its note, its range, and how it stands to the mark."""
    between = () if bar.interval is None else (f"{percent(bar.interval[0])} to {percent(bar.interval[1])}",)
    side = (f"{bar.side} {mark.label}",) if mark is not None and bar.side else ()
    return ", ".join((bar.note, *between, *side))


def of_mark(mark: Mark) -> str:
    """What the line across the bars is."""
    return f"{mark.label[:1].upper()}{mark.label[1:]}: {percent(mark.share)}"


def percent(share: float) -> str:
    """A share as people read it: 64%."""
    return f"{share:.0%}"
