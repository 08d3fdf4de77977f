"""Set-up on Discord tries the channel at once: who set it up reads what stands in the way, and so does the status."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.adapters.discord_scene import Scene
from tests.bot.specimens import EACH_TYPE, bank, pack
from tests.peers.discord_model import FORUM, SEES, SENDS, THREAD

RIGHTS = "I am not allowed to post there; I need to view the channel and to send messages."
NO_TEXT = "It is a forum, or another channel that takes no plain posts; I need a text channel."


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    """A server whose channel can be changed before the bot comes."""
    async with Scene.open(bank=bank(pack([EACH_TYPE[0]])), connect=False) as scene:
        yield scene


async def status(scene: Scene) -> str:
    return (await scene.peer.slash("cohort status", user="Ada")).reply.text


@pytest.mark.parametrize("denied", [SENDS, SEES])
async def test_discord_20_set_up_says_where_the_bot_may_not_post_and_so_do_post_and_status(
    scene: Scene, denied: int
) -> None:
    scene.channel.denied = denied
    scene.peer.person("Ada").closed_inbox = True
    await scene.connect()
    done = await scene.set_up()
    assert "Saved, but I cannot post there yet." in done.reply.text
    assert RIGHTS in done.reply.text
    assert f"This channel: waiting, because {RIGHTS}" in await status(scene)

    tried = await scene.peer.press(done.reply, "Post a first question now", user="Ada")
    assert "I am trying to post it." in tried.reply.text
    assert f"This channel: I could not post there before, because {RIGHTS}" in tried.reply.text
    await scene.deliver()
    assert f"This channel: waiting, because {RIGHTS}" in await status(scene)

    scene.channel.denied = 0
    await scene.peer.slash("cohort post", user="Ada")
    await scene.deliver()
    assert scene.question.labels == ["Answer"]
    assert "This channel: all well." in await status(scene)


async def test_discord_20_set_up_in_another_channel_tries_that_one(scene: Scene) -> None:
    other = scene.peer.add_channel("quiet")
    other.denied = SENDS
    await scene.connect()
    done = await scene.set_up(room=other.id)
    assert RIGHTS in done.reply.text
    there = await scene.peer.slash("cohort status", user="Ada", channel="quiet")
    assert f"This channel: waiting, because {RIGHTS}" in there.reply.text


async def test_discord_20_a_forum_takes_no_posts_and_set_up_says_so(scene: Scene) -> None:
    forum = scene.peer.add_channel("questions", FORUM)
    post = scene.peer.add_channel("welcome", THREAD)
    post.parent = forum
    await scene.connect()
    usual = {"time": "09:00", "zone": "Europe/Berlin", "closes": "17:00"}
    done = await scene.peer.slash("cohort setup", usual, user="Ada", channel=post.id)
    assert NO_TEXT in done.reply.text


async def test_discord_20_a_channel_that_takes_no_posts_any_more_is_parked(scene: Scene) -> None:
    await scene.connect()
    await scene.set_up()
    scene.channel.kind = FORUM
    await scene.beat(8)
    await scene.beat(9)
    (notice,) = scene.peer.inbox("Ada")
    assert NO_TEXT.lower()[:20] in notice.text
    assert "takes no plain posts" in await status(scene)


async def test_where_nothing_stands_in_the_way_set_up_says_ready(scene: Scene) -> None:
    await scene.connect()
    assert "Your study group is ready." in (await scene.set_up()).reply.text
    assert "This channel: all well." in await status(scene)
    await scene.beat(8)
    assert scene.question.labels == ["Answer"]
