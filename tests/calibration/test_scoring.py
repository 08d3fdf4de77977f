"""Baselines, scores, wishes, the picture and the command agree with what is worked out by hand."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from tests.calibration.__main__ import main
from tests.calibration.baselines import BASELINES, Predictions
from tests.calibration.exam import Truth
from tests.calibration.items import draw_bank
from tests.calibration.reliability import picture
from tests.calibration.scoring import OURS, PREDICTORS, Score, score, wishes
from tests.calibration.simulator import Study
from tests.calibration.study import DAILY, MOCK, Responses

FINE = Score(0.15, 0.45, 0.02, 0.85, 0.90, 300, 70, 0.03, 0.6, ((0.1, 0.12, 40), (0.9, 0.85, 60)))


def a_study() -> Study:
    """Two members: one answers ten new items, eight rightly, then two again, wrongly, in a mock; one is silent."""
    correct = np.array([True] * 8 + [False] * 4)
    item = np.array([*range(10), 0, 1])
    context = np.array([DAILY] * 10 + [MOCK] * 2)
    attempt = np.array([1] * 10 + [2] * 2)
    responses = Responses(
        who=np.zeros(12, np.int64),
        day=np.arange(12.0),
        item=item,
        context=context,
        attempt=attempt,
        correct=correct,
        seconds=np.full(12, 50.0),
        confidence=np.zeros(12, np.int64),
    )
    return Study(0, draw_bank(np.random.default_rng(1), 30), responses, np.array([20.0, 20.0]))


@pytest.mark.parametrize(
    ("name", "right", "answers"), [("raw percent", 8, 12), ("first answers", 8, 10), ("last mock", 0, 2)]
)
def test_a_percentage_counts_what_it_says(name: str, right: int, answers: int) -> None:
    told = BASELINES[name](a_study())

    share = (right + 1) / (answers + 2)
    error = (share * (1 - share) * (1 / (answers + 2) + 1 / 50)) ** 0.5
    assert told.scaled[0] == pytest.approx(100 + 900 * share)
    assert told.low[0] == pytest.approx(max(100, 100 + 900 * (share - 1.6448536 * error)))
    assert (told.chance[0] > 0.5) == (share > 620 / 900)


@pytest.mark.parametrize("name", BASELINES)
def test_of_the_silent_nothing_is_known(name: str) -> None:
    told = BASELINES[name](a_study())

    assert (told.chance[1], told.scaled[1], told.low[1], told.high[1]) == (0.5, 720, 495, 945)
    assert not told.enough[1]


def test_ratings_rise_with_right_answers() -> None:
    study = a_study()
    known = study.responses
    worse = Study(0, study.bank, Responses(**{**_fields(known), "correct": np.zeros(12, bool)}), study.exam_day)

    assert BASELINES["Elo"](study).chance[0] > BASELINES["Elo"](worse).chance[0]


def _fields(known: Responses) -> dict[str, np.ndarray]:
    return {name: getattr(known, name) for name in Responses.__dataclass_fields__}


def test_a_score_is_over_all_members_of_all_groups() -> None:
    one, two = Truth(np.array([True]), np.array([800.0])), Truth(np.array([False, True]), np.array([600.0, 720.0]))
    told = [_told([1.0], 800), _told([0.5, 0.5], 700)]

    found = score(told, [one, two])

    assert found.brier == pytest.approx((0 + 0.25 + 0.25) / 3, abs=1e-6)
    assert found.miss == pytest.approx((0 + 100 + 20) / 3, abs=1e-6)
    assert found.coverage == pytest.approx(2 / 3, abs=1e-6)
    assert found.curve == ((0.5, 0.5, 2), (1.0, 1.0, 1))


def _told(chance: list[float], scaled: float) -> Predictions:
    middle = np.full(len(chance), float(scaled))
    return Predictions(np.array(chance), middle, middle - 50, middle + 50, np.ones(len(chance), bool))


def test_what_is_wanted() -> None:
    rival = Score(0.20, 0.7, 0.14, 0.8, 0.7, 280, 100, 0.2, 1.0, ())
    poor = Score(0.171, 0.5, 0.051, 0.8, 0.86, 321, 80, 0.1, 0.6, ())

    assert all(wish.holds for wish in wishes(FINE, rival))
    assert not any(wish.holds for wish in wishes(poor, rival))


def test_the_picture_is_told_in_words_too() -> None:
    drawn = ET.fromstring(picture({"mixed": {OURS: FINE, "Elo": FINE}, "adaptive": {"Elo": FINE}}))  # noqa: S314 - ours
    told = drawn.findtext("{http://www.w3.org/2000/svg}desc") or ""

    assert "10% told, 12% passed, 90% told, 85% passed" in told
    assert len(drawn.findall("{http://www.w3.org/2000/svg}circle")) == 6


def test_the_command_prints_a_table_for_each_set_and_keeps_a_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "curve.svg"

    failed = main(["--groups", "2", "--seed", "3", "--predictors", "constant", "Elo", "--picture", str(file)])

    printed = capsys.readouterr().out
    assert failed == 0
    assert "Seed 3: 2 groups" in printed
    assert "Set mixed: 2 groups" in printed
    assert "Set adaptive: 2 groups" in printed
    assert file.read_text().startswith("<svg")


def test_the_command_fails_when_ours_is_not_what_we_want(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(PREDICTORS, OURS, BASELINES["constant"])

    failed = main(["--groups", "2", "--seed", "3", "--sets", "mixed", "--predictors", OURS, "Elo"])

    assert failed == 1
    assert "✗ mean width at most 320: 450" in capsys.readouterr().out


def test_a_fresh_seed_is_another_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        main(["--groups", "1", "--sets", "mixed", "--predictors", "constant"])

    first, second = (line for line in capsys.readouterr().out.splitlines() if line.startswith("Seed"))
    assert first != second
