"""Risks: each reason has its threshold, a beginner is none, and who has had their exam is left in peace."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.rules.cells import COLOURED, Cell
from bot.rules.readiness import Readiness
from bot.rules.risks import IDLE, NEAR, SETTLED, Risk, risks
from bot.rules.trends import Trend
from tests.bot.rules.test_readiness import AT

WELL = Readiness(0.8, 760, 690, 830, "solid", 140, 0.2)
UNKNOWN = replace(WELL, evidence="not enough")
ABOVE = Cell("1", 0.8, 0.75, 0.85, 30, "", 12, 0.2)
BELOW = replace(ABOVE, domain="2", expected=0.6, low=0.55, high=0.66)
FALLING = Trend(-60, "down", AT - timedelta(days=14))


def found(
    readiness: Readiness = WELL,
    *cells: Cell,
    trend: Trend | None = None,
    idle: float = 0,
    joined: float = 60,
    exam_in: int | None = None,
) -> tuple[Risk, ...]:
    """What there is to worry about of somebody who does well but for what is said."""
    return risks(readiness, cells or (ABOVE,), trend, bar=0.689, idle=idle, joined=joined, exam_in=exam_in)


def test_of_who_does_well_there_is_nothing_to_say() -> None:
    assert found(exam_in=NEAR) == ()
    assert found(trend=replace(FALLING, change=60, told="up"), idle=IDLE - 0.1) == ()


@pytest.mark.parametrize(
    ("readiness", "exam_in", "told"),
    [
        (replace(WELL, chance=0.4), NEAR, ("exam near",)),
        (replace(WELL, chance=0.4), 0, ("exam near",)),
        (replace(WELL, chance=0.4), NEAR + 1, ()),
        (replace(WELL, chance=0.6), NEAR, ()),
        (replace(WELL, chance=0.4), None, ()),
        (UNKNOWN, NEAR, ("exam near", "little evidence")),
    ],
)
def test_an_exam_that_is_near_with_a_low_chance(
    readiness: Readiness, exam_in: int | None, told: tuple[Risk, ...]
) -> None:
    assert found(readiness, exam_in=exam_in) == told


def test_a_week_without_an_answer_and_a_fall() -> None:
    assert found(idle=IDLE) == ("idle",)
    assert found(trend=FALLING) == ("falling",)


def test_a_domain_below_the_line_counts_beyond_its_error_and_with_enough_answers() -> None:
    assert found(WELL, ABOVE, BELOW) == ("domain below",)
    assert found(WELL, ABOVE, replace(BELOW, high=0.69)) == ()
    assert found(WELL, ABOVE, replace(BELOW, answers=COLOURED - 1)) == ()


def test_little_evidence_is_none_in_who_has_just_begun() -> None:
    assert found(UNKNOWN, joined=SETTLED - 1) == ()
    assert found(UNKNOWN, joined=SETTLED) == ("little evidence",)


def test_after_the_exam_nothing_is_left_to_say() -> None:
    assert found(UNKNOWN, BELOW, trend=FALLING, idle=90, exam_in=-1) == ()


def test_the_most_pressing_comes_first() -> None:
    low = replace(WELL, chance=0.1, evidence="not enough")

    assert found(low, BELOW, trend=FALLING, idle=9, exam_in=3) == (
        "exam near",
        "idle",
        "falling",
        "domain below",
        "little evidence",
    )
