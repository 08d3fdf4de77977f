"""Mouths: one way to meet a study group on each platform, for journeys that run on all of them."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from adapters.store import SqlStore
from bot.rules.packs import Bank
from tests.adapters.discord_scene import Scene
from tests.adapters.slack_scene import ROOM, SlackScene, slack_scene
from tests.bot.specimens import EACH_TYPE, bank, pack
from tests.journeys.web_mouth import WebMouth, web_mouth
from tests.peers.discord_model import Message as DiscordMessage
from tests.peers.slack_workspace import Message as SlackMessage

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


@asynccontextmanager
async def on_slack(store: SqlStore, _folder: Path) -> AsyncIterator[Mouth]:
    """A workspace."""
    async with slack_scene(store, packs=ONE) as scene:
        yield SlackMouth(scene)


@asynccontextmanager
async def on_discord(store: SqlStore, _folder: Path) -> AsyncIterator[Mouth]:
    """A server."""
    async with Scene.open(bank=ONE, store=store) as scene:
        yield DiscordMouth(scene)


@asynccontextmanager
async def on_the_page(store: SqlStore, folder: Path) -> AsyncIterator[Mouth]:
    """The page at a free port of loopback."""
    async with web_mouth(store, folder, ONE, WebMouth) as mouth:
        yield mouth


class Opens(Protocol):
    """Opens a mouth on a store, with a folder for what it keeps."""

    def __call__(self, store: SqlStore, folder: Path, /) -> AbstractAsyncContextManager[Mouth]:
        """The mouth, for as long as the block lasts."""
        ...


MOUTHS: Mapping[str, Opens] = {"slack": on_slack, "discord": on_discord, "web": on_the_page}
