"""Putting a form together: every rule kept or said to have yielded, whatever the bank and the exam."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.assembling import assemble, weight_of
from bot.rules.form_checks import checked
from bot.rules.forms import Form, Plan, Yielding, counts_at_hand, domain_counts, types_owed, unscored_places
from bot.rules.information import difficulty
from bot.rules.items import Case, Item
from tests.benchmarks.form_bank import form_bank
from tests.bot.rules.form_banks import KINDS, banks, blueprints
from tests.bot.specimens import blueprint, item, matching, ordering, response

EXAM = blueprint()
BANK = form_bank(300)
MINI = domain_counts(EXAM, 20)
PLAN = Plan(EXAM, MINI, unscored_places(BANK.exam, 20, BANK.items))


@st.composite
def orders(draw: st.DrawFn) -> tuple[list[Item], Plan]:
    """A bank and a plan for a form from it: some items seen, some asked before, some enemies."""
    exam = draw(blueprints())
    pool = draw(banks(exam))
    some = st.sampled_from([*(each.id for each in pool), "gone"])
    length = draw(st.integers(1, 30))
    return pool, Plan(
        exam,
        domain_counts(exam, length),
        draw(st.integers(0, length // 4)),
        seen=draw(st.dictionaries(some, st.integers(0, 60), max_size=20)),
        exposure=draw(st.dictionaries(some, st.integers(0, 9), max_size=20)),
        enemies={one: frozenset({other}) - {one} for one, other in draw(st.lists(st.tuples(some, some), max_size=9))},
        owed=types_owed(exam, draw(st.lists(st.dictionaries(st.sampled_from(KINDS), st.integers(0, 20)), max_size=3))),
        inform=draw(st.booleans()),
    )


def made(pool: Sequence[Item], plan: Plan, seed: str = "s") -> tuple[Form, list[Item]]:
    """A form and its items."""
    known = {each.id: each for each in pool}
    form = assemble(pool, plan, seed=seed)
    return form, [known[name] for name in form.items]


@settings(deadline=None, max_examples=200)
@given(orders(), st.text(max_size=6))
def test_whatever_the_bank_each_rule_is_kept_or_said_to_have_yielded(order: tuple[list[Item], Plan], seed: str) -> None:
    pool, plan = order
    form, items = made(pool, plan, seed)

    assert checked(form, pool, plan) == form.relaxed
    assert set(form.relaxed) <= set(get_args(Yielding))
    assert len({*form.items}) == len(form.items) == plan.length - sum(form.missing.values())
    for case in {each.case for each in items if each.case}:
        asked = [each.id for each in pool if each.case == case and (each.live or each.pilot)]
        start = min(form.items.index(name) for name in asked)
        assert {*form.items[start : start + len(asked)]} == {*asked}


@settings(deadline=None, max_examples=150)
@given(orders())
def test_a_domain_is_short_only_when_nothing_else_could_stand_there(order: tuple[list[Item], Plan]) -> None:
    pool, plan = order
    form, items = made(pool, plan)
    foes = {foe for name in form.items for foe in plan.enemies.get(name, ())}
    foes |= {one for one, others in plan.enemies.items() if others & {*form.items}}

    assert Counter(each.domain for each in items) + Counter(form.missing) == Counter(plan.counts)
    for each in pool:
        if each.domain in form.missing and not each.case and (each.live or each.pilot):
            assert each.id in {*form.items} | foes


@settings(deadline=None, max_examples=40)
@given(orders(), st.data())
def test_the_order_of_the_pool_changes_nothing(order: tuple[list[Item], Plan], data: st.DataObject) -> None:
    pool, plan = order
    shuffled = data.draw(st.permutations(pool))

    assert assemble(pool, plan, seed="s") == assemble(shuffled, plan, seed="s")


def test_the_same_seed_gives_the_same_form_on_every_python_and_another_one_another() -> None:
    form = assemble(BANK.items, PLAN, seed="week 1")

    assert form.items[:4] == ("mla-d1-00039", "mla-d2-00043", "mla-d1-00005", "mla-d3-00035")
    assert {*form.items} != {*assemble(BANK.items, PLAN, seed="week 2").items}


def test_a_mini_mock_is_the_exam_in_small() -> None:
    form, items = made(BANK.items, PLAN)

    assert (form.relaxed, form.missing, len(items)) == ((), {}, 20)
    assert Counter(each.domain for each in items) == MINI
    kinds = Counter(each.type for each in items)
    assert kinds["case_study"] == 3
    assert (kinds["multiple_choice"], kinds["multiple_response"]) == (11, 3)
    assert {kinds["ordering"], kinds["matching"]} == {1, 2}
    assert max(Counter(each.task for each in items).values()) <= 3
    assert {each.id for each in items if each.pilot} == form.unscored
    assert Counter(each.domain for each in items if each.id in form.unscored) == {"1": 2, "2": 1, "3": 1, "4": 1}
    assert abs(sum(map(difficulty, items))) / 20 < 0.05


def test_weeks_in_a_row_repeat_nothing_for_four_weeks() -> None:
    last: dict[str, int] = {}
    past: list[Counter[str]] = []
    for week in range(12):
        seen = {name: 7 * (week - then) for name, then in last.items()}
        plan = replace(PLAN, counts=domain_counts(EXAM, 20, past), seen=seen)
        form, items = made(BANK.items, plan, f"week {week}")
        assert (form.relaxed, form.missing) == ((), {})
        assert all(week - last.get(name, -4) >= 4 for name in form.items)
        last |= dict.fromkeys(form.items, week)
        past.append(Counter(each.domain for each in items))


def test_the_less_asked_of_equals_comes_first() -> None:
    pool = [item(f"i{n}", domain="1", task="1.1") for n in range(9)]
    plan = Plan(EXAM, {"1": 4}, exposure={f"i{n}": n for n in range(9)})

    assert {*assemble(pool, plan, seed="s").items} == {"i0", "i1", "i2", "i3"}
    assert weight_of(pool[1], plan) > weight_of(pool[0], plan)


def test_enemies_never_meet_even_when_the_form_gets_shorter() -> None:
    pool = [item(f"i{n}", domain="1", task="1.1") for n in range(3)]
    form = assemble(pool, Plan(EXAM, {"1": 3}, enemies={"i0": frozenset({"i1", "i2"})}), seed="s")

    assert form.missing == {"1": 3 - len(form.items)}
    assert {*form.items} in ({"i0"}, {"i1", "i2"})


def test_a_crowded_task_yields_first_then_rest_then_type() -> None:
    narrow = [each for each in BANK.items if each.domain != "1" or each.task == "1.1"]
    assert assemble(narrow, PLAN, seed="s").relaxed == ("task_cap",)

    seen = replace(PLAN, seen={each.id: 3 for each in BANK.items})
    assert assemble(BANK.items, seen, seed="s").relaxed == ("rest",)

    alone = [each for each in BANK.items if each.type == "multiple_choice"]
    form, items = made(alone, PLAN)
    assert form.relaxed == ("type",)
    assert Counter(each.domain for each in items) == MINI


def test_of_what_was_seen_too_lately_the_oldest_comes_first_and_no_more_than_must() -> None:
    pool = [item(f"i{n}", domain="1", task="1.1") for n in range(8)]
    plan = Plan(EXAM, {"1": 4}, seen={f"i{n}": n for n in range(6)})

    form = assemble(pool, plan, seed="s")
    assert {*form.items} == {"i4", "i5", "i6", "i7"}
    assert "rest" in form.relaxed


def test_a_bank_too_small_says_what_is_missing() -> None:
    pool = [item("a", domain="1"), item("b", response(), domain="2", task="2.1"), item("c", status="retired")]
    form = assemble(pool, PLAN, seed="s")

    assert {*form.items} == {"a", "b"}
    assert form.missing == {"1": 5, "2": 4, "3": 4, "4": 5}
    assert assemble([], PLAN, seed="s") == Form((), frozenset(), ("type",), MINI)


def test_a_case_too_large_for_its_domain_stays_out() -> None:
    case = Case("large", 1, "Large", "A scenario.")
    pool = [each for each in BANK.items if not each.case]
    pool += [item(f"large-{n}", domain="3", task="3.1", case=case) for n in range(5)]
    form, items = made(pool, PLAN)

    assert form.relaxed == ("type",)
    assert not any(each.case for each in items)


def test_a_case_fills_a_domain_that_has_nothing_else() -> None:
    case = Case("only", 1, "Only", "A scenario.")
    pool = [item(f"only-{n}", ordering(), domain="1", task=f"1.{1 + n % 3}", case=case) for n in range(4)]

    assert {*assemble(pool, Plan(EXAM, {"1": 4}), seed="s").items} == {each.id for each in pool}
    assert assemble(pool, Plan(EXAM, {"1": 3}), seed="s").missing == {"1": 3}


def test_one_domain_alone_takes_no_part_of_a_case_that_reaches_into_another() -> None:
    case = Case("wide", 1, "Wide", "A scenario.")
    pool = [item(f"i{n}", domain="1", task=f"1.{1 + n % 3}") for n in range(20)]
    pool += [item(f"wide-{n}", domain=f"{1 + n % 2}", task=f"{1 + n % 2}.1", case=case) for n in range(4)]
    form, items = made(pool, Plan(EXAM, {"1": 20}))

    assert form.missing == {}
    assert {each.domain for each in items} == {"1"}
    assert not any(each.case for each in items)


def test_pilot_items_yield_their_places_last_of_all() -> None:
    pool = [item(f"i{n}", domain="1", task=f"1.{1 + n % 3}", status="pilot") for n in range(4)]
    form = assemble(pool, Plan(EXAM, {"1": 4}, 1), seed="s")

    assert {*form.items} == form.unscored
    assert len(form.items) == 4
    assert form.relaxed[-1] == "pilots"


def test_places_without_pilot_items_are_filled_with_live_ones_that_do_not_count() -> None:
    pool = [replace(each, status="live") for each in BANK.items]
    form = assemble(pool, PLAN, seed="s")

    assert (len(form.unscored), form.relaxed) == (5, ())


@pytest.mark.parametrize("length", [1, 5, 13, 20])
def test_a_form_of_missed_items_takes_what_there_is(length: int) -> None:
    missed = [*[each for each in BANK.items if each.domain in "12" and not each.case][:12], item("m", matching())]
    form = assemble(missed, Plan(EXAM, counts_at_hand(EXAM, length, missed), rest=0), seed="s")

    assert len(form.items) == min(length, 13)
    assert form.missing == {}
