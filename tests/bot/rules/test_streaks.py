"""A streak counts days with something to answer, and no other day breaks it."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.streaks import missed, streak

MONDAY = date(2026, 11, 23)

dates = st.dates(date(2026, 10, 1), date(2026, 12, 31))
histories = st.sets(dates, max_size=40)


def back(*days: int) -> set[date]:
    return {MONDAY - timedelta(days=n) for n in days}


def length(days: set[date], asked: set[date], today: date = MONDAY) -> int:
    """The streak of somebody who answered on these days, where a question was asked and closed on those."""
    end = missed(days, asked=asked, until=today)
    return streak({day for day in days if day > end}, today=today)


def test_nobody_starts_with_a_streak() -> None:
    assert length(set(), set()) == 0
    assert length(set(), back(1, 2)) == 0


def test_today_counts_at_once_and_yesterday_still_counts_while_today_is_open() -> None:
    assert length(back(0), back(1)) == 1
    assert length(back(1, 2), back(0, 1, 2)) == 2
    assert length(back(0, 1, 2), back(0, 1, 2)) == 3


def test_a_missed_question_ends_it() -> None:
    assert length(back(0, 2, 3), back(1, 2, 3)) == 1
    assert length(back(2, 3), back(1, 2, 3)) == 0


def test_a_day_without_a_question_does_not_hurt() -> None:
    """A weekend, a pause, an hour at which nothing ran: nobody could have answered."""
    assert length(back(0, 3, 4), back(3, 4)) == 3
    assert length(back(0, 20, 21), back(20, 21)) == 3


def test_answering_on_a_day_without_a_question_helps() -> None:
    assert length(back(0, 1, 2, 3), back(3)) == 4


@given(histories, histories, dates)
def test_answering_today_never_shortens_a_streak_and_adds_at_most_a_day(
    days: set[date], asked: set[date], today: date
) -> None:
    before, after = (length(d, asked, today) for d in (days, days | {today}))

    assert after == before + (today not in days)


@given(histories, histories, dates, dates)
def test_one_more_day_in_the_past_never_shortens_a_streak(
    days: set[date], asked: set[date], more: date, today: date
) -> None:
    assert length(days | {more}, asked, today) >= length(days, asked, today)


@given(histories, histories, dates, dates)
def test_one_question_less_never_shortens_a_streak(days: set[date], asked: set[date], less: date, today: date) -> None:
    assert length(days, asked - {less}, today) >= length(days, asked, today)


@given(histories, histories, dates, st.integers(1, 60))
def test_moving_everything_changes_nothing(days: set[date], asked: set[date], today: date, by: int) -> None:
    def moved(those: set[date]) -> set[date]:
        return {day + timedelta(days=by) for day in those}

    assert length(moved(days), moved(asked), today + timedelta(days=by)) == length(days, asked, today)


@given(histories, histories, dates)
def test_days_to_come_count_for_nothing(days: set[date], asked: set[date], today: date) -> None:
    past = {day for day in days if day <= today}

    assert length(days, asked, today) == length(past, asked, today)
    assert length(days, asked, today) <= len(past)
