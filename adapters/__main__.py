"""The composition root: settings, store, packs and platforms are put together here, and the roles run as tasks."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import socket
from collections.abc import Collection, Coroutine, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import typer
from starlette.applications import Starlette
from starlette.routing import Mount, Route

from adapters.cli import command_line
from adapters.clock import Beat, metronome, now
from adapters.demo.living import lives
from adapters.gate import LOOPBACK, SALT, DeskGate, fresh_secret
from adapters.logs import start_logs
from adapters.settings import Settings
from adapters.shelf.shelf import PROMOTE, read_shelf
from adapters.stopping import told_to_stop
from adapters.store import SqlStore, StoreUnavailable, is_current, make_engine, upgrade
from adapters.web.accounts import page_key
from adapters.web.chat import WebChat
from adapters.web.founding import found_group
from adapters.web.inbound import PLACE
from adapters.web.listen import AddressTaken, address_of, listen_on, open_browser
from adapters.web.serve import web_app
from adapters.web.server import PageServer
from adapters.web.site import Site
from bot.app import App
from bot.cards.simulated import SIMULATED
from bot.deliver import Deliverer
from bot.ports import Chat
from bot.rules.packs import Bank

log = logging.getLogger("cohort")
if TYPE_CHECKING:
    from adapters.slack.serve import SlackService


def main() -> None:
    """The `cohort` command."""
    command_line(run)()


def run(settings: Settings, roles: Collection[str]) -> int:
    """Run these roles until stopped; 1 with a sentence when they cannot start."""
    start_logs(settings.log)
    try:
        house = House(settings)
        gc.freeze()  # the packs stay too
        return asyncio.run(house.live(roles))
    except CannotStart as reason:
        _tell(str(reason))
        return 1
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 0


class CannotStart(Exception):  # noqa: N818 - said to the operator as it stands
    """A sentence that names the thing, the place and the next step."""


class House:
    """One process of Cohort with everything its roles need."""

    def __init__(self, settings: Settings) -> None:
        """Open the database and the packs.

        Raises:
            CannotStart: when one of them cannot be used.
        """
        self._settings = settings
        bank = self._bank_at_hand = self._bank()
        try:
            if not settings.database_url:
                settings.data.mkdir(parents=True, exist_ok=True)
            self._engine = make_engine(settings.database)
            if self._engine.dialect.name == "sqlite":
                upgrade(self._engine)
            elif not is_current(self._engine):
                raise CannotStart("The database is of another version. Run cohort migrate, then start again.")
            self._store = SqlStore(self._engine)
            self._gate = DeskGate(self._store.seal(SALT, fresh=fresh_secret()), settings.address)
        except (StoreUnavailable, ValueError) as error:
            raise CannotStart(str(error)) from None
        except OSError as error:
            folder = f"The data folder {settings.data} cannot be used: {error.strerror}."
            raise CannotStart(f"{folder} Set COHORT_DATA to another.") from None
        self._app = App(self._store, bank, retention=timedelta(days=settings.retention), gate=self._gate)
        self._webs = WebChat()
        self._slack: SlackService | None = None
        self._told, self._place = "", PLACE

    def _bank(self) -> Bank:
        if not self._settings.content.is_dir():
            raise CannotStart(f"There is no folder {self._settings.content}. Set COHORT_CONTENT to one with packs.")
        bank, faults = read_shelf(self._settings.content)
        if errors := [fault for fault in faults if fault.level == "error"]:
            first = errors[0]
            _tell(
                f"Packs with errors are left out. The first is at {first.file}:{first.line}: {first.message}. "
                "Run cohort packs check."
            )
        if not bank.packs:
            raise CannotStart(f"There is no usable pack in {self._settings.content}. Run cohort packs check.")
        for pack in bank.packs.values():
            if not pack.live:
                _tell(f"Pack {pack.id} has no live question, so nothing of it can be asked. {PROMOTE}")
        return bank

    async def live(self, roles: Collection[str]) -> int:
        """Run the roles as tasks; when one ends, all do. With `demo` the page shows the simulated group."""
        stopped = told_to_stop()
        self._place = SIMULATED if "demo" in roles else PLACE
        chats: dict[str, Chat] = {}
        works: list[Coroutine[Any, Any, None]] = []
        if {"web", "worker"} & set(roles):
            self._open_slack()
        if "worker" in roles:
            chats["web"] = self._webs
            works += self._talk_to_slack(chats)
        if "discord" in roles:
            works += self._talk_to_discord(chats, alone=set(roles) == {"discord"})
        if "web" in roles:
            works.append(self._serve())
        with self._away():
            await self._app.take_stock(now())
        beats = self._tick(chats, clock="worker" in roles)
        heart = metronome(*beats, *lives(self._place, self._app, self._store))
        try:
            async with asyncio.TaskGroup() as group:
                heart.start()
                if set(roles) == {"worker"}:
                    _tell("Cohort's worker has started: it keeps the clock and says what is due.")
                tasks = [group.create_task(work) for work in (*works, stopped.wait())]
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                for task in tasks:
                    task.cancel()
        except* CannotStart as stopped:
            raise _first(stopped) from None
        finally:
            heart.shutdown(wait=False)
            if self._slack is not None:
                await self._slack.close()
            await self._store.close()
        return 0

    def _tick(self, chats: dict[str, Chat], *, clock: bool) -> tuple[Beat, ...]:
        """The clock's beat and the deliverer's, each by itself: a slow platform does not hold up the clock."""
        owner = f"{socket.gethostname()}-{os.getpid()}-{uuid4().hex[:6]}"
        deliverer = Deliverer(self._store, self._bank_at_hand, chats, owner=owner)

        async def tick(at: datetime) -> None:
            with self._away():
                await self._app.tick(at)

        async def deliver(at: datetime) -> None:
            with self._away():
                while await deliverer.deliver(at):
                    at = now()

        return (*([tick] if clock else []), *([deliver] if chats else []))

    @contextmanager
    def _away(self) -> Iterator[None]:
        """Say once that the database is away; the next beat tries again."""
        try:
            yield
        except StoreUnavailable as away:
            if str(away) != self._told:
                log.error("%s", away)  # noqa: TRY400 - a sentence for the operator, no traceback
            self._told = str(away)
        else:
            self._told = ""

    def _open_slack(self) -> None:
        settings = self._settings
        if settings.slack_bot_token is None:
            if settings.slack_app_token is not None or settings.slack_signing_secret is not None:
                raise CannotStart("Slack is half set up: SLACK_BOT_TOKEN is missing. Set it, or unset the others.")
            return
        if not settings.slack:
            raise CannotStart(
                "SLACK_BOT_TOKEN is set, but neither SLACK_APP_TOKEN (Socket Mode) nor SLACK_SIGNING_SECRET "
                "(signed HTTP). Set one of them; docs/settings.md says which."
            )
        from adapters.slack.serve import SlackService  # noqa: PLC0415 - a slow import, needed with a token only

        secret, app_token = settings.slack_signing_secret, settings.slack_app_token
        self._slack = SlackService(
            self._app,
            bot_token=settings.slack_bot_token.get_secret_value(),
            app_token=app_token.get_secret_value() if app_token else "",
            signing_secret=secret.get_secret_value() if secret and settings.slack == "http" else "",
            api_url=settings.slack_api_url,
        )

    def _talk_to_slack(self, chats: dict[str, Chat]) -> list[Coroutine[Any, Any, None]]:
        if self._slack is None:
            return []
        chats["slack"] = self._slack.chat
        return [self._slack.run()]

    def _talk_to_discord(self, chats: dict[str, Chat], *, alone: bool) -> list[Coroutine[Any, Any, None]]:
        settings = self._settings
        if settings.discord_token is None:
            raise CannotStart("DISCORD_TOKEN is not set. Copy it from the bot's page; the README says where.")
        from adapters.discord.serve import DiscordService  # noqa: PLC0415 - a slow import, needed with a token only
        from adapters.discord.supervise import DiscordStopped  # noqa: PLC0415 - as above

        addresses = settings.discord_api_url, settings.discord_gateway_url
        service = DiscordService(self._app, settings.discord_token.get_secret_value(), *addresses)
        chats["discord"] = service.chat

        async def listen() -> None:
            try:
                await service.run()
            except DiscordStopped as stopped:
                if alone:
                    raise CannotStart(str(stopped)) from None
                log.error("%s Then start Cohort again; everything else goes on.", stopped)  # noqa: TRY400 - no defect
                await asyncio.Event().wait()
            finally:
                await service.close()

        return [listen()]

    async def _serve(self) -> None:
        """Listen on the address that is set, print it, and open it where there is a desktop."""
        settings = self._settings
        something = any(pack.live for pack in self._bank_at_hand.packs.values())
        if settings.on_loopback and self._place == PLACE and something:
            owner = f"first-{uuid4().hex[:6]}"
            deliverer = Deliverer(self._store, self._bank_at_hand, {"web": self._webs}, owner=owner)
            if trouble := await found_group(self._app, deliverer, now()):
                _tell(trouble)
        try:
            listener = listen_on(settings.host, settings.port)
        except AddressTaken as taken:
            raise CannotStart(str(taken)) from None
        port = listener.getsockname()[1]
        if not settings.url:
            self._gate.address = f"http://localhost:{port}"  # known only now where the system chose the port
        server = PageServer(self._pages(), self._webs, host=settings.host, port=port)
        address = address_of("localhost" if settings.on_loopback else settings.host, port)
        _tell(f"Cohort is ready: {address}")
        open_browser(address)
        try:
            await server.serve(sockets=[listener])
        finally:
            self._webs.close()
            listener.close()

    def _pages(self) -> Starlette:
        settings = self._settings
        hosts = LOOPBACK if settings.on_loopback else (*LOOPBACK, settings.host)

        async def migrated() -> bool:
            return await asyncio.to_thread(is_current, self._engine)

        try:
            key = page_key(self._store.seal, settings.data)
        except StoreUnavailable as away:
            raise CannotStart(str(away)) from None
        manages = settings.on_loopback or self._place == SIMULATED
        checks = {"migrations": migrated}
        site = Site(key, gate=self._gate, hosts=hosts, manages=manages, place=self._place, checks=checks)
        pages = web_app(self._app, self._store, self._webs, site, now=now)
        if self._slack is not None and settings.slack == "http":
            return Starlette(routes=[Route("/slack/events", self._slack.events, methods=["POST"]), Mount("/", pages)])
        return pages


def _tell(words: str) -> None:
    """Say something to whoever started us."""
    typer.echo(words, err=True)


def _first(stopped: BaseExceptionGroup[CannotStart]) -> CannotStart:
    inner = stopped.exceptions[0]
    return _first(inner) if isinstance(inner, BaseExceptionGroup) else inner


if __name__ == "__main__":
    main()
