"""Corrections and reports that many questions or many days went into: nothing is cut, nothing is claimed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from adapters.shelf.shelf import read_shelf
from adapters.slack.limits import ELLIPSIS
from adapters.slack.render import render
from bot.cards.correction import LINES, WHOLE, correction_card, erratum_card
from bot.cards.invitation import Results, results_card
from bot.rules.items import Item
from tests.bot.specimens import EACH_TYPE

DAY = date(2026, 11, 23)
CONTENT = Path(__file__).parents[3] / "content"


@pytest.fixture(scope="module")
def longest() -> list[Item]:
    """The questions of the packs that ship, those with the most words first."""
    bank, _ = read_shelf(CONTENT)
    return sorted((item for pack in bank.packs.values() for item in pack.items), key=lambda one: -len(repr(one)))


@pytest.mark.parametrize("count", [1, WHOLE, WHOLE + 1, WHOLE + LINES, WHOLE + LINES + 1, 40])
def test_slack_cuts_no_card_of_corrections(longest: list[Item], count: int) -> None:
    items = longest[:count]
    for card in (erratum_card([(one, 2) for one in items], DAY), correction_card([(one, True) for one in items])):
        last = render(card)["blocks"][-1]
        assert last.get("elements", [{}])[0].get("text") != ELLIPSIS


def test_what_has_no_room_in_full_is_told_in_a_line_with_its_key() -> None:
    said = repr(correction_card([(one, number != 3) for number, one in enumerate(EACH_TYPE)]).blocks)

    assert said.count("Remember: ") == WHOLE
    assert all(one.stem[:90] in said for one in EACH_TYPE)
    assert "wrong. The key is now: Need 1 → Tool a of the specimen; Need 2" in said
    many = erratum_card([(one, 2) for one in EACH_TYPE * 3], DAY)
    assert f"And {3 * len(EACH_TYPE) - WHOLE - LINES} more questions." in repr(many.blocks[-1])


def test_a_mock_that_nobody_took_promises_none_of_next_week() -> None:
    assert "next" not in results_card(Results([], 20, [], []), DAY).summary
