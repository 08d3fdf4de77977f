"""Time left in words: a warning that comes a little late says what it was meant to say."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cards.attempt import minutes_left


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(minutes=17) - timedelta(seconds=1), "17 minutes left"),  # a tenth of 170
        (timedelta(minutes=13) - timedelta(milliseconds=1), "13 minutes left"),
        (timedelta(minutes=2), "2 minutes left"),
        (timedelta(minutes=1, seconds=55), "2 minutes left"),
        (timedelta(minutes=1, seconds=30), "2 minutes left"),
        (timedelta(minutes=2, seconds=30), "3 minutes left"),
        (timedelta(minutes=1, seconds=29), "1 minute left"),
        (timedelta(minutes=1), "1 minute left"),
        (timedelta(seconds=59), "Less than a minute left"),
        (timedelta(), "Less than a minute left"),
    ],
)
def test_time_left_is_told_to_the_nearest_minute(left: timedelta, words: str) -> None:
    assert minutes_left(left) == words
