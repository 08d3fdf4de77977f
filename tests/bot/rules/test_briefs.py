"""Briefs come on Mondays at their hour on the wall, across clock changes, once, and not when they are stale."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.briefs import FRESH, brief_due, monday_of, next_brief

BERLIN = "Europe/Berlin"
ZONES = ("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Kiritimati", "Australia/Lord_Howe", "UTC")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type, misc] # year to minute


@pytest.mark.parametrize(
    ("after", "strikes"),
    [
        (utc(2026, 3, 24, 12), utc(2026, 3, 30, 6)),  # the clocks went forward on Sunday
        (utc(2026, 3, 20, 12), utc(2026, 3, 23, 7)),
        (utc(2026, 10, 20, 12), utc(2026, 10, 26, 7)),  # and back on this one
        (utc(2026, 11, 23, 7), utc(2026, 11, 30, 7)),  # at the very instant: the next week's
        (utc(2026, 11, 23, 6, 59), utc(2026, 11, 23, 7)),
    ],
)
def test_eight_in_the_morning_stays_eight_in_the_morning(after: datetime, strikes: datetime) -> None:
    assert next_brief(time(8), BERLIN, after) == strikes


def test_an_hour_that_the_clock_leaves_out_strikes_later_and_once() -> None:
    """In Tehran midnight of Monday 22 March 2021 was one o'clock at once."""
    strikes = next_brief(time(0, 30), "Asia/Tehran", utc(2021, 3, 20))

    assert strikes.astimezone(ZoneInfo("Asia/Tehran")).isoformat() == "2021-03-22T01:30:00+04:30"
    assert next_brief(time(0, 30), "Asia/Tehran", strikes).date() == date(2021, 3, 28)
    assert brief_due(time(0, 30), "Asia/Tehran", strikes) == date(2021, 3, 22)


@given(
    st.integers(0, 6 * 366 * 1440).map(lambda minutes: utc(2024, 1, 1) + timedelta(minutes=minutes)),
    st.times().map(lambda hour: hour.replace(second=0, microsecond=0)),
    st.sampled_from(ZONES),
)
def test_the_next_brief_is_a_monday_within_a_week_and_is_due_when_it_strikes(
    after: datetime, hour: time, zone: str
) -> None:
    strikes = next_brief(hour, zone, after)
    local = strikes.astimezone(ZoneInfo(zone))

    assert timedelta(0) < strikes - after <= timedelta(days=7, hours=2)
    assert local.weekday() == 0
    assert brief_due(hour, zone, strikes) == local.date()
    assert brief_due(hour, zone, strikes - timedelta(seconds=1)) is None
    assert brief_due(hour, zone, strikes + FRESH + timedelta(seconds=1)) is None


def test_after_downtime_a_brief_comes_late_until_wednesday_and_then_no_more() -> None:
    assert brief_due(time(8), BERLIN, utc(2026, 11, 24, 20)) == date(2026, 11, 23)
    assert brief_due(time(8), BERLIN, utc(2026, 11, 25, 7)) == date(2026, 11, 23)
    assert brief_due(time(8), BERLIN, utc(2026, 11, 26, 7)) is None


def test_every_day_of_a_week_has_its_monday() -> None:
    assert {monday_of(date(2026, 11, day)) for day in range(23, 30)} == {date(2026, 11, 23)}
