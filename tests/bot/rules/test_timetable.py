"""The timetable keeps to the group's own clock, whatever the zone does with it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.groups import Rhythm
from bot.rules.timetable import LEAST_OPEN, by_hand, clock_changes, due, instant, next_slot, slot_on, slots_after

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
DAILY = frozenset(range(7))
WEEKDAYS = frozenset(range(5))
BERLIN = "Europe/Berlin"
MONDAY = date(2026, 11, 23)

hours = st.builds(time, st.integers(0, 23), st.sampled_from([0, 1, 15, 29, 30, 45, 59]))
days = st.dates(date(2026, 1, 1), date(2035, 12, 31))
zones = st.sampled_from(ZONES)
instants = st.datetimes(datetime(2026, 1, 1), datetime(2035, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - made aware


def rhythm(opens: time = time(9), closes: time = time(17), on: frozenset[int] = DAILY) -> Rhythm:
    return Rhythm("g", opens, closes, on)


rhythms = st.builds(rhythm, hours, hours, st.sets(st.integers(0, 6), min_size=1).map(frozenset))


def at(words: str, zone: str = "UTC", *, fold: int = 0) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


@given(rhythms, zones, instants)
def test_every_slot_comes_later_than_the_one_before_and_once_for_each_study_day(
    kept: Rhythm, zone: str, after: datetime
) -> None:
    slots = list(islice(slots_after(kept, zone, after), 12))

    assert all(first.opens_at < second.opens_at for first, second in pairwise(slots))
    assert all(first.day < second.day for first, second in pairwise(slots))
    assert slots[0].opens_at > after
    assert {slot.day.weekday() for slot in slots} <= kept.days
    first = after.astimezone(ZoneInfo(zone)).date() + timedelta(days=2)
    wanted = [d for d in (first + timedelta(days=n) for n in range(8)) if d.weekday() in kept.days]
    assert set(wanted) & {s.day for s in slots} == {d for d in wanted if d <= slots[-1].day}


@given(rhythms, zones, days)
def test_a_slot_always_leaves_time_to_answer(kept: Rhythm, zone: str, day: date) -> None:
    slot = slot_on(kept, zone, day)

    assert LEAST_OPEN <= slot.closes_at - slot.opens_at <= timedelta(hours=26)


@given(rhythms, zones, instants)
def test_what_is_due_has_struck_and_is_still_open(kept: Rhythm, zone: str, now: datetime) -> None:
    slot = due(kept, zone, now)

    if slot is not None:
        assert slot.opens_at <= now < slot.closes_at
        assert slot.day.weekday() in kept.days


@given(rhythms, zones, instants)
def test_a_slot_is_due_at_the_very_instant_it_strikes(kept: Rhythm, zone: str, after: datetime) -> None:
    slot = next_slot(kept, zone, after)

    assert due(kept, zone, slot.opens_at) == slot
    assert due(kept, zone, slot.opens_at + timedelta(seconds=20)) == slot


@given(rhythms, zones, instants)
def test_a_question_by_hand_stays_open_an_hour_or_more_and_two_days_at_the_most(
    kept: Rhythm, zone: str, now: datetime
) -> None:
    slot = by_hand(kept, zone, now)

    assert slot.opens_at == now
    assert slot.day == now.astimezone(ZoneInfo(zone)).date()
    assert LEAST_OPEN <= slot.closes_at - now <= timedelta(hours=50)


@pytest.mark.parametrize(
    "zone", [BERLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Casablanca"]
)
def test_nine_is_nine_on_every_day_of_two_years(zone: str) -> None:
    for slot in islice(slots_after(rhythm(), zone, at("2026-01-01T00:00")), 730):
        here = slot.opens_at.astimezone(ZoneInfo(zone))
        assert (here.date(), here.time()) == (slot.day, time(9))
        assert slot.closes_at.astimezone(ZoneInfo(zone)).time() == time(17)


@pytest.mark.parametrize(
    ("zone", "before", "after", "offsets"),
    [
        (BERLIN, "2026-03-28", "2026-03-29", (8, 7)),
        (BERLIN, "2026-10-24", "2026-10-25", (7, 8)),
        ("America/New_York", "2026-03-07", "2026-03-08", (14, 13)),
        ("America/New_York", "2026-10-31", "2026-11-01", (13, 14)),
    ],
)
def test_nine_in_the_morning_moves_in_utc_where_the_clocks_change(
    zone: str, before: str, after: str, offsets: tuple[int, int]
) -> None:
    first, second = (slot_on(rhythm(), zone, date.fromisoformat(day)) for day in (before, after))

    assert (first.opens_at.hour, second.opens_at.hour) == offsets
    assert clock_changes((first, second), zone) == {second.day}


@pytest.mark.parametrize(
    ("zone", "day", "hour", "strikes"),
    [
        (BERLIN, "2026-03-29", time(2, 30), "03:30"),
        ("America/New_York", "2026-03-08", time(2, 30), "03:30"),
        ("Australia/Lord_Howe", "2026-10-04", time(2, 15), "02:45"),
    ],
)
def test_an_hour_inside_the_spring_gap_strikes_after_it(zone: str, day: str, hour: time, strikes: str) -> None:
    there = instant(date.fromisoformat(day), hour, zone).astimezone(ZoneInfo(zone))

    assert f"{there:%H:%M}" == strikes
    assert there.date().isoformat() == day


@pytest.mark.parametrize(
    ("zone", "day", "hour"),
    [
        (BERLIN, "2026-10-25", time(2, 30)),
        ("America/New_York", "2026-11-01", time(1, 30)),
        ("Australia/Lord_Howe", "2026-04-05", time(1, 45)),
    ],
)
def test_a_repeated_hour_strikes_once_and_the_first_time(zone: str, day: str, hour: time) -> None:
    autumn = rhythm(hour)
    local = date.fromisoformat(day)
    slot = slot_on(autumn, zone, local)
    second_time = datetime.combine(local, hour, ZoneInfo(zone)).replace(fold=1).astimezone(UTC)

    assert slot.opens_at < second_time
    assert next_slot(autumn, zone, slot.opens_at).day == local + timedelta(days=1)
    assert due(autumn, zone, second_time) == slot


def test_hours_that_fall_together_in_the_spring_gap_still_leave_an_hour() -> None:
    slot = slot_on(rhythm(time(2, 30), time(3, 30)), BERLIN, date(2026, 3, 29))

    assert slot.closes_at - slot.opens_at == timedelta(hours=1)


def test_a_question_that_closes_at_its_own_hour_stays_open_for_a_day() -> None:
    slot = slot_on(rhythm(time(9), time(9)), BERLIN, MONDAY)

    assert slot.closes_at - slot.opens_at == timedelta(days=1)


def test_a_night_rhythm_closes_the_next_morning() -> None:
    slot = slot_on(rhythm(time(22), time(6)), BERLIN, MONDAY)

    assert slot.closes_at == at("2026-11-24T06:00", BERLIN)
    assert due(rhythm(time(22), time(6)), BERLIN, at("2026-11-24T01:00", BERLIN)) == slot


@pytest.mark.parametrize(
    ("now", "posted"),
    [("08:59:59", False), ("09:00", True), ("12:00", True), ("16:00", True), ("16:00:01", False), ("20:00", False)],
)
def test_a_late_question_is_posted_while_an_hour_is_left(now: str, posted: bool) -> None:
    slot = due(rhythm(on=WEEKDAYS), BERLIN, at(f"2026-11-24T{now}", BERLIN))

    assert (slot is not None) is posted


def test_after_three_days_of_downtime_only_the_latest_question_is_posted() -> None:
    slot = due(rhythm(), BERLIN, at("2026-11-26T10:00", BERLIN))

    assert slot is not None
    assert slot.day == date(2026, 11, 26)


def test_a_question_open_for_an_hour_is_posted_by_a_beat_that_comes_late() -> None:
    short = rhythm(time(9), time(10))

    assert due(short, BERLIN, at("2026-11-23T09:00:07", BERLIN)) is not None
    assert due(short, BERLIN, at("2026-11-23T09:31", BERLIN)) is None


def test_a_weekend_is_no_study_day() -> None:
    assert due(rhythm(on=WEEKDAYS), BERLIN, at("2026-11-28T09:00", BERLIN)) is None
    assert next_slot(rhythm(on=WEEKDAYS), BERLIN, at("2026-11-27T09:00", BERLIN)).day == date(2026, 11, 30)


def test_a_question_by_hand_late_in_the_day_runs_to_the_next_close() -> None:
    assert by_hand(rhythm(), BERLIN, at("2026-11-23T12:00", BERLIN)).closes_at == at("2026-11-23T17:00", BERLIN)
    assert by_hand(rhythm(), BERLIN, at("2026-11-23T16:30", BERLIN)).closes_at == at("2026-11-24T17:00", BERLIN)


@given(zones, instants)
def test_a_clock_change_is_a_day_whose_offset_differs_from_the_day_before(zone: str, after: datetime) -> None:
    slots = tuple(islice(slots_after(rhythm(), zone, after), 30))
    offset = {slot.day: slot.opens_at.astimezone(ZoneInfo(zone)).utcoffset() for slot in slots}
    expected = {day for day in offset if offset.get(day - timedelta(days=1), offset[day]) != offset[day]}

    assert clock_changes(slots, zone) == expected
