"""Outcomes: few change nothing, many that agree move everybody, order is nothing, and nonsense does little."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.abilities import Ability
from bot.rules.draws import DRAWS, draws_of, pairs, weights_of
from bot.rules.outcomes import CARRIED, FEWEST, Assumption, ExamOutcome, assumption
from bot.rules.readiness import Readiness, Record, assess, expected
from tests.bot.rules.test_readiness import AT, SCALE

DAY = date(2026, 11, 1)
ONE = ExamOutcome("g", "m", "mla-c01", DAY, True, None, None, True, datetime(2026, 11, 2, tzinfo=UTC), (0.8,) * 4, 0.25)

ABLE = st.floats(-2, 3).map(lambda general: (general, general + 0.3, general - 0.2, general))
OUTCOMES = st.builds(
    replace,
    st.just(ONE),
    passed=st.booleans(),
    scaled=st.none() | st.integers(100, 1000),
    foreseen=ABLE,
    doubt=st.floats(0.1, 1),
)


def told(general: float, *, scaled: int | None, passed: bool = True, count: int = 20) -> list[ExamOutcome]:
    """So many results of people of that ability."""
    return [
        replace(
            ONE,
            member=f"m{n}",
            passed=passed if scaled is None else scaled >= 720,
            scaled=scaled,
            foreseen=(general,) * 4,
        )
        for n in range(count)
    ]


def estimate(found: Assumption, *, general: float = 0.6, member: str = "maya") -> Readiness:
    """What somebody with much evidence is told under that assumption."""
    narrow = tuple(tuple(0.03 if row == column else 0.0 for column in range(5)) for row in range(5))
    record = Record((40, 40, 40, 40), AT)
    ability = Ability((general, 0.0, 0.0, 0.0, 0.0), narrow, AT)
    return assess(ability, record, SCALE, member=member, at=AT, weights=found.weights)


def points(general: float) -> int:
    """The score that the assumption foresees for somebody of that ability."""
    return round(100 + 900 * expected(general, SCALE))


NONE = assumption((), SCALE)


@settings(deadline=None)
@given(st.lists(OUTCOMES, max_size=FEWEST - 1), st.lists(OUTCOMES, max_size=20))
def test_fewer_than_five_that_count_change_nothing(few: list[ExamOutcome], others: list[ExamOutcome]) -> None:
    kept_back = [replace(one, counts=False) for one in others]
    of_another_outline = [replace(one, foreseen=one.foreseen[:3]) for one in others]

    assert assumption([*few, *kept_back, *of_another_outline], SCALE) == NONE == Assumption(SCALE.cut)
    assert estimate(NONE) == estimate(Assumption(0.9)), "without weights all pairs count the same"


@settings(deadline=None, max_examples=60)
@given(st.lists(OUTCOMES, min_size=FEWEST, max_size=25), st.randoms())
def test_the_order_of_results_does_not_matter(outcomes: list[ExamOutcome], chance: object) -> None:
    found = assumption(outcomes, SCALE)
    chance.shuffle(outcomes)  # type: ignore[attr-defined] # hypothesis gives a Random

    assert assumption(outcomes, SCALE) == found


@settings(deadline=None, max_examples=60)
@given(st.lists(OUTCOMES, min_size=FEWEST, max_size=40))
def test_weights_are_shares_that_enough_draws_carry(outcomes: list[ExamOutcome]) -> None:
    found = assumption(outcomes, SCALE)

    assert len(found.weights) == DRAWS
    assert sum(found.weights) == pytest.approx(1)
    assert all(weight >= 0 for weight in found.weights)
    assert 1 / sum(weight**2 for weight in found.weights) > CARRIED - 0.5
    assert found.results == len(outcomes)
    assert found.passed == sum(one.passed for one in outcomes)
    assert 0 <= found.expected <= len(outcomes)
    assert 0.55 <= found.cut <= 0.82
    told_ = estimate(found)
    assert 100 <= told_.low <= told_.scaled <= told_.high <= 1000
    assert 0 <= told_.chance <= 1


def test_passes_are_expected_by_what_was_believed_before_and_not_by_what_came() -> None:
    able, unable = (assumption(told(general, scaled=None), SCALE) for general in (3.0, -3.0))
    assert able.expected > 0.95 * able.results
    assert unable.expected < 0.05 * unable.results
    failed = assumption(told(3.0, scaled=None, passed=False), SCALE)
    assert failed.passed == 0
    assert failed.expected == pytest.approx(able.expected)


@settings(deadline=None, max_examples=25)
@given(st.floats(-0.5, 1.5), st.text("abcdefgh", min_size=1, max_size=8))
def test_twenty_results_well_above_what_was_foreseen_raise_everybody(general: float, member: str) -> None:
    above = assumption(told(general, scaled=min(1000, points(general) + 90)), SCALE)
    before, after = (estimate(found, member=member) for found in (NONE, above))

    assert after.chance > before.chance
    assert after.scaled > before.scaled + 20


def test_twenty_results_narrow_the_range_of_nearly_everybody() -> None:
    """Sixty draws carry the weights: whose fell badly may be told a range as wide as before, on the whole nobody is."""
    above = assumption(told(0.6, scaled=points(0.6) + 90), SCALE)
    pairs_ = [[estimate(found, member=f"m{n}") for found in (NONE, above)] for n in range(40)]
    widths = [(after.high - after.low) / (before.high - before.low) for before, after in pairs_]

    assert sum(width < 1 for width in widths) >= 36
    assert sum(widths) / len(widths) < 0.9


@settings(deadline=None, max_examples=25)
@given(st.floats(-0.5, 1.5))
def test_twenty_results_well_below_lower_everybody(general: float) -> None:
    below = assumption(told(general, scaled=max(100, points(general) - 90)), SCALE)

    assert estimate(below).scaled < estimate(NONE).scaled - 20


def test_passing_against_the_odds_raises_and_failing_lowers() -> None:
    raised = assumption(told(0.3, scaled=None, passed=True), SCALE)
    lowered = assumption(told(1.2, scaled=None, passed=False), SCALE)

    assert estimate(lowered).chance + 0.05 < estimate(NONE).chance < estimate(raised).chance - 0.05


def test_results_as_foreseen_leave_the_middle_and_narrow_the_range() -> None:
    found = assumption(told(0.6, scaled=points(0.6)), SCALE)
    before, after = estimate(NONE), estimate(found)

    assert after.scaled == pytest.approx(before.scaled, abs=15)
    assert after.high - after.low < before.high - before.low
    assert found.cut == pytest.approx(SCALE.cut, abs=0.02)
    assert found.shift == pytest.approx(0, abs=0.1)


def test_twenty_begin_to_replace_the_assumption_and_five_only_nudge_it() -> None:
    moved = [estimate(assumption(told(0.6, scaled=points(0.6) + 90, count=n), SCALE)).scaled for n in (0, 5, 20, 80)]

    assert moved == sorted(moved)
    assert moved[1] - moved[0] < moved[2] - moved[0]
    assert moved[2] - moved[0] > 45, "more than half of the ninety points"


def test_of_whom_little_was_known_the_result_says_little() -> None:
    results = told(0.6, scaled=points(0.6) + 90, count=5)
    surely = assumption(results, SCALE)
    hardly = assumption([replace(one, doubt=1.0) for one in results], SCALE)

    assert estimate(NONE).scaled < estimate(hardly).scaled < estimate(surely).scaled


@pytest.mark.parametrize("high", [20, 200, 1000])
def test_the_same_results_say_the_same_on_any_scale(high: int) -> None:
    """Twelve members who were expected to pass reached 45 % of a scale on which 70 % passes."""
    here, usual = (replace(SCALE, low=0, high=top, passing=top * 7 // 10) for top in (high, 1000))
    low, as_usual = (
        assumption([replace(one, scaled=scale.high * 9 // 20) for one in told(0.9, scaled=100, count=12)], scale)
        for scale in (here, usual)
    )

    assert low.shift < -0.3
    assert low.shift == pytest.approx(as_usual.shift)
    assert low.cut == pytest.approx(as_usual.cut)


def test_a_joke_among_honest_results_moves_little() -> None:
    honest = told(0.6, scaled=points(0.6))
    jokes = [*honest, *told(0.6, scaled=100, count=1)]

    assert estimate(assumption(jokes, SCALE)).scaled == pytest.approx(estimate(assumption(honest, SCALE)).scaled, abs=5)


@given(st.text(max_size=12), st.integers(0, DRAWS - 1))
def test_a_pair_has_the_same_weight_for_everybody(member: str, place: int) -> None:
    shift, cut = pairs()
    mine = draws_of(member)
    weights = [0.0] * DRAWS
    weights[place] = 1.0
    there = int(np.argmax(weights_of(member, weights)))

    assert (mine["shift"][there], mine["cut"][there]) == (shift[place], cut[place])


def test_the_two_of_a_pair_know_nothing_of_each_other() -> None:
    assert abs(float(np.corrcoef(*pairs())[0, 1])) < 0.05


def equal(found: Sequence[float]) -> Assumption:
    """An assumption with these weights."""
    return Assumption(SCALE.cut, weights=tuple(found))


def test_weights_that_are_all_the_same_are_as_none() -> None:
    weighed, plain = estimate(equal([1.0] * DRAWS)), estimate(NONE)

    assert weighed.chance == pytest.approx(plain.chance, abs=1e-9)
    assert weighed.scaled == plain.scaled
    assert abs(weighed.low - plain.low) + abs(weighed.high - plain.high) < 12
