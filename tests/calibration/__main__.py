"""`make calibration`: is readiness honest? Simulated groups on a fresh seed, our estimate beside simple rivals."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from tests.calibration.baselines import Predictions
from tests.calibration.exam import Truth
from tests.calibration.reliability import picture
from tests.calibration.scoring import OURS, PREDICTORS, RIVAL, Score, Wish, score, wishes
from tests.calibration.simulator import simulate_many
from tests.calibration.study import SETTINGS

GROUPS = 120
WIDE = 110
"""Columns for the table, also where nobody watches."""


def measure(
    name: str, *, seed: int, groups: int, asked: Sequence[str], tell: Callable[[], None]
) -> tuple[dict[str, Score], int]:
    """Each predictor's score on one set, and how many members it has; `tell` is called after each group."""
    told: dict[str, list[Predictions]] = {who: [] for who in asked}
    happened: list[Truth] = []
    for study, truth in simulate_many(name, seed, groups):
        for who in asked:
            told[who].append(PREDICTORS[who](study))
        happened.append(truth)
        tell()
    return {who: score(told[who], happened) for who in asked}, sum(len(truth.passed) for truth in happened)


def main(given: Sequence[str] | None = None) -> int:
    """Measure and print; 1 when something wanted of our estimate is missed on one of the sets."""
    options = _options(given)
    console = Console()
    console = Console(width=max(console.width, WIDE))
    console.print(
        f"Seed {options.seed}: {options.groups} groups in each set. The same again with --seed {options.seed}"
    )
    found: dict[str, dict[str, Score]] = {}
    missed = 0
    for name in options.sets:
        with Progress(
            TextColumn("{task.description:9}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), transient=True
        ) as bars:
            tell = partial(bars.advance, bars.add_task(name, total=options.groups))
            found[name], members = measure(
                name, seed=options.seed, groups=options.groups, asked=options.predictors, tell=tell
            )
        console.print(table(f"Set {name}: {options.groups} groups, {members:,} members", found[name]))
        if {OURS, RIVAL} <= found[name].keys():
            wanted = wishes(found[name][OURS], found[name][RIVAL])
            console.print(*(_line(wish) for wish in wanted), sep="\n")
            missed += sum(not wish.holds for wish in wanted)
    if options.picture:
        options.picture.write_text(picture(found) + "\n", encoding="utf-8")
    return 1 if missed else 0


def table(title: str, scores: Mapping[str, Score]) -> Table:
    """A line for each predictor."""
    printed = Table(title=title)
    printed.add_column("predictor")
    for head in ("Brier", "log loss", "calibr. error", "AUC", "90 % cover", "width", "MAE", "wrong-sure", "enough"):
        printed.add_column(head, justify="right")
    for who, found in scores.items():
        shares = (found.brier, found.log_loss, found.calibration, found.ranking, found.coverage)
        cells = [*(_share(value) for value in shares), f"{found.width:.0f}", f"{found.miss:.0f}"]
        printed.add_row(who, *cells, _share(found.wrong_sure), f"{found.enough:.0%}")
    return printed


def _share(value: float) -> str:
    return "–" if np.isnan(value) else f"{value:.3f}"


def _line(wish: Wish) -> str:
    return f"{'✓' if wish.holds else '✗'} {wish.words}: {wish.found:.3g}"


def _options(given: Sequence[str] | None) -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="python -m tests.calibration", description=__doc__)
    options.add_argument("--groups", type=int, default=GROUPS, help=f"groups in each set; {GROUPS} without")
    options.add_argument("--seed", type=int, help="a whole number; a fresh one without")
    options.add_argument("--sets", nargs="+", choices=list(SETTINGS), default=list(SETTINGS), help="both without")
    options.add_argument(
        "--predictors", nargs="+", choices=list(PREDICTORS), default=list(PREDICTORS), help="all of them without"
    )
    options.add_argument("--picture", type=Path, help="an SVG file for the reliability curve")
    asked = options.parse_args(given)
    if asked.seed is None:
        asked.seed = int(np.random.SeedSequence().generate_state(1)[0])
    if asked.groups < 1 or asked.seed < 0:
        options.error("at least one group, and a seed of 0 or more")
    return asked


if __name__ == "__main__":
    raise SystemExit(main())
