"""The limits of an exam: what the check lets pass can be scored, estimated and taken as a mock exam."""

from __future__ import annotations

import pytest

from bot.packs.faults import Tree
from bot.rules.forms import Plan, domain_counts
from bot.usecases.assess_members import scale_of
from tests.bot.packs.specimens import choice, head, read


def told(**changes: Tree) -> list[str]:
    """What is wrong with an exam of these numbers."""
    exam = head()["exam"]
    assert isinstance(exam, dict)
    reading = read(choice(), pack=head(exam=exam | changes))
    if (pack := reading.pack) is not None:
        assert 0 < scale_of(pack).cut < 1
        assert Plan(pack.blueprint, domain_counts(pack.blueprint, pack.exam.questions)).length == pack.exam.questions
    return [f"[{fault.code}] {fault.message}" for fault in reading.faults]


@pytest.mark.parametrize(
    ("scale", "passing"), [(["0", "99999"], "1"), (["0", "99999"], "99998"), (["0", "2"], "1"), (["100", "102"], "101")]
)
def test_one_passes_somewhere_on_the_scale(scale: list[Tree], passing: str) -> None:
    assert told(scale=scale, passing=passing) == []


@pytest.mark.parametrize(
    ("scale", "passing"), [(["0", "1"], "1"), (["100", "1000"], "1000"), (["100", "1000"], "100"), (["5", "9"], "50")]
)
def test_nobody_passes_at_its_ends_or_beyond(scale: list[Tree], passing: str) -> None:
    low, high = scale
    assert told(scale=scale, passing=passing) == [
        f"[scale] `passing` is {passing}; it shall lie between {low} and {high}, the ends of `scale`, and be neither"
    ]


@pytest.mark.parametrize("scale", [["200", "0"], ["100", "100"], ["-10", "1000"], ["0", "100000"]])
def test_a_scale_goes_up_in_scores_that_can_be_told(scale: list[Tree]) -> None:
    assert told(scale=scale) == [
        "[scale] `scale` shall be the lowest and the highest score, such as [100, 1000], from 0 to 99999 at most"
    ]


def test_a_full_mock_exam_has_room_for_the_whole_exam() -> None:
    assert told(scored="180", unscored="20") == []
    assert told(scored="180", unscored="21") == [
        "[length] `scored` and `unscored` are 201 questions together; at most 200 fit into one mock exam"
    ]
