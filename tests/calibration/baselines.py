"""Baselines: what anybody could work out with a percentage, to hold the readiness estimate against.

Each takes the nominal cut of .689 for certain, and a binomial error around its expected share right: that of the
answers behind it, and that of fifty items in the exam.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import erf, sqrt

import numpy as np

from tests.calibration.exam import NOMINAL_CUT, PASSING, SCALE, SCORED
from tests.calibration.items import Flags, Floats
from tests.calibration.simulator import Study
from tests.calibration.study import MOCK

NINETY = 1.6448536
"""Standard errors to either side that hold 90 % of a normal."""

WIDE = 225.0
"""Points to either side of the pass mark where nothing is known: a quarter of the scale."""

ELO_START, ELO_SLOWER = 1.0, 0.05
"""The first step of a rating, and how fast later ones shrink with the number of answers (Pelánek, 2016)."""

ELO_RATING = 0.5
"""Logits from one of the authors' ratings to the next, where items start."""


@dataclass(frozen=True, slots=True)
class Predictions:
    """What is told of each member, in the order of the study."""

    chance: Floats
    scaled: Floats
    low: Floats
    high: Floats
    enough: Flags


Predictor = Callable[[Study], Predictions]


def constant(study: Study) -> Predictions:
    """A coin for everybody, and a middling score."""
    return _from_share(np.zeros(study.size), np.zeros(study.size))


def raw(study: Study) -> Predictions:
    """The percentage of all answers."""
    return _percentage(study, np.ones(len(study.responses.who), bool))


def raw_first(study: Study) -> Predictions:
    """The percentage of first answers to an item."""
    return _percentage(study, study.responses.attempt == 1)


def last_mock(study: Study) -> Predictions:
    """The percentage of the last mock."""
    seen = study.responses
    mock = seen.context == MOCK
    week = np.floor(seen.day / 7)
    last = np.full(study.size, -1.0)
    np.maximum.at(last, seen.who[mock], week[mock])
    return _percentage(study, mock & (week == last[seen.who]))


def elo(study: Study) -> Predictions:
    """Ratings of members and items, moved by each answer in turn; items start from the authors' ratings."""
    size, seen = study.size, study.responses
    member, item = np.zeros(size), ELO_RATING * (study.bank.rating - 3.0)
    answers, asked = np.zeros(size), np.zeros(len(study.bank))
    for who, which, correct in zip(seen.who.tolist(), seen.item.tolist(), seen.correct.tolist(), strict=True):
        off = correct - 1 / (1 + np.exp(item[which] - member[who]))
        member[who] += off * ELO_START / (1 + ELO_SLOWER * answers[who])
        item[which] -= off * ELO_START / (1 + ELO_SLOWER * asked[which])
        answers[who] += 1
        asked[which] += 1
    share = (1 / (1 + np.exp(item[None, :] - member[:, None]))).mean(axis=1)
    return _from_share(share, answers)


BASELINES: dict[str, Predictor] = {
    "constant": constant,
    "raw percent": raw,
    "first answers": raw_first,
    "last mock": last_mock,
    "Elo": elo,
}


def _percentage(study: Study, counted: Flags) -> Predictions:
    """The share right of the counted answers, drawn to one half as if by one more right and one more wrong."""
    who = study.responses.who[counted]
    answers = np.bincount(who, minlength=study.size).astype(float)
    right = np.bincount(who, study.responses.correct[counted], minlength=study.size)
    return _from_share((right + 1) / (answers + 2), answers)


def _from_share(share: Floats, answers: Floats) -> Predictions:
    """Chance, score and interval from an expected share right; who has not answered gets what `constant` says."""
    known = answers > 0
    share = np.where(known, share, 0.5)
    error = np.sqrt(share * (1 - share) * (1 / (answers + 2) + 1 / SCORED))
    low, high = SCALE
    told = np.where(known, low + (high - low) * share, PASSING)
    half = np.where(known, NINETY * error * (high - low), WIDE)
    chance = np.array([(1 + erf(z / sqrt(2))) / 2 for z in (share - NOMINAL_CUT) / error])
    return Predictions(
        chance=np.where(known, chance, 0.5),
        scaled=told,
        low=np.clip(told - half, low, high),
        high=np.clip(told + half, low, high),
        enough=known,
    )
