"""The composition root: settings, store, packs and platforms are put together here, and the roles run as tasks."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Collection, Coroutine
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from rich.console import Console
from starlette.applications import Starlette
from starlette.routing import Mount, Route
from tzlocal import get_localzone_name

from adapters.cli import command_line
from adapters.clock import metronome, now
from adapters.logs import start_logs
from adapters.settings import Settings
from adapters.shelf.shelf import read_shelf
from adapters.store import SqlStore, StoreUnavailable, is_current, make_engine, upgrade
from adapters.web.accounts import read_key
from adapters.web.chat import WebChat
from adapters.web.guards import LOOPBACK
from adapters.web.inbound import PLACE
from adapters.web.listen import AddressTaken, listen_on, open_browser
from adapters.web.serve import Site, web_app
from adapters.web.server import PageServer
from bot.app import App
from bot.calls import Actor, Call
from bot.commands import PostNow, SetUpGroup
from bot.deliver import Deliverer
from bot.errors import NoGroupHere
from bot.ports import Chat
from bot.rules.packs import Bank
from bot.usecases.look_at_channel import Channel

if TYPE_CHECKING:
    from adapters.slack.serve import SlackService


def main() -> None:
    """The `cohort` command."""
    command_line(run)()


def run(settings: Settings, roles: Collection[str]) -> int:
    """Run these roles until stopped; 1 with a sentence when they cannot start."""
    start_logs(settings.log)
    console = Console(stderr=True, soft_wrap=True, markup=False, highlight=False)
    try:
        return asyncio.run(House(settings, console).live(roles))
    except CannotStart as reason:
        console.print(str(reason))
        return 1
    except (KeyboardInterrupt, asyncio.CancelledError):
        return 0


class CannotStart(Exception):  # noqa: N818 - said to the operator as it stands
    """A sentence that names the thing, the place and the next step."""


class House:
    """One process of Cohort with everything its roles need."""

    def __init__(self, settings: Settings, console: Console) -> None:
        """Open the database and the packs.

        Raises:
            CannotStart: when one of them cannot be used.
        """
        self._settings, self._console = settings, console
        bank = self._bank()
        try:
            settings.data.mkdir(parents=True, exist_ok=True)
            self._engine = make_engine(settings.database)
            if self._engine.dialect.name == "sqlite":
                upgrade(self._engine)
            elif not is_current(self._engine):
                raise CannotStart("The database is of another version. Run cohort migrate, then start again.")
        except (StoreUnavailable, ValueError) as error:
            raise CannotStart(str(error)) from None
        except OSError as error:
            raise self._no_folder(error) from None
        self._store = SqlStore(self._engine)
        self._app = App(self._store, bank)
        self._bank_at_hand = bank
        self._webs = WebChat()
        self._slack: SlackService | None = None

    def _no_folder(self, error: OSError) -> CannotStart:
        data = self._settings.data
        return CannotStart(f"The data folder {data} cannot be used: {error.strerror}. Set COHORT_DATA to another.")

    def _bank(self) -> Bank:
        if not self._settings.content.is_dir():
            raise CannotStart(f"There is no folder {self._settings.content}. Set COHORT_CONTENT to one with packs.")
        bank, faults = read_shelf(self._settings.content)
        if errors := [fault for fault in faults if fault.level == "error"]:
            first = errors[0]
            self._console.print(
                f"A pack has errors and is left out, the first at {first.file}:{first.line}: {first.message}. "
                "Run cohort packs check."
            )
        if not bank.packs:
            raise CannotStart(f"There is no usable pack in {self._settings.content}. Run cohort packs check.")
        return bank

    async def live(self, roles: Collection[str]) -> int:
        """Run the roles as tasks; when one ends, all do."""
        chats: dict[str, Chat] = {}
        works: list[Coroutine[Any, Any, None]] = []
        if {"web", "worker"} & set(roles):
            self._open_slack()
        if "worker" in roles:
            chats["web"] = self._webs
            works += self._talk_to_slack(chats)
        if "discord" in roles:
            works += self._talk_to_discord(chats)
        if "web" in roles:
            works.append(self._serve())
        heart = metronome(self._beat(chats, clock="worker" in roles))
        try:
            async with asyncio.TaskGroup() as group:
                heart.start()
                tasks = [group.create_task(work) for work in works] or [group.create_task(_forever())]
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                for task in tasks:
                    task.cancel()
        except* CannotStart as stopped:
            raise _first(stopped) from None
        finally:
            heart.shutdown(wait=False)
            await self._store.close()
        return 0

    def _beat(self, chats: dict[str, Chat], *, clock: bool) -> Any:
        owner = f"{socket.gethostname()}-{os.getpid()}-{uuid4().hex[:6]}"
        deliverer = Deliverer(self._store, self._bank_at_hand, chats, owner=owner)

        async def beat(at: datetime) -> None:
            if clock:
                await self._app.tick(at)
            while chats and await deliverer.deliver(at):
                at = now()

        return beat

    # --- platforms -------------------------------------------------------------------------------

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
        return [self._slack.run_socket()] if self._settings.slack == "socket" else []

    def _talk_to_discord(self, chats: dict[str, Chat]) -> list[Coroutine[Any, Any, None]]:
        settings = self._settings
        if settings.discord_token is None:
            raise CannotStart("DISCORD_TOKEN is not set. Copy it from the bot's page; the README says where.")
        from adapters.discord.serve import DiscordService  # noqa: PLC0415 - a slow import, needed with a token only
        from adapters.discord.supervise import DiscordStopped  # noqa: PLC0415 - as above

        service = DiscordService(
            self._app,
            settings.discord_token.get_secret_value(),
            settings.discord_api_url,
            settings.discord_gateway_url,
        )
        chats["discord"] = service.chat

        async def listen() -> None:
            try:
                await service.run()
            except DiscordStopped as stopped:
                raise CannotStart(str(stopped)) from None
            finally:
                await service.close()

        return [listen()]

    # --- the page --------------------------------------------------------------------------------

    async def _serve(self) -> None:
        """Listen on the address that is set, print it, and open it where there is a desktop."""
        settings = self._settings
        if settings.on_loopback:
            await self._found_group()
        try:
            listener = listen_on(settings.host, settings.port)
        except AddressTaken as taken:
            raise CannotStart(str(taken)) from None
        port = listener.getsockname()[1]
        server = PageServer(self._pages(), self._webs, host=settings.host, port=port)
        address = f"http://{'localhost' if settings.on_loopback else settings.host}:{port}/"
        self._console.print(f"Cohort is ready: {address}")
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
            key = read_key(settings.data)
        except ValueError as error:
            raise CannotStart(str(error)) from None
        except OSError as error:
            raise self._no_folder(error) from None
        site = Site(key, hosts=hosts, manages=settings.on_loopback, checks={"migrations": migrated})
        pages = web_app(self._app, self._store, self._webs, site, now=now)
        if self._slack is not None and settings.slack == "http":
            return Starlette(routes=[Route("/slack/events", self._slack.events, methods=["POST"]), Mount("/", pages)])
        return pages

    async def _found_group(self) -> None:
        """On one's own machine a group is ready on the first visit, with its first question."""
        house = Actor("web", PLACE.space, "house", "Cohort", manages=True)
        try:
            channel: Channel | None = await self._app.look(house, PLACE, now())
        except NoGroupHere:
            channel = None
        if channel is not None:
            return
        every_day = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
        zone = get_localzone_name() or "UTC"
        for command in (SetUpGroup("09:00", zone, every_day, "09:00", "at_once"), PostNow()):
            card = await self._app.handle(Call(uuid4().hex, command, house, PLACE, now()))
            if card.tone == "trouble":
                raise CannotStart(f"{card.title} {card.short}")
        deliverer = Deliverer(self._store, self._bank_at_hand, {"web": self._webs}, owner=f"first-{uuid4().hex[:6]}")
        await deliverer.deliver(now())


async def _forever() -> None:
    await asyncio.Event().wait()


def _first(stopped: BaseExceptionGroup[CannotStart]) -> CannotStart:
    inner = stopped.exceptions[0]
    return _first(inner) if isinstance(inner, BaseExceptionGroup) else inner


if __name__ == "__main__":
    main()
