"""`make bench`: measure Cohort against the bare libraries, and what else has to be quick, and print a table."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import tempfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from tests.benchmarks.bank_reading import bank_reading
from tests.benchmarks.calibrations import TABLES, calibrations
from tests.benchmarks.crowd import Crowd
from tests.benchmarks.discord_duel import discord_duel
from tests.benchmarks.disk import commits
from tests.benchmarks.estimate_figures import estimates
from tests.benchmarks.figures import Duel, Figure
from tests.benchmarks.form_figures import SOLVED, WANTED_MS, forms
from tests.benchmarks.load import load
from tests.benchmarks.long_record import long_record
from tests.benchmarks.overnight import overnight
from tests.benchmarks.pictures import pictures
from tests.benchmarks.slack_duel import slack_duel
from tests.benchmarks.startup import starts

WIDE = 140
"""Columns for the table, also where nobody watches."""

USUAL = ("presses", "starts", "bank", "forms", "pictures", "estimate", "record", "calibration")
"""What is measured when nothing is named: the others take minutes."""

PARTS = (*USUAL, "load", "overnight")
"""What can be measured alone."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured."""

    rounds: int = 25
    presses: int = 20
    in_flight: int = 1
    starts: int = 5
    idle: float = 2.0
    forms: int = 25
    pictures: int = 25
    minutes: float = 1.0
    estimates: int = 15
    groups: int = 1000


async def measure(
    size: Size, folder: Path, tell: Callable[[str, int], Callable[[], None]], parts: Collection[str] = USUAL
) -> list[Figure]:
    """Measure these parts, one thing after the other; `tell` announces a thing and its steps."""
    figures: list[Figure] = []
    if "presses" in parts:
        figures.append(commits(folder, rounds=size.rounds, each=size.presses))
        told = {"rounds": size.rounds, "presses": size.presses, "in_flight": size.in_flight}
        for name, duel in (("Slack presses", slack_duel), ("Discord presses", discord_duel)):
            figures += checked(await duel(folder, **told, tell=tell(name, 2 * size.rounds))).figures()
    if "starts" in parts:
        figures += await starts(folder, rounds=size.starts, idle=size.idle, tell=tell("Starts", size.starts))
    if "bank" in parts:
        figures += bank_reading(folder, rounds=size.starts, tell=tell("Bank", size.starts))
    if "forms" in parts:
        figures += forms(rounds=size.forms, solved=SOLVED, tell=tell("Forms", size.forms * len(WANTED_MS)))
    if "pictures" in parts:
        figures += pictures(rounds=size.pictures, tell=tell("Pictures", size.pictures))
    if "estimate" in parts:
        figures += estimates(folder, rounds=size.estimates, tell=tell("Estimate", size.estimates))
    if "record" in parts:
        figures += long_record(folder, rounds=size.starts, members=100, answers=800, tell=tell("Record", size.starts))
    if "calibration" in parts:
        figures += calibrations(rounds=size.starts, tell=tell("Calibration", size.starts + len(TABLES)))
    if "overnight" in parts:
        figures += overnight(folder, groups=size.groups, tell=tell("Overnight", size.groups))
    if "load" in parts:
        crowd = Crowd.lasting(size.minutes)
        figures += await load(folder, crowd, tell=tell("Load", 4 * crowd.turns))
    return figures


def checked(duel: Duel) -> Duel:
    """The duel, if every press was committed and answered on both sides.

    Raises:
        AssertionError: when one was not.
    """
    for side in (duel.cohort, duel.bare):
        assert side.pressed == side.committed == side.replied, (duel.name, side)
    assert abs(duel.cohort.reply_bytes / duel.bare.reply_bytes - 1) < 0.05, (duel.name, "replies differ in size")
    return duel


def main() -> int:
    """Measure and print; 1 when something is above what we want."""
    asked = _options()
    size = Size(
        asked.rounds,
        asked.presses,
        asked.in_flight,
        asked.starts,
        forms=asked.forms,
        pictures=asked.pictures,
        minutes=asked.minutes,
        groups=asked.groups,
    )
    bars = Progress(
        TextColumn("{task.description:16}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), transient=True
    )

    def tell(name: str, steps: int) -> Callable[[], None]:
        task = bars.add_task(name, total=steps)
        return lambda: bars.advance(task)

    with tempfile.TemporaryDirectory(prefix="cohort-bench-") as folder, bars:
        figures = asyncio.run(measure(size, Path(folder), tell, asked.parts or USUAL))
    if asked.json:
        asked.json.write_text(json.dumps([figure.plain() for figure in figures], indent=2) + "\n")
    console = Console()
    console = Console(width=max(console.width, WIDE))
    console.print(table(figures, size))
    return 0 if all(figure.holds for figure in figures) else 1


def _options() -> argparse.Namespace:
    usual = Size()
    options = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    options.add_argument("parts", nargs="*", metavar="part", help=f"{', '.join(PARTS)}; without, all but the last two")
    options.add_argument("--rounds", type=int, default=usual.rounds, help="rounds of presses for each bot")
    options.add_argument("--presses", type=int, default=usual.presses, help="presses in a round")
    options.add_argument("--in-flight", type=int, default=usual.in_flight, help="presses under way at a time")
    options.add_argument("--starts", type=int, default=usual.starts, help="starts on an empty folder, and second ones")
    options.add_argument("--forms", type=int, default=usual.forms, help="forms from each bank")
    options.add_argument("--pictures", type=int, default=usual.pictures, help="pictures to draw")
    options.add_argument("--minutes", type=float, default=usual.minutes, help="load on each database, in minutes")
    options.add_argument("--groups", type=int, default=usual.groups, help="groups gone through overnight")
    options.add_argument("--json", type=Path, help="a file for the figures with all their rounds")
    asked = options.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        options.error(f"there is no part {', '.join(sorted(unknown))}")
    return asked


def table(figures: list[Figure], size: Size) -> Table:
    """All figures, each with its rounds' spread."""
    machine = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    title = f"{machine}; {size.rounds} rounds of {size.presses} presses, {size.in_flight} under way at a time"
    printed = Table(
        title=title, caption="Noise: how far the middle half of the rounds lies apart, as a share of the median."
    )
    printed.add_column("what")
    for head in ("median", "lowest", "highest"):
        printed.add_column(head, justify="right")
    printed.add_column("unit")
    printed.add_column("noise", justify="right")
    printed.add_column("wanted")
    for figure in figures:
        places = 0 if figure.median > 100 else 2
        numbers = (f"{value:,.{places}f}" for value in (figure.median, min(figure.rounds), max(figure.rounds)))
        wanted = "" if figure.most is None else f"{'✓' if figure.holds else '✗'} at most {figure.most:g}"
        printed.add_row(figure.name, *numbers, figure.unit, f"{figure.noise:.0%}", wanted)
    return printed


if __name__ == "__main__":
    raise SystemExit(main())
