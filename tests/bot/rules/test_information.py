"""How hard an item is by its record, and how much an answer to it tells."""

from __future__ import annotations

import itertools

import pytest

from bot.rules.information import difficulty, information
from bot.rules.items import Problem
from tests.bot.specimens import CASE, choice, item, matching, ordering, response


@pytest.mark.parametrize(
    ("problem", "logits"), [(choice(), -0.1), (response(), 0.15), (ordering(), 0.25), (matching(), 0.1)]
)
def test_types_differ_in_difficulty(problem: Problem, logits: float) -> None:
    assert difficulty(item(problem=problem)) == pytest.approx(logits)
    assert difficulty(item(problem=problem, case=CASE)) == pytest.approx(0.05)


def test_each_level_is_harder_than_the_one_before() -> None:
    steps = [difficulty(item(difficulty=level)) for level in range(1, 6)]

    assert [round(after - before, 6) for before, after in itertools.pairwise(steps)] == [0.55] * 4


def test_items_of_middling_difficulty_tell_most_and_guessing_tells_less() -> None:
    told = {level: information(item(difficulty=level)) for level in range(1, 6)}

    assert max(told, key=lambda level: told[level]) in {3, 4}
    assert information(item(problem=ordering())) > information(item(problem=choice())) > 0.05
    assert max(told.values()) < 0.2
