"""The COVERAGE.md beside each pack says what the pack holds now."""

from __future__ import annotations

from pathlib import Path

from adapters.shelf.counting import COVERAGE
from adapters.shelf.shelf import open_shelf
from bot.packs.coverage import coverage
from bot.packs.coverage_page import coverage_page

CONTENT = Path(__file__).parents[2] / "content"


def test_every_coverage_page_is_up_to_date() -> None:
    packs, _ = open_shelf(CONTENT)
    for pack in packs:
        assert pack.reading is not None
        written = (CONTENT / pack.name / COVERAGE).read_text("utf-8")
        assert written == coverage_page(coverage(pack.reading)), "run cohort packs stats --write"
