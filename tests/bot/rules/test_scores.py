"""What an attempt adds up to: as the exam counts it, and on the exam's own scale."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.items import Item
from bot.rules.scores import Part, Score, cut_of, scaled, score
from bot.rules.sessions import Response
from tests.bot.mock_specimens import key_of, mock_pack, wrong_of
from tests.bot.specimens import SHARES, pack

AT = datetime(2026, 11, 27, 11, 0, tzinfo=UTC)
EXAM = pack().exam
ITEMS = mock_pack(7, pilots=1).items
TYPES = ("multiple_choice", "multiple_response", "ordering", "matching")


def response(asked: Item, *, right: bool, near: float = 0.0, sure: int = 0, seconds: int | None = None) -> Response:
    answer = key_of(asked) if right else wrong_of(asked)
    day = AT.date()
    return Response("g", "s", asked.id, 1, "maya", answer, right, near, AT, day, seconds=seconds, sure=sure)


@st.composite
def sittings(draw: st.DrawFn) -> tuple[list[Item], frozenset[str], dict[str, bool | None]]:
    """Some items, which of them do not count, and how each was answered: right, wrong or not at all."""
    items = draw(st.lists(st.sampled_from(ITEMS), min_size=1, max_size=30, unique_by=lambda one: one.id))
    unscored = draw(st.sets(st.sampled_from([one.id for one in items])))
    verdicts = {one.id: draw(st.sampled_from([True, False, None])) for one in items}
    return items, frozenset(unscored), verdicts


def added(items: list[Item], unscored: frozenset[str], verdicts: dict[str, bool | None]) -> Score:
    told = [(one, verdicts[one.id]) for one in items]
    return score(items, unscored, {one.id: response(one, right=right) for one, right in told if right is not None})


@given(sittings())
def test_a_score_is_what_counting_on_ones_fingers_gives(
    sitting: tuple[list[Item], frozenset[str], dict[str, bool | None]],
) -> None:
    items, unscored, verdicts = sitting
    total = added(*sitting)

    right = of = 0
    by_domain: dict[str, list[int]] = {}
    by_task: dict[str, list[int]] = {}
    for asked in items:
        hit = 1 if verdicts[asked.id] else 0
        scored = asked.id not in unscored
        right, of = right + hit * scored, of + scored
        for parts, name in ((by_domain, asked.domain), (by_task, asked.task)):
            if parts is by_domain and not scored:
                continue
            part = parts.setdefault(name, [0, 0])
            part[0] += hit
            part[1] += 1
    assert (total.right, total.total) == (right, of)
    assert total.domains == tuple(Part(name, *by_domain[name]) for name in sorted(by_domain))
    assert total.tasks == tuple(Part(name, *by_task[name]) for name in sorted(by_task))
    assert total.fraction == (right / of if of else 0)
    assert total.wrong == tuple(one.id for one in items if not verdicts[one.id])
    assert total.answered == sum(verdict is not None for verdict in verdicts.values())


@given(sittings(), st.data())
def test_what_is_on_trial_never_matters(
    sitting: tuple[list[Item], frozenset[str], dict[str, bool | None]], data: st.DataObject
) -> None:
    items, unscored, verdicts = sitting
    others = {name: data.draw(st.sampled_from([True, False, None])) for name in sorted(unscored)}

    before, after = added(items, unscored, verdicts), added(items, unscored, verdicts | others)
    without = added([one for one in items if one.id not in unscored], frozenset(), verdicts)
    for one in (after, without):
        assert (one.right, one.total, one.domains) == (before.right, before.total, before.domains)


@given(sittings())
def test_the_tasks_do_not_tell_which_questions_were_on_trial(
    sitting: tuple[list[Item], frozenset[str], dict[str, bool | None]],
) -> None:
    items, unscored, verdicts = sitting

    assert added(items, unscored, verdicts).tasks == added(items, frozenset(), verdicts).tasks


@given(sittings())
def test_it_is_compensatory_and_blanks_are_wrong_without_a_penalty(
    sitting: tuple[list[Item], frozenset[str], dict[str, bool | None]],
) -> None:
    items, unscored, verdicts = sitting
    total = added(*sitting)

    guessed = added(items, unscored, {name: verdict or False for name, verdict in verdicts.items()})
    assert guessed.right == total.right, "a wrong guess costs no more than a blank"
    assert total.right == sum(part.right for part in total.domains)


@pytest.mark.parametrize("of_type", TYPES)
def test_a_question_that_is_nearly_right_is_wrong(of_type: str) -> None:
    asked = next(one for one in ITEMS if one.problem.type == of_type)
    near = replace(response(asked, right=False), near=0.9)

    total = score([asked], frozenset(), {asked.id: near})
    assert (total.right, total.total) == (0, 1)
    assert total.near == (asked.id,)
    assert total.wrong == (asked.id,)


def test_each_question_of_a_case_counts_on_its_own() -> None:
    case = [one for one in ITEMS if one.case is not None and one.domain == "1"]
    assert len(case) == 3
    given_ones = {one.id: response(one, right=number != 1) for number, one in enumerate(case)}

    total = score(case, frozenset(), given_ones)
    assert (total.right, total.total) == (2, 3)
    assert total.wrong == (case[1].id,)


def test_who_was_sure_and_wrong_is_told_so_and_who_guessed_is_not() -> None:
    first, second, third, fourth = ITEMS[:4]
    given_ones = {
        first.id: response(first, right=False, sure=3, seconds=40),
        second.id: response(second, right=False, sure=1, seconds=20),
        third.id: response(third, right=True, sure=3),
    }

    total = score([first, second, third, fourth], frozenset({first.id}), given_ones)
    assert total.misjudged == (first.id,), "of items on trial too: nothing shows which they are"
    assert (total.times, total.answered) == ({first.id: 40, second.id: 20}, 3)
    assert total.wrong == (first.id, second.id, fourth.id)


def test_nothing_scored_is_no_share_at_all() -> None:
    asked = ITEMS[0]

    total = score([asked], frozenset({asked.id}), {asked.id: response(asked, right=True)})
    assert (total.right, total.total, total.fraction, total.domains) == (0, 0, 0.0, ())


def test_the_scale_has_its_ends_and_its_cut_where_the_exam_has_them() -> None:
    assert [scaled(share, EXAM) for share in (0, cut_of(EXAM), 1)] == [100, 720, 1000]
    assert cut_of(EXAM) == pytest.approx(0.6889, abs=1e-4)


def test_one_right_answer_more_never_lowers_the_score_and_decides_at_the_cut_alone() -> None:
    steps = [scaled(right / 50, EXAM) for right in range(51)]

    assert all(low < high for low, high in pairwise(steps))
    assert next(right for right, value in enumerate(steps) if value >= EXAM.passing) == 35


@given(st.floats(0, 1), st.floats(0, 1), st.integers(101, 999))
def test_more_is_never_less_on_any_scale(one: float, other: float, passing: int) -> None:
    exam = replace(EXAM, passing=passing)
    low, high = sorted((one, other))

    assert 100 <= scaled(low, exam) <= scaled(high, exam) <= 1000
    assert (scaled(0, exam), scaled(cut_of(exam), exam), scaled(1, exam)) == (100, passing, 1000)


def test_every_domain_of_the_exam_has_its_part() -> None:
    total = score(ITEMS, frozenset(), {})

    assert [part.id for part in total.domains] == list(SHARES)
    assert len(total.tasks) == 12
    assert total.right == 0
