"""A study plan calls no day free on which the group is asked: not answering there costs the streak."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date

import pytest

from bot.cards.model import Card
from bot.cards.study_plan import plan_blocks
from bot.rules.study_plans import plan_back
from tests.bot.lead_scene import words

FRIDAY, SATURDAY = date(2026, 11, 27), date(2026, 11, 28)
EVEN = {"1": 500, "2": 500}
EVERY_DAY, WORKDAYS = frozenset(range(7)), frozenset(range(5))


def told(on: AbstractSet[int], *, today: date = FRIDAY, done: int = 0) -> str:
    """The plan in words, to an exam on a Friday in three weeks."""
    plan = plan_back(EVEN, today=today, exam_day=date(2026, 12, 18), on=on, done=done)
    return words(Card("", plan_blocks(plan, today)))


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (WORKDAYS, "weekends are free."),
        (EVERY_DAY, "weekends: only the day’s question."),
        (WORKDAYS | {5}, "Saturdays: only the day’s question; Sundays are free."),
        (WORKDAYS | {6}, "Sundays: only the day’s question; Saturdays are free."),
        ({0, 2, 5, 6}, "weekends: only the day’s question; the other days are free."),
        ({0, 2, 5}, "Saturdays: only the day’s question; the other days are free."),
        ({5, 6}, "the other days are free."),
        ({5}, "the other days are free."),
    ],
)
def test_weekends_on_which_the_group_is_asked_are_not_free(on: AbstractSet[int], said: str) -> None:
    assert told(on).endswith(f"Thursday 17 December is light; {said}")


@pytest.mark.parametrize(
    ("on", "done", "said"),
    [
        (EVERY_DAY, 0, "Plan for today: only the day’s question."),
        (EVERY_DAY, 1, "Plan for today: nothing is left to do."),
        (WORKDAYS, 0, "Plan for today: nothing is left to do."),
    ],
)
def test_on_a_weekend_the_days_question_is_left_until_it_is_answered(
    on: AbstractSet[int], done: int, said: str
) -> None:
    assert said in told(on, today=SATURDAY, done=done)
