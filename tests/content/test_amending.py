"""Every file of every pack can be amended: a review and a status go in, and every other line stays as it is."""

from __future__ import annotations

from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from adapters.shelf.amending import Amendment, Entry, amend
from adapters.shelf.yaml_events import read_yaml

CONTENT = Path(__file__).parents[2] / "content"
FILES = sorted([*CONTENT.glob("*/items/*.yaml"), *CONTENT.glob("*/cases/*.yaml")])
NOTE = 'could defend B; missing: "who pays"? # no comment'
ENTRY = Entry("no", "blind", date(2026, 11, 22), 1, "rival", NOTE, 3)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_reviews_and_statuses_go_in_and_nothing_else_changes(path: Path) -> None:
    content = path.read_bytes()
    sheet, _ = read_yaml(content, path.name)
    assert sheet is not None
    items = sheet.tree["questions"] if isinstance(sheet.tree, dict) else sheet.tree
    names = [str(item["id"]) for item in items if isinstance(item, dict)]

    amended = amend(content, path.name, {name: Amendment(ENTRY, "quarantined") for name in names})

    before, after = content.decode().split("\n"), amended.decode().split("\n")
    written = 0
    for kind, start, end, begin, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for line in before[start:end]:
            assert line.strip().startswith(("status: ", "reviews: []", "- {by: "))
        for line in after[begin:stop]:
            assert line.strip() in {"status: quarantined", "reviews:", f"- {ENTRY}"} or line in before
            written += line.strip() == f"- {ENTRY}"
    assert written == len(names)
