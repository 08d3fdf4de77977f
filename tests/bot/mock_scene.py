"""A study group that takes mock exams: a world with a bank large enough, and people who begin, answer and hand in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from adapters.store import SqlStore
from bot.cards.model import Button, Card
from bot.commands import AnswerItem, HandIn, StartMock, TakeMock
from bot.rules.attempts import Attempt
from bot.rules.items import Item
from bot.rules.packs import Bank, Pack
from bot.rules.sessions import Response, Session
from tests.bot.mock_specimens import key_of, mock_pack, with_key, wrong_of
from tests.world import Person, World

PACK = mock_pack()
FRIDAY = datetime(2026, 11, 27, 11, 0, tzinfo=UTC)
"""Noon in Berlin: the weekly mock opens."""

SUNDAY = datetime(2026, 11, 29, 19, 0, tzinfo=UTC)
"""20:00 in Berlin: it closes."""


async def mock_world(store: SqlStore, one: Pack = PACK, **settings: str | tuple[str, ...]) -> World:
    """A group set up by Ada, with stock taken of its pack."""
    world = World(store, Bank.of([one]))
    await world.app.take_stock(world.at)
    await world.set_up(**settings)
    return world


def updated(world: World, one: Pack) -> World:
    """The same group after a restart with another pack; `take_stock` is still to be called."""
    return World(world.store, Bank.of([one]), at=world.at, chat=world.chat, calls=world.calls)


async def corrected(world: World, asked: Item, version: int = 2) -> tuple[World, Item]:
    """The same group once the key of this question is another one; and the question as it is now."""
    new, old = with_key(asked, "C", version=version), world.bank.pack("mla-c01")
    items = tuple(new if one.id == new.id else one for one in old.items)
    world = updated(world, replace(old, items=items))
    await world.app.take_stock(world.at)
    await world.beat()
    return world, new


async def weekly(world: World) -> Session:
    """The next weekly mock, opened at its hour."""
    weeks = (FRIDAY + timedelta(weeks=n) for n in range(9))
    await world.pass_until(next(friday for friday in weeks if friday > world.at))
    return latest(world)


def latest(world: World) -> Session:
    """The weekly mock that was opened last."""
    group = world.group().id
    found = world.ask(lambda ledger: ledger.sessions.latest(group, "mock"))
    assert found is not None
    return found


def member_id(person: Person) -> str:
    """The member this person is; empty when they are none."""
    group = person.world.group().id
    found = person.world.ask(lambda ledger: ledger.groups.member_of(group, person.actor))
    return found.id if found is not None else ""


def attempts(person: Person) -> tuple[Attempt, ...]:
    """All attempts of this person in the group, latest first."""
    group, member = person.world.group().id, member_id(person)
    return person.world.ask(lambda ledger: ledger.attempts.of_member(group, member))


def session_of(person: Person) -> Session:
    """The session of this person's latest attempt."""
    attempt = attempts(person)[0]
    found = person.world.ask(lambda ledger: ledger.sessions.load(attempt.group, attempt.session))
    assert found is not None
    return found


def items_of(world: World, session: Session) -> list[Item]:
    """The items of a mock exam."""
    one = world.bank.pack(world.group().pack)
    return [one.item(name) for name, _ in session.form]


def responses(world: World, session: Session) -> tuple[Response, ...]:
    """What is on record of a mock exam."""
    return world.ask(lambda ledger: ledger.responses.in_session(session.group, session.id))


async def begins(person: Person, kind: str = "mini", *, domain: str = "", mode: str = "") -> Card:
    """Ask for a mock exam of one's own and begin it."""
    card = await person.wants(StartMock(kind, domain, mode))
    return await person.presses(card, "Begin")


async def gives(person: Person, session: Session, right: Iterable[Item], wrong: Iterable[Item] = ()) -> Card:
    """Answer some questions right and some wrong; the card that comes last."""
    card = Card("nothing given")
    for asked in right:
        card = await person.wants(AnswerItem(session.id, asked.id, key_of(asked)))
    for asked in wrong:
        card = await person.wants(AnswerItem(session.id, asked.id, wrong_of(asked)))
    return card


async def takes(person: Person, session: Session, right: int) -> Card:
    """Take the group's mock: the first so many questions of its form right, the others blank, handed in."""
    await person.wants(TakeMock(session.id))
    await gives(person, session, items_of(person.world, session)[:right])
    return await person.wants(HandIn(session.id, sure=True))


def labels(card: Card) -> list[str]:
    """What stands on the buttons."""
    return [control.label for control in card.controls if isinstance(control, Button)]


async def sitting(world: World, *, kind: str = "mini", mode: str = "") -> tuple[Person, list[Item], str]:
    """Maya in a mock exam of her own: its items in her order, and its session."""
    maya = world.member("Maya")
    card = await begins(maya, kind, mode=mode)
    session = session_of(maya)
    by_id = {one.id: one for one in items_of(world, session)}
    order: list[Item] = []
    while True:
        order.append(next(one for one in by_id.values() if one.stem in repr(card)))
        if "Next" not in labels(card):
            return maya, order, session.id
        card = await maya.presses(card, "Next")


def given_by(maya: Person, session: str) -> dict[str, tuple[tuple[str, ...], int, bool, int]]:
    """What stands in the book: answer, how sure, marked, seconds."""
    group, member = maya.world.group().id, member_id(maya)
    found = maya.world.ask(lambda ledger: ledger.attempts.given(group, session, member))
    return {name: (one.answer, one.sure, one.flagged, one.seconds) for name, one in found.items()}
