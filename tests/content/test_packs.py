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
    assert (exam.scale, exam.passing, exam.compensatory) == ((100, 1000), 720, True)
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


def test_live_items_make_at_least_one_full_exam(pack: Pack) -> None:
    live = [item for item in pack.items if item.live]
    domains: Mapping[str, int] = Counter(item.domain for item in live)
    types: Mapping[str, int] = Counter(item.type for item in live)

    assert all(domains[name] >= count for name, count in pack.blueprint.counts(65).items())
    assert {item.task for item in live} == set(pack.blueprint.tasks)
    assert min(types.values()) >= 5
    assert len({item.case.id for item in live if item.case}) >= 2
