"""Pictures: how long a figure takes to become a PNG, the first time with everything loaded for it, and then."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from time import perf_counter

from adapters.figures.drawing import drawing
from adapters.figures.png import png
from tests.benchmarks.figures import Figure
from tests.bot.cards.figures import REPORT

MOST_MS = 150
FIRST = """
from time import perf_counter
from adapters.figures.png import png
from tests.bot.cards.figures import REPORT
began = perf_counter()
png(REPORT)
print((perf_counter() - began) * 1000)
"""


def pictures(*, rounds: int, tell: Callable[[], None]) -> tuple[Figure, ...]:
    """Draw the report of a mock exam so many times."""
    first = float(subprocess.run([sys.executable, "-c", FIRST], capture_output=True, check=True).stdout)  # noqa: S603
    drawn, painted = [], []
    for _ in range(rounds):
        began = perf_counter()
        drawing(REPORT)
        drawn.append((perf_counter() - began) * 1000)
        began = perf_counter()
        png(REPORT)
        painted.append((perf_counter() - began) * 1000)
        tell()
    return (
        Figure("A figure as SVG", "ms", tuple(drawn)),
        Figure("A figure as PNG, the first of a process", "ms", (first,), MOST_MS),
        Figure("A figure as PNG", "ms", tuple(painted), MOST_MS),
    )
