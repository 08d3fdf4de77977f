"""Who may need a word: named in order of names, and where there are too many, those for whom it presses most."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.slack.render import render
from bot.cards.group_readiness import WORRIED, Sight, group_card
from bot.cards.model import Card
from bot.cards.numbers import figures_of
from bot.cards.seen import worried
from bot.rules.risks import Risk
from tests.bot.cards.lead_gallery import EXAM, GROUP, MAYA_SEEN, crowd, gap_map_of
from tests.bot.lead_scene import words


def card_of(people: int) -> Card:
    return group_card(Sight(crowd(people), 3, gap_map_of(6, 2, 4, 0, people=people), "everybody", EXAM, GROUP))


def test_those_for_whom_it_presses_most_come_in_before_those_whose_name_comes_first() -> None:
    names = ("Anna", "Ben", "Cleo", "Dan")
    reasons: tuple[tuple[Risk, ...], ...] = (("little evidence",), ("domain below",), (), ("exam near", "idle"))
    seen = [replace(MAYA_SEEN, id=name, name=name, risks=why) for name, why in zip(names, reasons, strict=True)]

    found, left = worried(seen, 2)
    assert [(place, one.name) for place, one in found] == [(2, "Ben"), (4, "Dan")]
    assert left == 1
    assert worried(seen, 3) == ([(1, seen[0]), (2, seen[1]), (4, seen[3])], 0)


@pytest.mark.parametrize("people", [30, 60, 150])
@pytest.mark.parametrize("drawn", [True, False])
def test_in_a_large_group_the_gaps_are_still_said_where_a_platform_cuts_the_end(people: int, drawn: bool) -> None:
    card = card_of(people)
    shown = {figure: f"F{number}" for number, figure in enumerate(figures_of(card))} if drawn else {}
    said = repr(render(card, shown))

    assert "How many are above the pass line" in said
    assert f"Counted are all {people}" in said
    assert said.count("'image'") == len(shown)


def test_how_many_more_there_are_is_told() -> None:
    every = sum(bool(one.risks) for one in crowd(60))
    assert f"And {every - WORRIED} more: the file has everybody’s reasons." in words(card_of(60))
    assert "more: the file has" not in words(card_of(20))
