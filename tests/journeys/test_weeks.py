"""Weekly mocks over months: one a week whatever the beats do, and domains in the exam's proportions."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine

from adapters.store import SqlStore, make_engine
from bot.commands import SetMocks
from bot.rules.forms import WINDOW
from bot.rules.sessions import Session
from tests.bot.specimens import bank, blueprint, plenty
from tests.world import World

WEEK = timedelta(weeks=1)
WEEKS = 13
MONTHS = bank(plenty(10))
"""A hundred and twenty questions, thirty for each domain: enough for what rests."""


@contextmanager
def _processes(engine: Engine, at: datetime, count: int) -> Iterator[list[World]]:
    """So many processes on one database, each with its own connection and mouth."""
    address = engine.url.render_as_string(hide_password=False)
    stores = [SqlStore(make_engine(address)) for _ in range(count)]
    yield [World(store, MONTHS, at=at) for store in stores]
    for store in stores:
        store.close_now()


async def _beat(worlds: Sequence[World], at: datetime) -> None:
    """Every process beats at that instant, at once."""
    await asyncio.gather(*(world.pass_until(at) for world in worlds))


def _mocks(world: World) -> tuple[Session, ...]:
    group = world.group().id
    return world.ask(lambda ledger: ledger.sessions.of_purpose(group, "mock"))


def _invitations(worlds: Sequence[World]) -> int:
    return sum(card.title == "The weekly mini mock is open" for world in worlds for card in world.chat.cards("say"))


def _hour(day: date, hour: str, zone: str) -> datetime:
    return datetime.fromisoformat(f"{day.isoformat()}T{hour}").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize("length", [10, 20, 27])
async def test_over_any_eight_weeks_each_domain_is_within_one_of_its_share(memory_store: SqlStore, length: int) -> None:
    world = World(memory_store, MONTHS)
    ada = await world.set_up()
    await ada.wants(SetMocks("fri", "12:00", "sun", "20:00", str(length)))
    for week in range(WEEKS):
        await world.app.tick(_hour(date(2026, 11, 27), "12:00", "Europe/Berlin") + week * WEEK)
    pack = world.bank.pack("mla-c01")
    forms = [Counter(pack.item(item).domain for item, _ in session.form) for session in _mocks(world)]
    assert [form.total() for form in forms] == [length] * WEEKS
    for first in range(WEEKS - WINDOW + 1):
        window = sum(forms[first : first + WINDOW], Counter[str]())
        for domain, share in blueprint().shares.items():
            assert abs(window[domain] - WINDOW * length * share) <= 1, (first, domain, window)


@pytest.mark.parametrize(
    ("zone", "start", "time"),
    [
        ("Europe/Berlin", date(2027, 3, 14), "02:30"),  # on the 28th there is no half past two
        ("Europe/Berlin", date(2026, 10, 11), "02:30"),  # on the 25th it comes twice
        ("America/New_York", date(2027, 2, 28), "02:30"),
        ("Australia/Lord_Howe", date(2027, 3, 21), "01:45"),  # half an hour comes twice on 4 April
    ],
)
async def test_two_processes_open_one_mock_a_week_over_clock_changes(
    engine: Engine, zone: str, start: date, time: str
) -> None:
    """Each beats early, twice at the hour and late; in the middle of it all both are started anew."""
    days = [start + week * WEEK for week in range(4)]
    said, found = 0, tuple[Session, ...]()
    for part in (days[:2], days[2:]):
        with _processes(engine, _hour(start, "00:00", zone) - timedelta(days=2), 2) as worlds:
            if part[0] == start:
                ada = await worlds[0].set_up(zone=zone)
                await ada.wants(SetMocks("sun", time, "sun", "20:00", "10"))
            for day in part:
                strikes = _hour(day, time, zone)
                await _beat(worlds, strikes - timedelta(seconds=1))
                assert day not in {session.day for session in _mocks(worlds[0])}
                for late in (0, 0, 1, 1800, 3600, 7200):
                    await _beat(worlds, strikes + timedelta(seconds=late))
                opened = _mocks(worlds[0])[-1]
                assert (opened.day, opened.opened_at, opened.closed_at) == (day, strikes, None)
                await _beat(worlds, _hour(day, "20:00", zone))
            said += _invitations(worlds)
            found = _mocks(worlds[0])
    assert [session.day for session in found] == days
    assert all(session.closed_at == session.closes_at for session in found)
    assert said == len(days)


async def test_a_week_slept_through_is_skipped_and_one_begun_late_is_whole(engine: Engine) -> None:
    friday = datetime(2026, 11, 27, 11, 0, tzinfo=UTC)
    with _processes(engine, friday - timedelta(days=4), 1) as (world,):
        await world.set_up()
    with _processes(engine, friday, 2) as worlds:
        await _beat(worlds, friday + timedelta(hours=30))
        (late,) = _mocks(worlds[0])
        assert (late.day, late.opened_at) == (date(2026, 11, 27), friday + timedelta(hours=30))
        assert late.closes_at == datetime(2026, 11, 29, 19, 0, tzinfo=UTC)
    with _processes(engine, friday, 2) as worlds:
        await _beat(worlds, friday + 2 * WEEK - timedelta(hours=1))  # the second week has come and gone
        await _beat(worlds, friday + 2 * WEEK)
        assert [session.day for session in _mocks(worlds[0])] == [date(2026, 11, 27), date(2026, 12, 11)]
        assert _mocks(worlds[0])[0].closed_at == friday + 2 * WEEK - timedelta(hours=1)
