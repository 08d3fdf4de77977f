"""Tables: CSV files read strictly, line by line; each line knows where it stands."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Generic, TypeVar

from adapters.cli.own_files import NotReadableError, breaks, text_of

T = TypeVar("T")
U = TypeVar("U")
T_co = TypeVar("T_co", covariant=True)

_CELL = re.compile(r'(?:"(?:[^"]|"")*+"|[^",\r\n][^,\r\n]*)?(?:,|$)')
"""A cell that is in order, with the comma after it."""

_WHOLE = re.compile(r"[0-9]+")
_DECIMAL = re.compile(r"[0-9]+\.?[0-9]*|\.[0-9]+")


@dataclass(frozen=True, slots=True)
class Kind(Generic[T_co]):
    """What a column holds: how a cell becomes a value, and in words what is expected there."""

    turn: Callable[[str], T_co]
    expected: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table, which knows where it stands."""

    file: str
    number: int
    cells: Mapping[str, str]

    def read(self, column: str, kind: Kind[T]) -> T:
        """A cell as a value.

        Raises:
            NotReadableError: when it does not fit.
        """
        try:
            return kind.turn(self.cells[column])
        except ValueError:
            raise self.fault(column, f"{self.cells[column]!r} does not fit; it is {kind.expected}") from None

    def fault(self, column: str, words: str) -> NotReadableError:
        """What is wrong with one of its cells."""
        return _fault(self.file, self.number, column, words)


def lines(path: Path, columns: tuple[str, ...]) -> Iterator[Line]:
    """Every line below the head, which names just these columns; empty lines are passed over.

    Raises:
        NotReadableError: at the first cell that is not CSV, is missing or is one too many.
    """
    text = text_of(path)
    reader = csv.reader(StringIO(text, newline=""), strict=True)
    start = 1  # a line of the table may be several of the file
    try:
        head = next(reader, [])
        for place, (found, wanted) in enumerate(zip(head, columns, strict=False), 1):
            if found != wanted:
                raise _fault(path.name, 1, place, f"{found!r} stands where {wanted} is expected{_all(columns)}")
        _whole_line(path.name, 1, head, columns)
        start = reader.line_num + 1
        for cells in reader:
            if cells:
                _whole_line(path.name, start, cells, columns)
                yield Line(path.name, start, dict(zip(columns, cells, strict=True)))
            start = reader.line_num + 1
    except csv.Error as wrong:
        raise _not_csv(path.name, text, start, columns, wrong) from None


def _whole_line(file: str, number: int, cells: Sequence[str], columns: Sequence[str]) -> None:
    if len(cells) < len(columns):
        missing = columns[len(cells)]
        raise _fault(file, number, missing, f"the line ends before it{_all(columns)}")
    if len(cells) > len(columns):
        extra = cells[len(columns)]
        raise _fault(file, number, len(columns) + 1, f"{extra!r} stands where the line should end{_all(columns)}")


def _all(columns: Sequence[str]) -> str:
    return f"; the columns are {','.join(columns)}"


def _not_csv(file: str, text: str, start: int, columns: Sequence[str], wrong: csv.Error) -> NotReadableError:
    """The fault of the first cell that is out of order, in the line of the table that starts at this line."""
    rest = "".join(list(StringIO(text, newline=""))[start - 1 :])
    at, cell = 0, 0
    while (found := _CELL.match(rest, at)) and 0 < len(found[0]) <= csv.field_size_limit():
        at, cell = found.end(), cell + 1
    words = "a quote opens here and does not close" if "end of data" in str(wrong) else f"not CSV: {wrong}"
    return _fault(file, start + breaks(rest[:at]), columns[cell] if cell < len(columns) else cell + 1, words)


def _fault(file: str, number: int, column: str | int, words: str) -> NotReadableError:
    return NotReadableError(f"{file}:{number}: column {column}: {words}")


def words(cell: str) -> str:
    """Any words at all, just as they were written."""
    if not cell.strip():
        raise ValueError
    return cell


def decimal(most: float) -> Callable[[str], float]:
    """A decimal such as 12 or 0.25, up to this one."""

    def turn(cell: str) -> float:
        if not _DECIMAL.fullmatch(cell.strip(" ")) or float(cell) > most:
            raise ValueError
        return float(cell)

    return turn


def whole(least: int, most: int) -> Callable[[str], int]:
    """A whole number within these."""

    def turn(cell: str) -> int:
        if not _WHOLE.fullmatch(cell.strip(" ")) or not least <= int(cell) <= most:
            raise ValueError
        return int(cell)

    return turn


def one_of(*known: str) -> Callable[[str], str]:
    """One of these words."""

    def turn(cell: str) -> str:
        if cell.strip(" ") not in known:
            raise ValueError
        return cell.strip(" ")

    return turn


def or_empty(turn: Callable[[str], T], otherwise: U) -> Callable[[str], T | U]:
    """The same, or this in place of an empty cell."""
    return lambda cell: turn(cell) if cell.strip(" ") else otherwise
