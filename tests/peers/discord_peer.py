"""A strict loopback Discord: it serves the real client, lets a test act as people, and writes down every fault."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Self

from aiohttp import web

from tests.peers.discord_faults import Fault, Faults
from tests.peers.discord_gateway import DiscordGateway
from tests.peers.discord_model import JSON, TEXT_CHANNEL, THREAD, Call, Channel, Interaction, Message, Modal, Person
from tests.peers.discord_payloads import (
    APPLICATION_COMMAND,
    AUTOCOMPLETE,
    COMPONENT,
    SUBMIT,
    guild_json,
    interaction_json,
    message_json,
    user_json,
)
from tests.peers.discord_people import find_command, may_see, select_data, slash_data, submit_data
from tests.peers.discord_rest import BASE, DiscordRest
from tests.peers.discord_server import DiscordServer

MESSAGE_MENU = 3
SETTLES_WITHIN = 5.0


class DiscordPeer:
    """One Discord, one guild, one bot; start it, point the client at its addresses, act, and look."""

    def __init__(self) -> None:
        self.server = DiscordServer()
        self.gateway = DiscordGateway(self.server)
        self.faults = Faults()
        self._runner = web.AppRunner(DiscordRest(self.server, self.faults, self.gateway.connect).app)
        self.url = ""

    @classmethod
    @contextlib.asynccontextmanager
    async def running(cls) -> AsyncIterator[Self]:
        """Serve for as long as the block lasts."""
        peer = cls()
        await peer.start()
        try:
            yield peer
        finally:
            await peer.stop()

    async def start(self) -> None:
        """Listen on a free port of this machine."""
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}{BASE}"
        self.gateway.url = f"ws://{host}:{port}/gateway/"

    async def stop(self) -> None:
        """Hang up and close the port."""
        await self.gateway.close()
        await self._runner.cleanup()

    @property
    def token(self) -> str:
        """The only bot token this Discord knows."""
        return self.server.token

    @property
    def calls(self) -> list[Call]:
        """Every request so far."""
        return self.server.calls

    @property
    def violations(self) -> list[str]:
        """Everything the bot must not have done; empty at the end of a good test."""
        return self.server.violations

    def called(self, method: str, route: str) -> list[Call]:
        """The requests to one route."""
        return [call for call in self.calls if (call.method, call.route) == (method, route)]

    def person(self, name: str, *, manage_guild: bool = False, locale: str | None = None) -> Person:
        """Find somebody, or let them join the server."""
        return self.server.person(name, manage_guild=manage_guild, locale=locale)

    def add_channel(self, name: str, kind: int = TEXT_CHANNEL) -> Channel:
        """Open a channel (before the bot logs in, or tell it by an event)."""
        return self.server.add_channel(name, kind)

    def channel(self, wanted: str) -> Channel:
        """Find a channel by id or name."""
        return self.server.channel(wanted)

    def inbox(self, who: str) -> list[Message]:
        """What the bot wrote to somebody directly."""
        return self.server.inbox(self.person(who)).messages

    def ephemerals(self, who: str) -> list[Message]:
        """What only this person sees, oldest first."""
        return self.server.ephemerals(who)

    def modal(self, who: str) -> Modal:
        """The form this person has before them."""
        return self.server.modal(who)

    def fail(self, route: tuple[str, str], **how: Any) -> Fault:
        """Ask for a misfortune: status, code, retry_after, cut="before" or "after", times, lasts."""
        fault = Fault(*route, **how)
        self.faults.coming.append(fault)
        return fault

    async def ready(self, *, commands: bool = True, lasts: float = 10.0) -> None:
        """Wait until the bot listens and, if wanted, has registered its commands."""
        await self.gateway.until(connected=True, lasts=lasts)
        if commands:
            await asyncio.wait_for(self.server.registered.wait(), lasts)

    # What people do.

    async def slash(
        self,
        path: str,
        given: Mapping[str, Any] | None = None,
        *,
        user: str,
        channel: str | None = None,
        shown: bool = True,
    ) -> Interaction:
        """Use a slash command; `shown=False` acts as if an admin had shown it to everybody."""
        data = slash_data(self.server, path, given or {})
        command, person = find_command(self.server, path.split(maxsplit=1)[0]), self.person(user)
        assert not shown or may_see(command, person), f"{user} is not shown /{path}"
        place = self._place(user, channel)
        wanted = 0 if place.guild else 1
        assert wanted in (command.get("contexts") or [0, 1, 2]), f"/{path} is not offered here"
        return await self.send(self.made(APPLICATION_COMMAND, data, person, place))

    async def autocomplete(
        self,
        path: str,
        option: str,
        typed: str,
        given: Mapping[str, Any] | None = None,
        *,
        user: str,
        channel: str | None = None,
    ) -> list[JSON]:
        """Type into an option and read what is offered."""
        data = slash_data(self.server, path, {**(given or {}), option: typed}, focused=option)
        done = await self.send(self.made(AUTOCOMPLETE, data, self.person(user), self._place(user, channel)))
        return done.choices

    async def message_menu(self, name: str, message: Message, *, user: str) -> Interaction:
        """Use a command of a message's menu."""
        command = find_command(self.server, name, MESSAGE_MENU)
        author = self.server.bot if message.author == self.server.bot.id else self.person(message.author)
        seen = {message.id: message_json(self.server, message)}
        resolved = {"messages": seen, "users": {author.id: user_json(author, bot=True)}}
        data = {"id": command["id"], "name": name, "type": 3, "target_id": message.id, "resolved": resolved}
        return await self.send(self.made(APPLICATION_COMMAND, data, self.person(user), message.channel))

    async def press(self, message: Message, wanted: str, *, user: str) -> Interaction:
        """Press a button, named by its label or custom_id."""
        part = message.control(wanted)
        assert part["type"] == 2, f"{wanted!r} is not a button"
        assert not part.get("disabled"), f"{wanted!r} is disabled"
        data = {"component_type": 2, "custom_id": part["custom_id"], "id": part.get("id", 1)}
        return await self.on_message(data, message, user)

    async def select(self, message: Message, wanted: str, values: Sequence[str], *, user: str) -> Interaction:
        """Choose in a select, named by its placeholder or custom_id."""
        return await self.on_message(select_data(message.control(wanted), values, message), message, user)

    async def on_message(self, data: JSON, message: Message, user: str) -> Interaction:
        """Send a component interaction as given, so that a forged or outdated one can be sent as well."""
        person = self.person(user)
        assert message.seen_by in {None, person.id}, f"{user} cannot see this message"
        assert not message.deleted, "the message is gone"
        return await self.send(self.made(COMPONENT, data, person, message.channel, message))

    async def submit(self, modal: Modal, values: Mapping[str, Any] | None = None) -> Interaction:
        """Fill in a form by labels (or custom_ids) and send it."""
        data = submit_data(modal, values or {})
        if modal in self.server.modals:
            self.server.modals.remove(modal)
        source = modal.opened_by
        return await self.send(self.made(SUBMIT, data, modal.person, source.channel, source.message))

    # How it reaches the bot.

    def made(
        self, kind: int, data: JSON, person: Person, channel: Channel, message: Message | None = None
    ) -> Interaction:
        """Make an interaction without sending it."""
        number = self.server.snowflake()
        done = Interaction(number, f"token-{number}", kind, data, person, channel, self.server.seconds(), message)
        self.server.interactions[done.token] = done
        return done

    async def deliver(self, done: Interaction) -> None:
        """Bring an interaction to the bot, without waiting; a second call delivers it twice."""
        await self.gateway.dispatch("INTERACTION_CREATE", interaction_json(self.server, done))

    async def send(self, done: Interaction) -> Interaction:
        """Bring an interaction to the bot and wait for its answer, as the person before the screen does."""
        await self.deliver(done)
        return await self.settled(done)

    async def settled(self, done: Interaction) -> Interaction:
        """Wait for the whole answer; silence for three seconds, or a spinner that stays, is a violation."""
        try:
            async with asyncio.timeout(self.server.answers_within + SETTLES_WITHIN):
                await done.settled.wait()
        except TimeoutError:
            silent = "no response within three seconds" if done.answer is None else "deferred and never answered"
            self.server.violate(f"interaction of type {done.kind}", [silent])
        return done

    async def delete_channel(self, channel: Channel) -> None:
        """Delete a channel or a thread and say so."""
        channel.deleted = True
        told = {"id": channel.id, "type": channel.kind, "guild_id": channel.guild}
        if channel.kind == THREAD and channel.parent is not None:
            await self.gateway.dispatch("THREAD_DELETE", {**told, "parent_id": channel.parent.id})
        else:
            await self.gateway.dispatch("CHANNEL_DELETE", {**told, "name": channel.name})

    async def kick(self, *, heard: bool = True) -> None:
        """Remove the bot from the guild; it may be away and not hear of it."""
        self.server.invited = False
        self._refuse((403, 50001, "Missing Access"))
        if heard:
            await self.gateway.dispatch("GUILD_DELETE", {"id": self.server.guild})

    async def invite(self, *, heard: bool = True) -> None:
        """Add the bot to the guild again; it may be away and not hear of it."""
        self.server.invited = True
        self._refuse(None)
        if heard:
            told = guild_json(self.server)
            del told["unavailable"]  # it comes with guilds that the bot was in already
            await self.gateway.dispatch("GUILD_CREATE", told)

    async def outage(self) -> None:
        """Let the guild be away for a while; the bot stays in it."""
        self._refuse((503, 0, "Service unavailable"))
        await self.gateway.dispatch("GUILD_DELETE", {"id": self.server.guild, "unavailable": True})

    async def recover(self) -> None:
        """End an outage."""
        self._refuse(None)
        await self.gateway.dispatch("GUILD_CREATE", guild_json(self.server))

    def _refuse(self, refusal: tuple[int, int, str] | None) -> None:
        for channel in self.server.channels.values():
            if channel.guild:
                channel.refusal = refusal

    def _place(self, user: str, channel: str | None) -> Channel:
        if channel is not None:
            return self.channel(channel)
        rooms = [room for room in self.server.channels.values() if room.guild and room.parent is None]
        return rooms[0] if rooms else self.server.inbox(self.person(user))
