"""Reading the bank: how long a whole one takes, and how much more memory a process then holds."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.study_group import CONTENT, PACK

ITEMS = 1_050
MOST_MS, MOST_MB = 300, 30
READ = """
import sys
from pathlib import Path
from time import process_time
from adapters.shelf.shelf import read_shelf
from tests.benchmarks.startup import MEGABYTE, resident
from os import getpid
began = process_time()
bank, faults = read_shelf(Path(sys.argv[1]))
took = process_time() - began
assert not [fault for fault in faults if fault.level == "error"], faults[:3]
print(sum(len(pack.items) for pack in bank.packs.values()), took * 1000, resident(getpid()) / MEGABYTE)
"""


def empty_bank(folder: Path) -> Path:
    """Content in `folder` with a pack that has no items."""
    (folder / PACK).mkdir(parents=True)
    shutil.copy(CONTENT / PACK / "pack.yaml", folder / PACK)
    return folder


def bank_reading(folder: Path, *, rounds: int, tell: Callable[[], None]) -> tuple[Figure, ...]:
    """Read the bank as it is and one without items, each time in a new process, so many times."""
    empty = empty_bank(folder / "empty")
    times, more, held = [], [], 0.0
    for _ in range(rounds):
        held, took, memory = _read(CONTENT)
        assert held >= ITEMS, f"the bank holds {held:g} items"
        times.append(took)
        more.append(memory - _read(empty)[2])
        tell()
    name = f"The bank of {held:,.0f} items"
    return (
        Figure(f"{name}: read and validated", "ms of CPU", tuple(times), MOST_MS),
        Figure(f"{name}: memory above an empty one", "MB", tuple(more), MOST_MB),
    )


def _read(content: Path) -> tuple[float, float, float]:
    told = subprocess.run([sys.executable, "-c", READ, content], capture_output=True, check=True).stdout  # noqa: S603
    held, took, memory = map(float, told.split())
    return held, took, memory
