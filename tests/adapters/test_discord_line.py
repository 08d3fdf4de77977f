"""When the line breaks: interactions come twice or late, answers get lost, the client dies, the token is wrong."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest
from discord.http import Route

from adapters.discord.serve import DiscordService
from adapters.discord.supervise import DiscordStopped
from tests.adapters.discord_scene import QUICK, Scene
from tests.bot.cards.gallery import GALLERY
from tests.bot.specimens import EACH_TYPE, bank, pack
from tests.peers.discord_faults import FIRST_RESPONSE, FOLLOW_UP


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with Scene.open(bank=bank(pack([EACH_TYPE[0]]))) as scene:
        yield scene


async def test_the_same_press_delivered_twice_changes_nothing(scene: Scene) -> None:
    await scene.post()
    sheet = await scene.open_sheet("Maya")
    data = {"component_type": 2, "custom_id": sheet.control("A")["custom_id"], "id": 1}
    done = scene.peer.made(3, data, scene.peer.person("Maya"), scene.channel, sheet)
    await scene.peer.deliver(done)
    await scene.peer.deliver(done)
    await scene.peer.settled(done)
    await scene.peer.slash("help", user="Leo")
    assert [call.status for call in scene.peer.called(*FIRST_RESPONSE) if done.id in call.path] == [204, 400]
    await scene.beat(16)
    assert "1 person answered" in scene.question.text


@pytest.mark.parametrize("cut", ["before", "after"])
async def test_a_reply_that_got_lost_is_given_once(scene: Scene, cut: str) -> None:
    await scene.post()
    scene.peer.fail(FIRST_RESPONSE, cut=cut)
    done = await scene.peer.press(scene.question, "Answer", user="Maya")
    assert done.reply.labels == ["A", "B", "C", "D"]
    assert len(scene.peer.ephemerals("Maya")) == 1


async def test_discord_19_a_reply_waits_out_a_rate_limit(scene: Scene) -> None:
    scene.peer.fail(FIRST_RESPONSE, status=429, retry_after=0.01)
    assert "What you can do" in (await scene.peer.slash("help", user="Maya")).reply.text


async def test_an_answer_that_comes_too_late_is_logged_and_harms_nobody(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    done = scene.peer.made(
        2, {**scene.peer.server.commands[0], "options": []}, scene.peer.person("Maya"), scene.channel
    )
    scene.peer.server.elapse(10)
    await scene.peer.deliver(done)
    assert "What you can do" in (await scene.peer.slash("help", user="Leo")).reply.text
    for _ in range(100):
        if "answered too late" in caplog.text:
            return
        await asyncio.sleep(0.02)
    raise AssertionError(caplog.text)


async def test_a_press_while_the_line_was_down_is_answered(scene: Scene) -> None:
    await scene.post()
    await scene.peer.gateway.drop(4000)
    done = await scene.peer.press(scene.question, "Answer", user="Maya")
    assert done.reply.labels == ["A", "B", "C", "D"]
    assert (scene.peer.gateway.identified, scene.peer.gateway.resumed) == (1, 1)


async def test_a_client_that_an_event_kills_is_followed_by_another(scene: Scene) -> None:
    await scene.post()
    await scene.peer.gateway.dispatch("CHANNEL_CREATE", {"id": "1"})
    await scene.peer.gateway.until(connected=False)
    await scene.peer.gateway.until(connected=True)
    assert (await scene.open_sheet("Maya")).labels == ["A", "B", "C", "D"]
    assert scene.peer.gateway.identified == 2


async def test_an_event_that_cannot_be_read_harms_nobody(scene: Scene, caplog: pytest.LogCaptureFixture) -> None:
    await scene.post()
    await scene.peer.gateway.dispatch("INTERACTION_CREATE", {"id": "1"})
    assert (await scene.open_sheet("Maya")).labels == ["A", "B", "C", "D"]
    assert scene.peer.gateway.identified == 1
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == ["no answer"]


async def test_a_private_word_follows_a_press_though_its_client_is_gone(scene: Scene) -> None:
    await scene.post()
    await scene.open_sheet("Maya")
    await scene.peer.gateway.dispatch("CHANNEL_CREATE", {"id": "1"})
    await scene.peer.gateway.until(connected=False)
    await scene.peer.gateway.until(connected=True)

    await scene.service.chat.whisper(scene.place, scene.peer.person("Maya").id, GALLERY["status"])

    assert len(scene.peer.called(*FOLLOW_UP)) == 1
    assert scene.peer.inbox("Maya") == []


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the log says of trouble, all of it in plain sentences."""
    assert all(record.exc_info is None for record in caplog.records)
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


async def test_a_gateway_out_of_reach_is_told_in_a_sentence_and_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    async with Scene.open(connect=False) as scene:
        scene.peer.gateway.refusals = 3
        await scene.connect()
        assert "What you can do" in (await scene.peer.slash("help", user="Maya")).reply.text
        assert scene.peer.gateway.refusals == 0
        before = len(told(caplog))
        scene.peer.gateway.refusals = 3
        await scene.peer.gateway.drop(4000)
        await scene.peer.gateway.until(connected=True)
        assert len(told(caplog)) > before > 0
        said = f" and {scene.peer.gateway.url}: Server disconnected. Check the network"
        assert all(said in sentence for sentence in told(caplog))


@pytest.mark.parametrize(("how", "said"), [("nobody", "Cannot connect to host"), ("ill", ": status 503.")])
async def test_discord_out_of_reach_is_told_with_its_address_and_the_next_step(
    caplog: pytest.LogCaptureFixture, how: str, said: str
) -> None:
    async with Scene.open(connect=False) as scene:
        url = scene.peer.url if how == "ill" else "http://127.0.0.1:1/api/v10"
        scene.peer.fail(("GET", "/users/@me"), status=503, times=2)
        scene.service = DiscordService(scene.app, scene.peer.token, url, scene.peer.gateway.url, pauses=QUICK)
        scene.tasks.append(asyncio.create_task(scene.service.run()))
        async with asyncio.timeout(5):
            while len(told(caplog)) < 2:  # noqa: ASYNC110 - a log has no event
                await asyncio.sleep(0)
        Route.BASE = scene.peer.url  # the network is back
        await scene.peer.ready()
        first, second = told(caplog)[:2]
        assert first.startswith(f"Discord cannot be reached at {url} and {scene.peer.gateway.url}: ")
        assert said in first
        assert first.endswith("DISCORD_GATEWAY_URL if they are set. It is tried again in 0.01 s.")
        assert second.endswith("It is tried again in 0.02 s.")


async def test_a_wrong_token_stops_with_the_next_step() -> None:
    async with Scene.open(connect=False) as scene:
        service = DiscordService(scene.app, "wrong", scene.peer.url, scene.peer.gateway.url, pauses=QUICK)
        with pytest.raises(DiscordStopped, match="DISCORD_TOKEN"):
            await asyncio.wait_for(service.run(), 5)


@pytest.mark.parametrize(("code", "said"), [(4014, "privileged intent"), (4004, "DISCORD_TOKEN"), (4012, "newer")])
async def test_discord_02_what_no_restart_can_mend_stops(code: int, said: str) -> None:
    async with Scene.open(connect=False) as scene:
        scene.peer.gateway.close_with = code
        with pytest.raises(DiscordStopped, match=said):
            await asyncio.wait_for(scene.service.run(), 5)


async def test_closing_leaves_nothing_open(scene: Scene) -> None:
    await scene.leave()
    await scene.peer.gateway.until(connected=False)
