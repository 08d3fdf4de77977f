"""Marks: of the domains and tasks that are called weak or strong, most truly are, in groups whose truth is known."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from adapters.cli.own_data import OwnData, read_own_data
from adapters.cli.readiness import record_of, scale_of
from bot.rules.abilities import newcomer, replay
from bot.rules.blueprints import Blueprint, Domain, Task
from bot.rules.cells import COLOURED_TASK, Cell, TaskCell, domain_cells, task_cells
from bot.rules.evidence import evidence
from tests.calibration.files import write_study
from tests.calibration.items import TASKS_EACH, WEIGHTS, Floats, Ints, draw_bank
from tests.calibration.people import ability, draw_people
from tests.calibration.simulator import BANK, MEMBERS, WEEKS, Study
from tests.calibration.study import SETTINGS, study

SEED, GROUPS = 20261130, 12


def simulated(number: int) -> tuple[Study, Floats]:
    """A group, and every member's true ability in each task on the day of the exam."""
    rng = np.random.default_rng([SEED, number])
    size, weeks, items = (int(rng.integers(low, high + 1)) for low, high in (MEMBERS, WEEKS, BANK))
    bank, people = draw_bank(rng, items), draw_people(rng, size, 7 * weeks)
    responses, learned = study(rng, bank, people, 7 * weeks, SETTINGS["mixed"])
    tasks = people.start.shape[1]
    days = np.minimum(people.exam_day.astype(int), learned.shape[1] - 1)
    able = [
        ability(people, learned, np.full(tasks, who), np.full(tasks, days[who]), np.arange(tasks))
        for who in range(size)
    ]
    return Study(number, bank, responses, people.exam_day), np.array(able)


def outline(data: OwnData) -> Blueprint:
    """The exam's domains and tasks, from the bank."""
    tasks = sorted({(item.domain, item.task) for item in data.items.values()})
    shares = [Fraction(weight).limit_denominator(100) for weight in data.exam.weights]
    domains = tuple(
        Domain(name, name, share, tuple(Task(task, task, 1, ()) for domain, task in tasks if domain == name))
        for name, share in zip(data.domains, shares, strict=True)
    )
    return Blueprint(domains, {"multiple_choice": Fraction(1)})


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[tuple[Cell, float]], list[tuple[TaskCell, float]]]:
    """Every cell of every member with how far it truly is from the middle of the member's own."""
    domains: list[tuple[Cell, float]] = []
    tasks: list[tuple[TaskCell, float]] = []
    for number in range(GROUPS):
        made, able = simulated(number)
        folder: Path = tmp_path_factory.mktemp("group")
        write_study(made, folder)
        data = read_own_data(folder)
        counted = evidence([one for one in data.responses if one.at <= data.exams[one.member]], {}, data.items)
        beliefs = replay(counted, data.items, data.domains)
        exam, scale = outline(data), scale_of(data)
        for who, member in enumerate(made.member_ids()):
            mine = [one for one in counted if one.member == member]
            state = beliefs.abilities.get(member) or newcomer(len(data.domains))
            offsets = {task: offset for (name, task), offset in beliefs.offsets.items() if name == member}
            held = Counter(data.items[one.edition].task for one in mine)
            away = able[who] - able[who].mean()
            tasks += zip(task_cells(state, offsets, held, exam, scale), away.tolist(), strict=True)
            counts = record_of(mine, data.domains).counts
            by_domain = away.reshape(-1, TASKS_EACH).mean(axis=1)
            domains += zip(domain_cells(state, counts, exam, scale), by_domain.tolist(), strict=True)
    return domains, tasks


def right(cells: list[tuple[Cell, float]] | list[tuple[TaskCell, float]]) -> tuple[float, float]:
    """The share of marks whose sign is true, and the share of all cells that are marked."""
    told = [(cell.stands == "strong") == (away > 0) for cell, away in cells if cell.stands]
    return sum(told) / len(told), len(told) / len(cells)


def test_most_marked_domains_and_tasks_are_truly_weak_or_strong(
    marked: tuple[list[tuple[Cell, float]], list[tuple[TaskCell, float]]],
) -> None:
    for cells in marked:
        true, told = right(cells)
        assert true > 0.8
        assert 0.02 < told < 0.2, "few are marked, and some are"


def test_the_task_tells_more_than_its_domain_alone(
    marked: tuple[list[tuple[Cell, float]], list[tuple[TaskCell, float]]],
) -> None:
    """Where a member answered much in a task, what is expected there follows its truth more closely."""
    domains, tasks = marked
    much = [place for place, (cell, _) in enumerate(tasks) if cell.answers >= COLOURED_TASK]
    truth = np.array([tasks[place][1] for place in much])
    by_task = np.array([tasks[place][0].expected for place in much])
    by_domain = np.array([domains[place // TASKS_EACH][0].expected for place in much])

    member = np.array([place // (TASKS_EACH * len(WEIGHTS)) for place in much])
    truth, by_task, by_domain = (_within(one, member) for one in (truth, by_task, by_domain))
    assert np.corrcoef(truth, by_task)[0, 1] > np.corrcoef(truth, by_domain)[0, 1] > 0


def _within(values: Floats, member: Ints) -> Floats:
    """How far each value lies from its member's mean."""
    found: Floats = values - (np.bincount(member, values) / np.maximum(np.bincount(member), 1))[member]
    return found
