"""Hands on Slack: ephemeral messages and modals."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from adapters.store import SqlStore
from bot.app import App
from bot.deliver import Deliverer
from bot.rules.packs import Bank
from tests.adapters.slack_scene import ROOM, listening, service_of, slack_scene
from tests.journeys.mouths import SlackMouth, letter_of
from tests.peers.slack_workspace import Surface, View


@dataclass
class SlackHands(SlackMouth):
    """Ephemeral messages and modals."""

    stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    front: dict[str, Surface] = field(default_factory=dict)
    kept: dict[str, Surface] = field(default_factory=dict)

    async def settle(self, verb: str, **given: str) -> str:
        """By /cohort."""
        return await self.ask("Ada", verb, **given)

    async def begin(self, name: str) -> str:
        """By the button in the channel."""
        posts = [one for one in self.scene.peer.channel(ROOM).messages if one.thread_ts in {None, one.ts}]
        self.front[name] = posts[-1]
        return await self.press(name, posts[-1].labels[0])

    async def press(self, name: str, label: str) -> str:
        """By one press."""
        user = f"U{name.upper()}"
        await self.scene.peer.press(self.front[name], label, user=user)
        return await self._shown(name)

    async def _shown(self, name: str) -> str:
        self.front[name] = await self.scene.peer.shown(f"U{name.upper()}")
        return _whole(self.front[name])

    async def give(self, name: str, options: Sequence[str]) -> str:
        """By a letter, or by the fields of the modal."""
        before, user = self.front[name], f"U{name.upper()}"
        fields = [block for block in before.blocks if block["type"] == "input"]
        if not fields:
            return await self.press(name, letter_of(before.words, options[0]))
        assert isinstance(before, View)
        values: dict[str, str | list[str]] = {}
        if len(fields) == 1:
            values[fields[0]["block_id"]] = [_offered(fields[0], words) for words in options]
        else:
            values |= {one["block_id"]: _offered(one, words) for one, words in zip(fields, options, strict=True)}
        await self.scene.peer.submit(before, values, user=user)
        return await self._shown(name)

    async def ask(self, name: str, verb: str, **given: str) -> str:
        """By /cohort."""
        options = " ".join(f"{option}:{value}" for option, value in given.items())
        self.front[name] = await self.scene.asked(f"U{name.upper()}", f"{verb} {options}")
        return _whole(self.front[name])

    async def told(self, name: str) -> str:
        """The latest word in their talk with the bot, else in the room."""
        user = f"U{name.upper()}"
        talk = self.scene.peer.world.channels.get(f"D{user}")
        self.front[name] = talk.messages[-1] if talk else self.scene.peer.person(user).shown[-1]
        return _whole(self.front[name])

    def mail(self, name: str) -> str:
        """Their talk with the bot."""
        talk = self.scene.peer.world.channels.get(f"DU{name.upper()}")
        return "\n".join(message.words for message in talk.messages) if talk else ""

    async def pictured(self, name: str) -> bool:
        """An image block; into a modal it comes a moment later."""
        await self.scene.peer.until(lambda: any(one["type"] == "image" for one in self.front[name].blocks))
        return True

    def chosen(self, name: str) -> bool:
        """Said or preset."""
        return "Your answer" in self.front[name].words or "initial_option" in str(self.front[name].blocks)

    def keep(self, name: str) -> None:
        """The controls as they were."""
        self.kept[name] = deepcopy(self.front[name])

    async def press_kept(self, name: str, label: str) -> str:
        """By one press on what may be gone from the screen by now; a modal that was turned since may stay as it is."""
        peer, user = self.scene.peer, f"U{name.upper()}"
        before, person = len(peer.called("views.update")), peer.person(user)
        await peer.press(self.kept[name], label, user=user)

        def stays() -> bool:
            return any(one.answer.get("error") == "hash_conflict" for one in peer.called("views.update")[before:])

        await peer.until(lambda: len(person.shown) > person.seen or stays())
        return _whole(self.front[name]) if stays() else await self._shown(name)

    async def elsewhere(self, name: str) -> str:
        """By the app's home."""
        user = f"U{name.upper()}"
        await self.scene.peer.open_home(user)
        self.front[name] = await self.scene.peer.shown(user)
        return await self.press(name, "Mock exams")

    async def leaves(self, name: str) -> None:
        """Out of the channel: nobody can whisper to them there."""
        self.scene.peer.channel(ROOM).absent.add(f"U{name.upper()}")

    async def returns(self, name: str) -> None:
        """Into the channel."""
        self.scene.peer.channel(ROOM).absent.remove(f"U{name.upper()}")

    async def restart(self) -> None:
        """A new service hears the same workspace."""
        scene = self.scene
        await scene.service.close()
        scene.world.app = App(scene.world.store, scene.world.bank)
        scene.service = service_of(scene.world.app, scene.peer, scene.world, "http")
        scene.world.deliverer = Deliverer(
            scene.world.store, scene.world.bank, {"slack": scene.service.chat}, owner="next"
        )
        await self.stack.enter_async_context(listening(scene.service, scene.peer, "http"))


def _whole(surface: Surface) -> str:
    title = f"{surface.title}\n" if isinstance(surface, View) else ""
    return f"{title}{surface.words}"


def _offered(block: Mapping[str, object], words: str) -> str:
    element = block["element"]
    assert isinstance(element, dict)
    return str(next(one["value"] for one in element["options"] if words in one["text"]["text"]))


@asynccontextmanager
async def on_slack(store: SqlStore, _folder: Path, packs: Bank) -> AsyncIterator[SlackHands]:
    """A workspace."""
    async with slack_scene(store, packs=packs) as scene, AsyncExitStack() as stack:
        yield SlackHands(scene, stack)
