"""Own data: a folder with the four files of a small group, and the command run on it."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from pathlib import Path

from typer.testing import CliRunner

from adapters.__main__ import run
from adapters.cli import command_line

BLUEPRINT: Mapping[str, object] = {
    "weights": [0.5, 0.5],
    "scored": 50,
    "counts": [25, 25],
    "scale": [100, 1000],
    "cut": 720,
}
BANK = "item_id,domain,task,type,n_options,n_correct,author_difficulty,status\n" + "".join(
    f"i{n},{1 + n % 2},{1 + n % 2}.1,{kind},5,{right},{1 + n % 5},active\n"
    for n, (kind, right) in enumerate([("mc", 1), ("mr", 2), ("order", 3), ("match", 3), ("case", 1)] * 16)
)
RESPONSES = "member_id,day,item_id,context,attempt,correct,rt_s,confidence\n" + "".join(
    f"maya,{n / 4},i{n},quiz,1,{int(n % 3 > 0)},60.5,{n % 3 + 1}\n" for n in range(60)
)
MEMBERS = "member_id,exam_day\nmaya,20\nlin,20\n"


def write_files(folder: Path) -> None:
    """Write four files that are fine."""
    (folder / "blueprint.json").write_text(json.dumps(BLUEPRINT))
    (folder / "bank.csv").write_text(BANK)
    (folder / "responses.csv").write_text(RESPONSES)
    (folder / "members.csv").write_text(MEMBERS)


def estimate(folder: Path, out: Path | None = None) -> tuple[int, str, list[dict[str, str]]]:
    """Run the command; its exit code, what it said, and the rows it wrote."""
    out = out or folder / "out.csv"
    result = CliRunner().invoke(command_line(run), ["readiness", "--in", str(folder), "--out", str(out)])
    if not out.exists():
        return result.exit_code, " ".join(result.output.split()), []
    with out.open(encoding="utf-8", newline="") as written:
        return result.exit_code, " ".join(result.output.split()), list(csv.DictReader(written))
