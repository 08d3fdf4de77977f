"""The weakest tasks of a group are told alike on the card and on the desk, and no picture names others."""

from __future__ import annotations

import pytest

from bot.cards.desk_group import gaps_section
from bot.cards.desk_people import tasks_section
from bot.cards.desk_plan import finding_of
from bot.cards.group_readiness import Sight, gap_words, group_card
from bot.cards.model import Figure
from bot.rules.gaps import GapMap
from tests.bot.cards.lead_gallery import EXAM, FOUR_SEEN, MAYA_SEEN, OMAR_SEEN, gap_map_of
from tests.bot.lead_scene import words


@pytest.mark.parametrize(
    ("above", "told"),
    [
        ((5, 3, 4, *[5] * 9), "Fewest are above the pass line in 1.2: 3 of 7"),
        ((5, 3, 4, 3, *[5] * 8), "Fewest are above the pass line in 1.2 and 2.1: 3 of 7"),
        ((5, 3, 3, 3, *[5] * 8), "Fewest are above the pass line in 1.2, 1.3 and 2.1: 3 of 7"),
        ((5, 3), "Fewest are above the pass line in 6 tasks: 3 of 7"),
        ((0, 3, 4, 0, *[5] * 8), "Nobody is above the pass line in 1.1 and 2.1"),
        ((0, 3), "Nobody is above the pass line in 6 tasks"),
        ((3,), "3 of 7 are above the pass line, in every task alike"),
        ((1,), "1 of 7 is above the pass line, in every task alike"),
        ((0,), "None of 7 are above the pass line, in every task alike"),
        ((7,), "All 7 counted are above the pass line in every task"),
    ],
)
def test_tasks_that_are_equally_weak_are_told_together_and_everywhere_alike(above: tuple[int, ...], told: str) -> None:
    sight = Sight((MAYA_SEEN, OMAR_SEEN), 5, gap_map_of(*above), "everybody", EXAM, "g")
    section = gaps_section(sight)

    assert gap_words(sight.gaps) == told
    assert f"{told}." in words(group_card(sight))
    assert finding_of(sight).endswith(f" {told}.")
    assert {section.finding, *(picture.figure.title for picture in section.pictures)} == {told}


def test_a_heat_map_says_what_it_shows_and_names_no_weakest_task() -> None:
    """Its cells are of those who agreed, and of tasks with answers enough: another count than that of the group."""
    card = group_card(Sight(FOUR_SEEN, 5, GapMap(2), "", EXAM, "g"))
    _, heat = (block for block in card.blocks if isinstance(block, Figure))
    section = tasks_section(FOUR_SEEN, EXAM)
    told = [task.expected for one in FOUR_SEEN for task in one.tasks if task.coloured]
    below = sum(share < EXAM.cut for share in told)

    assert 1 < below < len(told)
    assert heat.title == f"{below} of {len(told)} cells that can be told lie below the pass line"
    assert section.finding == section.pictures[0].figure.title == heat.title
