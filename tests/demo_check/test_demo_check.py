"""The long check in small: two groups and two weeks on both databases; and that it would see what is wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

import pytest

from adapters.shelf.shelf import read_shelf
from adapters.store import make_engine, upgrade
from bot.rules.packs import Bank
from tests.databases import scratch_database
from tests.demo_check import answers, boards, reckoning, slots, streaks
from tests.demo_check.check import Run, alike, run
from tests.demo_check.facts import Facts, Reader
from tests.demo_check.picks import CONTENT, domain_shares, owed_most
from tests.demo_check.plans import BEGINS, DAY, SMALL
from tests.demo_check.scores import minutes, scaled
from tests.demo_check.watch import Tally

FEWEST: Mapping[str, int] = {
    "streak": 100,
    "board": 100,
    "shared places": 50,
    "item of a daily question": 20,
    "closing": 20,
    "score and scaled score": 5,
    "rulings": 200,
    "evidence of a member": 10,
    "daily answers": 60,
    "mock answers": 100,
    "traces of who left": 1,
    "answers marked anew": 1,
}
"""How often things have to be compared at the least, so that nothing is passed over."""


@cache
def bank() -> Bank:
    found, _ = read_shelf(CONTENT)
    return found


async def played(address: str) -> Run:
    """The small plan on empty tables at that address."""
    engine = make_engine(address)
    upgrade(engine)
    engine.dispose()
    return await run(address, SMALL, bank(), lambda _at: None)


async def test_two_weeks_of_two_groups_are_told_as_they_are_counted(tmp_path: Path, postgres_url: str) -> None:
    """On both databases, and alike on them; a row that is changed afterwards is seen."""
    path = tmp_path / "check.db"
    first = await played(f"sqlite:///{path}")
    assert first.tally.differences == []
    assert {sort: first.tally.compared[sort] >= fewest for sort, fewest in FEWEST.items()} == dict.fromkeys(
        FEWEST, True
    )
    with scratch_database(postgres_url) as address:
        second = await played(address)
    assert second.tally.differences == []
    assert second.tally.compared == first.tally.compared
    both = Tally()
    alike(both, first.facts, second.facts)
    assert both.differences == []
    assert both.compared["rows on both databases"] > 1000
    _spoil(path, first)


def _spoil(path: Path, whole: Run) -> None:
    """Turn one mark round in the database, and count again."""
    place, facts = next((place, facts) for place, facts in whole.facts.items() if facts.sessions("daily"))
    closed = {row["session_id"] for row in facts.sessions("daily") if row["closed_at"] is not None}
    spoilt = next(row for row in facts.responses() if row["session_id"] in closed)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE responses SET is_right = 1 - is_right WHERE session_id = ? AND member_id = ?",
            (spoilt["session_id"], spoilt["member_id"]),
        )
    reader = Reader(f"sqlite:///{path}")
    now = reader.facts(facts.group["group_id"])
    reader.close()
    tally = Tally()
    reckoning.answered(tally, now, [])
    assert any(words.startswith("mark, ") for words in tally.differences)
    reckoning.alike(tally, facts, now)
    assert any("responses: told" in words for words in tally.differences), place
    at = spoilt["at"] + 2 * DAY
    assert boards.board(now, "", at) != boards.board(facts, "", at)


# --- the recount itself ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "hour", "zone", "utc"),
    [
        (date(2026, 3, 28), time(2, 30), "Europe/Berlin", "2026-03-28T01:30"),
        (date(2026, 3, 29), time(2, 30), "Europe/Berlin", "2026-03-29T01:30"),  # the clock leaps over it
        (date(2026, 10, 25), time(2, 30), "Europe/Berlin", "2026-10-25T00:30"),  # it comes twice
        (date(2026, 4, 5), time(1, 45), "Australia/Lord_Howe", "2026-04-04T14:45"),
        (date(2026, 3, 8), time(0, 0), "America/Havana", "2026-03-08T05:00"),  # midnight is leapt over
        (date(2026, 3, 1), time(7, 45), "Asia/Kathmandu", "2026-03-01T02:00"),
    ],
)
def test_an_hour_strikes_when_the_clock_on_the_wall_shows_it(day: date, hour: time, zone: str, utc: str) -> None:
    assert slots.strikes(day, hour, zone) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_an_hour_missed_is_asked_late_while_enough_is_left_of_it() -> None:
    noon = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    hours = slots.Hours(noon - DAY, time(9), time(17), frozenset(range(7)), None, 170)
    whole = slots.daily("UTC", [hours], [], noon + DAY)
    assert [one.day.day for one in whole] == [2, 3]
    for lasts, opened in ((6, [2]), (8, [2]), (9, []), (24, []), (26, [3])):
        away = slots.Span(noon.replace(hour=8), noon.replace(hour=8) + timedelta(hours=lasts))
        late = slots.daily("UTC", [hours], [away], noon + DAY)
        assert [one.day.day for one in late if one.opened_at == away.until] == opened, lasts


def test_a_pause_and_new_hours_hold_from_their_instant_on() -> None:
    monday = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
    hours = slots.Hours(monday, time(9), time(17), frozenset(range(7)), None, 170)
    turns = [
        hours,
        replace(hours, at=monday + DAY, paused=True),
        replace(hours, at=monday + 2 * DAY + timedelta(hours=2)),
    ]
    assert [one.day.day for one in slots.daily("UTC", turns, [], monday + 4 * DAY)] == [2, 5]
    later = replace(hours, at=monday + timedelta(hours=3), opens=time(12))
    assert [one.day.day for one in slots.daily("UTC", [hours, later], [], monday + timedelta(hours=9))] == [2]


def test_scores_are_whole_fractions_on_a_straight_line() -> None:
    assert [scaled(right, 15) for right in (0, 8, 15)] == [100, 580, 1000]
    assert scaled(31, 45) == 720
    assert scaled(1, 8) == 212, "212.5: halves go to the even"
    assert [minutes(170, length) for length in (10, 20, 65)] == [27, 53, 170]


def test_the_domain_owed_most_comes_first_and_ties_go_to_the_first() -> None:
    shares = domain_shares("mla-c01")
    assert owed_most(shares, [], "1234") == "1"
    assert owed_most(shares, ["1"], "1234") == "2"
    assert owed_most(shares, ["1"], "14") == "4"


def test_answers_are_marked_as_the_exam_does() -> None:
    choice = {"kind": "Choice", "problem": {"key": ["A", "C"], "select": 2}}
    assert answers.mark(choice, ["C", "A"]) == (True, 1.0)
    assert answers.mark(choice, ["A", "B"]) == (False, 0.5)
    order = {"kind": "Ordering", "problem": {"key": ["x", "y", "z"]}}
    assert answers.mark(order, ["x", "z", "y"]) == (False, 1 / 3)


def test_a_streak_walks_back_to_the_day_that_was_missed() -> None:
    facts = _week(asked=(2, 3, 4, 5), answered=(3, 4, 7))
    assert streaks.streak(facts, "maya", date(2026, 3, 4)) == 2
    assert streaks.streak(facts, "maya", date(2026, 3, 5)) == 2, "today is not missed yet"
    assert streaks.streak(facts, "maya", date(2026, 3, 6)) == 0
    assert streaks.streak(facts, "maya", date(2026, 3, 7)) == 1, "practice on a rest day counts"


def test_a_question_that_stood_nowhere_until_its_hour_was_not_missed() -> None:
    friday = date(2026, 3, 6)
    assert streaks.streak(_week(asked=(2, 3, 4, 5), answered=(3, 4), unsaid=(5,)), "maya", friday) == 2
    assert streaks.streak(_week(asked=(2, 3, 4, 5), answered=(3, 4), taken=(5,)), "maya", friday) == 2


def _week(
    *, asked: tuple[int, ...], answered: tuple[int, ...], unsaid: tuple[int, ...] = (), taken: tuple[int, ...] = ()
) -> Facts:
    """A group that was asked on these days of March, some `unsaid` or `taken` away early, and Maya's answers."""
    days = [
        {
            "purpose": "daily",
            "day": date(2026, 3, n),
            "closed_at": BEGINS + n * DAY - timedelta(hours=n in taken),
            "closes_at": BEGINS + n * DAY,
            "opened_at": BEGINS + n * DAY - timedelta(hours=8),
            "session_id": str(n),
        }
        for n in asked
    ]
    posts = [{"sort": "question", "about": str(n), "said_at": None if n in unsaid else BEGINS} for n in asked]
    given = [{"member_id": "maya", "day": date(2026, 3, n)} for n in answered]
    return Facts({"sessions": days, "responses": given, "deliveries": posts, "rhythms": [{"days": "01234"}]}, {})
