"""Reading the bank: how long a whole one takes, and how much more memory a process then holds."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.figures import Figure
from tests.benchmarks.study_group import CONTENT, PACK

ITEMS = 1_050
MOST_MS, MOST_MB = 300, 30
ID = re.compile(rf"(?m)^(\s*- id: {PACK.split('-')[0]}-d\d+-)(\d+)\s*$")
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


def whole_bank(folder: Path, *, items: int = ITEMS) -> Path:
    """Content with at least so many items in `folder`: the real ones, also under other ids if need be."""
    pack = empty_bank(folder) / PACK
    (pack / "items").mkdir()
    shutil.copytree(CONTENT / PACK / "cases", pack / "cases")
    held = sum(text.count("\n  - id: ") for text in (path.read_text("utf-8") for path in (pack / "cases").iterdir()))
    files = sorted((CONTENT / PACK / "items").glob("*.yaml"))
    turn = 0
    while held < items:
        for path in files:
            text = path.read_text("utf-8")
            if held < items:
                (pack / "items" / f"{path.stem}-{turn}.yaml").write_text(_renamed(text, turn), "utf-8")
                held += len(ID.findall(text))
        turn += 1
    return folder


def empty_bank(folder: Path) -> Path:
    """Content in `folder` with a pack that has no items."""
    (folder / PACK).mkdir(parents=True)
    shutil.copy(CONTENT / PACK / "pack.yaml", folder / PACK)
    return folder


def _renamed(text: str, turn: int) -> str:
    return ID.sub(lambda found: f"{found[1]}{int(found[2]) + turn * 20_000:04}", text)


def bank_reading(folder: Path, *, rounds: int, items: int = ITEMS, tell: Callable[[], None]) -> tuple[Figure, ...]:
    """Read a whole bank and one without items, each time in a new process, so many times."""
    whole, empty = whole_bank(folder / "whole", items=items), empty_bank(folder / "empty")
    times, more = [], []
    for _ in range(rounds):
        held, took, memory = _read(whole)
        assert held >= items, f"the bank holds {held:g} items"
        times.append(took)
        more.append(memory - _read(empty)[2])
        tell()
    name = f"A bank of {items:,} items"
    return (
        Figure(f"{name}: read and validated", "ms of CPU", tuple(times), MOST_MS),
        Figure(f"{name}: memory above an empty one", "MB", tuple(more), MOST_MB),
    )


def _read(content: Path) -> tuple[float, float, float]:
    told = subprocess.run([sys.executable, "-c", READ, content], capture_output=True, check=True).stdout  # noqa: S603
    held, took, memory = map(float, told.split())
    return held, took, memory
