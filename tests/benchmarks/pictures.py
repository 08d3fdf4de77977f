"""Pictures: how long each sort of figure takes to become a PNG, the first one with all that is loaded for it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from time import process_time

from adapters.figures.drawing import drawing
from adapters.figures.png import png
from tests.benchmarks.figures import Figure
from tests.bot.cards.figures import REPORT, bands_of, heat_of

MOST_MS = 150
CPU = "ms of CPU"
"""A picture is drawn by one processor at a time, off the loop: what others do on the machine is not its own."""

DRAWN = {
    "The report of a mock exam": REPORT,
    "A heat map of 12 members": heat_of(12),
    "A heat map of 30 members": heat_of(30),
    "Bands of 12 members": bands_of(12),
    "Bands of 30 members": bands_of(30),
}
FIRST = """
from time import process_time
from adapters.figures.png import png
from tests.bot.cards.figures import REPORT
began = process_time()
png(REPORT)
print((process_time() - began) * 1000)
"""


def pictures(*, rounds: int, tell: Callable[[], None]) -> tuple[Figure, ...]:
    """Draw each so many times."""
    first = float(subprocess.run([sys.executable, "-c", FIRST], capture_output=True, check=True).stdout)  # noqa: S603
    found = [Figure("A figure as PNG, the first of a process", CPU, (first,), MOST_MS)]
    for name, figure in DRAWN.items():
        drawn, painted = [], []
        for _ in range(rounds):
            began = process_time()
            drawing(figure)
            drawn.append((process_time() - began) * 1000)
            began = process_time()
            png(figure)
            painted.append((process_time() - began) * 1000)
            tell()
        found.append(Figure(f"{name} as SVG", CPU, tuple(drawn)))
        found.append(Figure(f"{name} as PNG", CPU, tuple(painted), MOST_MS))
    return tuple(found)
