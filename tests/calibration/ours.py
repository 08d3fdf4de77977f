"""Ours: Cohort's own readiness estimate as a predictor; it gets the four files of a group and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from rich.console import Console

from adapters.cli.own_data import read_own_data
from adapters.cli.readiness import estimates
from tests.calibration.baselines import Predictions
from tests.calibration.files import write_study
from tests.calibration.simulator import Study
from tests.calibration.study import DAILY


def readiness(study: Study) -> Predictions:
    """What anyone would be told of the members whose data are in such files."""
    with TemporaryDirectory(prefix="cohort-calibration-") as folder:
        write_study(study, Path(folder))
        rows = estimates(read_own_data(Path(folder)), Console(quiet=True))
    assert [row[0] for row in rows] == study.member_ids()
    chance, scaled, low, high, enough = (np.array([float(row[place]) for row in rows]) for place in range(1, 6))
    return Predictions(chance, scaled, low, high, enough > 0)


def untimed(study: Study) -> Predictions:
    """What the bot itself would tell: since when somebody had read a daily question it does not know."""
    seen = study.responses
    seconds = np.where(seen.context == DAILY, np.nan, seen.seconds)
    return readiness(replace(study, responses=replace(seen, seconds=seconds)))
