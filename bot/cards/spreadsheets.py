"""Spreadsheets: rows as CSV that opens with its letters right and without running anything in it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from io import StringIO

Cell = str | int | float
BOM = "\ufeff"
"""Tells spreadsheets that a text is UTF-8: without it the most common one shows names of other alphabets as noise.
Programs read past it when they are told to expect it, as `utf-8-sig` does."""

FORMULA = re.compile(r"""(^\s*|[;\t\r\n][\s"]*)(?=[=+\-@＝＋－＠])""")  # noqa: RUF001 - the wide forms are meant
"""Where a spreadsheet may take the next sign for the beginning of a formula, the wide forms of East Asian keyboards
included: at the start of a cell, and after what parts cells where a comma does not, as in German or French settings."""


def as_csv(rows: Iterable[Iterable[Cell]]) -> str:
    """Rows as CSV, with a mark for UTF-8 before them and every cell made harmless."""
    written = StringIO()
    csv.writer(written, lineterminator="\r\n").writerows([harmless(cell) for cell in row] for row in rows)
    return BOM + written.getvalue()


def harmless(cell: Cell) -> Cell:
    """Words as words: an apostrophe keeps a spreadsheet from running what somebody called themselves.

    Numbers are ours and stay numbers, below zero too.

    >>> harmless("=cmd|' /C calc'!A0"), harmless("Bob;=1+1"), harmless(-12)
    ("'=cmd|' /C calc'!A0", "Bob;'=1+1", -12)
    """
    return FORMULA.sub(r"\1'", cell) if isinstance(cell, str) else cell
