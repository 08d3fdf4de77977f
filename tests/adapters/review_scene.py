"""Reviewing for tests: a pack on disk, the commands over it, and a blind reader's sheet filled in by hand."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

import yaml
from typer.testing import CliRunner, Result

from adapters.cli import command_line
from adapters.settings import Settings
from bot.packs.faults import Tree
from tests.bot.packs.specimens import case, choice, head, matching, ordering, response

FILE = "demo/items/1.1.yaml"


def write(path: Path, tree: Tree) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(tree, sort_keys=False, width=1000), "utf-8")


def small_pack(folder: Path) -> Path:
    """A content folder with one item of each type and a case."""
    asked = [choice("0011"), choice("0012"), choice("0013", task="1.2", skills=["1.2.01"])]
    write(folder / "demo/pack.yaml", head())
    write(folder / FILE, [choice(), response(), ordering(), matching()])
    write(folder / "demo/cases/buses.yaml", case(*asked))
    return folder


def cohort(*words: str | Path) -> Result:
    def run(_settings: Settings, _roles: Collection[str]) -> int:
        return 0

    return CliRunner().invoke(command_line(run), ["packs", *map(str, words)])


def print_out(content: Path, *words: str) -> tuple[str, Path]:
    """The booklet, and the path of its sheet."""
    out = content.parent / "b.md"
    result = cohort("blind", content, "--out", out, *words)
    assert result.exit_code == 0, result.output
    return out.read_text("utf-8"), content.parent / "b.answers.yaml"


def letter(page: str, name: str, text: str) -> str:
    """The letter under which an option is shown."""
    section = page.partition(f"## {name}")[2].partition("\n## ")[0]
    found = re.search(rf"^- ([A-Z]): {re.escape(text)}$", section, re.MULTILINE)
    assert found
    return found[1]


def fill(sheet: Path, name: str, **fields: str) -> None:
    """Fill in one entry by hand."""
    before, mark, after = sheet.read_text("utf-8").partition(f"- id: {name}\n")
    for field, value in fields.items():
        after = re.sub(rf'^  {field}:(?: "")?$', f"  {field}: {value}", after, count=1, flags=re.MULTILINE)
    sheet.write_text(before + mark + after, "utf-8")


def compare(content: Path, sheet: Path, *words: str, by: str = "ben") -> Result:
    return cohort("blind", content, "--answers", sheet, "--by", by, "--on", "2025-01-02", *words)


def answered(content: Path, confidence: str = "4") -> Path:
    """A sheet whose one answer, to item 1, is the key."""
    page, sheet = print_out(content)
    key = letter(page, "demo-d1-0001", "Mount one elastic file system on the jobs.")
    fill(sheet, "demo-d1-0001", answer=key, confidence=confidence, note='"well put"')
    return sheet
