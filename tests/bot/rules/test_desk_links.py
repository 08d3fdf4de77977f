"""Desk links: how long a link and a visit last, to the second, and that a digest tells nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.rules.desk_links import LINK_LASTS, MANAGED_LASTS, VISIT_LASTS, DeskLink, digest_of

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
LINK = DeskLink("g", digest_of("link"), "ada", AT)
MOMENT = timedelta(microseconds=1)


def test_a_link_opens_for_a_quarter_of_an_hour() -> None:
    assert LINK.ends_at == AT + LINK_LASTS == AT + timedelta(minutes=15)
    assert LINK.opens_at(AT)
    assert LINK.opens_at(AT - timedelta(seconds=2)), "the clock of another machine may be a little behind"
    assert LINK.opens_at(LINK.ends_at - MOMENT)
    assert not LINK.opens_at(LINK.ends_at)


@pytest.mark.parametrize(("managed", "lasts"), [(False, VISIT_LASTS), (True, MANAGED_LASTS)])
def test_a_visit_lasts_from_its_opening(*, managed: bool, lasts: timedelta) -> None:
    opened = replace(LINK, managed=managed, opened_at=AT + timedelta(minutes=5), visit=digest_of("visit"))
    until = AT + timedelta(minutes=5) + lasts

    assert opened.visit_ends_at == until
    assert opened.visited_at(until - MOMENT)
    assert not opened.visited_at(until)
    assert not opened.opens_at(AT + timedelta(minutes=6)), "a link works once"


def test_a_link_that_nobody_opened_is_no_visit() -> None:
    assert LINK.visit_ends_at is None
    assert not LINK.visited_at(AT)


def test_over_is_what_neither_opens_nor_lasts() -> None:
    opened = replace(LINK, opened_at=AT, visit=digest_of("visit"))

    assert not LINK.over_at(AT)
    assert LINK.over_at(LINK.ends_at)
    assert not opened.over_at(LINK.ends_at)
    assert opened.over_at(AT + VISIT_LASTS)


def test_a_digest_knows_its_secret_and_does_not_hold_it() -> None:
    assert digest_of("secret") == digest_of("secret")
    assert digest_of("secret") != digest_of("secret ")
    assert "secret" not in digest_of("secret")
