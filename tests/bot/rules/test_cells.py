"""Cells: ranges hold their middle, nothing is marked on few answers, and a task is shrunk towards its domain."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.abilities import LEVEL, OF_TASKS, Beliefs, Offset, newcomer, replay
from bot.rules.cells import COLOURED, COLOURED_TASK, Cell, TaskCell, domain_cells, study_next, task_cells
from bot.rules.evidence import Counted
from bot.rules.readiness import expected
from tests.bot.rules.test_readiness import AT, SCALE
from tests.bot.specimens import SHARES, blueprint, item

DOMAINS = tuple(SHARES)
TASKS = [task for domain in blueprint().domains for task in domain.tasks]
BANK = {
    (one.id, 1): one
    for task in TASKS
    for one in [
        item(f"mla-d{task.id}-{n:04}", domain=task.id[0], task=task.id, difficulty=1 + n % 5) for n in range(30)
    ]
}
GIVEN = st.lists(st.tuples(st.sampled_from(sorted(BANK)), st.booleans()), max_size=80, unique_by=lambda one: one[0])


def learned(given_: list[tuple[tuple[str, int], bool]], *, member: str = "maya") -> Beliefs:
    """What is believed after these answers, one a minute."""
    return replay(counted(given_, member=member), BANK, DOMAINS)


def counted(given_: list[tuple[tuple[str, int], bool]], *, member: str = "maya") -> list[Counted]:
    """The answers, one a minute."""
    return [
        Counted(member, edition, BANK[edition].domain, AT + timedelta(minutes=n), right, ("B",))
        for n, (edition, right) in enumerate(given_)
    ]


def cells(given_: list[tuple[tuple[str, int], bool]]) -> tuple[tuple[Cell, ...], tuple[TaskCell, ...]]:
    """Maya's domains and tasks after these answers."""
    beliefs = learned(given_)
    ability = beliefs.abilities.get("maya") or newcomer(len(DOMAINS))
    offsets = {task: offset for (_, task), offset in beliefs.offsets.items()}
    held = [BANK[edition] for edition, _ in given_]
    of_domain = [sum(one.domain == domain for one in held) for domain in DOMAINS]
    of_task = {task.id: sum(one.task == task.id for one in held) for task in TASKS}
    return (
        domain_cells(ability, of_domain, blueprint(), SCALE),
        task_cells(ability, offsets, of_task, blueprint(), SCALE),
    )


def of_task(task: str, *, share: float, count: int = 30) -> list[tuple[tuple[str, int], bool]]:
    """So many answers in one task, this share of them right."""
    return [(edition, (n * share) % 1 < share) for n, edition in enumerate(e for e in BANK if BANK[e].task == task)][
        :count
    ]


@settings(deadline=None)
@given(GIVEN)
def test_ranges_hold_their_middle_and_every_part_of_the_exam_has_a_cell(
    given_: list[tuple[tuple[str, int], bool]],
) -> None:
    domains, tasks = cells(given_)

    assert [cell.domain for cell in domains] == list(DOMAINS)
    assert [(cell.task, cell.title, cell.domain) for cell in tasks] == [(t.id, t.title, t.id[0]) for t in TASKS]
    both: tuple[Cell | TaskCell, ...] = (*domains, *tasks)
    for cell in both:
        assert 0 < cell.low < cell.expected < cell.high < 1
    assert sum(cell.answers for cell in domains) == sum(cell.answers for cell in tasks) == len(given_)


@settings(deadline=None)
@given(GIVEN)
def test_nothing_is_marked_on_few_answers(given_: list[tuple[tuple[str, int], bool]]) -> None:
    domains, tasks = cells(given_)

    assert all(cell.answers >= COLOURED for cell in domains if cell.stands)
    assert all(cell.answers >= COLOURED_TASK for cell in tasks if cell.stands)
    both: tuple[Cell | TaskCell, ...] = (*domains, *tasks)
    assert all(cell.coloured for cell in both if cell.stands)


def test_a_task_answered_worse_than_its_sisters_is_expected_lower_and_marked() -> None:
    given_ = [
        *of_task("1.1", share=0.9),
        *of_task("1.2", share=0.2),
        *of_task("2.1", share=0.8),
        *of_task("3.1", share=0.8),
    ]
    _, tasks = cells(
        [one for turn in zip(*[given_[n * 30 : n * 30 + 30] for n in range(4)], strict=True) for one in turn]
    )
    told = {cell.task: cell for cell in tasks}

    assert told["1.2"].expected < told["1.3"].expected < told["1.1"].expected, "1.3 was never asked: as its domain"
    assert told["1.2"].stands == "weak"
    assert told["1.3"].stands == ""
    assert told["1.2"].high - told["1.2"].low < told["4.1"].high - told["4.1"].low


@settings(deadline=None)
@given(GIVEN, st.sampled_from(sorted(BANK)))
def test_a_right_answer_lowers_no_task_and_makes_surer(
    given_: list[tuple[tuple[str, int], bool]], next_: tuple[str, int]
) -> None:
    given_ = [one for one in given_ if one[0] != next_]
    task = BANK[next_].task
    before = learned(given_).offsets.get(("maya", task), LEVEL)
    up, down = (learned([*given_, (next_, right)]).offsets["maya", task] for right in (True, False))

    assert down.logits < before.logits < up.logits
    assert up.variance < before.variance <= OF_TASKS**2


@settings(deadline=None)
@given(GIVEN, st.integers(0, 80))
def test_a_record_replayed_in_parts_is_the_record_replayed(
    given_: list[tuple[tuple[str, int], bool]], stop: int
) -> None:
    answers = counted(given_)
    half = replay(answers[:stop], BANK, DOMAINS)

    assert replay(answers[stop:], BANK, DOMAINS, after=half) == replay(answers, BANK, DOMAINS)
    assert half == replay(answers[:stop], BANK, DOMAINS), "what was learned before is left as it was"


def test_a_task_without_answers_is_as_its_domain() -> None:
    ability = newcomer(4)
    (cell, *_) = task_cells(ability, {}, {}, blueprint(), SCALE)

    assert cell.expected == pytest.approx(expected(ability.logits(0), SCALE))
    assert (cell.answers, cell.stands, cell.coloured) == (0, "", False)


def test_beside_its_sisters_a_task_is_judged_with_its_domain() -> None:
    """Eight answers, an offset of the domain and one of the task: together they are beyond one standard error."""
    ability = replace(newcomer(4), mean=(0.3, -0.4, 0.1, 0.1, 0.2), spread=_narrow(0.04))
    lean = Offset(-0.3, 0.04)
    found = task_cells(ability, {"1.1": lean}, {"1.1": COLOURED_TASK, "1.2": COLOURED_TASK - 1}, blueprint(), SCALE)

    assert [cell.stands for cell in found[:3]] == ["weak", "", ""]


def _narrow(variance: float) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(variance if row == column else 0.0 for column in range(5)) for row in range(5))


def test_study_next_is_where_most_is_to_be_gained_and_there_the_lowest_task() -> None:
    given_ = [*of_task("1.1", share=0.9), *of_task("1.2", share=0.4), *of_task("4.1", share=0.9)]
    domains, tasks = cells(given_)
    domain, task = study_next(domains, tasks)

    assert domain == max(domains, key=lambda one: one.worth * (1 + one.doubt)).domain
    assert task == min((one for one in tasks if one.domain == domain), key=lambda one: one.expected).task
    assert study_next((), ()) == ("", "")


def test_of_two_domains_worth_about_the_same_the_unknown_one_comes_first() -> None:
    """The doubt weighs in logits, as what is to be gained is counted in them."""
    known, unknown = Cell("1", 0.7, 0.65, 0.75, 60, "", 40, 0.25), Cell("2", 0.7, 0.56, 0.82, 0, "", 36, 0.7)
    assert study_next((known, unknown), ()) == ("2", "")
