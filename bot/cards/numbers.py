"""The numbers of a figure in words: under a picture, instead of it, and for those who do not see it."""

from __future__ import annotations

from collections import Counter
from typing import assert_never

from bot.cards.charts import Band, Bands, Bar, Bars, CellRow, Drawing, HeatMap, Level, Mark
from bot.cards.model import Card, Figure, Listing, Meter, Paragraph, Row, Strong, text

LONGEST_ALT = 900
"""Characters of a picture's words; what is longer would be cut by the platforms, so it is summed up instead."""


def figures_of(card: Card) -> list[Figure]:
    """What there is to draw on a card, in order."""
    return [block for block in card.blocks if isinstance(block, Figure)]


def spelled(figure: Figure) -> tuple[Paragraph | Meter | Listing, ...]:
    """A figure as blocks that every platform can show: its title, its numbers, its mark."""
    head = Paragraph(text(Strong(figure.title)))
    match figure.drawing:
        case Bars(rows, mark):
            meters = (Meter(bar.label, bar.share, beside(bar, mark)) for bar in rows)
            foot = () if mark is None else (Paragraph(text(of_mark(mark))),)
            return (head, *meters, *foot)
        case HeatMap() | Bands():
            *lines, foot_line = numbers(figure)
            return (head, Listing(tuple(Row(line) for line in lines)), Paragraph(text(foot_line)))
        case other:
            assert_never(other)


def numbers(figure: Figure) -> tuple[str, ...]:
    """Everything the picture shows under its title, a line each."""
    match figure.drawing:
        case Bars(rows, mark):
            said = tuple(f"{bar.label}: {beside(bar, mark)}" for bar in rows)
            return said if mark is None else (*said, of_mark(mark))
        case HeatMap() as chart:
            return (*(of_cells(row, chart) for row in chart.rows), of_mark(chart.mark))
        case Bands(rows, low, high, mark):
            lines = (f"{row.label}: {_within(row)}" for row in rows)
            return (*lines, f"{of_level(mark)}, on a scale from {low} to {high}")
        case other:
            assert_never(other)


def alt(figure: Figure) -> str:
    """All that the picture shows, in one line; where that is too long for a chat, how many stand how."""
    said = whole(figure)
    return said if len(said) <= LONGEST_ALT else f"{figure.title.rstrip('.')}. {'; '.join(_counted(figure.drawing))}."


def whole(figure: Figure) -> str:
    """All that the picture shows, however long that is."""
    return f"{figure.title.rstrip('.')}. {'; '.join(numbers(figure))}."


def _counted(drawing: Drawing) -> tuple[str, ...]:
    """A large picture in short: how many of its rows stand how."""
    match drawing:
        case Bars(rows, mark):
            sides = Counter(bar.side for bar in rows)
            told = tuple(f"{sides[side]} {side}" for side in ("above", "below") if sides[side])
            return (f"{len(rows)} bars", *told, *(() if mark is None else (of_mark(mark),)))
        case HeatMap(columns, rows, mark):
            heads = (f"{column.head}: {_held(place, rows)}" for place, column in enumerate(columns))
            return (*heads, of_mark(mark))
        case Bands(rows, low, high, mark):
            above = sum(row.low >= mark.value for row in rows)
            below = sum(row.high < mark.value for row in rows)
            across = len(rows) - above - below
            where = f"{above} wholly above the {mark.label}, {across} across it, {below} wholly below"
            return (f"{len(rows)} bands", where, f"{of_level(mark)}, on a scale from {low} to {high}")
        case other:
            assert_never(other)


def _held(place: int, rows: tuple[CellRow, ...]) -> str:
    cells = [row.cells[place] for row in rows]
    held = Counter("none" if cell.share is None else cell.side for cell in cells)
    named = {"above": "above", "below": "below", "": "told", "none": "with too few answers"}
    return ", ".join(f"{held[side]} {words}" for side, words in named.items() if held[side])


def of_cells(row: CellRow, chart: HeatMap) -> str:
    """A row of a heat map: where it lies above the mark and where below, and what is not told."""
    held: dict[str, list[str]] = {"above": [], "below": [], "": [], "none": []}
    for column, cell in zip(chart.columns, row.cells, strict=True):
        if cell.share is None:
            held["none"].append(column.head)
            continue
        stands = f", {cell.stands}" if cell.stands else ""
        held[cell.side].append(f"{column.head} ({percent(cell.share)}{stands})")
    if len(held["none"]) == len(chart.columns):
        return f"{row.label}: too few answers yet"
    above = f"above the {chart.mark.label} in"
    where = {"above": above, "below": "below it in" if held["above"] else above.replace("above", "below", 1)}
    where |= {"": "in", "none": "too few answers in"}
    said = (f"{where[side]} {', '.join(cells)}" for side, cells in held.items() if cells)
    return f"{row.label}: {'; '.join(said)}"


def of_band(band: Band) -> str:
    """The two ends of a band."""
    return f"{band.low}–{band.high}"


def of_level(mark: Level) -> str:
    """What the line across the bands is."""
    return f"{mark.label[:1].upper()}{mark.label[1:]}: {mark.value}"


def _within(band: Band) -> str:
    between = f"between {band.low} and {band.high}"
    return f"{between}, little known yet" if band.middle is None else f"{band.middle}, {between}"


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
