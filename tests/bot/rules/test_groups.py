"""Groups, their rhythms, and how members are named before others."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from bot.rules.groups import Group, Member, Rhythm, Role

AT = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
MAYA = Member("g", "m", "Maya", Role.MEMBER, AT)


@pytest.mark.parametrize(
    ("zone", "day"), [("UTC", 23), ("Europe/Berlin", 24), ("America/New_York", 23), ("Pacific/Kiritimati", 24)]
)
def test_a_groups_day_is_the_date_in_its_own_zone(zone: str, day: int) -> None:
    assert Group("g", "mla-c01", zone, "at_once", 170, AT).day_of(AT) == date(2026, 11, day)


@pytest.mark.parametrize("days", [frozenset[int](), frozenset({7}), frozenset({-1, 2})])
def test_a_rhythm_without_a_real_study_day_is_refused(days: frozenset[int]) -> None:
    with pytest.raises(ValueError, match="study day"):
        Rhythm("g", time(9), time(17), days)


def test_a_member_is_named_as_they_chose() -> None:
    assert MAYA.public_name == "Maya"
    assert replace(MAYA, show="alias", alias="Night owl").public_name == "Night owl"
    assert replace(MAYA, show="alias").public_name == "Maya"
    assert replace(MAYA, show="hidden", alias="Night owl").public_name == ""


def test_a_default_is_no_choice() -> None:
    assert MAYA.chosen_name == ""
    assert replace(MAYA, show="name").chosen_name == "Maya"
    assert replace(MAYA, show="alias", alias="Night owl").chosen_name == "Night owl"
    assert replace(MAYA, show="hidden", alias="Night owl").chosen_name == ""


def test_a_lead_may_do_what_a_member_may() -> None:
    assert Role.ANYONE < Role.MEMBER < Role.LEAD < Role.CLOCK
