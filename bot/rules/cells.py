"""Cells: how a member stands in each domain and task of the exam, and what some more study there is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Literal

from bot.rules.abilities import LEVEL, Ability, Offset
from bot.rules.blueprints import Blueprint
from bot.rules.readiness import Scale, expected, worth

COLOURED, COLOURED_TASK = 10, 8
"""Counted answers in a domain, and in a task, from which on it is told how a member stands there."""

Stands = Literal["weak", "strong", ""]
"""How a part stands to a member's other parts, told only with enough answers and beyond one standard error."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A member in one domain: the share expected right with its range (0 to 1), and the counted answers behind it.

    The range is one standard error each way, `doubt` is that error in logits. `worth` in points is about what some more
    study there brings.
    """

    domain: str
    expected: float
    low: float
    high: float
    answers: int
    stands: Stands
    worth: int
    doubt: float

    @property
    def priority(self) -> float:
        """What weighs when study is to be chosen: what is to be gained, the more the less is known of the domain."""
        return self.worth * (1 + self.doubt)

    @property
    def coloured(self) -> bool:
        """Whether there are answers enough to say something of it."""
        return self.answers >= COLOURED


@dataclass(frozen=True, slots=True)
class TaskCell:
    """A member in one task: the share expected right with one standard error each way, and the counted answers."""

    task: str
    title: str
    domain: str
    expected: float
    low: float
    high: float
    answers: int
    stands: Stands

    @property
    def coloured(self) -> bool:
        """Whether there are answers enough to say something of it."""
        return self.answers >= COLOURED_TASK


def domain_cells(
    ability: Ability, counts: Sequence[int], blueprint: Blueprint, scale: Scale, *, shift: float = 0.0
) -> tuple[Cell, ...]:
    """A cell for each domain, in the blueprint's order; `counts` are the counted answers in each.

    `shift` is how much easier than the bank the exam is taken to be, in logits.
    """
    middle = fsum(ability.mean[1:]) / len(blueprint.domains)
    cells = []
    for place, domain in enumerate(blueprint.domains):
        logits, doubt = ability.logits(place) + shift, ability.variance(place) ** 0.5
        own_doubt = ability.spread[1 + place][1 + place] ** 0.5
        stands = _stands(ability.mean[1 + place] - middle, own_doubt, told=counts[place] >= COLOURED)
        low, mean, high = (expected(logits + way * doubt, scale) for way in (-1, 0, 1))
        gain = round(worth(logits, float(domain.share), scale))
        cells.append(Cell(domain.id, mean, low, high, counts[place], stands, gain, doubt))
    return tuple(cells)


def task_cells(
    ability: Ability,
    offsets: Mapping[str, Offset],
    counts: Mapping[str, int],
    blueprint: Blueprint,
    scale: Scale,
    *,
    shift: float = 0.0,
) -> tuple[TaskCell, ...]:
    """A cell for each task, in the blueprint's order; offsets and counted answers by task, where there are any.

    `shift` is how much easier than the bank the exam is taken to be, in logits.
    A task is weak or strong beside the member's other tasks: by its domain's offset and its own together.
    """
    tasks = [(place, domain.id, task) for place, domain in enumerate(blueprint.domains) for task in domain.tasks]
    leaning = [ability.mean[1 + place] + offsets.get(task.id, LEVEL).logits for place, _, task in tasks]
    middle = fsum(leaning) / max(1, len(leaning))
    cells = []
    for (place, domain, task), lean in zip(tasks, leaning, strict=True):
        own, held = offsets.get(task.id, LEVEL), counts.get(task.id, 0)
        logits, doubt = ability.logits(place) + own.logits + shift, (ability.variance(place) + own.variance) ** 0.5
        lean_doubt = (ability.spread[1 + place][1 + place] + own.variance) ** 0.5
        stands = _stands(lean - middle, lean_doubt, told=held >= COLOURED_TASK)
        low, mean, high = (expected(logits + way * doubt, scale) for way in (-1, 0, 1))
        cells.append(TaskCell(task.id, task.title, domain, mean, low, high, held, stands))
    return tuple(cells)


def _stands(away: float, doubt: float, *, told: bool) -> Stands:
    if not told or abs(away) <= doubt:
        return ""
    return "strong" if away > 0 else "weak"


def study_next(cells: Sequence[Cell], tasks: Sequence[TaskCell]) -> tuple[str, str]:
    """The domain to study next, and the task in it: what is worth most, the more the less is known of it.

    In the domain it is the task with the lowest share expected right. Ties go to the blueprint's order; both are empty
    where there is nothing to study.
    """
    first = max(cells, key=lambda cell: cell.priority, default=None)
    if first is None:
        return "", ""
    lowest = min((task for task in tasks if task.domain == first.domain), key=lambda task: task.expected, default=None)
    return first.domain, lowest.task if lowest is not None else ""
