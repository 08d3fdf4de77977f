"""Removed from a server, invited again, away for a while: what stops, and what goes on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.app import RETENTION
from bot.ports import Home
from tests.adapters.discord_scene import Scene
from tests.bot.specimens import EACH_TYPE, bank, pack
from tests.peers.discord_faults import POST_MESSAGE


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    """A group that is set up, and knows no question yet."""
    async with Scene.open(bank=bank(pack([EACH_TYPE[0]]))) as scene:
        await scene.set_up()
        yield scene


async def home(scene: Scene, *, left: bool | None = None) -> Home:
    """Where the group lives, as soon as everything that was told has been heard (or until it was left, or not).

    The client keeps what it hears of servers to itself for its first two seconds.
    """
    await scene.peer.slash("help", user="Leo")
    async with asyncio.timeout(10):
        while left is not None and (_home(scene).left_at is not None) is not left:  # noqa: ASYNC110 - no event for it
            await asyncio.sleep(0.02)
    return _home(scene)


def _home(scene: Scene) -> Home:
    group = scene.store.run_now(lambda ledger: ledger.groups.at(scene.place))
    assert group is not None
    (found,) = scene.store.run_now(lambda ledger: ledger.groups.homes(group.id))
    return found


async def test_discord_23_removal_stops_everything_and_starts_the_retention_clock(scene: Scene) -> None:
    await scene.beat(8)
    await scene.peer.kick()
    assert (await home(scene)).left_at == scene.at
    calls = len(scene.peer.called(*POST_MESSAGE))
    for day in (23, 24, 25):
        await scene.beat(16, day=day)
        await scene.beat(8, day=day + 1)
    assert len(scene.peer.called(*POST_MESSAGE)) == calls, "nothing is even tried"
    assert scene.peer.inbox("Ada") == []


async def test_discord_23_after_thirty_days_the_group_is_forgotten(scene: Scene) -> None:
    await scene.peer.kick()
    left_at = (await home(scene)).left_at
    assert left_at is not None
    await scene.app.tick(left_at + RETENTION - timedelta(seconds=1))
    assert (await home(scene)).left_at == left_at
    await scene.app.tick(left_at + RETENTION)
    assert scene.store.run_now(lambda ledger: ledger.groups.at(scene.place)) is None


async def test_discord_23_a_return_goes_on_from_the_next_slot_and_nothing_old_stirs(scene: Scene) -> None:
    await scene.beat(8)
    question = scene.question
    await scene.peer.kick()
    await home(scene)
    await scene.beat(10, day=25)
    await scene.peer.invite()
    assert await home(scene, left=False) == Home(scene.place)
    await scene.beat(20, day=25)
    assert scene.channel.messages == [question]
    await scene.beat(8, day=26)
    assert [message.labels for message in scene.channel.messages] == [["Answer"], ["Answer"]]
    stale = await scene.peer.press(question, "Answer", user="Maya")
    assert "This one has closed." in stale.reply.text


async def test_discord_23_setting_up_is_a_return_too(scene: Scene) -> None:
    await scene.peer.kick()
    await home(scene)
    await scene.peer.invite(heard=False)
    assert "Saved." in (await scene.set_up()).reply.text
    await scene.beat(8)
    assert scene.question.labels == ["Answer"]


async def test_discord_23_a_server_that_is_only_unavailable_is_not_left(scene: Scene) -> None:
    await scene.peer.outage()
    assert await home(scene) == Home(scene.place)
    await scene.beat(8)
    assert scene.channel.messages == []
    await scene.peer.recover()
    assert await home(scene) == Home(scene.place)
    await scene.beat(8, 1)
    assert scene.question.labels == ["Answer"]


async def test_discord_23_what_happened_while_the_bot_was_away_is_caught_up_on(scene: Scene) -> None:
    await scene.leave()
    await scene.peer.kick(heard=False)
    await scene.restart()
    assert (await home(scene, left=True)).left_at == scene.at
    await scene.leave()
    await scene.peer.invite(heard=False)
    await scene.restart()
    assert await home(scene, left=False) == Home(scene.place)
    await scene.beat(8)
    assert scene.question.labels == ["Answer"]
