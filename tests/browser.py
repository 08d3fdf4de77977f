"""A running page for tests: the real server on loopback with a settable clock, and a real headless Chromium."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from adapters.gate import DeskGate
from adapters.store import SqlStore, make_engine, upgrade
from adapters.web.accounts import page_key
from adapters.web.chat import WebChat
from adapters.web.inbound import PLACE
from adapters.web.serve import web_app
from adapters.web.server import PageServer
from adapters.web.site import Site
from bot.app import App
from bot.calls import Actor, Call, Place
from bot.cards.model import Card
from bot.commands import Command, SetUpGroup
from bot.deliver import Deliverer
from bot.rules.packs import Bank

T = TypeVar("T")
START = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""Monday, 09:00 in Berlin: the hour of the daily question."""

PLACES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SWITCHES = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ADA = Actor("web", "page", "ada", "Ada", manages=True)


def chromium() -> str:
    """The path of a Chromium; without one the test is skipped, except where everything must run."""
    found = next((path for name in PLACES if (path := shutil.which(name))), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium found: install one")
        pytest.skip(f"no Chromium found (looked for {', '.join(PLACES)})")
    return found


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    path = chromium()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
        try:
            yield opened
        finally:
            opened.close()


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """One browser for all tests of a file."""
    with browser() as opened:
        yield opened


class _Announced(PageServer):
    """Says when it has started."""

    announce: Callable[[], object]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        self.announce()


@dataclass
class Stand:
    """The page with everything behind it, in a thread of its own. Time moves only when a test says so."""

    folder: Path
    bank: Bank
    at: datetime = START - timedelta(minutes=5)
    port: int = 0
    pause: float = 0.05
    manages: bool = True
    secure: bool = False
    url: str = ""
    """The public address of the desk; empty is where the page listens."""

    place: Place = PLACE
    _loop: asyncio.AbstractEventLoop = field(init=False)
    _server: _Announced = field(init=False)
    _thread: threading.Thread = field(init=False)

    def start(self) -> Stand:
        """Serve; the same folder and port after a stop give everything as it was."""
        started = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(started)), daemon=True)
        self._thread.start()
        assert started.wait(10), "the page did not start"
        return self

    def stop(self) -> None:
        """Stop serving, as an interrupt would."""
        self._server.should_exit = True
        self._thread.join(10)
        assert not self._thread.is_alive(), "open streams kept the server alive"

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://127.0.0.1:{self.port}"

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run something in the server's own loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(20)

    def handle(self, command: Command, by: Actor = ADA) -> Card:
        """Have a command handled in the page's place."""
        return self.run(self.app.handle(Call(f"test-{self.at:%H%M%S%f}-{command!r}", command, by, self.place, self.at)))

    def set_up(self, **settings: str) -> None:
        """A group that is asked at 09:00 in Berlin."""
        usual = SetUpGroup(
            "09:00", "Europe/Berlin", ("mon", "tue", "wed", "thu", "fri", "sat", "sun"), "17:00", **settings
        )
        assert self.handle(usual).title == "Your study group is ready."

    def ask(self) -> Stand:
        """A group with its first question in the channel."""
        self.set_up()
        self.beat(START)
        return self

    def beat(self, at: datetime | None = None) -> None:
        """Let time pass to that instant, beat, and say what is due."""
        self.at = at or self.at
        self.run(self.app.tick(self.at))
        while self.run(self._deliverer.deliver(self.at)):
            self.at += timedelta(seconds=1)

    async def _serve(self, started: threading.Event) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        engine = make_engine(f"sqlite:///{self.folder / 'cohort.db'}")
        upgrade(engine)
        self.store = SqlStore(engine)
        self.gate = DeskGate(self.store.seal("test", fresh="the seal of a test"), self.url)
        self.app = App(self.store, self.bank, gate=self.gate)
        chat = WebChat()
        self._deliverer = Deliverer(self.store, self.bank, {"web": chat}, owner="stand")
        site = Site(
            page_key(self.store.seal, self.folder),
            self.gate,
            beat=self.pause,
            manages=self.manages,
            secure=self.secure,
            place=self.place,
        )
        page = web_app(self.app, self.store, chat, site, now=lambda: self.at)
        self._server = _Announced(page, chat, host="127.0.0.1", port=self.port)
        self._loop = asyncio.get_running_loop()

        def announce() -> None:
            self.port = int(self._server.address.rstrip("/").rpartition(":")[2])
            self.gate.address = self.url or self.address
            started.set()

        self._server.announce = announce
        await self._server.serve()
        await self.store.close()


@dataclass
class Visitor:
    """Somebody at a browser, and every complaint the browser had."""

    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)


def visit(opened: Browser, stand: Stand, *, name: str = "", **options: Any) -> Visitor:
    """Open the page in a browser of one's own, and give a name if there is one."""
    context = opened.new_context(base_url=stand.address, **{"timezone_id": "Europe/Berlin", **options})
    context.set_default_timeout(5000)
    page = context.new_page()
    visitor = Visitor(context, page)
    page.on(
        "console",
        lambda said: visitor.complaints.append(f"{said.text} {said.location}") if said.type == "error" else None,
    )
    page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
    page.goto("/")
    if name:
        page.get_by_label("What shall the group call you?").fill(name)
        page.get_by_role("button", name="Take a seat").click()
        page.locator("#feed").wait_for()
    return visitor
