"""A group's weekly mock comes at the group's own hour, once a week, whatever its clock does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.mock_rhythms import MockRhythm, mock_due, mock_slot_on, next_mock
from bot.rules.timetable import LEAST_OPEN

BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
USUAL = MockRhythm("g")
HOUR = timedelta(hours=1)

hours = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
weekdays = st.integers(0, 6)
rhythms = st.builds(MockRhythm, st.just("g"), weekdays, hours, weekdays, hours, st.integers(10, 30))
zones = st.sampled_from(sorted(available_timezones() - {"localtime", "Factory"}))
instants = st.datetimes(datetime(2026, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - made aware


def at(words: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@given(rhythms, zones, instants)
def test_the_next_mock_opens_later_than_now_and_within_eight_days(kept: MockRhythm, zone: str, after: datetime) -> None:
    slot = next_mock(kept, zone, after)

    assert slot is not None
    assert after < slot.opens_at <= after + timedelta(days=8, hours=2)
    assert slot.day.weekday() == kept.weekday
    assert slot == mock_slot_on(kept, zone, slot.day)


@given(rhythms, zones, instants, st.integers(0, 600))
def test_a_mock_that_is_due_has_struck_and_has_time_left(
    kept: MockRhythm, zone: str, now: datetime, minutes: int
) -> None:
    slot = mock_due(kept, zone, now, needed=timedelta(minutes=minutes))

    if slot is not None:
        assert slot.opens_at <= now < slot.closes_at
        assert slot.day.weekday() == kept.weekday
        assert slot.closes_at - now >= min(timedelta(minutes=minutes), (slot.closes_at - slot.opens_at) / 2)


@given(rhythms, zones, instants, st.sampled_from([0, 1, 20, 60]))
def test_a_mock_is_due_when_it_strikes_and_in_the_minute_after(
    kept: MockRhythm, zone: str, after: datetime, late: int
) -> None:
    slot = next_mock(kept, zone, after)

    assert slot is not None
    assert mock_due(kept, zone, slot.opens_at + timedelta(seconds=late), needed=slot.closes_at - slot.opens_at) == slot


@given(rhythms, zones, instants)
def test_a_mock_is_open_an_hour_at_least_and_no_longer_than_its_week(
    kept: MockRhythm, zone: str, after: datetime
) -> None:
    slot = next_mock(kept, zone, after)

    assert slot is not None
    assert LEAST_OPEN <= slot.closes_at - slot.opens_at <= timedelta(days=7, hours=2)
    assert 0 < kept.minutes_open <= 7 * 1440


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        (BERLIN, "2026-10-20T00:00", "2026-10-27T00:00"),
        (BERLIN, "2027-03-23T00:00", "2027-03-30T00:00"),
        (NEW_YORK, "2026-10-27T00:00", "2026-11-03T00:00"),
        (NEW_YORK, "2027-03-09T00:00", "2027-03-16T00:00"),
    ],
)
def test_it_opens_and_closes_at_the_same_local_hour_on_both_sides_of_a_clock_change(
    zone: str, before: str, after: str
) -> None:
    slots = [next_mock(USUAL, zone, at(words)) for words in (before, after)]
    local = [
        [instant.astimezone(ZoneInfo(zone)).time() for instant in (slot.opens_at, slot.closes_at)]
        for slot in slots
        if slot is not None
    ]

    assert local == [[time(12), time(20)], [time(12), time(20)]]
    offsets = {slot.opens_at.astimezone(ZoneInfo(zone)).utcoffset() for slot in slots if slot is not None}
    assert len(offsets) == 2, "the clock changed between the two"


def test_a_mock_over_the_weekend_of_a_clock_change_is_an_hour_longer_or_shorter() -> None:
    autumn, spring = date(2026, 10, 23), date(2027, 3, 26)

    lengths = [
        slot.closes_at - slot.opens_at for slot in (mock_slot_on(USUAL, BERLIN, day) for day in (autumn, spring))
    ]
    assert lengths == [timedelta(hours=57), timedelta(hours=55)]
    assert timedelta(minutes=USUAL.minutes_open) == timedelta(hours=56)


def test_a_mock_that_closes_when_it_opens_lasts_a_whole_week() -> None:
    week = replace(USUAL, closing_weekday=USUAL.weekday, closes=USUAL.opens)
    slot = mock_slot_on(week, BERLIN, date(2026, 11, 27))

    assert slot.closes_at - slot.opens_at == timedelta(days=7)
    assert week.minutes_open == 7 * 1440
    # The one before is still open when the next one strikes, and the next one is what is due.
    due = mock_due(week, BERLIN, at("2026-12-04T12:00", BERLIN), needed=HOUR)
    assert due is not None
    assert due.day == date(2026, 12, 4)


def test_a_mock_can_close_on_its_own_day() -> None:
    day = replace(USUAL, closing_weekday=USUAL.weekday, closes=time(14))
    slot = mock_slot_on(day, BERLIN, date(2026, 11, 27))

    assert (slot.opens_at, slot.closes_at) == (at("2026-11-27T12:00", BERLIN), at("2026-11-27T14:00", BERLIN))
    assert day.minutes_open == 120


def test_a_mock_that_closes_earlier_on_its_own_weekday_closes_a_week_later() -> None:
    late = replace(USUAL, closing_weekday=USUAL.weekday, closes=time(9))
    slot = mock_slot_on(late, BERLIN, date(2026, 11, 27))

    assert slot.closes_at == at("2026-12-04T09:00", BERLIN)


def test_an_hour_that_the_clock_leaps_over_comes_after_the_leap() -> None:
    gap = MockRhythm("g", 6, time(2, 30), 6, time(3, 15))
    slot = mock_slot_on(gap, BERLIN, date(2027, 3, 28))

    assert slot.opens_at == at("2027-03-28T01:30")
    assert slot.closes_at - slot.opens_at == LEAST_OPEN


def test_an_hour_that_comes_twice_strikes_once() -> None:
    twice = MockRhythm("g", 6, time(2, 30), 6, time(20))
    first = next_mock(twice, BERLIN, at("2026-10-24T12:00"))

    assert first is not None
    assert first.opens_at == at("2026-10-25T00:30")
    second = next_mock(twice, BERLIN, first.opens_at)
    assert second is not None
    assert second.day == date(2026, 11, 1)


@pytest.mark.parametrize("late", [0.5, 30, 600])
def test_a_slot_just_as_long_as_the_exam_opens_though_the_clock_strikes_late(late: float) -> None:
    tight = replace(USUAL, closing_weekday=USUAL.weekday, closes=time(13))
    slot = mock_slot_on(tight, BERLIN, date(2026, 11, 27))

    assert mock_due(tight, BERLIN, slot.opens_at + timedelta(seconds=late), needed=HOUR) == slot
    assert mock_due(tight, BERLIN, slot.opens_at + timedelta(minutes=31), needed=HOUR) is None


def test_after_an_outage_a_mock_that_could_not_be_finished_any_more_is_left_out() -> None:
    closes = at("2026-11-29T20:00", BERLIN)

    assert mock_due(USUAL, BERLIN, closes - HOUR, needed=HOUR) is not None
    assert mock_due(USUAL, BERLIN, closes - HOUR + timedelta(seconds=1), needed=HOUR) is None
    assert mock_due(USUAL, BERLIN, closes + timedelta(days=3), needed=HOUR) is None


def test_a_mock_that_is_off_never_comes() -> None:
    off = replace(USUAL, on=False)

    assert next_mock(off, BERLIN, at("2026-11-23T00:00")) is None
    assert mock_due(off, BERLIN, at("2026-11-27T12:00", BERLIN), needed=HOUR) is None


@pytest.mark.parametrize("length", [0, 9, 31, 500, -1])
def test_a_weekly_mock_has_ten_to_thirty_questions(length: int) -> None:
    with pytest.raises(ValueError, match="10 to 30 questions"):
        MockRhythm("g", length=length)


@pytest.mark.parametrize(("opens", "closes"), [(7, 0), (-1, 0), (0, 7)])
def test_a_weekday_is_one_of_seven(opens: int, closes: int) -> None:
    with pytest.raises(ValueError, match="weekday"):
        MockRhythm("g", opens, closing_weekday=closes)
