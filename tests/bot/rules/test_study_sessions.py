"""Study sessions: five questions of the weakest tasks, the most missed first, the same for the same seed."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.item_types import Choice
from bot.rules.items import Item
from bot.rules.study_sessions import LONGEST, QUESTIONS, by_turns, choose, fit_to_say
from tests.bot.specimens import CASE, EACH_TYPE, choice, item, options, plenty

POOL = plenty(6).live
TASKS = ("2.1", "3.2", "4.3")


def names(
    *,
    pool: tuple[Item, ...] = POOL,
    missed: dict[str, float] | None = None,
    given_before: set[str] | None = None,
    enemies: dict[str, frozenset[str]] | None = None,
    seed: str = "seed",
) -> list[str]:
    chosen = choose(pool, TASKS, missed=missed or {}, given=given_before or set(), enemies=enemies or {}, seed=seed)
    return [one.id for one in chosen]


def of(task: str) -> list[str]:
    return [one.id for one in POOL if one.task == task]


def test_the_two_weakest_tasks_have_two_questions_and_the_third_has_one() -> None:
    tasks = {one.id: one.task for one in POOL}
    assert [tasks[name] for name in names()] == ["2.1", "2.1", "3.2", "3.2", "4.3"]


def test_the_same_seed_gives_the_same_five_and_another_one_others() -> None:
    assert names() == names()
    assert len({tuple(names(seed=str(week))) for week in range(8)}) > 4


def test_what_was_asked_comes_before_what_was_not_and_the_most_missed_first() -> None:
    first, second, third = of("2.1")[:3]
    assert names(missed={first: 0.2, second: 0.9, third: 0.5})[:2] == [second, third]
    assert set(names(missed={first: 0.0})[:2]) > {first}


def test_what_was_handed_out_before_waits_until_all_else_is_used() -> None:
    missed = {of("2.1")[0]: 1.0}
    assert of("2.1")[0] not in names(missed=missed, given_before=set(missed))
    assert of("2.1")[0] in names(pool=tuple(one for one in POOL if one.id in missed), given_before=set(missed))


def test_two_that_are_too_alike_do_not_stand_in_one_session() -> None:
    alike = {one: frozenset(of("2.1")) - {one} for one in of("2.1")}
    chosen = names(enemies=alike)
    assert len([one for one in chosen if one in of("2.1")]) == 1
    assert len(chosen) == QUESTIONS


def test_where_a_task_has_too_few_the_others_fill_up_and_an_empty_bank_gives_none() -> None:
    thin = tuple(one for one in POOL if one.task != "2.1")
    assert len(names(pool=thin)) == QUESTIONS
    assert names(pool=()) == []
    assert len(names(pool=POOL[:2])) <= 2


@given(st.sets(st.sampled_from([one.id for one in POOL])), st.text(max_size=5))
def test_never_more_than_five_never_twice_and_only_of_the_pool(left: set[str], seed: str) -> None:
    pool = tuple(one for one in POOL if one.id in left)
    chosen = names(pool=pool, seed=seed)
    assert len(chosen) == len(set(chosen)) <= QUESTIONS
    assert set(chosen) <= left


def test_only_what_can_be_answered_aloud_is_read_out() -> None:
    assert {one.type for one in EACH_TYPE if fit_to_say(one)} == {"multiple_choice", "multiple_response"}
    assert not fit_to_say(replace(item(), case=CASE))
    assert not fit_to_say(replace(item(), stem="x" * LONGEST))
    long = Choice(options(4, word="o" * LONGEST), frozenset({"B"}))
    assert not fit_to_say(item(problem=long))
    assert fit_to_say(item(problem=choice()))


def test_where_nothing_may_be_told_every_task_has_its_turn() -> None:
    tasks = tuple(f"{domain}.{task}" for domain in range(1, 5) for task in range(1, 4))
    turns = [by_turns(tasks, week) for week in range(4)]
    assert sorted(task for turn in turns for task in turn) == sorted(tasks)
    assert by_turns(tasks, 4) == turns[0]
    assert by_turns(("1.1",), 7) == ("1.1",)
    assert by_turns((), 7) == ()
