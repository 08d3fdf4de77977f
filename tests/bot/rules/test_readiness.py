"""Readiness: what moves an estimate, what must not, and that it says no more than it knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.abilities import Ability, newcomer, replay
from bot.rules.draws import draws_of
from bot.rules.evidence import evidence
from bot.rules.items import Item
from bot.rules.readiness import Readiness, Record, Scale, assess, cuts, evidence_behind, expected, spread_of, worth
from bot.rules.sessions import Response
from tests.bot.specimens import SHARES, item

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
FLOORS = ((0.6, 0.25), (0.16, 0.1), (0.08, 1 / 60), (0.08, 1 / 24), (0.08, 0.25))
SCALE = Scale((0.28, 0.26, 0.22, 0.24), 50, 100, 1000, 720, FLOORS)
BANK = tuple(item(f"mla-d{d}-{n:04}", domain=d, task=f"{d}.1", difficulty=1 + n % 5) for d in SHARES for n in range(60))
ITEMS = {(one.id, 1): one for one in BANK}
BY_TURN = tuple(BANK[place % 4 * 60 + place // 4] for place in range(len(BANK)))
"""The bank with the domains in turn."""


def answer(one: Item, *, right: bool, minute: int, seconds: int | None = 60, version: int = 1) -> Response:
    """Maya's answer to an item, so many minutes after the start."""
    at = AT + timedelta(minutes=minute)
    return Response("g", "s", one.id, version, "maya", ("B",), right, float(right), at, at.date(), seconds)


def estimate(answers: Sequence[Response], *, idle: float = 0, exam_day: date | None = None) -> Readiness:
    """What these answers come to, so many days after the last."""
    counted = evidence(answers, {}, ITEMS)
    beliefs = replay(counted, ITEMS, tuple(SHARES))
    held = [sum(one.domain == domain for one in counted) for domain in SHARES]
    times = [one.at for one in counted]
    record = Record(tuple(held), max(times, default=None))
    at = max(times, default=AT) + timedelta(days=idle)
    ability = beliefs.abilities.get("maya") or newcomer(len(SHARES))
    return assess(ability, record, SCALE, member="maya", at=at, exam_day=exam_day)


def some(count: int, *, share: float, start: int = 0) -> list[Response]:
    """So many first answers over all domains, this share of them right."""
    return [
        answer(one, right=(number * share) % 1 < share, minute=start + number)
        for number, one in enumerate(BY_TURN[:count])
    ]


def test_nobody_is_told_a_chance_without_answers() -> None:
    found = estimate([])

    assert found.evidence == "not enough"
    assert found.told is None
    assert found.low < 550, "nearly everything is possible"
    assert found.high > 800


def test_twenty_answers_are_needed_and_three_in_each_domain() -> None:
    assert estimate(some(19, share=0.7)).evidence == "not enough"
    lopsided = [answer(one, right=True, minute=n) for n, one in enumerate(BANK[:58])]
    assert estimate(lopsided).evidence == "not enough"


@pytest.mark.parametrize(("share", "told"), [(1.0, 0.97), (0.0, 0.03)])
def test_who_has_everything_right_or_wrong_is_told_so(share: float, told: float) -> None:
    """Their ability is far from known, and that does not matter."""
    found = estimate(some(150, share=share))

    assert found.spread > 0.38
    assert (found.evidence, found.told) == ("preliminary", told)
    assert estimate(some(19, share=share)).told is None, "nineteen answers stay too few"


def test_evidence_grows_from_preliminary_to_solid_and_ages() -> None:
    assert estimate(some(60, share=0.7)).evidence in {"preliminary", "not enough"}
    assert estimate(some(200, share=0.7)).evidence == "solid"
    assert estimate(some(200, share=0.7), idle=15).evidence == "preliminary"


def test_sixty_right_answers_to_questions_already_seen_do_not_move_it() -> None:
    first = some(80, share=0.6)
    again = [answer(one, right=True, minute=500 + n) for n, one in enumerate(BY_TURN[:60])]

    assert estimate([*first, *again]) == estimate(first)


@pytest.mark.parametrize("right", [True, False])
def test_forty_rapid_answers_do_not_move_it(right: bool) -> None:
    first = some(80, share=0.6)
    rapid = [answer(one, right=right, minute=500 + n, seconds=3) for n, one in enumerate(BY_TURN[80:120])]

    assert estimate([*first, *rapid]) == estimate(first)


@settings(deadline=None, max_examples=40)
@given(share=st.floats(0.2, 0.9), before=st.integers(0, 120), more=st.integers(1, 40))
def test_more_right_first_answers_never_lower_it(share: float, before: int, more: int) -> None:
    first = some(before, share=share)
    right = [answer(one, right=True, minute=before + n) for n, one in enumerate(BY_TURN[before : before + more])]

    assert estimate([*first, *right]).chance >= estimate(first).chance


@settings(deadline=None, max_examples=40)
@given(share=st.floats(0.2, 0.9), count=st.integers(20, 160), months=st.integers(1, 24))
def test_idle_months_never_raise_it(share: float, count: int, months: int) -> None:
    answers = some(count, share=share)

    assert estimate(answers, idle=30 * months + 7).chance <= estimate(answers, idle=7).chance


@settings(deadline=None, max_examples=30)
@given(share=st.floats(0.2, 0.9), count=st.integers(0, 160))
def test_the_range_holds_the_mean_and_lies_on_the_scale(share: float, count: int) -> None:
    found = estimate(some(count, share=share))

    assert 100 <= found.low <= found.scaled <= found.high <= 1000
    assert 0 <= found.chance <= 1
    assert found.told is None or 0.03 <= found.told <= 0.97


def test_it_does_not_flicker_and_two_members_alike_differ_by_little() -> None:
    answers = some(100, share=0.65)
    other = [replace(one, member="lin") for one in answers]
    counted = evidence(other, {}, ITEMS)
    ability = replay(counted, ITEMS, tuple(SHARES)).abilities["lin"]
    record = Record((25, 25, 25, 25), counted[-1].at)

    mine = estimate(answers)
    assert estimate(answers) == mine
    assert assess(ability, record, SCALE, member="lin", at=counted[-1].at).chance == pytest.approx(
        mine.chance, abs=0.02
    )


def test_an_exam_in_the_past_counts_as_today_and_a_far_one_is_less_certain() -> None:
    answers = some(150, share=0.65)
    today = estimate(answers, exam_day=AT.date())

    assert estimate(answers, exam_day=AT.date() - timedelta(days=400)) == today
    far = estimate(answers, exam_day=AT.date() + timedelta(days=120))
    assert far.high - far.low > today.high - today.low


@pytest.mark.parametrize("logits", [-60.0, -4.0, 0.0, 4.0, 60.0])
def test_no_ability_breaks_the_formulas(logits: float) -> None:
    spread = newcomer(4).spread
    found = assess(
        Ability((logits, 0.0, 0.0, 0.0, 0.0), spread, AT),
        Record((10, 10, 10, 10), AT),
        SCALE,
        member="m",
        at=AT,
    )
    assert 100 <= found.low <= found.high <= 1000
    assert 0 < expected(logits, SCALE) < 1
    assert worth(logits, 0.25, SCALE) >= 0


def test_what_is_worth_studying_is_where_one_can_still_gain() -> None:
    assert worth(0.0, 0.28, SCALE) > worth(0.0, 0.22, SCALE)
    assert worth(0.0, 0.28, SCALE) > worth(3.0, 0.28, SCALE)


def test_a_scale_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="add up"):
        Scale((0.5, 0.2), 50, 100, 1000, 720, FLOORS)
    with pytest.raises(ValueError, match="pass mark"):
        Scale((0.5, 0.5), 50, 100, 1000, 1000, FLOORS)


def test_nothing_at_all_is_not_enough() -> None:
    assert spread_of(newcomer(4), SCALE) > 0.9
    assert evidence_behind(Record((), None), 0.1, AT) == "not enough"


@pytest.mark.parametrize("passing", [1, 20, 80, 130, 180, 199])
def test_the_pass_mark_that_is_assumed_is_the_packs_own(passing: int) -> None:
    """It is told as such, so that it is the middle of what an estimate plays; and nothing beyond all right passes."""
    scale = replace(SCALE, low=0, high=200, passing=passing)
    played = cuts(draws_of("maya")["cut"], scale)

    assert played.mean() == pytest.approx(scale.cut)
    assert 0 < played.min() < scale.cut < played.max() < 1
