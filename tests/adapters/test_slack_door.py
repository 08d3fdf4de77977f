"""Slack's door: acknowledged in time, repeated deliveries harmless, forged ones refused, old buttons alive."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from adapters.slack import inbound, serve
from adapters.slack.manifest import QUIZ, REPORT, SCOPES, slack_manifest
from adapters.store import SqlStore
from bot.app import App
from tests.adapters.slack_scene import ROOM, SlackScene, listening, service_of, slack_scene
from tests.bot.cards.gallery import GALLERY
from tests.databases import damaged
from tests.peers.slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET
from tests.peers.slack_limits import Body


@pytest.fixture
async def scene(memory_store: SqlStore) -> AsyncIterator[SlackScene]:
    """A group that is set up and has its question."""
    async with slack_scene(memory_store) as scene:
        await scene.set_up()
        await scene.question()
        await scene.asked("UMAYA", "me")
        yield scene


Act = Callable[[SlackScene], Awaitable[object]]


async def command(scene: SlackScene) -> None:
    await scene.peer.command("/cohort", "me", user="UMAYA", channel=ROOM)


async def press(scene: SlackScene) -> None:
    await scene.peer.press(scene.peer.channel(ROOM).messages[0], "Answer", user="UMAYA")


async def shortcut(scene: SlackScene) -> None:
    await scene.peer.shortcut(QUIZ, user="UMAYA")


async def message_shortcut(scene: SlackScene) -> None:
    await scene.peer.shortcut(REPORT, user="UMAYA", message=scene.peer.channel(ROOM).messages[0])


async def home(scene: SlackScene) -> None:
    await scene.peer.open_home("UMAYA")


async def submission(scene: SlackScene) -> None:
    await message_shortcut(scene)
    form = await scene.view("UMAYA")
    await scene.peer.submit(form, {"What is wrong with it?": "It is old"}, user="UMAYA")


ACTS: list[Act] = [command, press, shortcut, message_shortcut, home, submission]


@pytest.mark.parametrize("act", ACTS)
async def test_slack_01_slow_work_is_acknowledged_in_time(
    scene: SlackScene, act: Act, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "PROMPT", 0.05)
    monkeypatch.setattr(serve, "SENT", 0.05)
    form = None
    if act is submission:
        await message_shortcut(scene)
        form = await scene.view("UMAYA")
    door = threading.Event()
    busy = asyncio.create_task(scene.world.store.run(lambda _: door.wait(5)))
    await asyncio.sleep(0)
    before = len(scene.peer.person("UMAYA").shown)
    if form is not None:
        await scene.peer.submit(form, {"What is wrong with it?": "It is old"}, user="UMAYA")
        before += 1  # the modal asks for patience
    else:
        await act(scene)
    assert scene.peer.records.acks[-1].ok
    assert scene.peer.records.acks[-1].seconds < 1
    assert len(scene.peer.person("UMAYA").shown) == before
    door.set()
    await busy
    await scene.peer.until(lambda: len(scene.peer.person("UMAYA").shown) > before)


@pytest.mark.parametrize("act", ACTS)
async def test_slack_02_the_same_delivery_again_changes_nothing(scene: SlackScene, act: Act) -> None:
    await act(scene)
    await scene.peer.shown("UMAYA")
    before = facts(scene)
    acks = await scene.peer.again(times=3)
    await asyncio.sleep(0.1)
    assert all(ack.ok for ack in acks)
    assert facts(scene) == before


def facts(scene: SlackScene) -> tuple[object, ...]:
    """What is on record and what can be seen."""
    person, room = scene.peer.person("UMAYA"), scene.peer.channel(ROOM)
    group = scene.world.group().id
    reports = scene.world.store.run_now(lambda ledger: ledger.notes.reports(group, 99))
    seen = (len(person.ephemerals), len(person.modals), len(room.messages))
    return (*seen, len(reports), len(scene.world.responses(scene.world.sessions()[-1])))


async def test_slack_02_an_answer_that_comes_four_times_counts_once(scene: SlackScene) -> None:
    await press(scene)
    sheet = await scene.card("UMAYA")
    await scene.peer.press(sheet, "A", user="UMAYA")
    await scene.card("UMAYA")
    await scene.peer.again(times=3)
    assert len(scene.world.responses(scene.world.sessions()[-1])) == 1


async def test_slack_03_a_button_from_before_a_restart_still_works(scene: SlackScene) -> None:
    app = App(scene.world.store, scene.world.bank)
    again = service_of(app, scene.peer, scene.world, "http")
    async with listening(again, scene.peer, "http"):
        await press(scene)
        assert (await scene.card("UMAYA")).labels == ["A", "B", "C", "D"]


async def test_slack_09_every_scope_has_a_feature_that_exercises_it(scene: SlackScene) -> None:
    await command(scene)
    await scene.card("UMAYA")
    await scene.service.chat.whisper(scene.world.place, "UMAYA", GALLERY["figure"])
    used = {call.scope for call in scene.peer.calls if call.scope}
    assert used | {"commands"} == set(SCOPES)
    scopes = slack_manifest()["oauth_config"]["scopes"]
    assert scopes == {"bot": list(SCOPES)}
    assert not [scope for scope in SCOPES if "history" in scope]


async def test_slack_22_what_an_ephemeral_told_can_be_seen_again(scene: SlackScene) -> None:
    await press(scene)
    sheet = await scene.card("UMAYA")
    await scene.peer.press(sheet, "A", user="UMAYA")
    verdict = (await scene.card("UMAYA")).words
    again = await scene.asked("UMAYA", "today")
    assert again.words.startswith("You have answered this one. Your first answer stands.")
    assert verdict.split("\n")[0] in again.words


@pytest.mark.parametrize("how", ["forged", "late", "changed", "unsigned"])
async def test_slack_24_a_bad_signature_is_refused(scene: SlackScene, how: str) -> None:
    await press(scene)
    sheet = await scene.card("UMAYA")
    await scene.peer.press(sheet, "A", user="UMAYA")
    answers = scene.world.responses(scene.world.sessions()[-1])
    delivery = scene.peer.records.deliveries[-1]
    delivery.payload["user"]["id"] = "UBEN"
    delivery.payload["trigger_id"] = "another"
    assert (await scene.peer.tampered(how, delivery)).status == 401
    assert scene.world.responses(scene.world.sessions()[-1]) == answers


async def test_slack_24_without_a_signing_secret_nobody_is_believed(scene: SlackScene) -> None:
    deaf = service_of(scene.world.app, scene.peer, scene.world, "socket")
    async with listening(deaf, scene.peer, "http"):
        ack = await scene.peer.command("/cohort", "me", user="UMAYA", channel=ROOM)
    assert ack.status == 404


async def test_slack_24_tokens_are_never_logged(memory_store: SqlStore, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for how in ("http", "socket"):
        async with slack_scene(memory_store, "socket" if how == "socket" else "http") as scene:
            await scene.set_up()
            scene.peer.fail("users.info", error="invalid_auth")
            await scene.asked("UMAYA", "me")
    assert not [secret for secret in (BOT_TOKEN, APP_TOKEN, SIGNING_SECRET) if secret in caplog.text]


@pytest.mark.parametrize("text", ["reports", "dance", "quiz task:9.9", "setup 25:00 zone:Europe/Berlin"])
async def test_slack_26_a_refusal_names_the_next_step(scene: SlackScene, text: str) -> None:
    shown = await scene.asked("UMAYA", text)
    assert len(shown.words.split()) > 6


async def test_slack_26_a_defect_is_owned_up_to_with_its_number(scene: SlackScene, memory_engine: Engine) -> None:
    with damaged(memory_engine):
        shown = await scene.asked("UMAYA", "me")
    assert "Something broke on our side." in shown.words
    assert "incident" in shown.words


async def test_trouble_leaves_a_private_card_where_it_is(scene: SlackScene, memory_engine: Engine) -> None:
    await press(scene)
    sheet = await scene.card("UMAYA")
    with damaged(memory_engine):
        await scene.peer.press(sheet, "A", user="UMAYA")
        assert (await scene.card("UMAYA")) is not sheet
    await scene.peer.press(sheet, "A", user="UMAYA")
    assert (await scene.card("UMAYA")) is sheet


async def test_a_reply_that_slack_does_not_take_by_its_address_takes_the_other_way(scene: SlackScene) -> None:
    scene.peer.fail("response_url", status=500)
    await command(scene)
    assert "How you are doing" in (await scene.card("UMAYA")).words
    assert scene.peer.called("chat.postEphemeral")[-1].body["user"] == "UMAYA"


async def test_a_reply_over_a_stale_connection_is_given_once_more(scene: SlackScene) -> None:
    scene.peer.fail("response_url", cut="before")
    await command(scene)
    assert "How you are doing" in (await scene.card("UMAYA")).words
    assert len(scene.peer.called("response_url")) == 3, "the first me, the one that was cut, and once more"


async def test_the_socket_connects_again_when_slack_asks_it_to(memory_store: SqlStore) -> None:
    async with slack_scene(memory_store, "socket") as scene:
        await scene.peer.gate.disconnect()
        await scene.peer.until(lambda: len(scene.peer.called("apps.connections.open")) == 2)
        await scene.peer.connected()
        assert "/cohort help" in (await scene.asked("UMAYA", "help")).words


async def test_a_refused_app_token_is_named_and_tried_again(
    memory_store: SqlStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(serve, "RECONNECT", 0.01)
    async with slack_scene(memory_store) as scene:
        for how in ({"error": "invalid_auth"}, {"cut": "before"}, {"status": 503}):
            scene.peer.fail("apps.connections.open", **how)
        ears = service_of(scene.world.app, scene.peer, scene.world, "socket")
        async with listening(ears, scene.peer, "socket"):
            assert len(scene.peer.called("apps.connections.open")) == 4
    assert "Slack does not take SLACK_APP_TOKEN: invalid_auth. Run cohort doctor." in caplog.text
    assert APP_TOKEN not in caplog.text


async def test_a_start_with_the_token_in_the_environment_warns_of_nothing(
    memory_store: SqlStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", BOT_TOKEN)
    async with slack_scene(memory_store):
        pass
    assert [record.message for record in caplog.records if record.levelno >= logging.WARNING] == []


AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def test_slack_25_an_organisation_wide_install_keeps_workspaces_apart() -> None:
    body: Body = {"command": "/cohort", "text": "me", "user_id": "U1", "user_name": "maya", "team_id": "T7"}
    assert inbound.words_to_call({**body, "channel_id": "C1", "trigger_id": "t"}, at=AT).place.space == "T7"
    press = {"team": None, "user": {"id": "U1", "name": "maya", "team_id": "T8"}, "trigger_id": "t"}
    action = {"actions": [{"action_id": "c1:me"}], "channel": {"id": "C1"}}
    call = inbound.press_to_call({**press, **action}, at=AT)
    assert (call.place.space, call.by.space) == ("T8", "T8")


def test_a_conversation_with_the_bot_is_no_room() -> None:
    body: Body = {"command": "/quiz", "text": "", "user_id": "U1", "team_id": "T1", "channel_id": "D1"}
    assert inbound.words_to_call({**body, "trigger_id": "t"}, at=AT).place.room == ""


def test_the_manifest_keeps_slacks_limits() -> None:
    for url in ("", "https://cohort.example.org/"):
        manifest = slack_manifest(url)
        about, features = manifest["display_information"], manifest["features"]
        assert len(about["name"]) <= 35
        assert len(about["description"]) <= 140
        assert 174 < len(about["long_description"]) <= 4000
        for one in features["slash_commands"]:
            assert len(one["command"]) <= 32
            assert len(one["description"]) <= 2000
            assert len(one["usage_hint"]) <= 1000
        for one in features["shortcuts"]:
            assert len(one["name"]) <= 24
            assert len(one["description"]) <= 150
        assert manifest["settings"]["socket_mode_enabled"] is not bool(url)
        assert all(("url" in one) is bool(url) for one in features["slash_commands"])
