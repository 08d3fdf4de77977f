"""The coverage page: the tables of a pack's coverage as the text of its COVERAGE.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.packs.coverage import Table

_ABOUT = """\
# What the bank holds

Made by `cohort packs stats --write`; run it again when questions change. "There" counts every question but retired and
quarantined ones, "ready" those that are live or pilot, and "missing" is what is not there yet.
"""


def coverage_page(tables: Sequence[Table]) -> str:
    """The tables as Markdown."""
    return "\n".join((_ABOUT, *("\n".join(_section(table)) for table in tables)))


def _section(table: Table) -> Iterator[str]:
    yield from (f"## {table.title}", "", _row(table.head))
    yield _row(tuple("---" if place < table.words else "---:" for place in range(len(table.head))))
    yield from map(_row, table.rows)
    yield ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
