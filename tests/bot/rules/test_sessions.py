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
