"""The disk: how long one durable commit takes here, since every answer waits for one."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

from tests.benchmarks.figures import Figure
from tests.benchmarks.study_group import RawBook


def commits(folder: Path, *, rounds: int, each: int) -> Figure:
    """Commit one row at a time, as a bare bot does."""
    book = RawBook(folder / "disk.db")
    times = []
    for _ in range(rounds):
        began = perf_counter()
        for number in range(each):
            book.add(str(number), "A")
        times.append((perf_counter() - began) / each * 1e6)
    return Figure("One durable SQLite commit", "µs", tuple(times))
