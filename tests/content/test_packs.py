"""Every pack that ships with Cohort can be read, passes the lints, and keeps what it promises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from adapters.shelf.shelf import open_shelf, read_shelf
from bot.packs.lint import lint_pack
from bot.rules.packs import Pack

CONTENT = Path(__file__).parents[2] / "content"
DAY = date(2026, 11, 30)  # the day the packs were last looked through; time alone shall not break a build


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The MLA-C01 pack as members meet it."""
    bank, _ = read_shelf(CONTENT)
    return bank.pack("mla-c01")


def test_no_pack_has_an_error() -> None:
    packs, faults = open_shelf(CONTENT)
    found = [*faults]
    for opened in packs:
        found += opened.faults
        if opened.reading:
            found += lint_pack(opened.reading, today=DAY)

    assert [str(fault) for fault in found if fault.level == "error"] == []


def test_the_exam_is_as_published(pack: Pack) -> None:
    exam = pack.exam

    assert (exam.code, exam.scored, exam.unscored, exam.questions) == ("MLA-C01", 50, 15, 65)
    assert (exam.scale, exam.passing) == ((100, 1000), 720)
    assert [timer.minutes for timer in exam.timers] == [170, 130]
    assert "2026-09-28" in exam.lifecycle
    assert "MLA-C02" in exam.lifecycle
    assert "Not affiliated" in pack.notice


def test_the_outline_is_whole(pack: Pack) -> None:
    blueprint = pack.blueprint

    assert {name: float(share) for name, share in blueprint.shares.items()} == {
        "1": 0.28,
        "2": 0.26,
        "3": 0.22,
        "4": 0.24,
    }
    assert (len(blueprint.tasks), len(blueprint.skills)) == (12, 335)
    assert sum(skill.min_items for skill in blueprint.skills.values()) == 1050
    assert {name: share * 1050 for name, share in blueprint.types.items()} == {
        "multiple_choice": 630,
        "multiple_response": 168,
        "ordering": 84,
        "matching": 84,
        "case_study": 84,
    }


def test_live_items_are_what_the_plan_asks_for(pack: Pack) -> None:
    live = [item for item in pack.items if item.live]
    domains: Mapping[str, int] = Counter(item.domain for item in live)
    skills: Mapping[str, int] = Counter(item.skills[0] for item in live)
    types: Mapping[str, int] = Counter(item.type for item in live)

    assert domains == {"1": 294, "2": 273, "3": 231, "4": 252}
    assert [name for name, skill in pack.blueprint.skills.items() if skills[name] < skill.min_items] == []
    for name, share in pack.blueprint.types.items():
        assert abs(types[name] - share * len(live)) <= 5, name
    assert len({item.case.id for item in live if item.case}) == 28


def test_levels_and_thought_are_within_three_points_of_the_plan(pack: Pack) -> None:
    live = [item for item in pack.items if item.live]
    levels: Mapping[int, int] = Counter(item.difficulty for item in live)
    thought: Mapping[str, int] = Counter(item.cognitive for item in live)

    for level, percent in {1: 10, 2: 25, 3: 40, 4: 20, 5: 5}.items():
        assert abs(100 * levels[level] / len(live) - percent) <= 3, level
    assert thought["recall"] <= 0.15 * len(live)
    assert sum(thought[name] for name in ("apply", "analyze", "evaluate")) >= 0.65 * len(live)
