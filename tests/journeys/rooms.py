"""Rooms: a study group's channel that takes no word for a while, is lost, or is left for another one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

from adapters.store import SqlStore
from bot.rules.packs import Bank
from tests.adapters.discord_scene import Scene
from tests.adapters.slack_scene import ROOM, slack_scene
from tests.journeys.hands import Hands
from tests.journeys.hands_on_discord import DiscordHands
from tests.journeys.hands_on_slack import SlackHands
from tests.peers.slack_workspace import View

SECOND = "C2"
NEW = "new-room"


class Rooms(Hands, Protocol):
    """What becomes of a channel. Words are what people get to read."""

    def refuse(self, *, refuses: bool) -> None:
        """The channel takes nothing from the bot, or takes it again."""
        ...

    async def lose(self) -> None:
        """The channel is deleted, or archived."""
        ...

    async def ask_in_new(self, name: str, verb: str, **given: str) -> str:
        """Type a command in the second channel."""
        ...

    async def save(self, name: str) -> str:
        """Send the form before somebody as it stands."""
        ...

    async def move_on(self) -> None:
        """Ada moves the group to the second channel, from the first."""
        ...

    def posts_in_new(self) -> list[str]:
        """What everybody reads in the second channel, threads left out."""
        ...


@dataclass
class SlackRooms(SlackHands):
    """A channel without the bot, and an archived one."""

    def refuse(self, *, refuses: bool) -> None:
        """The bot is removed from the channel, or invited again."""
        self.scene.peer.channel(ROOM).bot_is_in = not refuses

    async def lose(self) -> None:
        """Archived."""
        self.scene.peer.channel(ROOM).archived = True

    async def ask_in_new(self, name: str, verb: str, **given: str) -> str:
        """By /cohort."""
        self.scene.peer.channel(SECOND)
        options = " ".join(f"{option}:{value}" for option, value in given.items())
        await self.scene.peer.command("/cohort", f"{verb} {options}", user=f"U{name.upper()}", channel=SECOND)
        return await self._shown(name)

    async def save(self, name: str) -> str:
        """By the modal's own button."""
        form = self.front[name]
        assert isinstance(form, View)
        await self.scene.peer.submit(form, {}, user=f"U{name.upper()}")
        return f"{form.title}\n{form.words}"

    async def move_on(self) -> None:
        """By the option, as Slack spells a channel that is typed."""
        self.scene.peer.channel(SECOND)
        await self.ask("Ada", "setup", time="09:00", zone="Europe/Berlin", closes="17:00", room=f"<#{SECOND}|{NEW}>")

    def posts_in_new(self) -> list[str]:
        """Messages that are no answers."""
        return [one.words for one in self.scene.peer.channel(SECOND).messages if one.thread_ts in {None, one.ts}]


@dataclass
class DiscordRooms(DiscordHands):
    """A channel without rights, and a deleted one."""

    def refuse(self, *, refuses: bool) -> None:
        """The bot's rights in the channel go, or come back."""
        self.scene.channel.refusal = (403, 50013, "Missing Permissions") if refuses else None

    async def lose(self) -> None:
        """Deleted."""
        self.scene.peer.add_channel(NEW)
        await self.scene.peer.delete_channel(self.scene.channel)

    async def ask_in_new(self, name: str, verb: str, **given: str) -> str:
        """By a slash command."""
        typed = f"cohort {verb}" if verb == "setup" else verb
        self.front[name] = (await self.scene.peer.slash(typed, given, user=name, channel=NEW)).reply
        return self.front[name].text

    async def save(self, name: str) -> str:
        """By the form that was opened."""
        self.front[name] = (await self.scene.peer.submit(self.scene.peer.modal(name))).reply
        return self.front[name].text

    async def press(self, name: str, label: str) -> str:
        """By one press, which may open a form."""
        done = await self.scene.peer.press(self.front[name], label, user=name)
        if done.modal is not None:
            return done.modal.title
        self.front[name] = done.reply
        return done.reply.text

    async def move_on(self) -> None:
        """By the option."""
        room = self.scene.peer.add_channel(NEW).id
        await self.settle("setup", time="09:00", zone="Europe/Berlin", closes="17:00", room=room)

    def posts_in_new(self) -> list[str]:
        """Its messages."""
        return [one.text for one in self.scene.peer.channel(NEW).messages]


@asynccontextmanager
async def on_slack(store: SqlStore, packs: Bank) -> AsyncIterator[SlackRooms]:
    """A workspace."""
    async with slack_scene(store, packs=packs) as scene, AsyncExitStack() as stack:
        yield SlackRooms(scene, stack)


@asynccontextmanager
async def on_discord(store: SqlStore, packs: Bank) -> AsyncIterator[DiscordRooms]:
    """A server."""
    async with Scene.open(bank=packs, store=store) as scene:
        yield DiscordRooms(scene)


class Opens(Protocol):
    """Opens rooms on a store and packs."""

    def __call__(self, store: SqlStore, packs: Bank, /) -> AbstractAsyncContextManager[Rooms]:
        """The rooms, for as long as the block lasts."""
        ...


ROOMS: Mapping[str, Opens] = {"slack": on_slack, "discord": on_discord}
"""The page has one room, which nobody can lose or leave."""
