"""Hands on Discord: private messages that are replaced, forms and menus."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from adapters.store import SqlStore
from bot.rules.packs import Bank
from tests.adapters.discord_scene import Scene
from tests.journeys.mouths import DiscordMouth, letter_of
from tests.peers.discord_model import JSON
from tests.peers.discord_model import Message as DiscordMessage


@dataclass
class DiscordHands(DiscordMouth):
    """Private messages that are replaced, forms, and menus."""

    front: dict[str, DiscordMessage] = field(default_factory=dict)
    kept: dict[str, list[JSON]] = field(default_factory=dict)

    async def settle(self, verb: str, **given: str) -> str:
        """By a subcommand of /cohort."""
        self.front["Ada"] = (await self.scene.peer.slash(f"cohort {verb}", given, user="Ada")).reply
        return self.front["Ada"].text

    async def begin(self, name: str) -> str:
        """By the button in the channel."""
        self.front[name] = self.scene.channel.messages[-1]
        return await self.press(name, self.front[name].labels[0])

    async def press(self, name: str, label: str) -> str:
        """By one press; what was folded into the menu is found there."""
        before = self.front[name]
        if label in before.labels:
            done = await self.scene.peer.press(before, label, user=name)
        else:
            done = await self.scene.peer.select(before, "More", [label], user=name)
        self.front[name] = done.reply
        return done.reply.text

    async def give(self, name: str, options: Sequence[str]) -> str:
        """By a letter, by a form, or by one menu after another."""
        before = self.front[name]
        menus = [one for one in before.controls if one["type"] == 3 and one.get("placeholder") != "More"]
        if menus:
            for words in options:
                await self._step(name, words)
        elif "Answer" in before.labels:
            await self.scene.peer.press(before, "Answer", user=name)
            form = self.scene.peer.modal(name)
            parts = [part for _, part in form.fields]
            if len(parts) == 1:
                values = {parts[0]["custom_id"]: [_labelled(parts[0], words) for words in options]}
            else:
                paired = zip(parts, options, strict=True)
                values = {part["custom_id"]: [_labelled(part, words)] for part, words in paired}
            self.front[name] = (await self.scene.peer.submit(form, values)).reply
        else:
            return await self.press(name, letter_of(before.text, options[0]))
        return self.front[name].text

    async def _step(self, name: str, words: str) -> None:
        before = self.front[name]
        menu = next(one for one in before.controls if one["type"] == 3 and one.get("placeholder") != "More")
        done = await self.scene.peer.select(before, menu["custom_id"], [_labelled(menu, words)], user=name)
        self.front[name] = done.reply

    async def ask(self, name: str, verb: str, **given: str) -> str:
        """By a slash command."""
        done = await self.scene.peer.slash(verb, given, user=name)
        self.front[name] = done.reply
        return done.reply.text

    async def told(self, name: str) -> str:
        """What followed the last press, or stands in the inbox."""
        inbox = self.scene.peer.inbox(name)
        self.front[name] = (inbox or self.scene.peer.ephemerals(name))[-1]
        return self.front[name].text

    def mail(self, name: str) -> str:
        """Their direct messages."""
        return "\n".join(message.text for message in self.scene.peer.inbox(name))

    async def pictured(self, name: str) -> bool:
        """An attachment that is shown."""
        return "attachment://" in str(self.front[name].components) or bool(self.front[name].body.get("attachments"))

    def chosen(self, name: str) -> bool:
        """Said or preset."""
        return "Your answer" in self.front[name].text

    def keep(self, name: str) -> None:
        """The controls as they were."""
        self.kept[name] = deepcopy(self.front[name].controls)

    async def press_kept(self, name: str, label: str) -> str:
        """By one press on controls that are gone from the screen by now."""
        part = next(one for one in self.kept[name] if one.get("label") == label)
        data = {"component_type": 2, "custom_id": part["custom_id"], "id": part.get("id", 1)}
        self.front[name] = (await self.scene.peer.on_message(data, self.front[name], name)).reply
        return self.front[name].text

    async def elsewhere(self, name: str) -> str:
        """By /mock in their talk with the bot."""
        peer = self.scene.peer
        inbox = peer.server.inbox(peer.person(name))
        self.front[name] = (await peer.slash("mock", user=name, channel=inbox.id)).reply
        return self.front[name].text

    async def leaves(self, name: str) -> None:
        """Out of the server: to whom shares none with a bot, Discord takes no word from it."""
        self.scene.peer.person(name).closed_inbox = True

    async def returns(self, name: str) -> None:
        """Into the server."""
        self.scene.peer.person(name).closed_inbox = False

    async def restart(self) -> None:
        """The scene knows how."""
        await self.scene.restart()


def _labelled(part: Mapping[str, object], words: str) -> str:
    options = part["options"]
    assert isinstance(options, list)
    return str(next(one["value"] for one in options if words in one["label"]))


@asynccontextmanager
async def on_discord(store: SqlStore, _folder: Path, packs: Bank) -> AsyncIterator[DiscordHands]:
    """A server."""
    async with Scene.open(bank=packs, store=store) as scene:
        yield DiscordHands(scene)
