"""How long a mock exam and its answers took: told in words where it is known, and nothing where it is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.cards.model import Paragraph
from bot.cards.score import Result, score_card
from tests.bot.cards.mock_gallery import NAMES, result

FIRST, SECOND, THIRD, FOURTH, *_ = NAMES


def of(times: Mapping[str, int], **changes: object) -> Result:
    """A report of these times by item; nothing in it was wrong but the first question."""
    report = result()
    added = replace(report.score, times=times, wrong=(FIRST,), near=(), misjudged=())
    return replace(report, score=added, **changes)  # type: ignore[arg-type]  # tests name the fields


def told(report: Result) -> list[str]:
    """The paragraphs under the tables."""
    said = ["".join(getattr(span, "text", "") for span in one.text) for one in paragraphs(report)]
    return said[2:]


def paragraphs(report: Result) -> list[Paragraph]:
    return [block for block in score_card(report).blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("times", "usual"),
    [
        ({}, ""),
        ({FIRST: 1}, "; an answer took 1 second on average, the exam’s pace is 2 minutes 39 seconds"),
        ({FIRST: 60, SECOND: 62}, "; an answer took 1 minute 1 second on average, the exam’s pace is"),
        ({FIRST: 100, SECOND: 140}, "; an answer took 2 minutes on average, the exam’s pace is 2 minutes 39 seconds"),
    ],
)
def test_what_an_answer_took_is_told_beside_the_exams_pace(times: Mapping[str, int], usual: str) -> None:
    (time,) = told(of(times))
    assert time.startswith(f"Time: 41 of 53 minutes{usual}")
    assert time.endswith(". 1 was left blank.")


def test_the_three_longest_of_those_over_the_pace_are_named_as_right_or_not() -> None:
    _, longest = told(of({FIRST: 200, SECOND: 159, THIRD: 160}))
    assert longest == "Longest: question 1 (3 minutes 20 seconds, not right), question 3 (2 minutes 40 seconds, right)."
    _, longest = told(of({FIRST: 200, SECOND: 300, THIRD: 400, FOURTH: 500}))
    assert longest.startswith("Longest: question 4 (8 minutes 20 seconds, right), question 3 (")
    assert longest.count("question ") == 3


def test_no_time_is_told_of_a_practice_that_was_put_away_in_between() -> None:
    away = timedelta(days=9)
    assert told(of({}, minutes=0, lasted=away)) == ["1 was left blank."]
    (time,) = told(of({FIRST: 30}, minutes=0, lasted=away))
    assert time.startswith("Time: an answer took 30 seconds on average, the exam’s pace is ")
    assert told(of({}, minutes=0)) == ["Time: 41 minutes. 1 was left blank."]
