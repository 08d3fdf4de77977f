"""Gaps: counts add up, nothing is told of a few, and the next session is for the weakest task."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.cells import TaskCell
from bot.rules.gaps import FLOOR, gap_map

TASKS = ("1.1", "1.2", "2.1")
PEOPLE = st.lists(st.tuples(*[st.floats(0.2, 0.95) for _ in TASKS]), max_size=12)


def row(shares: tuple[float, ...]) -> tuple[TaskCell, ...]:
    """A member's tasks with these shares expected right."""
    return tuple(
        TaskCell(task, f"Task {task}", task[0], share, share - 0.05, share + 0.05, 9, "")
        for task, share in zip(TASKS, shares, strict=True)
    )


@given(PEOPLE, st.randoms())
def test_counts_add_up_whoever_comes_first_and_nothing_is_told_of_a_few(
    people: list[tuple[float, ...]], chance: object
) -> None:
    found = gap_map([row(one) for one in people], bar=0.7)
    chance.shuffle(people)  # type: ignore[attr-defined] # hypothesis gives a Random
    again = gap_map([row(one) for one in people], bar=0.7)

    assert found.people == len(people)
    if len(people) < FLOOR:
        assert (found.tasks, found.session, found.weakest) == ((), "", ())
        return
    assert [gap.task for gap in found.tasks] == list(TASKS)
    assert [gap.above for gap in found.tasks] == [sum(one[n] >= 0.7 for one in people) for n in range(len(TASKS))]
    assert [gap.above for gap in again.tasks] == [gap.above for gap in found.tasks]
    assert found.session == found.weakest[0].task
    assert found.weakest[0].above == min(gap.above for gap in found.tasks)


def test_of_two_tasks_that_nobody_masters_the_one_known_worse_comes_first() -> None:
    found = gap_map([row((0.8, 0.5, 0.4))] * FLOOR, bar=0.7)

    assert [gap.task for gap in found.weakest] == ["2.1", "1.2", "1.1"]
    assert found.session == "2.1"
