"""Mouths: one way to meet a study group on each platform, for journeys that run on all of them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Protocol

import aiohttp
import uvicorn

from adapters.store import SqlStore
from adapters.web.accounts import read_key
from adapters.web.chat import WebChat
from adapters.web.inbound import PLACE
from adapters.web.serve import Site, web_app
from bot.deliver import Deliverer
from bot.rules.packs import Bank
from bot.wire import decode
from tests.adapters.discord_scene import Scene
from tests.adapters.slack_scene import ROOM, SlackScene, slack_scene
from tests.bot.specimens import EACH_TYPE, bank, pack
from tests.peers.discord_model import Message as DiscordMessage
from tests.peers.slack_workspace import Message as SlackMessage
from tests.world import World

ONE: Bank = bank(pack([EACH_TYPE[0]]))
"""One question of single choice, whose key is option b."""


class Mouth(Protocol):
    """What a journey does on any platform. Words are what the person gets to read."""

    async def set_up(self) -> str:
        """Ada sets the group up: 09:00 to 17:00 in Berlin, Monday to Friday; what she reads then."""
        ...

    async def pass_until(self, at: datetime) -> None:
        """Let time pass to that instant and everything due be said."""
        ...

    async def post(self) -> str:
        """The question's post in the channel as it stands."""
        ...

    async def thread(self) -> str:
        """What the post's thread says."""
        ...

    async def answer(self, name: str, option: str) -> str:
        """Open the sheet from the post, press the letter of this option; what that member reads then."""
        ...

    async def type(self, name: str, words: str) -> str:
        """Type a command; what that member reads then."""
        ...

    async def press_again(self, name: str) -> str:
        """Press the post's button once more."""
        ...


def letter_of(sheet: str, option: str) -> str:
    """The letter under which a sheet shows an option."""
    found = re.search(rf"\b([A-F])\b\W{{0,12}}{option}", sheet)
    assert found is not None, sheet
    return found[1]


@dataclass
class SlackMouth:
    """The group in Slack, by signed HTTP."""

    scene: SlackScene

    async def set_up(self) -> str:
        """By the modal."""
        return (await self.scene.set_up()).words

    async def pass_until(self, at: datetime) -> None:
        """By the world's clock."""
        await self.scene.world.pass_until(at)

    @property
    def _question(self) -> SlackMessage:
        return next(m for m in self.scene.peer.channel(ROOM).messages if m.thread_ts in {None, m.ts})

    async def post(self) -> str:
        """The first message of the channel."""
        return self._question.words

    async def thread(self) -> str:
        """Replies to it."""
        return "\n".join(one.words for one in self.scene.peer.channel(ROOM).thread(self._question))

    async def answer(self, name: str, option: str) -> str:
        """By two presses."""
        user = f"U{name.upper()}"
        await self.scene.peer.press(self._question, "Answer", user=user)
        sheet = await self.scene.card(user)
        await self.scene.peer.press(sheet, letter_of(sheet.words, option), user=user)
        return (await self.scene.card(user)).words

    async def press_again(self, name: str) -> str:
        """By one press."""
        await self.scene.peer.press(self._question, "Answer", user=f"U{name.upper()}")
        return (await self.scene.card(f"U{name.upper()}")).words

    async def type(self, name: str, words: str) -> str:
        """By /cohort."""
        return (await self.scene.asked(f"U{name.upper()}", words)).words


@dataclass
class DiscordMouth:
    """The group on Discord, over the gateway."""

    scene: Scene

    async def set_up(self) -> str:
        """By the slash command's options."""
        return (await self.scene.set_up(days="mon,tue,wed,thu,fri")).reply.text

    async def pass_until(self, at: datetime) -> None:
        """By the scene's clock."""
        self.scene.at = at
        await self.scene.app.tick(at)
        await self.scene.deliver()

    @property
    def _question(self) -> DiscordMessage:
        return self.scene.channel.messages[0]

    async def post(self) -> str:
        """The first message of the channel."""
        return self._question.text

    async def thread(self) -> str:
        """Messages of its thread."""
        thread = self._question.thread
        return "\n".join(message.text for message in thread.messages) if thread else ""

    async def answer(self, name: str, option: str) -> str:
        """By two presses."""
        sheet = await self.scene.open_sheet(name, self._question)
        pressed = await self.scene.peer.press(sheet, letter_of(sheet.text, option), user=name)
        return pressed.reply.text

    async def press_again(self, name: str) -> str:
        """By one press."""
        return (await self.scene.open_sheet(name, self._question)).text

    async def type(self, name: str, words: str) -> str:
        """By a slash command."""
        return (await self.scene.peer.slash(words, user=name)).reply.text


@dataclass
class WebMouth:
    """The group on the page, by the forms that stand there."""

    world: World
    address: str
    sessions: dict[str, aiohttp.ClientSession] = field(default_factory=dict)

    async def set_up(self) -> str:
        """At the door; the page's own form is the same card."""
        ada = await self.world.set_up()
        return f"Your study group is ready. {ada.actor.name}"

    async def pass_until(self, at: datetime) -> None:
        """By the world's clock."""
        await self.world.pass_until(at)

    async def _page(self, who: str, path: str = "/", **fields: str) -> str:
        session = await self._seat(who)
        if not fields:
            async with session.get(path) as response:
                return await response.text()
        async with session.post(path, data=fields, headers={"Origin": self.address}) as response:
            return await response.text()

    async def _seat(self, name: str) -> aiohttp.ClientSession:
        if name not in self.sessions:
            jar = aiohttp.CookieJar(unsafe=True)
            self.sessions[name] = aiohttp.ClientSession(self.address, cookie_jar=jar)
            csrf = _csrf(await self._page(name))
            await self._page(name, "/name", csrf=csrf, name=name)
        return self.sessions[name]

    async def post(self) -> str:
        """The question's article on the page."""
        return _text(_article(await self._page("Zoe")))

    async def thread(self) -> str:
        """The thread as the page shows it."""
        found = re.search(r"thread=([a-z2-7]{13})", await self._page("Zoe"))
        return _text(await self._page("Zoe", f"/threads/{found[1]}")) if found else ""

    async def answer(self, name: str, option: str) -> str:
        """By two forms."""
        sheet = await self._open(name)
        tokens = [unescape(token) for token in re.findall(r'value="(c1:answer:[^"]+)"', sheet)]
        wanted = {"Option b": "B", "Option a": "A"}[option]
        token = next(token for token in tokens if getattr(decode(token), "answer", ()) == (wanted,))
        return _text(await self._page(name, "/press", csrf=_csrf(sheet), token=token))

    async def press_again(self, name: str) -> str:
        """By one form."""
        return _text(await self._open(name))

    async def _open(self, name: str) -> str:
        page = await self._page(name)
        token = re.findall(r'value="(c1:sheet:[^"]+)"', page)[0]
        return await self._page(name, "/press", csrf=_csrf(page), token=unescape(token))

    async def type(self, name: str, words: str) -> str:
        """By the composer."""
        page = await self._page(name)
        return _text(await self._page(name, "/words", csrf=_csrf(page), session="", words=f"/{words}"))


def _csrf(page: str) -> str:
    return str(re.findall(r'name="csrf" value="([^"]+)"', page)[0])


def _article(page: str) -> str:
    return page[page.index("<article") : page.index("</article>")]


def _text(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@asynccontextmanager
async def on_slack(store: SqlStore, _folder: Path) -> AsyncIterator[Mouth]:
    """A workspace."""
    async with slack_scene(store) as scene:
        yield SlackMouth(scene)


@asynccontextmanager
async def on_discord(store: SqlStore, _folder: Path) -> AsyncIterator[Mouth]:
    """A server."""
    async with Scene.open(bank=ONE, store=store) as scene:
        yield DiscordMouth(scene)


@asynccontextmanager
async def on_the_page(store: SqlStore, folder: Path) -> AsyncIterator[Mouth]:
    """The page at a free port of loopback."""
    world = World(store, ONE, place=PLACE)
    chat = WebChat()
    world.deliverer = Deliverer(store, ONE, {"web": chat}, owner="page")
    page = web_app(world.app, store, chat, Site(read_key(folder)), now=lambda: world.at)
    server = uvicorn.Server(uvicorn.Config(page, port=0, log_config=None, lifespan="off", ws="none"))
    mouth = WebMouth(world, "")
    async with serving(server) as address:
        mouth.address = address
        try:
            yield mouth
        finally:
            for session in mouth.sessions.values():
                await session.close()
            chat.close()


@asynccontextmanager
async def serving(server: uvicorn.Server) -> AsyncIterator[str]:
    """Run a server for as long as the block lasts; yield its address."""
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        await running


class Opens(Protocol):
    """Opens a mouth on a store, with a folder for what it keeps."""

    def __call__(self, store: SqlStore, folder: Path, /) -> AbstractAsyncContextManager[Mouth]:
        """The mouth, for as long as the block lasts."""
        ...


MOUTHS: Mapping[str, Opens] = {"slack": on_slack, "discord": on_discord, "web": on_the_page}
