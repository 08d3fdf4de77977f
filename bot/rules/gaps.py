"""Gaps: in which tasks of the exam a group is above the pass line, and which one its next session is for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from bot.rules.cells import TaskCell

FLOOR = 5
"""People with enough evidence from whom on something is told of the group as a whole."""


@dataclass(frozen=True, slots=True)
class TaskGap:
    """How many are above the pass line in a task, and the share right that is expected of all on average."""

    task: str
    title: str
    domain: str
    above: int
    expected: float


@dataclass(frozen=True, slots=True)
class GapMap:
    """The group's tasks in the blueprint's order, of how many people, and the task of next week's session.

    `tasks` is empty and `session` too with fewer than `FLOOR` people.
    """

    people: int
    tasks: tuple[TaskGap, ...] = ()
    session: str = ""

    @property
    def weakest(self) -> tuple[TaskGap, ...]:
        """The tasks from the weakest on: the fewest above the line, then the lowest share expected right."""
        return tuple(sorted(self.tasks, key=lambda gap: (gap.above, gap.expected)))

    @property
    def lagging(self) -> TaskGap | None:
        """The weakest task; None where nothing is told, or everybody is above the line in all of them."""
        return next((gap for gap in self.weakest if gap.above < self.people), None)


def gap_map(people: Sequence[Sequence[TaskCell]], *, bar: float) -> GapMap:
    """Add up the task cells of everybody with enough evidence; `bar` is the share right that is assumed to pass."""
    if len(people) < FLOOR:
        return GapMap(len(people))
    tasks = tuple(
        TaskGap(
            column[0].task,
            column[0].title,
            column[0].domain,
            sum(cell.expected >= bar for cell in column),
            fsum(cell.expected for cell in column) / len(column),
        )
        for column in zip(*people, strict=True)
    )
    found = GapMap(len(people), tasks)
    return GapMap(len(people), tasks, found.weakest[0].task if tasks else "")
