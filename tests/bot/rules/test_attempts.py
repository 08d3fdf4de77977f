"""A member's go at a mock exam: the clock, its two warnings, and an order of one's own."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.attempts import Attempt, minutes_for, turns
from bot.rules.items import Case
from tests.bot.specimens import item, pack

START = datetime(2026, 11, 27, 11, 0, tzinfo=UTC)
EXAM = pack().exam
CASES = (Case("case-1", 1, "One", "A scenario."), Case("case-2", 1, "Two", "Another scenario."))

spans = st.timedeltas(timedelta(seconds=1), timedelta(hours=5))


def attempt(lasts: timedelta | None = timedelta(minutes=130)) -> Attempt:
    return Attempt("g", "s", "maya", "exam", START, None if lasts is None else START + lasts)


def test_the_last_tenth_and_the_last_two_minutes_are_told() -> None:
    taken = attempt(timedelta(minutes=130))

    assert taken.warnings == (START + timedelta(minutes=117), START + timedelta(minutes=128))


def test_in_a_short_exam_two_minutes_come_before_a_tenth() -> None:
    taken = attempt(timedelta(minutes=10))

    assert taken.warnings == (START + timedelta(minutes=8), START + timedelta(minutes=9))


def test_where_a_tenth_is_two_minutes_it_is_told_once() -> None:
    assert attempt(timedelta(minutes=20)).warnings == (START + timedelta(minutes=18),)


def test_who_has_two_minutes_or_less_is_not_told_so_at_the_start() -> None:
    assert attempt(timedelta(minutes=2)).warnings == (START + timedelta(seconds=108),)


@given(spans)
def test_warnings_come_in_order_within_the_attempt(lasts: timedelta) -> None:
    taken = attempt(lasts)
    assert taken.ends_at is not None

    assert list(taken.warnings) == sorted(set(taken.warnings))
    assert all(START < due < taken.ends_at for due in taken.warnings)


@given(spans)
def test_the_clock_has_each_warning_and_then_the_end_to_do_and_nothing_once_it_is_handed_in(
    lasts: timedelta,
) -> None:
    taken = attempt(lasts)
    done = []
    while taken.next_at is not None and taken.next_at != taken.ends_at:
        done.append(taken.next_at)
        taken = taken.warned_by(taken.next_at)

    assert tuple(done) == taken.warnings
    assert taken.next_at == taken.ends_at
    assert replace(taken, handed_in_at=taken.ends_at).next_at is None


def test_after_an_outage_both_warnings_count_as_one_and_none_is_taken_back() -> None:
    late = attempt().warned_by(START + timedelta(minutes=129))

    assert late.warned == 2
    assert late.warned_by(START).warned == 2


def test_an_answer_counts_until_the_last_instant_and_not_at_it() -> None:
    taken = attempt()
    assert taken.ends_at is not None

    assert taken.open_at(taken.ends_at - timedelta(microseconds=1))
    assert not taken.open_at(taken.ends_at)
    assert not replace(taken, handed_in_at=START).open_at(START + timedelta(minutes=1))


def test_the_time_left_is_never_less_than_none() -> None:
    taken = attempt(timedelta(minutes=40))

    assert taken.left(START + timedelta(minutes=15)) == timedelta(minutes=25)
    assert taken.left(START + timedelta(days=2)) == timedelta(0)


def test_without_a_clock_nothing_is_ever_up() -> None:
    taken = attempt(None)

    assert (taken.warnings, taken.next_at, taken.left(START)) == ((), None, None)
    assert taken.open_at(START + timedelta(days=400))


@pytest.mark.parametrize(("timer", "length", "minutes"), [(130, 65, 130), (170, 20, 53), (130, 10, 20), (1, 1, 1)])
def test_a_mock_has_its_share_of_the_exams_minutes(timer: int, length: int, minutes: int) -> None:
    assert minutes_for(EXAM, timer, length) == minutes


@given(st.integers(1, 300), st.integers(1, 200))
def test_nobody_has_less_time_for_a_question_than_in_the_exam(timer: int, length: int) -> None:
    minutes = minutes_for(EXAM, timer, length)

    assert minutes * EXAM.questions >= timer * length
    assert (minutes - 1) * EXAM.questions < timer * length or minutes == 1


forms = st.lists(st.sampled_from(["-", "1", "2"]), min_size=1, max_size=12)


@given(forms, st.text(max_size=6))
def test_everybodys_order_holds_the_same_items_with_each_case_together_and_in_its_order(
    marks: list[str], seed: str
) -> None:
    names = [f"i{n}" for n in range(len(marks))]
    cases = {"-": None, "1": CASES[0], "2": CASES[1]}
    items = {name: item(name, case=cases[mark]) for name, mark in zip(names, marks, strict=True)}
    # A form has the questions of a case side by side.
    form = sorted(names, key=lambda name: case.id if (case := items[name].case) else "")

    dealt = turns(form, items, seed=seed)

    assert sorted(dealt) == sorted(form)
    for case in CASES:
        members = [name for name in form if items[name].case == case]
        places = [dealt.index(name) for name in members]
        first = min(places, default=0)
        assert places == list(range(first, first + len(places)))
    assert dealt == turns(form, items, seed=seed)


def test_two_members_of_a_group_have_different_orders() -> None:
    items = {f"i{n}": item(f"i{n}") for n in range(20)}

    assert len({turns(tuple(items), items, seed=f"s {member}") for member in ("ada", "ben", "maya", "lin")}) == 4
