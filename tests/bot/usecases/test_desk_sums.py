"""Sums on the lead's desk give nobody away: of whom they are told, and from how many on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.commands import ShowReadiness
from bot.ports import Ledger
from bot.rules.gaps import FLOOR
from bot.rules.groups import Role
from tests.bot.desk_looks import desk_of, looked, names_on, section, sheet, studies, studying
from tests.bot.lead_scene import answers, words
from tests.desk_scene import NAMES, Classmate, member_id, rated, usual
from tests.world import PLACE, World


@pytest.fixture
async def world(world: World) -> World:
    """A group with a bank of many questions, four days old."""
    return await studying(world)


@pytest.mark.parametrize(
    ("people", "shares", "counted"),
    [(4, 4, 0), (5, 5, 5), (5, 0, 5), (6, 5, 5), (7, 3, 0), (8, 3, 8), (12, 8, 8), (12, 7, 12)],
)
async def test_gaps_are_of_those_who_can_be_added_without_being_found_out(
    world: World, people: int, shares: int, counted: int
) -> None:
    """Whoever takes the members they see from a sum is left with nobody, or with five at least."""
    studies(world, [Classmate(name, 1.0, shares=n < shares) for n, name in enumerate(NAMES[:people])])
    rows = sheet(looked(world), "gaps").rows

    assert {row[2].by for row in rows} == ({counted} if counted else set())
    assert len(section(looked(world), "gaps").pictures) == (1 if counted else 0)


async def test_where_all_are_above_the_line_everywhere_no_task_is_named_as_the_weakest(world: World) -> None:
    for name in NAMES[:FLOOR]:
        await answers(world.member(name), right=10)
    above = f"All {FLOOR} counted are above the pass line in every task"
    page, card = looked(world), await world.member("Ada", manages=True).wants(ShowReadiness())

    assert page.finding == f"{above}."
    assert section(page, "gaps").finding == above
    assert "A good subject" not in repr(section(page, "gaps"))
    assert f"{above}." in words(card)

    await answers(world.member(NAMES[FLOOR]), right=10, weak=("2.1", "3.2"))
    page = looked(world)
    fewest = f"Fewest are above the pass line in 3.2: {FLOOR} of {FLOOR + 1}"
    assert page.finding == f"{fewest}."
    assert section(page, "gaps").finding == fewest
    assert "A good subject for the next session together: 3.2" in repr(section(page, "gaps"))


async def test_a_lead_who_keeps_to_themselves_is_one_less_to_hide_among(world: World) -> None:
    """Five hidden, one of them the lead: they know their own part, so four are left, and that is too few."""
    people = [Classmate(name, 1.0, shares=n < 6) for n, name in enumerate(NAMES[:11])]
    studies(world, people)

    assert {row[2].by for row in sheet(looked(world), "gaps").rows} == {11}
    group = world.group()

    def promoted(ledger: Ledger) -> None:
        hidden = ledger.groups.members(group.id)[member_id(group, PLACE, NAMES[10])]
        ledger.groups.keep_member(replace(hidden, role=Role.LEAD))

    world.ask(promoted)
    assert {row[2].by for row in sheet(looked(world, NAMES[10]), "gaps").rows} == {6}


async def test_the_middle_of_a_mock_is_told_as_carefully(world: World) -> None:
    studies(world, usual(shares=10))
    rounds, scores = (sheet(looked(world), name).rows for name in ("mocks", "mock-scores"))

    assert len(rounds) == 3
    for place, one in enumerate(rounds, 1):
        seen = sum(row[place].by is not None for row in scores)
        took = int(one[1].words)
        hidden = took - seen
        told = seen >= FLOOR or (took >= FLOOR and hidden in {0, *range(FLOOR, 99)})
        assert (one[2].by is not None) is told
    assert names_on(sheet(looked(world), "mock-scores")) <= set(NAMES[:10])


async def test_of_few_nothing_is_told_of_a_mock_but_how_many(world: World) -> None:
    studies(world, usual(4, shares=4))
    for one in sheet(looked(world), "mocks").rows:
        assert one[1].by is not None
        assert one[2].by is one[3].by is None


async def test_shares_of_a_question_are_told_from_five_answers_up(world: World) -> None:
    studies(world, usual())
    world.ask(lambda ledger: rated(desk_of(world, ledger)))
    rows = sheet(looked(world), "questions").rows

    assert rows
    assert {row[2].by >= FLOOR for row in rows if row[3].by is not None} == {True}  # type: ignore[operator] # a count
    assert {row[2].by < FLOOR for row in rows if row[3].by is None} == {True}  # type: ignore[operator]
