"""`make demo-check`: six weeks of twenty groups on both databases, every opinion held against a slow recount."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from adapters.shelf.shelf import read_shelf
from adapters.store import make_engine, upgrade
from tests.databases import postgres_server, scratch_database
from tests.demo_check.check import Run, alike, run
from tests.demo_check.picks import CONTENT
from tests.demo_check.plans import BEGINS, DAY, SMALL, WHOLE, Plan
from tests.demo_check.watch import Tally

SHOWN = 20
"""Differences that are printed; the others are counted."""


def main(given: Sequence[str] | None = None) -> int:
    """Play, compare and print; 1 when anything differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.demo_check", description=__doc__)
    parser.add_argument("--small", action="store_true", help="two groups and two weeks, as in the ordinary tests")
    plan = SMALL if parser.parse_args(given).small else WHOLE
    console, began = Console(), monotonic()
    bank, _ = read_shelf(CONTENT)
    with Progress(
        TextColumn("{task.description:10}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    ) as bars:

        def played(name: str, address: str) -> Run:
            engine = make_engine(address)
            upgrade(engine)
            engine.dispose()
            bar = bars.add_task(name, total=plan.days * DAY.total_seconds())

            def tell(at: datetime) -> None:
                bars.update(bar, completed=(at - BEGINS).total_seconds())

            return asyncio.run(run(address, plan, bank, tell))

        with _databases() as (sqlite, postgres):
            runs = played("SQLite", sqlite), played("PostgreSQL", postgres)
    tally = Tally()
    for one in runs:
        tally.compared += one.tally.compared
        tally.differences += one.tally.differences
    alike(tally, *(one.facts for one in runs))
    return _report(console, tally, plan, monotonic() - began)


@contextmanager
def _databases() -> Iterator[tuple[str, str]]:
    """The addresses of two empty databases."""
    with (
        tempfile.TemporaryDirectory(prefix="cohort-check-") as folder,
        postgres_server() as server,
        scratch_database(server) as postgres,
    ):
        yield f"sqlite:///{Path(folder) / 'cohort.db'}", postgres


def _report(console: Console, tally: Tally, plan: Plan, seconds: float) -> int:
    for sort, times in sorted(tally.compared.items()):
        console.print(f"{times:>9,}  {sort}", highlight=False)
    for words in tally.differences[:SHOWN]:
        console.print(f"[bold red]differs[/] {words[:1000]}", highlight=False)
    compared = tally.compared.total()
    groups = f"{len(plan.played)} groups over {plan.days} days on two databases"
    console.print(
        f"{groups}: {compared:,} opinions and facts compared in {seconds:.0f} s, {len(tally.differences):,} differ.",
        highlight=False,
    )
    return 1 if tally.differences else 0


if __name__ == "__main__":
    raise SystemExit(main())
