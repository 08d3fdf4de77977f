"""The week's board: right answers to closed questions, honest ties, and names only of those who want to be on it."""

from __future__ import annotations

from datetime import timedelta

from bot.cards.model import Card, Table
from bot.commands import ChangeBoardName, Practise, ShowStandings
from tests.bot.specimens import bank, plenty
from tests.world import World


def rows(card: Card) -> list[tuple[str, ...]]:
    """The rows of the table."""
    return [row for block in card.blocks if isinstance(block, Table) for row in block.rows]


async def played(world: World, *days: dict[str, str]) -> World:
    """A group on so many days, each a dictionary of who answered what."""
    fresh = World(world.store, bank(plenty()))
    await fresh.set_up()
    for day in days:
        session = await fresh.daily_question()
        for name, answer in day.items():
            await fresh.member(name).answers(session, (answer,))
        await fresh.until_the_close(session)
    return fresh


async def test_equals_share_a_place(world: World) -> None:
    world = await played(world, {"Maya": "B", "Omar": "B", "Lin": "A"}, {"Maya": "A", "Lin": "A"})
    table = rows(await world.member("Omar").wants(ShowStandings()))

    assert table == [
        ("1", "Omar (you)", "1", "1"),
        ("1", "Maya", "1", "2"),
        ("3", "Lin", "0", "2"),
    ]


async def test_an_open_question_does_not_count_yet(world: World) -> None:
    world = await played(world)
    session = await world.daily_question()
    await world.member("Maya").answers(session, ("B",))
    assert "Nothing to show yet" in repr(await world.member("Maya").wants(ShowStandings()))

    await world.until_the_close(session)
    assert rows(await world.member("Maya").wants(ShowStandings())) == [("1", "Maya (you)", "1", "1")]


async def test_practice_does_not_count(world: World) -> None:
    world = await played(world)
    maya = world.member("Maya")
    sheet = await maya.wants(Practise())
    await maya.presses(sheet, "A")

    assert rows(await maya.wants(ShowStandings())) == []


async def test_who_hides_sees_themselves_and_nobody_else_does(world: World) -> None:
    world = await played(world, {"Maya": "B", "Omar": "A"})
    maya = world.member("Maya")
    await maya.wants(ChangeBoardName("hidden"))

    assert rows(await world.member("Omar").wants(ShowStandings())) == [("1", "Omar (you)", "0", "1")]
    assert ("1", "You, hidden from others (you)", "1", "1") in rows(await maya.wants(ShowStandings()))


async def test_who_takes_an_alias_is_on_the_board_by_it_alone(world: World) -> None:
    world = await played(world, {"Maya": "B"})
    await world.member("Maya").wants(ChangeBoardName("alias", "Night owl"))
    card = await world.member("Omar").wants(ShowStandings())

    assert rows(card) == [("1", "Night owl", "1", "1")]
    assert "Maya" not in repr(card)


async def test_every_week_begins_anew(world: World) -> None:
    world = await played(world, {"Maya": "B"})
    world.at += timedelta(days=7)
    card = await world.member("Maya").wants(ShowStandings())

    assert rows(card) == []
    assert "Week from Monday 30 November" in repr(card.foot)
