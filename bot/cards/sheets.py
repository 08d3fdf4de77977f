"""Sheets: tables to be read, sorted, searched and kept, as neutral values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.cards.charts import Side
from bot.cards.model import Figure, Text

NOTHING = "–"
"""What a cell shows that has nothing to tell."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: its words, and what it is sorted `by` (numbers before words; None comes last either way).

    `member` leads to the report of the member with this id; `side` says how a share stands to the pass line. `spoken`
    is said to those who hear the page, where signs and colours would say it to the eye. `kept` are the values that a
    file has of it, where its words would be no use to reckon with.
    """

    words: str
    by: float | str | None = None
    member: str = ""
    side: Side = ""
    spoken: str = ""
    kept: tuple[float | str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its head; `about` says it in full where the head is short.

    `number` says that it holds numbers, `prose` that it holds sentences, which may be broken into lines. `kept` are the
    heads in a file of a column whose cells keep several values there.
    """

    head: str
    about: str = ""
    number: bool = False
    prose: bool = False
    kept: tuple[str, ...] = ()

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads of the columns that it has in a file."""
        return self.kept or (self.about or self.head,)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a name for addresses and files, a caption, and a sentence for when it is empty.

    Its rows stand in the order in which they are to be read first; the first column names them.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z]+(-[a-z]+)*", self.name):
            raise ValueError("a sheet's name is made of small letters and dashes")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("every row of a sheet has a cell for each column")
        if any(
            cell.by is not None and len(cell.kept or ("",)) != len(column.heads)
            for row in self.rows
            for column, cell in zip(self.columns, row, strict=True)
        ):
            raise ValueError("a cell keeps a value for each head that its column has in a file")


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure with a name for its file."""

    name: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is so, in words under a label, and the command that changes it (empty where none does)."""

    label: str
    words: Text
    command: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: its subject, what was found, some words, and the pictures, tables and facts behind it."""

    name: str
    subject: str
    finding: str
    words: tuple[Text, ...] = ()
    pictures: tuple[Picture, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class DeskPage:
    """The lead's page: what it comes down to in a sentence, who is counted, and its sections in order."""

    exam: str
    code: str
    zone: str
    finding: str
    counted: str
    notice: str
    sections: tuple[Section, ...]


def blank(words: str = NOTHING) -> Cell:
    """A cell that has nothing to tell; it comes last however its column is sorted."""
    return Cell(words)


def dated(day: date) -> Cell:
    """A cell with a day, as people write it on the page and as spreadsheets of every language read it in a file."""
    return Cell(f"{day.day} {day:%b %Y}", day.isoformat(), kept=(day.isoformat(),))


def named(words: str, member: str = "") -> Cell:
    """A cell of words, sorted as people would sort them."""
    return Cell(words, words.casefold(), member)
