"""Discord's listener: one for everything people do; each event is read, handled and answered in three lines."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime

import aiohttp
import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.clock import now as clock_now
from adapters.discord.chat import DiscordChat, quiet_client
from adapters.discord.correct import filled_in
from adapters.discord.doors import Doors
from adapters.discord.inbound import (
    FORM,
    PRESS,
    TYPING,
    Event,
    actor_of,
    arrival_to_call,
    data_of,
    fields_to_call,
    given_before,
    guilds_to_call,
    menu_to_call,
    place_of,
    press_to_call,
    removal_to_call,
    spoken,
    words_to_call,
)
from adapters.discord.reply import Reply, open_line
from adapters.discord.rights import refusal_of
from adapters.discord.slash import MESSAGE_MENU, commands, fields_of, invite_url
from adapters.discord.supervise import Pauses, supervise
from bot.app import App
from bot.calls import Call
from bot.cards.model import Card, Offer
from bot.cards.trouble import refusal_card
from bot.cards.welcome import cannot_post_card
from bot.errors import Refusal
from bot.usecases import CATALOGUE
from bot.usecases.try_place import place_to_try, refused_call

log = logging.getLogger("cohort")
Clock = Callable[[], datetime]
PATIENCE = 1.5
"""Seconds an answer may take before we say that it is coming; Discord allows three for the first word."""


class Listener(discord.Client):
    """One client for as long as it lives; it keeps nothing, so the next one can take over at any moment.

    Answers go over `line`, which outlives it.
    """

    def __init__(
        self, app: App, line: aiohttp.ClientSession, now: Clock, patience: float, doors: Doors | None = None
    ) -> None:
        """Listen for `app`; no privileged intent is asked for."""
        super().__init__(**quiet_client())
        self._app = app
        self._line = line
        self._now = now
        self._patience = patience
        self._doors = doors or Doors()
        self._under_way: set[asyncio.Task[None]] = set()
        # Read by the library, a press would bring its whole message back as values that nobody asks for.
        self._connection.parsers["INTERACTION_CREATE"] = self._heard

    async def setup_hook(self) -> None:
        """Register every command, in place of all that were registered before."""
        if self.application_id is not None:
            await self.http.bulk_upsert_global_commands(self.application_id, commands(CATALOGUE))

    async def on_ready(self) -> None:
        """Say where to add the bot to a server, and catch up on servers that came and went while nobody listened."""
        if self.application_id is not None:
            log.info("discord ready", extra={"servers": len(self.guilds), "invite": invite_url(self.application_id)})
        await self._app.handle(guilds_to_call(self.guilds, at=self._now()))

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Stop what goes on in a server that removed us; one that is only unavailable is another event."""
        await self._app.handle(removal_to_call(guild, at=self._now()))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Take up what stopped when we were removed."""
        await self._app.handle(arrival_to_call(guild, at=self._now()))

    async def close(self) -> None:
        """Hang up; the library would call itself ready two seconds after its login even so."""
        ready = self._connection._ready_task  # noqa: SLF001 - the library's own, and it offers no other way to it
        if ready is not None:
            ready.cancel()
        await super().close()

    def _heard(self, event: Event) -> None:
        """Let an event be met, and go on listening."""
        task = asyncio.create_task(self.meet(event))
        self._under_way.add(task)  # the loop itself may lose a task that nobody holds
        task.add_done_callback(self._under_way.discard)

    async def meet(self, event: Event) -> None:
        """Meet everything people do."""
        try:
            reply = Reply(event, self._line)
            if event["type"] == TYPING:
                await reply.offer(await self._offers(event))
            else:
                await self._answer(event, reply)
        except Exception:
            log.exception("no answer", extra={"call": str(event.get("id")), "platform": "discord"})

    async def _answer(self, event: Event, reply: Reply) -> None:
        try:
            call, given = self._read(event), given_before(event)
        except Refusal as refusal:
            await reply.give(refusal_card(refusal), None)
            return
        reply.announce_after(self._patience)
        self._doors.heard(call.by.id, call.place.room, reply, call.at)
        card = await self._tried(call, await self._app.handle(call))
        await reply.give(card if given is None else filled_in(card, given), call.command)

    async def _tried(self, call: Call, card: Card) -> Card:
        """The card; where its call has set a group up, see whether we can post there."""
        place = place_to_try(call, card)
        if place is None or not (reason := refusal_of(self.get_channel(int(place.room)))):
            return card
        await self._app.handle(refused_call(call, place, reason))
        return cannot_post_card(card, reason)

    def _read(self, event: Event) -> Call:
        at = self._now()
        if event["type"] == PRESS:
            return press_to_call(event, at=at)
        if event["type"] == FORM:
            return fields_to_call(event, at=at)
        if data_of(event).get("type") == MESSAGE_MENU:
            return menu_to_call(event, at=at)
        return words_to_call(event, at=at)

    async def _offers(self, event: Event) -> Sequence[Offer]:
        """What completes the option somebody is typing."""
        verb, options = spoken(data_of(event))
        typed = next((option for option in options if option.get("focused")), None)
        field = next((f for f in fields_of(verb.command) if typed is not None and f.name == typed["name"]), None)
        if typed is None or field is None:
            return ()
        return await self._app.offers(actor_of(event), place_of(event), field.metadata["choices"], str(typed["value"]))


class DiscordService:
    """Everything Discord: `chat` for what is posted, `run` for what people do.

    `api_url` and `gateway_url` are for proxies; the library knows one address each per process.
    """

    def __init__(
        self,
        app: App,
        token: str,
        api_url: str | None = None,
        gateway_url: str | None = None,
        *,
        now: Clock = clock_now,
        patience: float = PATIENCE,
        pauses: Pauses | None = None,
    ) -> None:
        """Keep all; nothing connects yet."""
        if api_url:
            Route.BASE = api_url.rstrip("/")
        if gateway_url:
            DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)
        self._doors = Doors()
        self.chat = DiscordChat(token, self._doors, now)
        self._app, self._now, self._patience = app, now, patience
        self._token = token
        self._pauses = pauses or Pauses()

    async def run(self) -> None:
        """Listen until cancelled or closed; a client that dies is followed by a new one.

        Raises:
            DiscordStopped: when no new client could do better, such as with a wrong token.
        """
        async with open_line() as line:

            def make() -> Listener:
                return Listener(self._app, line, self._now, self._patience, self._doors)

            await supervise(make, self._token, self._pauses)

    async def close(self) -> None:
        """Hang up the mouth; `run` hangs up when it is cancelled."""
        await self.chat.close()
