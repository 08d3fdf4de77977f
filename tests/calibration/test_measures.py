"""The measures agree with what is worked out by hand."""

from __future__ import annotations

import doctest
from types import ModuleType

import numpy as np
import pytest

from tests.calibration import exam, items, measures


@pytest.mark.parametrize("module", [measures, items, exam], ids=lambda module: module.__name__)
def test_what_the_docstrings_show_is_so(module: ModuleType) -> None:
    found = doctest.testmod(module)

    assert found.attempted > 0
    assert found.failed == 0


def test_a_coin_for_everybody() -> None:
    coin, passed = np.full(4, 0.5), np.array([True, False, True, False])

    assert measures.brier(coin, passed) == 0.25
    assert measures.log_loss(coin, passed) == pytest.approx(0.693147)
    assert measures.calibration_error(coin, passed) == 0
    assert measures.ranking(coin, passed) == 0.5
    assert np.isnan(measures.wrong_sure(coin, passed))


def test_a_wrong_certainty_costs_much_but_not_without_end() -> None:
    sure, failed = np.array([1.0]), np.array([False])

    assert measures.brier(sure, failed) == 1
    assert measures.log_loss(sure, failed) == pytest.approx(-np.log(0.01), abs=1e-6)
    assert measures.wrong_sure(sure, failed) == 1


def test_calibration_looks_at_each_bin_alone() -> None:
    chance = np.array([0.25, 0.25, 0.75, 0.75])
    all_wrong_way = np.array([True, True, False, False])

    assert measures.calibration_error(chance, all_wrong_way) == 0.75
    assert measures.reliability(chance, all_wrong_way) == [(0.25, 1.0, 2), (0.75, 0.0, 2)]


def test_who_all_passed_cannot_be_ranked() -> None:
    assert np.isnan(measures.ranking(np.array([0.2, 0.9]), np.array([True, True])))


def test_ranking_is_the_share_of_pairs_in_the_right_order() -> None:
    rng = np.random.default_rng(2)
    chance, passed = rng.integers(0, 11, 60) / 10, rng.random(60) < 0.5
    pairs = [(won > lost) + (won == lost) / 2 for won in chance[passed] for lost in chance[~passed]]

    assert measures.ranking(chance, passed) == pytest.approx(sum(pairs) / len(pairs), abs=1e-6)


def test_the_ends_belong_to_an_interval() -> None:
    low, high = np.array([600.0, 600.0, 600.0]), np.array([700.0, 700.0, 700.0])

    assert measures.coverage(low, high, np.array([600.0, 700.0, 701.0])) == pytest.approx(2 / 3, abs=1e-6)
    assert measures.width(low, high) == 100
    assert measures.miss(np.array([650.0] * 3), np.array([600.0, 700.0, 800.0])) == pytest.approx(250 / 3, abs=1e-6)
