"""Figures for tests: the report of a mock exam, one chart of each sort, and figures that nobody would draw."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from bot.cards.charts import (
    Band,
    Bands,
    Bar,
    Bars,
    Cell,
    CellRow,
    Column,
    Drawing,
    HeatMap,
    Level,
    Mark,
    Side,
    Stands,
)
from bot.cards.model import Figure

REPORT = Figure(
    "Model development and monitoring hold you back",
    Bars(
        (
            Bar("Data Preparation for Machine Learning (ML)", 13 / 18, "13 of 18", "above"),
            Bar("ML Model Development", 9 / 17, "9 of 17", "below"),
            Bar("Deployment and Orchestration of ML Workflows", 12 / 14, "12 of 14", "above"),
            Bar("ML Solution Monitoring, Maintenance, and Security", 9 / 16, "9 of 16", "below", (0.36, 0.74)),
        ),
        Mark(0.72, "pass line"),
    ),
)
"""The four domains of a mock exam against the pass line."""

NAMES = (
    "Maya",
    "Omar Haddad",
    "Bartholomew Featherstonehaugh-Cholmondeley",
    "مها العلي",
    "Ελένη",
    "Юлия Смирнова",
    "王小明",
    "=cmd|' /C calc'!A0",
)
"""Short, long, of four alphabets, and one that a spreadsheet would run."""

TASKS = tuple(f"{domain}.{task}" for domain in range(1, 5) for task in range(1, 4))


def _cell(row: int, place: int) -> Cell:
    """A cell like any other: told of three in four, in most rows."""
    number = (row * 37 + place * 11) % 60
    if (row + place) % (2 if row % 4 == 3 else 4) == 1:
        return Cell()
    stands: Stands = "strong" if number > 55 else "weak" if number < 4 else ""
    return Cell((36 + number) / 100, "above" if 36 + number >= 69 else "below", stands)


def heat_of(people: int) -> Figure:
    """So many members by the twelve tasks of an exam."""
    rows = tuple(
        CellRow(f"{at + 1}. {NAMES[at % len(NAMES)]}", tuple(_cell(at, place) for place in range(len(TASKS))))
        for at in range(people)
    )
    columns = tuple(Column(task, f"Task {task}") for task in TASKS)
    return Figure("Two tasks hold the group back", HeatMap(columns, rows, Mark(0.689, "pass line")))


def bands_of(people: int) -> Figure:
    """So many members on the exam's scale, every fourth with few answers."""
    rows = tuple(
        Band(
            f"{at + 1}. {NAMES[at % len(NAMES)]}",
            480 + 31 * at % 300 - 40,
            None if at % 4 == 3 else 480 + 31 * at % 300 + 60,
            480 + 31 * at % 300 + 190,
        )
        for at in range(people)
    )
    return Figure("One band lies wholly above the pass mark", Bands(rows, 100, 1000, Level(720, "pass mark")))


CHARTS: tuple[Drawing, ...] = (REPORT.drawing, heat_of(12).drawing, bands_of(12).drawing)
"""One of each sort."""

assert {type(chart) for chart in CHARTS} == set(get_args(Drawing) or (Drawing,))

SHARES = st.floats(0, 1)
WORDS = st.text(max_size=60) | st.sampled_from(["", " ", "x" * 400, "<b>&", "[a](https://example.com)"])
SIDES: st.SearchStrategy[Side] = st.sampled_from(["", "above", "below"])


@st.composite
def _bars(draw: st.DrawFn) -> Bars:
    mark = draw(st.none() | st.builds(Mark, SHARES, WORDS))
    rows = []
    for _ in range(draw(st.integers(1, 6))):
        low, share, high = sorted(draw(st.tuples(SHARES, SHARES, SHARES)))
        interval = draw(st.sampled_from([None, (low, high)]))
        rows.append(Bar(draw(WORDS), share, draw(WORDS), "" if mark is None else draw(SIDES), interval))
    return Bars(tuple(rows), mark)


@st.composite
def _cells(draw: st.DrawFn) -> Cell:
    share = draw(st.none() | SHARES)
    return Cell() if share is None else Cell(share, draw(SIDES), draw(st.sampled_from(["", "weak", "strong"])))


@st.composite
def _heat(draw: st.DrawFn) -> HeatMap:
    wide = draw(st.integers(1, 20))
    row = st.builds(CellRow, WORDS, st.lists(_cells(), min_size=wide, max_size=wide).map(tuple))
    columns = st.lists(st.builds(Column, WORDS, WORDS), min_size=wide, max_size=wide).map(tuple)
    return HeatMap(
        draw(columns), tuple(draw(st.lists(row, min_size=1, max_size=4))), draw(st.builds(Mark, SHARES, WORDS))
    )


@st.composite
def _levels(draw: st.DrawFn) -> Bands:
    rows = []
    for _ in range(draw(st.integers(1, 6))):
        low, middle, high = sorted(draw(st.tuples(*(st.integers(100, 1000) for _ in range(3)))))
        rows.append(Band(draw(WORDS), low, draw(st.sampled_from([None, middle])), high))
    return Bands(tuple(rows), 100, 1000, Level(draw(st.integers(100, 1000)), draw(WORDS)))


FIGURES: st.SearchStrategy[Figure] = st.builds(Figure, WORDS, _bars() | _heat() | _levels())
"""Any figure at all."""
