"""A streak counts study days, in the group's own calendar, and rest days never break it."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.streaks import EVERY_DAY, streak

MONDAY = date(2026, 11, 23)
WEEKDAYS = frozenset(range(5))

dates = st.dates(date(2026, 10, 1), date(2026, 12, 31))
histories = st.sets(dates, max_size=40)
study = st.sets(st.integers(0, 6), min_size=1).map(frozenset)


def back(*days: int) -> set[date]:
    return {MONDAY - timedelta(days=n) for n in days}


def test_nobody_starts_with_a_streak() -> None:
    assert streak(set(), today=MONDAY) == 0


def test_today_counts_at_once_and_yesterday_still_counts_while_today_is_open() -> None:
    assert streak(back(0), today=MONDAY) == 1
    assert streak(back(1, 2), today=MONDAY) == 2
    assert streak(back(0, 1, 2), today=MONDAY) == 3


def test_a_missed_study_day_ends_it() -> None:
    assert streak(back(0, 2, 3), today=MONDAY) == 1
    assert streak(back(2, 3), today=MONDAY) == 0


def test_a_weekend_off_does_not_hurt_a_group_that_studies_on_weekdays() -> None:
    friday_before = back(0, 3, 4)

    assert streak(friday_before, today=MONDAY, study_days=WEEKDAYS) == 3
    assert streak(friday_before, today=MONDAY) == 1


def test_studying_on_a_rest_day_helps() -> None:
    assert streak(back(0, 1, 2, 3), today=MONDAY, study_days=WEEKDAYS) == 4


@given(histories, dates, study)
def test_answering_today_never_shortens_a_streak_and_adds_at_most_a_day(
    days: set[date], today: date, study_days: frozenset[int]
) -> None:
    before, after = (streak(d, today=today, study_days=study_days) for d in (days, days | {today}))

    assert after == before + (today not in days)


@given(histories, dates, dates, study)
def test_one_more_day_in_the_past_never_shortens_a_streak(
    days: set[date], more: date, today: date, study_days: frozenset[int]
) -> None:
    assert streak(days | {more}, today=today, study_days=study_days) >= streak(days, today=today, study_days=study_days)


@given(histories, dates, study)
def test_fewer_study_days_never_shorten_a_streak(days: set[date], today: date, study_days: frozenset[int]) -> None:
    assert streak(days, today=today, study_days=study_days) >= streak(days, today=today, study_days=EVERY_DAY)


@given(histories, dates, st.integers(1, 8), study)
def test_moving_everything_by_weeks_changes_nothing(
    days: set[date], today: date, weeks: int, study_days: frozenset[int]
) -> None:
    moved = {day + timedelta(weeks=weeks) for day in days}

    assert streak(moved, today=today + timedelta(weeks=weeks), study_days=study_days) == streak(
        days, today=today, study_days=study_days
    )


@given(histories, dates, study)
def test_days_to_come_count_for_nothing(days: set[date], today: date, study_days: frozenset[int]) -> None:
    past = {day for day in days if day <= today}

    assert streak(days, today=today, study_days=study_days) == streak(past, today=today, study_days=study_days)
    assert streak(days, today=today, study_days=study_days) <= len(past)
