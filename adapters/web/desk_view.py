"""Desk view: how each table is sorted and searched, as the address of the page says it; it works without a script."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlencode

from bot.cards.sheets import Cell, Sheet

LONGEST = 60
"""Characters of a search that are read."""

Way = Literal["ascending", "descending"]
Row = tuple[Cell, ...]
Placed = tuple[int, Row]


@dataclass(frozen=True, slots=True)
class View:
    """What the address asks for: `name.sort` with a column's number (from 1, minus for descending), `name.find`."""

    asked: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, query: Mapping[str, str]) -> View:
        """Read an address; what is not about tables is left out."""
        kept = {name: value[:LONGEST] for name, value in query.items() if name.endswith((".sort", ".find")) and value}
        return cls(kept)

    def sorting(self, sheet: Sheet) -> tuple[int, Way] | None:
        """The column (from 0) the table is sorted by and which way; None where it stands in its own order."""
        asked = self.asked.get(f"{sheet.name}.sort", "")
        number = asked.removeprefix("-")
        if not number.isdecimal() or not 1 <= int(number) <= len(sheet.columns):
            return None
        return int(number) - 1, "descending" if asked.startswith("-") else "ascending"

    def finding(self, sheet: Sheet) -> str:
        """What is searched for in the table."""
        return self.asked.get(f"{sheet.name}.find", "")

    def rows(self, sheet: Sheet) -> list[Placed]:
        """The rows in the order to show them, each with its place in the sheet's own order."""
        sorting, rows = self.sorting(sheet), list(enumerate(sheet.rows))
        return rows if sorting is None else _sorted(rows, *sorting)

    def shows(self, sheet: Sheet, row: Row) -> bool:
        """Whether a row matches what is searched for."""
        sought = self.finding(sheet).strip().casefold()
        return any(sought in cell.words.casefold() for cell in row)

    def resorted(self, sheet: Sheet, column: int) -> str:
        """The address of the page with this table sorted by that column, the other way when it was already."""
        sorting = self.sorting(sheet)
        first: Way = "descending" if sheet.columns[column].number else "ascending"
        turned = sorting is not None and sorting[0] == column and sorting[1] == first
        way = first if not turned else "ascending" if first == "descending" else "descending"
        return self._address(sheet, f"{'-' if way == 'descending' else ''}{column + 1}")

    def _address(self, sheet: Sheet, sort: str) -> str:
        asked = {**self.asked, f"{sheet.name}.sort": sort}
        return f"/desk?{urlencode(asked)}#{sheet.name}-table"

    def others(self, sheet: Sheet) -> list[tuple[str, str]]:
        """What the address says beside this table's search: a form carries it along."""
        return [(name, value) for name, value in self.asked.items() if name != f"{sheet.name}.find"]


def _sorted(rows: Sequence[Placed], column: int, way: Way) -> list[Placed]:
    """Sorted by a column; cells with nothing to tell come last either way, and equals stay in their order."""
    told = [placed for placed in rows if placed[1][column].by is not None]
    told.sort(key=lambda placed: _key(placed[1][column]), reverse=way == "descending")
    return [*told, *(placed for placed in rows if placed[1][column].by is None)]


def _key(cell: Cell) -> tuple[int, float, str]:
    return (1, 0.0, cell.by) if isinstance(cell.by, str) else (0, cell.by or 0.0, "")
