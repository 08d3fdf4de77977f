"""The coverage page: the tables of a pack's coverage as the text of its COVERAGE.md."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.packs.coverage import Table

_ABOUT = """\
# What the bank holds

Made by `cohort packs stats --write`; run it again when questions change. Live questions fill the minimum, and "missing"
is what they do not fill. Pilot ones come on top and stand in mock exams without counting; "in work" are drafts and
questions in review. Shares and keys are of all these; retired and quarantined questions count under their status alone.
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
