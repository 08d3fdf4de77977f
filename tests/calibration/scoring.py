"""Scoring: all measures of one predictor on one set of groups, and whether they are what we want."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tests.calibration import measures
from tests.calibration.baselines import BASELINES, Predictions, Predictor
from tests.calibration.exam import Truth
from tests.calibration.ours import readiness, untimed

OURS, UNTIMED, RIVAL = "readiness", "untimed", "Elo"
PREDICTORS: dict[str, Predictor] = {**BASELINES, OURS: readiness, UNTIMED: untimed}
"""Every predictor by the name it is asked for with."""

BRIER_TO_RIVAL = 0.85
CALIBRATION = 0.05
COVERED = (0.87, 0.93)
WIDEST = 320.0
"""What is wanted of our estimate on each set: its Brier score against Elo's, and the limits of the other measures."""


@dataclass(frozen=True, slots=True)
class Score:
    """How one predictor did on one set; `curve` has mean chance, share that passed and how many, by bin."""

    brier: float
    log_loss: float
    calibration: float
    ranking: float
    coverage: float
    width: float
    miss: float
    wrong_sure: float
    enough: float
    curve: tuple[tuple[float, float, int], ...]


@dataclass(frozen=True, slots=True)
class Wish:
    """Something wanted of our estimate, and whether it came true."""

    words: str
    found: float
    holds: bool


def score(told: Sequence[Predictions], happened: Sequence[Truth]) -> Score:
    """All measures over the members of all groups together."""
    chance, scaled, low, high = (
        np.concatenate([getattr(each, name) for each in told]) for name in ("chance", "scaled", "low", "high")
    )
    passed = np.concatenate([truth.passed for truth in happened])
    had = np.concatenate([truth.scaled for truth in happened])
    return Score(
        brier=measures.brier(chance, passed),
        log_loss=measures.log_loss(chance, passed),
        calibration=measures.calibration_error(chance, passed),
        ranking=measures.ranking(chance, passed),
        coverage=measures.coverage(low, high, had),
        width=measures.width(low, high),
        miss=measures.miss(scaled, had),
        wrong_sure=measures.wrong_sure(chance, passed),
        enough=float(np.concatenate([each.enough for each in told]).mean()),
        curve=tuple(measures.reliability(chance, passed)),
    )


def wishes(ours: Score, rival: Score) -> list[Wish]:
    """What is wanted of our estimate on one set."""
    most = BRIER_TO_RIVAL * rival.brier
    low, high = COVERED
    return [
        Wish(f"Brier at most {BRIER_TO_RIVAL:g} of Elo's ({most:.3f})", ours.brier, ours.brier <= most),
        Wish(f"calibration error at most {CALIBRATION:g}", ours.calibration, ours.calibration <= CALIBRATION),
        Wish(f"coverage {low:g} to {high:g}", ours.coverage, low <= ours.coverage <= high),
        Wish(f"mean width at most {WIDEST:g}", ours.width, ours.width <= WIDEST),
    ]
