"""The page as a mouth: somebody without a script fills in the forms as they stand."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import TypeVar

import aiohttp
import uvicorn
from starlette.types import Receive, Scope, Send

from adapters.store import SqlStore
from adapters.web.accounts import page_key
from adapters.web.chat import WebChat
from adapters.web.inbound import PLACE
from adapters.web.serve import web_app
from adapters.web.site import Site
from bot.app import App
from bot.deliver import Deliverer
from bot.rules.packs import Bank
from bot.wire import decode
from tests.world import GATE, World


@dataclass
class WebMouth:
    """The group on the page, by the forms that stand there."""

    world: World
    folder: Path
    address: str = ""
    sessions: dict[str, aiohttp.ClientSession] = field(default_factory=dict)

    def start(self) -> None:
        """Build the page and its mouth, as a new process would: only the database and the folder are left."""
        store, packs = self.world.store, self.world.bank
        self.chat = WebChat()
        self.world.app = App(store, packs, gate=GATE)
        self.world.deliverer = Deliverer(store, packs, {"web": self.chat}, owner="page")
        site = Site(page_key(store.seal, self.folder), GATE)
        self._page_app = web_app(self.world.app, store, self.chat, site, now=lambda: self.world.at)

    async def door(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The address stays when the page behind it is a new one."""
        await self._page_app(scope, receive, send)

    async def set_up(self) -> str:
        """At the door; the page's own form is the same card."""
        ada = await self.world.set_up()
        return f"Your study group is ready. {ada.actor.name}"

    async def pass_until(self, at: datetime) -> None:
        """By the world's clock."""
        await self.world.pass_until(at)

    async def page(self, who: str, path: str = "/", **fields: str) -> str:
        """What somebody finds at an address, or gets back for a form."""
        session = await self.seat(who)
        if not fields:
            async with session.get(path) as response:
                return await response.text()
        async with session.post(path, data=fields, headers={"Origin": self.address}) as response:
            return await response.text()

    async def seat(self, name: str) -> aiohttp.ClientSession:
        """Somebody's browser, with their name given."""
        if name not in self.sessions:
            jar = aiohttp.CookieJar(unsafe=True)
            self.sessions[name] = aiohttp.ClientSession(self.address, cookie_jar=jar)
            csrf = csrf_of(await self.page(name))
            await self.page(name, "/name", csrf=csrf, name=name)
        return self.sessions[name]

    async def post(self) -> str:
        """The question's article on the page."""
        return text_of(article_of(await self.page("Zoe")))

    async def thread(self) -> str:
        """The thread as the page shows it."""
        found = re.search(r"thread=([a-z2-7]{13})", await self.page("Zoe"))
        return text_of(await self.page("Zoe", f"/threads/{found[1]}")) if found else ""

    async def answer(self, name: str, option: str) -> str:
        """By two forms."""
        sheet = await self._open(name)
        tokens = [unescape(token) for token in re.findall(r'value="(c1:answer:[^"]+)"', sheet)]
        wanted = {"Option b": "B", "Option a": "A"}[option]
        token = next(token for token in tokens if getattr(decode(token), "answer", ()) == (wanted,))
        return text_of(await self.page(name, "/press", csrf=csrf_of(sheet), token=token))

    async def press_again(self, name: str) -> str:
        """By one form."""
        return text_of(await self._open(name))

    async def _open(self, name: str) -> str:
        page = await self.page(name)
        token = re.findall(r'value="(c1:sheet:[^"]+)"', page)[0]
        return await self.page(name, "/press", csrf=csrf_of(page), token=unescape(token))

    async def type(self, name: str, words: str) -> str:
        """By the composer."""
        page = await self.page(name)
        return text_of(await self.page(name, "/words", csrf=csrf_of(page), session="", words=f"/{words}"))


M = TypeVar("M", bound=WebMouth)


def csrf_of(page: str) -> str:
    """The proof that every form of ours carries."""
    return str(re.findall(r'name="csrf" value="([^"]+)"', page)[0])


def article_of(page: str) -> str:
    """The first card on a page."""
    return page[page.index("<article") : page.index("</article>")]


def text_of(page: str) -> str:
    """The words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


@asynccontextmanager
async def web_mouth(store: SqlStore, folder: Path, packs: Bank, made: Callable[[World, Path], M]) -> AsyncIterator[M]:
    """The page at a free port of loopback, and the mouth that is `made` for it."""
    mouth = made(World(store, packs, place=PLACE), folder)
    mouth.start()
    server = uvicorn.Server(
        uvicorn.Config(mouth.door, interface="asgi3", port=0, log_config=None, lifespan="off", ws="none")
    )
    async with serving(server) as address:
        mouth.address = address
        try:
            yield mouth
        finally:
            for session in mouth.sessions.values():
                await session.close()
            mouth.chat.close()


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
