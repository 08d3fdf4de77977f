"""Somebody studies at the door, sheet by sheet, and what is believed of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from bot.calls import Call
from bot.commands import AnswerItem, HandIn, OpenSheet, Practise, ShowMe
from bot.ports import Ledger
from bot.rules.items import Item
from bot.rules.sessions import session_id
from bot.usecases.assess_members import Assessed, assess_members
from bot.usecases.verb import Desk
from tests.bot.assess_scene import believed
from tests.bot.mock_scene import begins, items_of, member_id, session_of
from tests.bot.mock_specimens import key_of, wrong_of
from tests.world import START, Person

LATER = START + timedelta(days=20)
"""When the estimates are made that are held against each other."""


def believed_of(person: Person) -> Assessed:
    """What is believed of somebody by what is on record now."""
    world, member = person.world, member_id(person)

    def work(ledger: Ledger) -> Assessed:
        call = Call("look", ShowMe(), person.actor, world.place, LATER)
        return assess_members(Desk(ledger, call, world.bank, world.group_in(ledger), None), [member])[member]

    return believed(world.ask(work))


async def gives_each(
    person: Person, session: str, items: Iterable[Item], *, seconds: float = 60, right: int = 10
) -> None:
    """Open each sheet and answer it so many seconds later; so many of ten are right."""
    world = person.world
    for number, asked in enumerate(items):
        await person.wants(OpenSheet(session, asked.id))
        opened = int(world.at.timestamp())
        world.at += timedelta(seconds=seconds)
        answer = key_of(asked) if number % 10 < right else wrong_of(asked)
        await person.wants(AnswerItem(session, asked.id, answer, opened))


async def takes_own(
    person: Person, kind: str, *, mode: str = "", seconds: float = 60, right: int = 10, questions: int = 65
) -> list[Item]:
    """A mock exam of one's own, of which so many questions are answered and handed in; the questions of its form."""
    await begins(person, kind, mode=mode)
    session = session_of(person)
    items = items_of(person.world, session)
    await gives_each(person, session.id, items[:questions], seconds=seconds, right=right)
    await person.wants(HandIn(session.id, sure=True))
    person.world.at += timedelta(hours=1)
    return items


async def practises(person: Person, items: Iterable[Item], *, right: int = 10) -> None:
    """Answer these in practice, a minute each; so many of ten are right."""
    world = person.world
    await person.wants(Practise())
    group = world.group()
    await gives_each(person, session_id(group.id, "quiz", group.day_of(world.at)), items, right=right)
