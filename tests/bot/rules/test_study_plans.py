"""Study plans: every day before the exam and none after, humane loads, shares kept, mocks weekly, free days free."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.cells import Cell
from bot.rules.study_plans import (
    APART,
    BEHIND,
    FARTHEST,
    FULLS,
    LEAST,
    LIGHT,
    MOST,
    REST,
    WEEKEND,
    MockKind,
    StudyDay,
    load_of,
    plan_back,
    weights_of,
)

MONDAY = date(2026, 11, 23)
EVEN = {"1": 250, "2": 250, "3": 250, "4": 250}
DAYS = st.integers(0, 400).map(lambda n: MONDAY + timedelta(days=n))
WEEKDAYS = st.frozensets(st.integers(0, 6), min_size=1)
WEIGHTS = st.lists(st.integers(1, 700), min_size=1, max_size=6).map(
    lambda found: {str(n): weight for n, weight in enumerate(found, 1)}
)


@st.composite
def plans(draw: st.DrawFn) -> tuple[tuple[StudyDay, ...], date, date, frozenset[int], Mapping[str, int], int]:
    """A plan with today, the exam day, the study days, the weights and the load it was made for."""
    today, ahead, on = draw(DAYS), draw(st.integers(-30, 250)), draw(WEEKDAYS)
    weights, load = draw(WEIGHTS), draw(st.integers(LEAST, MOST))
    exam_day = today + timedelta(days=ahead)
    mini_on = draw(st.none() | st.integers(0, 6))
    made = plan_back(weights, today=today, exam_day=exam_day, on=on, mini_on=mini_on, load=load)
    return made, today, exam_day, on, weights, load


@given(plans())
def test_every_day_before_the_exam_has_a_line_and_none_after(
    found: tuple[tuple[StudyDay, ...], date, date, frozenset[int], Mapping[str, int], int],
) -> None:
    made, today, exam_day, *_ = found

    assert [one.day for one in made] == [
        today + timedelta(days=n) for n in range(max(0, min(FARTHEST, (exam_day - today).days)))
    ]
    assert all(one.day < exam_day for one in made)


@given(plans())
def test_loads_are_humane_light_days_hold_and_free_days_are_free(
    found: tuple[tuple[StudyDay, ...], date, date, frozenset[int], Mapping[str, int], int],
) -> None:
    made, _, exam_day, on, _, load = found
    studied = (on - WEEKEND) or on

    for one in made:
        assert one.total <= load <= MOST
        assert one.light == (exam_day - one.day == timedelta(days=1))
        if one.light:
            assert one.total <= LIGHT
            assert one.mock == ""
        if one.mock:
            assert one.total == 0, "a mock exam is all there is to do"
        if one.day.weekday() not in studied:
            assert (one.total, one.mock) == (0, "")
        elif not one.mock and not one.light:
            assert one.total == load


@given(plans())
def test_each_domain_gets_its_share_from_the_first_day_on(
    found: tuple[tuple[StudyDay, ...], date, date, frozenset[int], Mapping[str, int], int],
) -> None:
    made, _, _, _, weights, _ = found
    given_: Counter[str] = Counter()

    for one in made:
        assert set(one.questions) <= set(weights)
        assert all(one.questions.values())
        given_.update(one.questions)
        for domain, weight in weights.items():
            owed = given_.total() * weight / sum(weights.values())
            assert given_[domain] < owed + 1, "never one ahead of its share"
            assert given_[domain] > owed - len(weights), "nor far behind"


@given(plans())
def test_each_week_has_a_mini_mock_and_each_of_the_last_a_full_one(
    found: tuple[tuple[StudyDay, ...], date, date, frozenset[int], Mapping[str, int], int],
) -> None:
    made, _, exam_day, *_ = found
    weeks: dict[int, list[StudyDay]] = {}
    for one in made:
        weeks.setdefault(((exam_day - one.day).days - 1) // 7, []).append(one)

    assert all(one.mock == "" for one in made if (exam_day - one.day).days <= REST)
    for week, days in weeks.items():
        mocks = Counter(one.mock for one in days if one.mock)
        assert max(mocks.values(), default=0) <= 1
        assert not mocks["full"] or week < FULLS
    for kind in ("mini", "full"):
        held = [one.day for one in made if one.mock == kind]
        assert all(later - day >= APART for day, later in itertools.pairwise(held))


@given(DAYS, st.integers(22, 100), st.none() | st.integers(0, 6))
def test_with_five_study_days_no_week_is_without(today: date, ahead: int, mini_on: int | None) -> None:
    exam_day = today + timedelta(days=ahead)
    made = plan_back(EVEN, today=today, exam_day=exam_day, on=frozenset(range(5)), mini_on=mini_on)
    weeks: dict[int, set[str]] = {}
    for one in made:
        weeks.setdefault(((exam_day - one.day).days - 1) // 7, set()).add(one.mock)

    whole = range(ahead // 7)
    assert all("full" in weeks[week] for week in whole if week < FULLS)
    assert all("mini" in weeks[week] for week in whole if week > 0)


@given(plans(), st.integers(1, 30))
def test_mock_exams_keep_their_days_while_time_goes_by(
    found: tuple[tuple[StudyDay, ...], date, date, frozenset[int], Mapping[str, int], int], passed: int
) -> None:
    made, today, exam_day, on, weights, load = found
    before = plan_back(weights, today=today, exam_day=exam_day, on=on, load=load)
    now = today + timedelta(days=passed)
    after = plan_back(weights, today=now, exam_day=exam_day, on=on, load=load)

    last = made[-1].day if made else today
    assert [(one.day, one.mock) for one in before if one.mock and one.day >= now] == [
        (one.day, one.mock) for one in after if one.mock and one.day <= last
    ]


def test_the_mini_mock_is_on_the_groups_day_and_the_full_one_in_the_middle_of_the_week() -> None:
    exam_day = MONDAY + timedelta(days=28)
    made = plan_back(EVEN, today=MONDAY, exam_day=exam_day, on=frozenset(range(7)), mini_on=1)

    assert [(one.day.isoformat(), one.mock) for one in made if one.mock] == [
        ("2026-11-24", "mini"),
        ("2026-12-01", "mini"),
        ("2026-12-03", "full"),
        ("2026-12-08", "mini"),
        ("2026-12-10", "full"),
        ("2026-12-15", "mini"),
        ("2026-12-17", "full"),
    ]


def test_where_there_is_room_for_one_mock_exam_alone_it_is_the_full_one() -> None:
    made = plan_back(EVEN, today=MONDAY, exam_day=MONDAY + timedelta(days=22), on=frozenset({1}))

    assert [one.mock for one in made if one.mock] == ["full", "full", "full"]


@pytest.mark.parametrize("kind", ["mini", "full"])
def test_a_mock_exam_that_was_taken_this_week_does_not_come_again(kind: MockKind) -> None:
    exam_day = MONDAY + timedelta(days=7)
    before = plan_back(EVEN, today=MONDAY, exam_day=exam_day, on=frozenset(range(7)))
    after = plan_back(EVEN, today=MONDAY, exam_day=exam_day, on=frozenset(range(7)), taken=[(MONDAY, kind)])

    assert kind in {one.mock for one in before}
    assert kind not in {one.mock for one in after}
    assert {one.mock for one in before} - {kind} == {one.mock for one in after} - {kind}


@given(st.integers(0, 40))
def test_what_was_done_today_is_not_asked_again(done: int) -> None:
    today = MONDAY + timedelta(days=1)
    exam_day = today + timedelta(days=40)
    made = plan_back(EVEN, today=today, exam_day=exam_day, on=frozenset(range(5)), load=12, done=done)

    assert made[0].total == max(0, 12 - done)
    assert {one.total for one in made[1:] if one.total and not one.light} == {12}


def test_a_group_that_studies_on_weekends_alone_has_its_plan_there() -> None:
    made = plan_back(EVEN, today=MONDAY, exam_day=MONDAY + timedelta(days=14), on=WEEKEND)

    assert {one.day.weekday() for one in made if one.total or one.mock} == {5, 6}


@given(
    st.integers(0, 400),
    st.none() | st.floats(0, 1),
    st.integers(-10, 300),
    st.frozensets(st.integers(0, 6), min_size=1),
)
def test_the_load_stays_within_what_one_can_keep_up(
    answers: int, chance: float | None, ahead: int, on: frozenset[int]
) -> None:
    exam_day = MONDAY + timedelta(days=ahead)
    found = load_of(answers=answers, chance=chance, today=MONDAY, exam_day=exam_day, on=on)

    assert LEAST <= found <= MOST
    assert load_of(answers=answers + 20, chance=chance, today=MONDAY, exam_day=exam_day, on=on) <= found
    if chance is None or chance < 0.6:
        assert found >= BEHIND


def test_a_load_is_spread_over_the_study_days_that_are_left() -> None:
    exam_day = MONDAY + timedelta(days=28)
    work = frozenset(range(5))

    assert load_of(answers=60, chance=0.7, today=MONDAY, exam_day=exam_day, on=work) == 7, "140 over 20 days"
    assert load_of(answers=199, chance=0.7, today=MONDAY, exam_day=exam_day, on=work) == LEAST


def test_questions_go_half_by_the_exam_and_half_where_most_is_to_be_gained() -> None:
    shares = {"1": Fraction(1, 2), "2": Fraction(1, 2)}
    cells = [Cell("1", 0.9, 0.8, 0.95, 40, "", 0, 0.3), Cell("2", 0.5, 0.4, 0.6, 40, "", 30, 0.3)]

    assert weights_of(cells, shares) == {"1": 250, "2": 750}
    nothing = [Cell(domain, 0.9, 0.8, 0.95, 40, "", 0, 0.3) for domain in shares]
    assert weights_of(nothing, shares) == {"1": 500, "2": 500}
