"""Whether a key was out before an answer is told as it is counted from the rows, where keys are told in every way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.store import SqlStore, make_engine, upgrade
from bot.commands import ShowHelp
from tests.bot.door_scene import gives_each, practises, takes_own
from tests.bot.mock_scene import SUNDAY, begins, corrected, items_of, mock_world, session_of, takes, weekly
from tests.bot.mock_specimens import mock_pack
from tests.demo_check import telling
from tests.demo_check.facts import Reader
from tests.demo_check.watch import Watch
from tests.world import World


@pytest.fixture
def address(tmp_path: Path) -> str:
    """Where the tables are."""
    return f"sqlite:///{tmp_path / 'keys.db'}"


@pytest.fixture
def store(address: str) -> Iterator[SqlStore]:
    """A store on a file, which a second reader can open."""
    engine = make_engine(address)
    upgrade(engine)
    store = SqlStore(engine)
    yield store
    store.close_now()


async def studied(store: SqlStore, feedback: str) -> World:
    """Lin answers what was told her at a close, in a thread, by an erratum, in a report and in practice mode."""
    world = await mock_world(store, mock_pack(16), feedback=feedback)
    lin = world.member("Lin")
    await lin.wants(ShowHelp())
    session = await world.daily_question()
    while world.item(session).problem.type != "multiple_choice":
        session = await world.daily_question()
    await world.member("Maya").answers(session, ("B",))
    mock = await weekly(world)
    for number, name in enumerate(("Maya", "Ben", "Omar", "Zoe")):
        await takes(world.member(name), mock, 15 - number)
    await world.pass_until(SUNDAY)
    world, new = await corrected(world, world.item(session))
    lin = world.member("Lin")
    world.at += timedelta(hours=3)
    await practises(lin, [new, *items_of(world, mock)], right=7)
    await takes_own(lin, "full", questions=20, right=5)
    await takes_own(lin, "missed")
    await begins(lin, "mini", mode="practice")
    own = session_of(lin)
    await gives_each(lin, own.id, items_of(world, own)[:9], right=2)
    world.at += timedelta(days=1)
    await practises(lin, items_of(world, own)[:14])
    return world


@pytest.mark.parametrize("feedback", ["at_once", "at_close"])
async def test_all_sorts_of_keys_are_told_as_they_are_counted(store: SqlStore, address: str, feedback: str) -> None:
    world = await studied(store, feedback)
    reader = Reader(address)
    facts, watch = reader.facts(world.group().id), Watch(reader, store)
    at = world.at + timedelta(hours=1)
    watch.readiness(facts, world.bank, at)
    ruled = [one for one in telling.rulings(facts, at) if one.ruling == "revealed"]
    reader.close()

    assert watch.tally.differences == []
    assert len([one for one in ruled if facts.session(one.row["session_id"])["purpose"] == "own"]) >= 15, "of blanks"
    assert len([one for one in ruled if facts.session(one.row["session_id"])["purpose"] == "quiz"]) >= 1 + 3 + 9
