"""Figures for tests: the report of a mock exam, one chart of each sort, and figures that nobody would draw."""

from __future__ import annotations

from typing import get_args

from hypothesis import strategies as st

from bot.cards.charts import Bar, Bars, Drawing, Mark, Side
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

CHARTS: tuple[Drawing, ...] = (REPORT.drawing,)
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


FIGURES: st.SearchStrategy[Figure] = st.builds(Figure, WORDS, _bars())
"""Any figure at all."""
