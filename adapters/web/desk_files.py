"""Desk files: a table of the desk as a file for spreadsheets."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from bot.cards.sheets import Cell, Column, Sheet
from bot.cards.spreadsheets import Cell as Value
from bot.cards.spreadsheets import as_csv

PLAIN = re.compile(r"(?:[▲▼] )?\d+%?")
"""Words of a cell that are its number and nothing more."""


def csv_of(sheet: Sheet) -> str:
    """The whole table in its own order, heads first: numbers as numbers, nothing where there is nothing to tell."""
    heads = [head for column in sheet.columns for head in column.heads]
    rows = (chain.from_iterable(map(_values, sheet.columns, row)) for row in sheet.rows)
    return as_csv([heads, *rows])


def _values(column: Column, cell: Cell) -> Iterable[Value]:
    if cell.by is None:
        return [""] * len(column.heads)
    if cell.kept:
        return [value if isinstance(value, str) else round(value, 3) for value in cell.kept]
    if isinstance(cell.by, str) or not PLAIN.fullmatch(cell.words):
        return [cell.words]
    return [round(cell.by, 3)]
