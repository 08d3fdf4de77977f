"""The EM fit gives what others published for two sections of the Law School Admission Test.

The counts are those of Bock & Lieberman (1970), Psychometrika 35, 179-197: a thousand people, five items each. The
parameters of section 6 are those of the R package ltm (Rizopoulos, 2006, Journal of Statistical Software 17/5); those
of its one-slope model and of section 7 stand in manual and tests of the R package mirt (Chalmers, 2012, JSS 48/6).
"""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from tests.calibration import em_fit
from tests.calibration.em_fit import fit
from tests.calibration.items import sigmoid

PATTERNS = np.array(list(product((0, 1), repeat=5)))
"""From all wrong to all right, the last item changing fastest."""

SECTION_6 = np.array(
    [
        [3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15],
        [10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298],
    ],
    dtype=float,
).ravel()
SECTION_7 = np.array(
    [
        [12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28],
        [7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7, 35, 18, 136, 32, 308],
    ],
    dtype=float,
).ravel()


def test_section_6_with_a_slope_for_each_item() -> None:
    found = fit(PATTERNS, SECTION_6, one_slope=False)

    assert found.slopes == pytest.approx([0.8254, 0.7229, 0.8905, 0.6886, 0.6575], abs=0.01)
    assert found.difficulties == pytest.approx([-3.3597, -1.3696, -0.2799, -1.8659, -3.1236], abs=0.02)
    assert found.log_likelihood == pytest.approx(-2466.653, abs=0.001)


def test_section_6_with_one_slope() -> None:
    found = fit(PATTERNS, SECTION_6, one_slope=True)

    intercepts = np.array([2.730, 0.999, 0.240, 1.307, 2.100])
    assert found.slopes == pytest.approx([0.755] * 5, abs=0.01)
    assert found.difficulties == pytest.approx(-intercepts / 0.755, abs=0.02)
    assert found.log_likelihood == pytest.approx(-2466.938, abs=0.001)


def test_section_7_with_a_slope_for_each_item() -> None:
    found = fit(PATTERNS, SECTION_7, one_slope=False)

    slopes = np.array([0.9879, 1.0809, 1.7058, 0.7652, 0.7358])
    intercepts = np.array([1.8561, 0.8080, 1.8042, 0.4860, 1.8545])
    assert found.slopes == pytest.approx(slopes, abs=0.01)
    assert found.difficulties == pytest.approx(-intercepts / slopes, abs=0.02)
    assert found.log_likelihood == pytest.approx(-2658.805, abs=0.001)


def test_section_7_with_one_slope_fits_no_better_than_with_five() -> None:
    one, five = (fit(PATTERNS, SECTION_7, one_slope=one_slope) for one_slope in (True, False))

    assert len(set(one.slopes.round(9).tolist())) == 1
    assert one.log_likelihood < five.log_likelihood


def test_parameters_known_beforehand_are_found_again() -> None:
    nodes, weights = np.polynomial.hermite_e.hermegauss(61)
    slopes, difficulties = np.array([0.6, 0.8, 1.0, 1.3, 1.6]), np.array([-1.0, 0.5, 0.0, 1.0, -0.5])
    chances = sigmoid(slopes[:, None] * (nodes - difficulties[:, None]))
    each = np.prod(np.where(PATTERNS[:, :, None] == 1, chances, 1 - chances), axis=1)

    found = fit(PATTERNS, 1000 * each @ (weights / weights.sum()), one_slope=False)

    assert found.slopes == pytest.approx(slopes, abs=1e-4)
    assert found.difficulties == pytest.approx(difficulties, abs=1e-4)


@pytest.mark.parametrize("right", [0, 1])
def test_an_item_that_all_or_none_got_right_is_refused(right: int) -> None:
    alike = np.where(PATTERNS[:, 2] == right, SECTION_6, 0.0)

    with pytest.raises(ValueError, match="no difficulty"):
        fit(PATTERNS, alike, one_slope=False)


def test_a_fit_that_does_not_come_to_rest_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(em_fit, "MOST_STEPS", 3)

    with pytest.raises(ArithmeticError, match="come to rest"):
        fit(PATTERNS, SECTION_7, one_slope=False)
