"""A study group in Slack: the strict peer, the real bolt around the real app, and a time that tests set."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Literal

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Route

from adapters.slack.manifest import PATH, SCOPES
from adapters.slack.serve import SlackService
from adapters.store import SqlStore
from bot.app import App
from bot.calls import Place
from bot.deliver import Deliverer
from bot.rules.packs import Bank
from tests.bot.specimens import EACH_TYPE, bank, pack
from tests.peers.slack import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, SlackPeer, slack_peer
from tests.peers.slack_workspace import TEAM, Message, Surface, View
from tests.world import World

How = Literal["http", "socket"]
ROOM = "C1"
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


@dataclass
class SlackScene:
    """What a test about Slack holds in its hands."""

    world: World
    peer: SlackPeer
    service: SlackService

    async def set_up(self, settings: Mapping[str, str | list[str]] | None = None, *, user: str = "UADA") -> View:
        """A lead sets the group up by the modal; what comes back is the modal with the preview."""
        await self.peer.command("/cohort", "setup", user=user, channel=ROOM)
        form = await self.view(user)
        usual = {"Hour of the question": "09:00", "Time zone": "Europe/Berlin", "Closing hour": "17:00"}
        await self.peer.submit(form, {**usual, "Study days": list(DAYS), **(settings or {})}, user=user)
        return form

    async def view(self, user: str) -> View:
        """The modal that came for somebody."""
        shown = await self.peer.shown(user)
        assert isinstance(shown, View), shown
        return shown

    async def card(self, user: str) -> Message:
        """The private card that came for somebody."""
        shown = await self.peer.shown(user)
        assert isinstance(shown, Message), shown
        return shown

    async def question(self) -> Message:
        """The daily question, posted."""
        await self.world.daily_question()
        return self.peer.channel(ROOM).messages[-1]

    async def asked(self, user: str, text: str) -> Surface:
        """What somebody gets to see for `/cohort` and these words."""
        await self.peer.command("/cohort", text, user=user, channel=ROOM)
        return await self.peer.shown(user)


@asynccontextmanager
async def served(service: SlackService) -> AsyncIterator[str]:
    """Serve signed HTTP at a free port of loopback; yield the address."""
    page = Starlette(routes=[Route(PATH, service.events, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(page, port=0, log_config=None, lifespan="off", ws="none"))
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}{PATH}"
    finally:
        server.should_exit = True
        await running


@asynccontextmanager
async def listening(service: SlackService, peer: SlackPeer, how: How) -> AsyncIterator[None]:
    """Let the service hear the peer, one way or the other."""
    if how == "http":
        async with served(service) as address:
            peer.gate.target = address
            yield
        peer.gate.target = ""
        await service.close()
        return
    before = len(peer.gate.sockets)
    ears = asyncio.create_task(service.run_socket())
    await peer.connected(before + 1)
    try:
        yield
    finally:
        ears.cancel()
        await asyncio.gather(ears, return_exceptions=True)
        await service.close()


def service_of(app: App, peer: SlackPeer, world: World, how: How) -> SlackService:
    """The service with the settings of this way."""
    ways = {"http": {"signing_secret": SIGNING_SECRET}, "socket": {"app_token": APP_TOKEN}}
    return SlackService(app, bot_token=BOT_TOKEN, api_url=peer.api_url, clock=lambda: world.at, **ways[how])


@asynccontextmanager
async def slack_scene(
    store: SqlStore, how: How = "http", *, number: int = 0, packs: Bank | None = None
) -> AsyncIterator[SlackScene]:
    """A workspace with Ada, Maya and Ben, and the bot in one channel. Nothing may be amiss in the end.

    The pack has one item, the specimen of that `number`, unless `packs` are given.
    """
    async with slack_peer(frozenset(SCOPES)) as peer:
        world = World(store, packs or bank(pack([EACH_TYPE[number]])), place=Place("slack", TEAM, ROOM))
        peer.channel(ROOM)
        for name in ("Ada", "Maya", "Ben"):
            peer.person(f"U{name.upper()}").name = name
        service = service_of(world.app, peer, world, how)
        world.deliverer = Deliverer(store, world.bank, {"slack": service.chat}, owner="world")
        async with listening(service, peer, how):
            yield SlackScene(world, peer, service)
    assert peer.violations == []
