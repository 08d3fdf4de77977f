"""The app is uninstalled, its token revoked, and installed again: what stops, and what goes on."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine

from adapters.slack import serve
from adapters.slack.manifest import slack_manifest
from adapters.slack.serve import SlackService
from adapters.store import SqlStore
from bot.app import RETENTION
from bot.ports import Home
from tests.adapters.slack_scene import ROOM, How, SlackScene, service_of, slack_scene
from tests.databases import damaged

GONE = "I was removed from there"
REFUSED = "Slack does not take SLACK_BOT_TOKEN: "


@pytest.fixture
async def scene(memory_store: SqlStore) -> AsyncIterator[SlackScene]:
    """A group that is set up and has its question."""
    async with slack_scene(memory_store) as scene:
        await scene.set_up()
        await scene.question()
        yield scene


def home(scene: SlackScene) -> Home:
    """Where the group lives."""
    group = scene.world.group().id
    (found,) = scene.world.ask(lambda ledger: ledger.groups.homes(group))
    return found


async def removed(scene: SlackScene) -> None:
    """Wait until the removal is on record."""
    await scene.peer.until(lambda: home(scene).left_at is not None)


@asynccontextmanager
async def started(scene: SlackScene, how: How = "socket") -> AsyncIterator[SlackService]:
    """A new start of the service, as after the new token was set."""
    service = service_of(scene.world.app, scene.peer, scene.world, how)
    running = asyncio.create_task(service.run())
    try:
        yield service
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await service.close()


def test_slack_23_the_app_asks_to_be_told() -> None:
    events = slack_manifest()["settings"]["event_subscriptions"]["bot_events"]
    assert {"app_uninstalled", "tokens_revoked"} <= set(events)


async def test_slack_23_uninstalling_stops_everything_and_starts_the_retention_clock(scene: SlackScene) -> None:
    assert (await scene.peer.uninstall()).ok
    await removed(scene)
    assert (home(scene).parked, home(scene).left_at) == (GONE, scene.world.at)
    for _ in range(3):
        await scene.world.pass_until(scene.world.at + timedelta(days=1))
    assert len(scene.peer.called("chat.postMessage")) == 1, "nothing is even tried"
    assert scene.peer.called("chat.update") == []


async def test_slack_23_a_removal_is_noted_once_the_database_is_back(
    scene: SlackScene, memory_engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(serve, "RECONNECT", 0.2)
    with damaged(memory_engine, "places"):
        await scene.peer.uninstall()
        await scene.peer.until(lambda: "defect" in caplog.messages)
    await removed(scene)


@pytest.mark.parametrize(
    ("kind", "works", "left"), [("bot", False, True), ("bot", True, False), ("oauth", False, False)]
)
async def test_slack_23_a_revoked_token_counts_when_it_was_ours(
    scene: SlackScene, kind: str, *, works: bool, left: bool
) -> None:
    before = len(scene.peer.called("auth.test"))
    assert (await scene.peer.revoke(kind, works=works)).ok
    await scene.peer.until(lambda: len(scene.peer.called("auth.test")) > before)
    await scene.peer.gate.again(scene.peer.records.deliveries[-1])
    await asyncio.sleep(0.1)
    assert (home(scene).left_at is not None) is left


async def test_slack_23_while_slack_cannot_be_asked_nobody_counts_as_removed(
    scene: SlackScene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "RECONNECT", 0.01)
    before = len(scene.peer.called("auth.test"))
    scene.peer.fail("auth.test", cut="before", times=2)
    await scene.peer.revoke("oauth")
    await scene.peer.until(lambda: len(scene.peer.called("auth.test")) >= before + 3 or home(scene).left_at is not None)
    await scene.asked("UMAYA", "help")
    assert home(scene) == Home(scene.world.place)


async def test_slack_23_after_thirty_days_the_group_is_forgotten(scene: SlackScene) -> None:
    await scene.peer.uninstall()
    await removed(scene)
    await scene.world.app.tick(scene.world.at + RETENTION - timedelta(seconds=1))
    assert home(scene).parked == GONE
    await scene.world.app.tick(scene.world.at + RETENTION)
    assert scene.world.ask(lambda ledger: ledger.groups.at(scene.world.place)) is None


@pytest.mark.parametrize("how", ["socket", "http"])
async def test_slack_23_a_new_install_goes_on_from_the_next_slot(scene: SlackScene, how: How) -> None:
    question = scene.peer.channel(ROOM).messages[-1]
    await scene.peer.uninstall()
    await removed(scene)
    scene.world.at += timedelta(days=2)
    scene.peer.install()
    async with started(scene, how):
        await scene.peer.until(lambda: home(scene) == Home(scene.world.place))
        await scene.world.beat()
        assert scene.peer.channel(ROOM).messages == [question]
        assert await scene.question() is not question


async def test_slack_23_a_start_with_a_dead_token_brings_nobody_back(
    scene: SlackScene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(serve, "RECONNECT", 0.01)
    before = len(scene.peer.called("auth.test")) + 2  # each of the two events asks
    await scene.peer.uninstall()
    await scene.peer.until(lambda: len(scene.peer.called("auth.test")) == before)
    await removed(scene)
    scene.peer.fail("auth.test", status=503)
    async with started(scene):
        await scene.peer.connected()
        await scene.peer.until(lambda: sum(REFUSED in message for message in caplog.messages) == 3)
        assert len(scene.peer.called("auth.test")) == before + 2, "asked again when Slack had no answer, then believed"
        assert home(scene).left_at is not None


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"cut": "before"}, "cannot be reached (ServerDisconnectedError). It is asked again"),
        ({"error": "ratelimited"}, "SLACK_BOT_TOKEN yet: ratelimited. It is asked again"),
        ({"status": 503}, "answers with status 503. It is asked again"),
        ({"error": "invalid_auth"}, f"{REFUSED}invalid_auth. Run cohort doctor."),
        ({"error": "not_allowed_token_type"}, f"{REFUSED}not_allowed_token_type. Run cohort doctor."),
    ],
)
async def test_a_start_at_which_slack_cannot_be_asked_listens_and_says_once_why(
    scene: SlackScene, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, how: dict[str, Any], said: str
) -> None:
    monkeypatch.setattr(serve, "RECONNECT", 0.01)
    before, final = len(scene.peer.called("auth.test")), REFUSED in said
    scene.peer.fail("auth.test", times=1000, **how)
    async with started(scene):
        await scene.peer.connected()
        await scene.peer.until(lambda: len(scene.peer.called("auth.test")) > before + (0 if final else 3))
        await scene.peer.until(lambda: any(said in message for message in caplog.messages))
    assert [said in record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == [True]


async def test_slack_23_setting_up_is_a_return_too(scene: SlackScene) -> None:
    await scene.peer.uninstall()
    await removed(scene)
    scene.peer.install()
    await scene.set_up()
    assert home(scene) == Home(scene.world.place)
