"""`/cohort desk` in Slack and Discord: a link for the lead's eyes alone, which the page takes; nobody else gets one."""

from __future__ import annotations

from datetime import datetime

from adapters.store import SqlStore
from bot.app import App
from bot.usecases.verb import Desk
from tests.adapters.discord_scene import Scene
from tests.adapters.slack_scene import ROOM, slack_scene
from tests.peers.slack_workspace import Message
from tests.world import GATE

BEGINS = "https://cohort.example.org/desk/open?link="


def who(desk: Desk) -> str:
    return desk.me.name


async def opened(app: App, address: str, at: datetime) -> str:
    """Open the link at the page's door; whose desk it is."""
    assert address.startswith(BEGINS)
    group, secret = GATE.read(address.removeprefix(BEGINS), at)
    await app.open_link(group, secret, f"visit of {address}", at)
    return await app.visit(group, f"visit of {address}", at, who)


async def test_in_slack_a_lead_alone_sees_the_link(memory_store: SqlStore) -> None:
    async with slack_scene(memory_store) as scene:
        await scene.set_up()
        await scene.asked("UADA", "status")
        shown = await scene.asked("UADA", "desk")
        assert isinstance(shown, Message)
        assert shown.reader == "UADA"
        assert shown.channel == ROOM
        (address,) = [part["url"] for block in shown.blocks for part in block.get("elements", []) if "url" in part]
        assert await opened(scene.world.app, address, scene.world.at) == "Ada"

        refused = await scene.asked("UMAYA", "desk")
        assert isinstance(refused, Message)
        assert "Only leads of this group can do that." in refused.words
        assert BEGINS not in str(refused.blocks)

        ended = await scene.asked("UADA", "desk off")
        assert isinstance(ended, Message)
        assert "One link or visit of yours was ended." in ended.words


async def test_on_discord_a_lead_alone_sees_the_link() -> None:
    async with Scene.open() as scene:
        await scene.set_up()
        done = await scene.peer.slash("cohort desk", user="Ada")
        assert done.reply.ephemeral
        (address,) = [part["url"] for part in done.reply.controls if "url" in part]
        assert await opened(scene.app, address, scene.at) == "Ada"
        ended = await scene.peer.press(done.reply, "End all links and visits", user="Ada")
        assert "One link or visit of yours was ended." in ended.reply.text

        refused = await scene.peer.slash("cohort desk", user="Maya", shown=False)
        assert "Only leads of this group can do that." in refused.reply.text
        assert BEGINS not in str(refused.reply.components)
