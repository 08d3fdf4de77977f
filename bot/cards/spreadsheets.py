"""Spreadsheets: rows as CSV that opens with its letters right and without running anything in it."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from io import StringIO

Cell = str | int | float
BOM = "\ufeff"
"""Tells spreadsheets that a text is UTF-8: without it the most common one shows names of other alphabets as noise.
Programs read past it when they are told to expect it, as `utf-8-sig` does."""

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - the wide forms are meant
"""What a spreadsheet takes for the beginning of a formula, the wide forms of East Asian keyboards included."""


def as_csv(rows: Iterable[Iterable[Cell]]) -> str:
    """Rows as CSV, with a mark for UTF-8 before them and every cell made harmless."""
    written = StringIO()
    csv.writer(written, lineterminator="\r\n").writerows([harmless(cell) for cell in row] for row in rows)
    return BOM + written.getvalue()


def harmless(cell: Cell) -> Cell:
    """Words as words: an apostrophe keeps a spreadsheet from running what somebody called themselves.

    Numbers are ours and stay numbers, below zero too.

    >>> harmless("=cmd|' /C calc'!A0"), harmless(-12)
    ("'=cmd|' /C calc'!A0", -12)
    """
    if not isinstance(cell, str):
        return cell
    return f"'{cell}" if cell.startswith(STARTS) or cell.lstrip().startswith(STARTS) else cell
