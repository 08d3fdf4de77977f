"""What a form shall be: domains in the exam's proportions, carried over the weeks, and lengths that make sense."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.blueprints import Blueprint
from bot.rules.forms import (
    WINDOW,
    Plan,
    counts_at_hand,
    domain_counts,
    largest_remainder,
    leave_out,
    unscored_places,
)
from tests.bot.rules.form_banks import blueprints
from tests.bot.specimens import CASE, blueprint, item, pack

EXAM = blueprint()
FULL = {"1": 18, "2": 17, "3": 14, "4": 16}


def forms_of(exam: Blueprint, length: int, weeks: int) -> list[dict[str, int]]:
    """The domains of so many forms in a row."""
    past: list[dict[str, int]] = []
    for _ in range(weeks):
        past.append(domain_counts(exam, length, past))
    return past


def test_the_first_forms_are_the_exams_proportions_rounded() -> None:
    assert domain_counts(EXAM, 20) == {"1": 6, "2": 5, "3": 4, "4": 5}
    assert domain_counts(EXAM, 65) == FULL == EXAM.counts(65)
    assert domain_counts(EXAM, 50) == EXAM.counts(50) == {"1": 14, "2": 13, "3": 11, "4": 12}


def test_what_rounding_takes_from_one_week_the_next_ones_give_back() -> None:
    total = sum((Counter(counts) for counts in forms_of(EXAM, 20, 5)), Counter[str]())

    assert total == {"1": 28, "2": 26, "3": 22, "4": 24}


@settings(deadline=None, max_examples=150)
@given(blueprints(), st.integers(1, 65))
def test_over_any_eight_forms_each_domain_is_within_one_of_its_share(exam: Blueprint, length: int) -> None:
    weeks = forms_of(exam, length, 3 * WINDOW)

    for name, share in exam.shares.items():
        for counts in weeks:
            assert 0 <= counts[name] - int(share * length) <= 1
        for start in range(len(weeks) - WINDOW + 1):
            held = sum(counts[name] for counts in weeks[start : start + WINDOW])
            assert abs(held - share * length * WINDOW) <= 1
    assert {sum(counts.values()) for counts in weeks} == {length}


@settings(deadline=None, max_examples=60)
@given(blueprints(), st.lists(st.integers(10, 30), min_size=1, max_size=30))
def test_a_group_may_change_the_length_and_no_domain_is_left_behind(exam: Blueprint, lengths: list[int]) -> None:
    past: list[dict[str, int]] = []
    for length in lengths:
        past.append(domain_counts(exam, length, past))

    for name, share in exam.shares.items():
        assert abs(sum(counts[name] for counts in past) - share * sum(lengths)) < 2


@settings(deadline=None, max_examples=60)
@given(blueprints(), st.integers(1, 65), st.data())
def test_any_past_leaves_a_form_in_proportion(exam: Blueprint, length: int, data: st.DataObject) -> None:
    names = [*exam.shares, "a domain of another exam"]
    past = data.draw(st.lists(st.dictionaries(st.sampled_from(names), st.integers(0, 40)), max_size=10))
    counts = domain_counts(exam, length, past)

    assert sum(counts.values()) == length
    assert all(0 <= counts[name] - int(share * length) <= 1 for name, share in exam.shares.items())


@pytest.mark.parametrize("length", [0, -1, 201, 500])
def test_a_form_of_no_length_or_far_too_long_is_refused(length: int) -> None:
    for refuse in (domain_counts, lambda exam, n: counts_at_hand(exam, n, pack().items)):
        with pytest.raises(ValueError, match="1 to 200 items"):
            refuse(EXAM, length)
    with pytest.raises(ValueError, match="1 to 200 items"):
        Plan(EXAM, {"1": length})


def test_a_plan_of_strange_domains_or_places_is_refused() -> None:
    for counts in ({"9": 4}, {"1": 5, "2": -1}):
        with pytest.raises(ValueError, match="the exam's"):
            Plan(EXAM, counts)
    for unscored in (-1, 21):
        with pytest.raises(ValueError, match="unscored"):
            Plan(EXAM, domain_counts(EXAM, 20), unscored)


def test_places_that_do_not_count_are_fifteen_of_sixty_five_and_none_without_pilot_items() -> None:
    live, trial = pack(), pack([item(status="pilot")])

    assert [unscored_places(live.exam, length, trial.items) for length in (10, 20, 30, 65)] == [2, 5, 7, 15]
    assert [unscored_places(live.exam, length, live.items) for length in (10, 20, 30, 65)] == [0, 0, 0, 15]


def test_the_scored_items_of_a_full_form_are_the_exams_fifty() -> None:
    plan = Plan(EXAM, FULL, 15)

    assert plan.unscored_by_domain == {"1": 4, "2": 4, "3": 3, "4": 4}
    assert {name: count - plan.unscored_by_domain[name] for name, count in FULL.items()} == EXAM.counts(50)


def test_a_task_may_have_three_of_twenty_and_ten_of_sixty_five() -> None:
    assert Plan(EXAM, domain_counts(EXAM, 20)).task_cap == 3
    assert Plan(EXAM, FULL).task_cap == 10
    assert Plan(EXAM, {"1": 20}).task_cap == 12  # one domain alone has three tasks


def test_missed_items_come_as_near_to_the_proportions_as_there_are_any() -> None:
    missed = [item(f"a{n}", domain="1") for n in range(9)] + [item("b", domain="2", task="2.1")]

    assert counts_at_hand(EXAM, 4, missed) == {"1": 3, "2": 1, "3": 0, "4": 0}
    assert counts_at_hand(EXAM, 30, missed) == {"1": 9, "2": 1, "3": 0, "4": 0}
    with pytest.raises(ValueError, match="not 0"):
        counts_at_hand(EXAM, 20, [])


def test_what_leaves_a_pool_takes_its_case_along() -> None:
    pool = [item("a"), item("b"), item("c1", case=CASE), item("c2", case=CASE)]

    assert [each.id for each in leave_out(pool, {"a", "c2", "gone"})] == ["b"]
    assert leave_out(pool, ()) == pool


@given(st.dictionaries(st.sampled_from("abcdef"), st.fractions(0, 50, max_denominator=60), min_size=1))
def test_rounding_keeps_the_sum_and_moves_nothing_by_one(parts: dict[str, Fraction]) -> None:
    exact = parts | {"rest": -sum(parts.values(), Fraction(0)) % 1}
    counts = largest_remainder(exact)

    assert sum(counts.values()) == sum(exact.values())
    assert all(abs(counts[name] - value) < 1 for name, value in exact.items())
