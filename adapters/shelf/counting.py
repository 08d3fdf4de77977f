"""Counting: what each pack holds against its plan, printed or kept beside the pack as COVERAGE.md."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table as Drawn
from rich.text import Text

from adapters.shelf.report import sound
from bot.packs.coverage import Table, coverage
from bot.packs.coverage_page import coverage_page
from bot.packs.next_ids import next_ids

COVERAGE = "COVERAGE.md"


def print_coverage(folder: Path, *, markdown: bool, console: Console) -> int:
    """Print the tables and the next ids of each sound pack in `folder`, a content folder or one pack.

    Answers 1 when a pack has an error, else 0.
    """
    packs, failed = sound(folder, console)
    for place, reading in packs.items():
        tables = coverage(reading)
        if markdown:
            console.out(coverage_page(tables), end="", highlight=False)
            continue
        console.print(Text(place.resolve().name, style="bold"))
        for table in tables:
            console.print(_drawn(table))
        console.print(Text(f"Next free ids: {', '.join(next_ids(reading))}"), soft_wrap=True)
    return failed


def write_coverage(folder: Path, console: Console) -> int:
    """Write COVERAGE.md into each sound pack of `folder`, and print where; 1 when a pack has an error."""
    packs, failed = sound(folder, console)
    for place, reading in packs.items():
        (place / COVERAGE).write_text(coverage_page(coverage(reading)), encoding="utf-8")
        console.print(Text(str(place / COVERAGE)), soft_wrap=True)
    return failed


def _drawn(table: Table) -> Drawn:
    drawn = Drawn(title=table.title, title_justify="left")
    for place, name in enumerate(table.head):
        drawn.add_column(name, justify="left" if place < table.words else "right")
    for row in table.rows:
        drawn.add_row(*map(Text, row))
    return drawn
