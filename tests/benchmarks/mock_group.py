"""The study group that takes a mock exam all at once: Cohort's own, on either database, and what stands there after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from adapters.clock import now
from adapters.shelf.shelf import read_shelf
from adapters.store import SqlStore, make_engine, upgrade
from bot.app import App
from bot.calls import CLOCK, NOWHERE, Actor, Call, Place
from bot.commands import OpenMock, SetUpGroup
from bot.ports import Ledger
from bot.rules.groups import Group
from bot.rules.items import Answer, Arrange, Item, Pair, Pick
from bot.rules.mock_rhythms import MockRhythm
from bot.rules.packs import Bank
from bot.rules.sessions import Session
from bot.rules.timetable import Slot
from bot.usecases.draw_mock import weekly
from bot.usecases.open_session import announce
from bot.usecases.verb import Desk
from tests.benchmarks.study_group import CONTENT, EVERY_DAY, PACK

OPEN = timedelta(days=2)

Answers = Mapping[tuple[str, str], Answer]
"""By account and item: the answer that was acknowledged last."""


async def open_mock(address: str, place: Place) -> tuple[App, SqlStore, Session]:
    """Cohort on this database, with a group in this place and its weekly mock just opened."""
    bank, _ = read_shelf(CONTENT)
    engine = make_engine(address)
    upgrade(engine)
    store = SqlStore(engine)
    app = App(store, bank)
    await app.take_stock(now())
    lead = Actor(place.platform, place.space, "1", "Ada", manages=True)
    settings = SetUpGroup("09:00", "Europe/Berlin", EVERY_DAY, "09:00", "at_once", PACK)
    card = await app.handle(Call("set-up", settings, lead, place, now()))
    assert card.tone != "trouble", card
    return app, store, await store.run(lambda ledger: _draw(ledger, bank, place))


def _draw(ledger: Ledger, bank: Bank, place: Place) -> Session:
    """Draw the weekly mock as at its hour, whatever day it is."""
    group = _group(ledger, place)
    at = now()
    desk = Desk(ledger, Call("open", OpenMock(group.id), CLOCK, NOWHERE, at), bank, group, None)
    session = weekly(desk, MockRhythm(group.id), Slot(group.day_of(at), at, at + OPEN))
    assert ledger.sessions.add(session)
    assert announce(desk, session, place)
    return session


def whole(item: Item, turn: int) -> Answer:
    """A whole answer to the item, another one at the next turn."""
    entry = item.problem.wants(())
    assert entry is not None
    first = turn % len(entry.options)
    names = [option.id for option in (*entry.options[first:], *entry.options[:first])]
    match entry:
        case Pick(exactly=wanted) | Arrange(exactly=wanted):
            return tuple(names[:wanted])
        case Pair(prompts=prompts):
            return tuple(names[place % len(names)] for place in range(len(prompts)))


def lost(address: str, place: Place, session: str, acknowledged: Answers) -> int:
    """How many acknowledged answers are not in this database, as given or as handed in.

    Everybody has handed in.
    """
    store = SqlStore(make_engine(address))
    found = store.run_now(lambda ledger: _lost(ledger, place, session, acknowledged))
    store.close_now()
    return found


def _lost(ledger: Ledger, place: Place, session: str, acknowledged: Answers) -> int:
    group = _group(ledger, place)
    gone = 0
    for account in {account for account, _ in acknowledged}:
        member = ledger.groups.member_of(group.id, Actor(place.platform, place.space, account, ""))
        assert member is not None, account
        given = {item: one.answer for item, one in ledger.attempts.given(group.id, session, member.id).items()}
        record = {item: one.answer for item, one in ledger.responses.of_member_in(group.id, session, member.id).items()}
        wanted = {item: answer for (by, item), answer in acknowledged.items() if by == account}
        gone += sum(given.get(item) != answer for item, answer in wanted.items())
        gone += sum(record.get(item) != given.get(item) for item in record.keys() | given.keys())
    return gone


def _group(ledger: Ledger, place: Place) -> Group:
    group = ledger.groups.at(place)
    assert group is not None
    return group
