"""Spreadsheets: no cell of a file begins as a formula, whatever the spreadsheet takes for the end of a cell."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.cards.spreadsheets import BOM, as_csv, harmless

SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")  # noqa: RUF001 - the wide forms are meant
RISKY = st.text(st.sampled_from([*SIGNS, *';,\t\r\n" a']), max_size=12)


@given(RISKY)
@example("Bob;=cmd|' /C calc'!A0;")
@example('typo; "=1+1"')
@example("two lines\n=1+1")
@example("\t=1")
def test_no_cell_begins_as_a_formula_whatever_parts_cells(words: str) -> None:
    """In German or French settings a semicolon parts cells, and quotes that stand after a comma count for nothing."""
    file = as_csv([[words, "a"], ["a", words], [words, words]]).removeprefix(BOM)
    for delimiter in (",", ";", "\t"):
        for row in csv.reader(StringIO(file, newline=""), delimiter=delimiter):
            assert not any(cell.lstrip().startswith(SIGNS) for cell in row), delimiter


@pytest.mark.parametrize("words", ["C, E, A", "a well-known one = this", "first; then second", "", "7; 8"])
def test_other_words_stay_as_they_are(words: str) -> None:
    assert harmless(words) == words
