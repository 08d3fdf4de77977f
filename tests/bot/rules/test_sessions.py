"""A session takes answers until its time is up or it is closed, whichever comes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.errors import SessionClosed
from bot.rules.sessions import Session, accept, session_id

OPENS = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
CLOSES = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
DAILY = Session("g", "s", "daily", date(2026, 11, 23), (("mla-d1-9001", 1),), OPENS, CLOSES)


def test_an_answer_counts_up_to_the_last_instant() -> None:
    accept(DAILY, at=CLOSES - timedelta(microseconds=1))
    with pytest.raises(SessionClosed):
        accept(DAILY, at=CLOSES)


def test_an_answer_no_longer_counts_once_the_session_was_closed() -> None:
    with pytest.raises(SessionClosed):
        accept(replace(DAILY, closed_at=OPENS), at=OPENS + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("closes_at", "closed_at", "ends_at"),
    [
        (CLOSES, None, CLOSES),
        (CLOSES, CLOSES + timedelta(hours=3), CLOSES),
        (CLOSES, CLOSES - timedelta(hours=3), CLOSES - timedelta(hours=3)),
        (None, CLOSES, CLOSES),
        (None, None, None),
    ],
)
def test_it_ends_at_its_hour_or_when_it_was_closed_before(
    closes_at: datetime | None, closed_at: datetime | None, ends_at: datetime | None
) -> None:
    assert replace(DAILY, closes_at=closes_at, closed_at=closed_at).ends_at == ends_at


def test_how_long_ago_it_was_counts_from_the_close_when_its_key_was_told() -> None:
    late = replace(DAILY, closed_at=CLOSES + timedelta(hours=9))

    assert [DAILY.days_since(CLOSES + timedelta(days=n)) for n in (-1, 0, 1, 28)] == [0, 0, 1, 28]
    assert DAILY.days_since(OPENS + timedelta(days=28)) == 27
    assert late.days_since(CLOSES + timedelta(days=28)) == 27
    assert replace(DAILY, closes_at=None).days_since(CLOSES + timedelta(days=9)) == 0, "still open"


def test_practice_never_closes() -> None:
    assert replace(DAILY, purpose="quiz", closes_at=None).open_at(CLOSES + timedelta(days=400))


def test_a_group_has_one_session_for_each_purpose_and_local_date() -> None:
    ids = {
        session_id(group, purpose, day)
        for group in ("g", "h")
        for purpose in ("daily", "quiz")
        for day in (date(2026, 11, 23), date(2026, 11, 24))
    }

    assert len(ids) == 8
    assert session_id("g", "daily", date(2026, 11, 23)) in ids
