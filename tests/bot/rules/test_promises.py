"""Promises of readiness: time alone never raises it, no right answer lowers it, and no wrong one raises it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.abilities import Ability, newcomer, replay
from bot.rules.evidence import evidence
from bot.rules.readiness import Readiness, Record, assess
from bot.rules.sessions import Response
from bot.rules.trends import FORTNIGHT, trend
from tests.bot.rules.test_readiness import AT, BY_TURN, ITEMS, SCALE, answer
from tests.bot.specimens import SHARES

DAY, EXACT = 24 * 60, 1e-9
NEARLY = 0.02
"""What the luck of 600 draws makes between two members alike.

More learned is more to forget, and beliefs are kept normal, which real ones are not quite: so an answer long ago can
move the chance the wrong way, in 4,500 records drawn at random by 0.014 at most.
"""

STINTS = st.lists(
    st.tuples(st.sampled_from([0, 1, 5, 20, 60, 120, 400]), st.sampled_from([0.1, 1, 10, 30, 60]), st.integers(1, 40)),
    min_size=1,
    max_size=4,
)
"""Days away, days of study after them, and how many answers there."""


def record(stints: Sequence[tuple[int, float, int]], share: float) -> list[Response]:
    """First answers over all domains in these stints, this share of them right."""
    answers: list[Response] = []
    start = 0.0
    for away, lasting, count in stints:
        start += away * DAY
        for place in range(count):
            number = len(answers)
            minute = round(start + place * lasting * DAY / count)
            answers.append(answer(BY_TURN[number], right=(number * share) % 1 < share, minute=minute))
        start += lasting * DAY
    return answers


def believed(answers: Sequence[Response]) -> tuple[Ability, Record]:
    """What is believed of Maya after these answers, and the answers in short."""
    counted = evidence(answers, {}, ITEMS)
    ability = replay(counted, ITEMS, tuple(SHARES)).abilities.get("maya") or newcomer(len(SHARES))
    times = [one.at for one in counted]
    held = tuple(sum(one.domain == domain for one in counted) for domain in SHARES)
    return ability, Record(held, max(times, default=None))


def seen(answers: Sequence[Response], day: float, exam: date | None = None) -> Readiness:
    """The estimate so many days after the start."""
    return assess(*believed(answers), SCALE, member="maya", at=AT + timedelta(days=day), exam_day=exam)


def last_day(answers: Sequence[Response]) -> float:
    """When the last answer was given, in days from the start."""
    return max((one.at - AT) / timedelta(days=1) for one in answers)


def evenly(count: int, *, days: float, share: float, start: float = 0) -> list[Response]:
    """So many answers over so many days."""
    return [
        answer(BY_TURN[n], right=(n * share) % 1 < share, minute=int((start + n * days / count) * DAY))
        for n in range(count)
    ]


# --- time alone ----------------------------------------------------------------------------------


@settings(deadline=None, max_examples=60)
@given(STINTS, st.floats(0.1, 0.95), st.integers(0, 400), st.integers(0, 400), st.none() | st.integers(-10, 500))
def test_idle_days_never_raise_it(
    stints: list[tuple[int, float, int]], share: float, idle: int, more: int, exam_in: int | None
) -> None:
    answers = record(stints, share)
    exam = None if exam_in is None else AT.date() + timedelta(days=int(last_day(answers)) + exam_in)
    sooner = seen(answers, last_day(answers) + idle, exam)
    later = seen(answers, last_day(answers) + idle + more, exam)

    assert later.chance <= sooner.chance + EXACT
    assert later.scaled <= sooner.scaled


# --- one more answer -----------------------------------------------------------------------------


@settings(deadline=None, max_examples=60)
@given(STINTS, st.floats(0.1, 0.95), st.floats(0, 1), st.integers(0, 239), st.integers(0, 400))
def test_one_more_answer_anywhere_moves_it_its_own_way(
    stints: list[tuple[int, float, int]], share: float, part: float, item: int, idle: int
) -> None:
    """From a hundred days before the first answer to the day of the look."""
    answers = record(stints, share)
    look = last_day(answers) + idle
    minute = int((part * (look + 100) - 100) * DAY)
    one = BY_TURN[item if item >= len(answers) else -1 - item]
    right, wrong = (
        sorted([*answers, answer(one, right=way, minute=minute)], key=lambda each: each.at) for way in (True, False)
    )
    found = seen(answers, look).chance

    assert seen(right, look).chance >= found - NEARLY
    assert seen(wrong, look).chance <= found + NEARLY


@settings(deadline=None, max_examples=60)
@given(STINTS, st.floats(0.1, 0.95), st.integers(0, 239), st.integers(0, 400), st.none() | st.integers(-10, 500))
def test_an_answer_now_moves_it_its_own_way_without_any_doubt(
    stints: list[tuple[int, float, int]], share: float, item: int, idle: int, exam_in: int | None
) -> None:
    answers = record(stints, share)
    look = last_day(answers) + idle
    exam = None if exam_in is None else AT.date() + timedelta(days=int(look) + exam_in)
    one = BY_TURN[item if item >= len(answers) else -1 - item]
    right, wrong = ([*answers, answer(one, right=way, minute=int(look * DAY))] for way in (True, False))
    found = seen(answers, look, exam).chance

    assert seen(right, look, exam).chance >= found - EXACT
    assert seen(wrong, look, exam).chance <= found + EXACT


# --- found before --------------------------------------------------------------------------------


@pytest.mark.parametrize("idle", [60, 90, 120])
def test_one_wrong_answer_after_idle_months_is_no_way_up(idle: int) -> None:
    before = evenly(160, days=30, share=0.6)
    at, look = (30 + idle) * DAY, 30 + idle + 0.125
    after = [*before, answer(BY_TURN[200], right=False, minute=at)]
    since = AT + timedelta(days=look) - FORTNIGHT
    changed = trend(believed(before)[0], believed(after)[0], SCALE, since=since, at=since + FORTNIGHT)

    assert seen(after, look).chance < seen(before, look).chance < seen(before, 30).chance
    assert changed is not None
    assert changed.change < 0
    assert changed.told != "up"


@pytest.mark.parametrize("idle", [0, 7, 14, 30, 60, 90])
def test_one_right_answer_long_before_the_others_does_not_lower_it(idle: int) -> None:
    others = evenly(80, days=80 / 24, share=0.7, start=100)
    look = last_day(others) + idle

    assert seen([answer(BY_TURN[200], right=True, minute=0), *others], look).chance >= seen(others, look).chance


@pytest.mark.parametrize("days", [0.1, 1, 5, 16])
def test_idle_weeks_raise_no_short_record(days: float) -> None:
    answers = evenly(160, days=days, share=0.65)
    chances = [seen(answers, days + idle).chance for idle in (0, 1, 7, 14, 30, 45, 60, 90, 180, 365)]

    assert chances == sorted(chances, reverse=True)


@pytest.mark.parametrize("share", [0.75, 0.85])
def test_an_exam_that_comes_nearer_raises_nothing_by_itself(share: float) -> None:
    answers, exam = evenly(160, days=5, share=share), AT.date() + timedelta(days=185)
    chances = [seen(answers, 5 + idle, exam).chance for idle in (0, 7, 37, 67, 97, 180, 200)]

    assert chances == sorted(chances, reverse=True)
