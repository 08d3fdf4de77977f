"""What must not move an estimate does not, done at the door as a member would do it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import pytest

from adapters.store import SqlStore
from bot.calls import Call
from bot.commands import AnswerItem, HandIn, OpenSheet, ShowMe
from bot.ports import Ledger
from bot.rules.items import Item
from bot.rules.sessions import Session
from bot.usecases.assess_members import Assessed, assess_members
from bot.usecases.verb import Desk
from tests.bot.assess_scene import believed
from tests.bot.mock_scene import begins, items_of, member_id, mock_world, session_of
from tests.bot.mock_specimens import key_of, mock_pack, wrong_of
from tests.world import START, Person, World

LATER = START + timedelta(days=12)
"""When the estimates are made that are held against each other."""


@pytest.fixture
async def world(memory_store: SqlStore) -> World:
    """A group with a bank that suffices for every mock exam."""
    return await mock_world(memory_store, mock_pack(16))


def believed_of(person: Person) -> Assessed:
    """What is believed of somebody by what is on record now."""
    world, member = person.world, member_id(person)

    def work(ledger: Ledger) -> Assessed:
        call = Call("look", ShowMe(), person.actor, world.place, LATER)
        return assess_members(Desk(ledger, call, world.bank, world.group_in(ledger), None), [member])[member]

    return believed(world.ask(work))


async def gives_each(person: Person, session: Session, items: Iterable[Item], *, seconds: float, right: int) -> None:
    """Open each sheet and answer it so many seconds later; so many of ten are right."""
    world = person.world
    for number, asked in enumerate(items):
        await person.wants(OpenSheet(session.id, asked.id))
        opened = int(world.at.timestamp())
        world.at += timedelta(seconds=seconds)
        answer = key_of(asked) if number % 10 < right else wrong_of(asked)
        await person.wants(AnswerItem(session.id, asked.id, answer, opened))


async def takes_own(person: Person, kind: str, *, seconds: float = 60, right: int, questions: int = 65) -> list[Item]:
    """A mock exam of one's own, of which so many questions are answered and handed in; the questions of its form."""
    await begins(person, kind)
    session = session_of(person)
    items = items_of(person.world, session)
    await gives_each(person, session, items[:questions], seconds=seconds, right=right)
    await person.wants(HandIn(session.id, sure=True))
    person.world.at += timedelta(hours=1)
    return items


@pytest.mark.parametrize("seconds", [0.2, 3])
async def test_forty_rapid_answers_in_mock_exams_move_nothing(world: World, seconds: float) -> None:
    maya = world.member("Maya")
    met = await takes_own(maya, "full", right=6)
    before = believed_of(maya)
    assert before.readiness.answers == 65

    rapid = [asked for _ in range(2) for asked in await takes_own(maya, "mini", seconds=seconds, right=10)]
    assert len({asked.id for asked in rapid}) == 40
    assert not {asked.id for asked in rapid} & {asked.id for asked in met}
    assert believed_of(maya) == before
