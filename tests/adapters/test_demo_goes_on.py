"""The demo's classmates go on where they left off, also when the pack was updated meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.demo.door import Door, Running
from adapters.demo.player import Player
from adapters.demo.setting import Setting
from adapters.demo.story import WEEKS, cast_player, setting_for, setting_of
from adapters.settings import REPOSITORY
from adapters.shelf.shelf import read_shelf
from adapters.store import SqlStore
from adapters.web.chat import WebChat
from bot.app import App
from bot.cards.simulated import SIMULATED
from bot.deliver import Deliverer
from bot.item_types import Choice
from bot.ports import Ledger, Remark
from bot.rules.items import Item, Option
from bot.rules.packs import Bank, Pack
from bot.rules.sessions import Response, Session

BEGINS = datetime(2026, 10, 11, 19, 30, tzinfo=UTC)
"""Sunday, half past nine in Berlin."""

OPENED = datetime(2026, 10, 12, 7, 0, 30, tzinfo=UTC)
"""Half a minute after the first question was opened."""


def door_of(store: SqlStore, pack: Pack, at: datetime) -> Door:
    """The app with this pack on a store that outlives it."""

    async def stays() -> None:
        return

    bank = Bank.of([pack])
    chat = {SIMULATED.platform: WebChat()}
    return Door(lambda: Running(App(store, bank), Deliverer(store, bank, chat, owner="demo"), stays), at)


async def begun(store: SqlStore) -> tuple[Pack, Setting, Player]:
    """A group that was just founded, and who plays it."""
    bank, _ = read_shelf(REPOSITORY / "content")
    pack = bank.pack("mla-c01")
    setting = setting_for(pack, "Europe/Berlin", BEGINS + timedelta(weeks=WEEKS))
    player = cast_player(door_of(store, pack, BEGINS), setting, pack, after=BEGINS)
    await player.found()
    return pack, setting, player


def left_out(_item: Item) -> tuple[Item, ...]:
    return ()


def reworded(item: Item) -> tuple[Item, ...]:
    problem = Choice((Option("new", "The new key."), Option("other", "The other one.")), frozenset({"new"}))
    return (replace(item, version=item.version + 1, problem=problem),)


@pytest.mark.parametrize("update", [left_out, reworded])
async def test_a_question_that_an_update_changed_while_it_was_open_is_left_alone(
    memory_store: SqlStore, update: Callable[[Item], tuple[Item, ...]]
) -> None:
    """It is shown as it was asked; who has no answer to that writes nothing about it, and goes on with the rest."""
    pack, setting, first = await begun(memory_store)
    await first.play(OPENED)
    asked, answers, _ = memory_store.run_now(written)
    assert answers == ()

    item = asked[0].form[0][0]
    items = tuple(one for old in pack.items for one in (update(old) if old.id == item else (old,)))
    updated = replace(pack, items=items)
    second = cast_player(door_of(memory_store, updated, OPENED), setting, updated, after=OPENED)
    await second.play(OPENED + timedelta(hours=30))
    _, answers, remarks = memory_store.run_now(written)
    assert answers, "everything else goes on"
    assert asked[0].id not in {one.session for one in answers}
    assert asked[0].id not in {one.session for one in remarks}


async def test_what_was_said_in_the_channel_is_not_said_again_at_the_next_start(memory_store: SqlStore) -> None:
    """They have lived until the last thing they wrote; and even what is lived twice is said once."""
    pack, setting, first = await begun(memory_store)
    first.look_up(BEGINS + timedelta(days=7))
    answered_at, said = BEGINS, list[Remark]()
    while answered_at == BEGINS or not said:
        await first.step()
        _, answers, remarks = memory_store.run_now(written)
        answered_at = max((one.at for one in answers), default=BEGINS)
        said = [one for one in remarks if one.session == "" and one.at > answered_at]

    before = memory_store.run_now(written)
    found = memory_store.run_now(setting_of)
    assert found is not None
    assert found[1] == said[-1].at

    again = cast_player(door_of(memory_store, pack, answered_at), setting, pack, after=answered_at)
    await again.play(said[-1].at + timedelta(seconds=1))
    assert again.calls > 0
    assert memory_store.run_now(written)[2] == before[2]


def written(ledger: Ledger) -> tuple[tuple[Session, ...], tuple[Response, ...], tuple[Remark, ...]]:
    """The questions that are open after `OPENED`, all answers, and all remarks."""
    group = ledger.groups.at(SIMULATED)
    assert group is not None
    remarks = ledger.notes.remarks(group.id, 1000)
    return ledger.sessions.open_ones(group.id, OPENED), ledger.responses.of_group(group.id), remarks
