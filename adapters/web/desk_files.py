"""Desk files: a table of the desk as a file for spreadsheets."""

from __future__ import annotations

import re

from bot.cards.sheets import Cell, Sheet
from bot.cards.spreadsheets import Cell as Value
from bot.cards.spreadsheets import as_csv

PLAIN = re.compile(r"(?:[▲▼] )?\d+%?")
"""Words of a cell that are its number and nothing more."""


def csv_of(sheet: Sheet) -> str:
    """The whole table in its own order, heads first: numbers as numbers, nothing where there is nothing to tell."""
    heads = [column.about or column.head for column in sheet.columns]
    return as_csv([heads, *(map(_value, row) for row in sheet.rows)])


def _value(cell: Cell) -> Value:
    if cell.by is None:
        return ""
    if isinstance(cell.by, str) or not PLAIN.fullmatch(cell.words):
        return cell.words
    return round(cell.by, 3)
