"""Rating a group's items: nobody waits for it, and what it has not seen is not lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.store import SqlStore
from bot.calls import CLOCK, NOWHERE, Actor, Call
from bot.commands import OpenSheet, RateItems
from bot.ports import Ledger
from bot.rules.evidence import Edition
from bot.rules.groups import Group, Member, Role
from bot.rules.item_sums import Sums
from bot.rules.packs import Bank
from bot.rules.sessions import Response, Session
from bot.usecases.rate_items import Rating, rate_ahead, rate_stale
from bot.usecases.verb import Desk
from tests.bot.busy_lookers import all_lookers_busy
from tests.bot.mock_scene import PACK, mock_world
from tests.bot.mock_specimens import key_of
from tests.databases import sqlite_engine
from tests.world import World


@pytest.fixture
def file_store(tmp_path: Path) -> Iterator[SqlStore]:
    """A store in a file, where looking and writing may overlap."""
    store = SqlStore(sqlite_engine(f"sqlite:///{tmp_path / 'cohort.db'}"))
    yield store
    store.close_now()


def practised(world: World, *, people: int, items: int) -> int:
    """So many people practised so many items, and the group's ratings are out of date; how many answers that makes."""
    group = world.group()
    asked = PACK.live[:items]
    assert len(asked) == items

    def add(ledger: Ledger) -> int:
        ledger.sessions.add(Session(group.id, "practice", "quiz", group.day_of(world.at), (), world.at, None))
        for number in range(people):
            name, at = f"p{number}", world.at + timedelta(minutes=number)
            ledger.groups.join(Actor("web", "local", name, name), Member(group.id, name, name, Role.MEMBER, world.at))
            for item in asked:
                given = (group.id, "practice", item.id, item.version, name, key_of(item), True, 1.0, at)
                ledger.responses.add(Response(*given, group.day_of(at)))
        ledger.ratings.note_stale(group.id, world.at)
        return people * items

    return world.ask(add)


def rating_of(world: World) -> Call:
    """The clock's call to rate the group."""
    return Call("rate", RateItems(world.group().id), CLOCK, NOWHERE, world.at)


def kept(world: World) -> dict[Edition, Sums]:
    """What is in the book."""
    group = world.group().id
    return dict(world.ask(lambda ledger: ledger.ratings.of_group(group)))


def stale(world: World) -> bool:
    """Whether the next beat rates the group."""
    group = world.group().id
    return group in world.ask(lambda ledger: ledger.ratings.stale(9))


async def test_presses_go_on_while_a_group_is_rated(file_store: SqlStore) -> None:
    world = await mock_world(file_store)
    session = await world.daily_question()
    answers = practised(world, people=5, items=8)

    async with all_lookers_busy(file_store):
        rating = asyncio.create_task(world.app.handle(rating_of(world)))
        await asyncio.sleep(0)
        sheet = OpenSheet(session.id, session.form[0][0])
        assert (await world.member("Maya").wants(sheet)).title == "Your answer sheet"
        assert not rating.done(), "it is done in a look, which waits here"
    await rating

    assert sum(sums.answers for sums in kept(world).values()) == answers
    assert not stale(world)


@pytest.fixture
async def world(memory_store: SqlStore) -> World:
    """A group whose ratings are out of date."""
    world = await mock_world(memory_store)
    practised(world, people=2, items=3)
    return world


def ahead(world: World) -> tuple[Rating, Callable[[], None]]:
    """What was worked out in a look, and a way to keep it later."""
    group, call = world.group(), rating_of(world)

    def desk(ledger: Ledger, group: Group | None, rating: Rating | None) -> Desk:
        return Desk(ledger, call, Bank.of([PACK]), group, None, ahead=rating)

    found = world.store.look_now(lambda ledger: rate_ahead(RateItems(group.id), desk(ledger, group, None)))
    assert found is not None

    def keep() -> None:
        command = RateItems(group.id)
        world.ask(lambda ledger: rate_stale(command, desk(ledger, ledger.groups.load(group.id), found)))

    return found, keep


async def test_a_correction_during_a_rating_is_rated_by_the_next_beat(world: World) -> None:
    group = world.group().id
    _, keep = ahead(world)
    world.ask(lambda ledger: ledger.ratings.note_stale(group, world.at))
    keep()

    assert len(kept(world)) == 3
    assert stale(world)
    await world.beat()
    assert not stale(world)


async def test_who_rates_longer_than_somebody_who_knew_more_changes_nothing(world: World) -> None:
    rating, keep = ahead(world)
    extra = PACK.live[9]
    group, session = world.group(), "practice"
    given = (group.id, session, extra.id, extra.version, "p0", key_of(extra), True, 1.0, world.at)
    world.ask(lambda ledger: ledger.responses.add(Response(*given, group.day_of(world.at))))
    world.ask(lambda ledger: ledger.ratings.note_stale(group.id, world.at))
    await world.app.handle(rating_of(world))
    keep()

    assert len(rating.sums) == 3
    assert len(kept(world)) == 4
    assert not stale(world)


async def test_a_group_that_changes_its_pack_meanwhile_is_rated_anew(world: World) -> None:
    _, keep = ahead(world)
    changed = replace(world.group(), pack="another")
    world.ask(lambda ledger: ledger.groups.save(changed))
    keep()

    assert kept(world) == {}
    assert stale(world)


async def test_a_group_that_is_forgotten_meanwhile_stays_forgotten(world: World) -> None:
    group = world.group().id
    _, keep = ahead(world)
    world.ask(lambda ledger: ledger.groups.dissolve(group))
    keep()

    assert world.ask(lambda ledger: ledger.ratings.of_group(group)) == {}
    assert world.ask(lambda ledger: ledger.ratings.stale(9)) == ()


async def test_what_is_up_to_date_is_not_gone_through_again(world: World) -> None:
    await world.app.handle(rating_of(world))
    group, call = world.group(), rating_of(world)
    command = RateItems(group.id)

    assert world.ask(lambda ledger: rate_ahead(command, Desk(ledger, call, Bank.of([PACK]), group, None))) is None
