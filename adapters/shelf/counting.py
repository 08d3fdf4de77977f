"""Counting: what each pack holds against its plan, printed or kept beside the pack as COVERAGE.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table as Drawn
from rich.text import Text

from adapters.shelf.shelf import HEAD, open_shelf
from bot.packs.coverage import Table, coverage
from bot.packs.coverage_page import coverage_page

COVERAGE = "COVERAGE.md"


def print_coverage(folder: Path, *, markdown: bool, console: Console) -> int:
    """Print the tables of each pack in `folder`, a content folder or one pack; 1 when there is none to read."""
    found = list(_counted(folder))
    for pack, tables in found:
        if markdown:
            console.out(coverage_page(tables), end="", highlight=False)
            continue
        console.print(Text(pack.name, style="bold"))
        for table in tables:
            console.print(_drawn(table))
    return 0 if found else 1


def write_coverage(folder: Path) -> tuple[Path, ...]:
    """Write COVERAGE.md into each pack that can be read in `folder`; answer where."""
    paths = []
    for pack, tables in _counted(folder):
        (pack / COVERAGE).write_text(coverage_page(tables), encoding="utf-8")
        paths.append(pack / COVERAGE)
    return tuple(paths)


def _counted(folder: Path) -> Iterator[tuple[Path, tuple[Table, ...]]]:
    alone = (folder / HEAD).is_file()
    packs, _ = open_shelf(folder)
    for pack in packs:
        if pack.reading and pack.reading.shape:
            yield folder if alone else folder / pack.name, coverage(pack.reading)


def _drawn(table: Table) -> Drawn:
    drawn = Drawn(title=table.title, title_justify="left")
    for place, name in enumerate(table.head):
        drawn.add_column(name, justify="left" if place < table.words else "right")
    for row in table.rows:
        drawn.add_row(*map(Text, row))
    return drawn
