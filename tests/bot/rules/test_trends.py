"""Trends: told only beyond one standard error, none for who had not begun, and nothing moves without answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.abilities import Ability, newcomer
from bot.rules.trends import FORTNIGHT, points, trend
from tests.bot.rules.test_readiness import AT, SCALE

SINCE = AT - FORTNIGHT


def able(general: float, *, days_ago: float = 0, doubt: float = 0.04, learned: float = 0.6) -> Ability:
    """Somebody of this ability in every domain at the last answer, so many days ago."""
    narrow = tuple(tuple(doubt if row == column else 0.0 for column in range(5)) for row in range(5))
    at = AT - timedelta(days=days_ago)
    return Ability((general, 0.0, 0.0, 0.0, 0.0), narrow, at, at, learned)


@pytest.mark.parametrize(("now", "told"), [(0.9, "up"), (0.52, ""), (0.5, ""), (0.45, ""), (0.1, "down")])
def test_a_change_is_told_beyond_one_standard_error(now: float, told: str) -> None:
    found = trend(able(0.5, days_ago=14), able(now), SCALE, since=SINCE, at=AT)

    assert found is not None
    assert (found.told, found.since) == (told, SINCE)
    assert (found.change > 0) == (now > 0.5)


def test_who_had_not_begun_has_no_trend() -> None:
    now = able(0.5, days_ago=1)

    assert trend(None, now, SCALE, since=SINCE, at=AT) is None
    assert trend(newcomer(4), now, SCALE, since=SINCE, at=AT) is None


@settings(deadline=None)
@given(st.floats(-3, 3), st.floats(0, 400), st.floats(0, 2))
def test_idle_weeks_are_never_told_as_a_rise(general: float, idle: float, learned: float) -> None:
    ability = able(general, days_ago=14 + idle, learned=learned)
    found = trend(ability, ability, SCALE, since=SINCE, at=AT)

    assert found is not None
    assert found.change <= 0
    assert found.told != "up"


@settings(deadline=None)
@given(st.floats(-4, 4), st.floats(0, 400), st.floats(0.01, 2))
def test_points_lie_on_the_scale_and_rise_with_ability(general: float, idle: float, more: float) -> None:
    low, high = (points(able(one, days_ago=idle), SCALE, at=AT) for one in (general, general + more))

    assert 100 <= low < high <= 1000
    assert points(able(general, days_ago=idle), SCALE, at=AT, more=more) == pytest.approx(high)


def test_the_less_is_known_the_larger_a_change_must_be() -> None:
    then, now = able(0.5, days_ago=14), (able(0.9), able(0.9, doubt=0.8))

    told = [trend(then, one, SCALE, since=SINCE, at=AT) for one in now]
    assert [one and one.told for one in told] == ["up", ""]
