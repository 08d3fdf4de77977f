"""What completes a field while somebody types."""

from __future__ import annotations

import pytest

from bot.rules.packs import Bank
from bot.usecases.choices import MOST, choices
from tests.bot.specimens import bank


def offered(name: str, typed: str = "") -> list[str]:
    return [offer.value for offer in choices(bank(), name, typed)]


def test_parts_of_the_exam_are_offered_by_number_and_title() -> None:
    assert offered("domain") == ["1", "2", "3", "4"]
    assert offered("domain", "number 3") == ["3"]
    assert offered("task", "task 2 OF 4") == ["4.2"]


def test_settings_are_offered_in_words() -> None:
    assert offered("pack") == ["mla-c01"]
    assert offered("timer") == ["170", "130"]
    assert offered("feedback") == ["at_once", "at_close"]
    assert offered("show", "alias") == ["alias"]


def test_a_zone_is_found_while_it_is_typed_and_no_list_is_too_long() -> None:
    assert offered("zone", "new york") == ["America/New_York"]
    assert len(offered("zone")) == MOST


def test_what_is_no_list_offers_nothing() -> None:
    assert offered("words", "a") == []
    assert offered("domain", "nowhere") == []


@pytest.mark.parametrize("name", ["domain", "task", "pack", "timer"])
def test_without_a_pack_there_is_nothing_to_offer(name: str) -> None:
    assert choices(Bank.of([]), name, "") == ()
