"""The workspace as the strict peer remembers it: channels, messages, people, views and their short-lived keys."""

import asyncio
import copy
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from tests.peers.slack_limits import Body
from tests.peers.slack_rules import controls, texts

TRIGGER_LASTS = 3.0
URL_LASTS = 30 * 60.0
URL_USES = 5
BOT = "UBOT"
TEAM = "T1"


@dataclass(slots=True, eq=False)
class Surface:
    """Something with blocks that a person looks at and presses."""

    blocks: list[Body]
    state: dict[str, Body] = field(default_factory=dict, kw_only=True)

    @property
    def words(self) -> str:
        """All the text a reader sees, line by line."""
        return unescape("\n".join(texts(self.blocks)))

    @property
    def labels(self) -> list[str]:
        """What is written on the buttons and beside the inputs, in order."""
        return [self.label(block, one) for block in self.blocks for one in controls(block)]

    @staticmethod
    def label(block: Body, one: Body) -> str:
        """What a person would call this control."""
        for text in (one.get("text"), block.get("label"), one.get("placeholder")):
            if isinstance(text, dict):
                return unescape(str(text["text"]))
        return str(one["action_id"])

    def find(self, name: str) -> tuple[Body, Body]:
        """The block and the element that carry this label, action_id or block_id."""
        for block in self.blocks:
            for one in controls(block):
                if name in {self.label(block, one), one["action_id"]} or (
                    name == block["block_id"] and len(controls(block)) == 1
                ):
                    return block, one
        raise AssertionError(f"nothing here is called {name!r}, only {self.labels}")


@dataclass(slots=True)
class File:
    """An upload: announced under a key, its bytes once they came, and when it was completed."""

    id: str
    key: str
    name: str
    length: int
    alt: str
    title: str = ""
    content: bytes | None = None
    done_at: float | None = None


@dataclass(slots=True, eq=False)
class Message(Surface):
    """A message in a channel, or an ephemeral one that only its reader sees."""

    channel: str
    ts: str
    text: str
    thread_ts: str | None = None
    metadata: Body | None = None
    reader: str | None = None
    edits: list[Body] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    gone: bool = False

    @property
    def words(self) -> str:
        """The blocks' text, or the plain text when there are no blocks."""
        return unescape("\n".join(texts(self.blocks)) or self.text)


@dataclass(slots=True, eq=False)
class View(Surface):
    """A modal or a home tab, with what was typed into it."""

    id: str
    user: str
    body: Body
    hash: str
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The modal's title."""
        return unescape(str(self.body.get("title", {}).get("text", "")))


@dataclass(slots=True, eq=False)
class Channel:
    """A place of talk and whether the bot may talk there."""

    id: str
    name: str
    private: bool = False
    archived: bool = False
    deleted: bool = False
    bot_is_in: bool = True
    absent: set[str] = field(default_factory=set)
    messages: list[Message] = field(default_factory=list)

    def thread(self, message: Message) -> list[Message]:
        """The answers under a message."""
        return [one for one in self.messages if one.thread_ts == message.ts]


@dataclass(slots=True, eq=False)
class Person:
    """Somebody who uses the workspace."""

    id: str
    name: str
    zone: str = "Europe/Berlin"
    locale: str = "en-GB"
    modals: list[View] = field(default_factory=list)
    home: View | None = None
    ephemerals: list[Message] = field(default_factory=list)
    shown: list[Surface] = field(default_factory=list)
    seen: int = 0


@dataclass(slots=True)
class Trigger:
    """The right to open one modal within three seconds."""

    user: str
    at: float
    spent: bool = False


@dataclass(slots=True)
class ResponseUrl:
    """The right to answer an interaction five times within half an hour."""

    user: str
    channel: str
    at: float
    message: Message | None = None
    uses: int = 0


class Workspace:
    """Everything there is, and a bell that rings when something changes."""

    def __init__(self) -> None:
        self.channels: dict[str, Channel] = {}
        self.people: dict[str, Person] = {}
        self.triggers: dict[str, Trigger] = {}
        self.urls: dict[str, ResponseUrl] = {}
        self.files: dict[str, File] = {}
        self.file_takes = 0.0  # seconds until a completed file can be shown
        self.base = ""  # where uploads go
        self.late = 0.0
        self._count = 0
        self._bell = asyncio.Event()

    def now(self) -> float:
        """Slack's own clock; `late` moves it on without anybody waiting."""
        return time.time() + self.late  # noqa: TID251  # the platform has a clock of its own

    def number(self) -> int:
        """A number nobody had before."""
        self._count += 1
        return self._count

    def ts(self) -> str:
        """The name of a new message: its time, unique in the workspace."""
        return f"{int(self.now())}.{self.number():06d}"

    def channel(self, name: str) -> Channel:
        """The channel of this id; it comes into being when first named."""
        return self.channels.setdefault(name, Channel(name, name.lower()))

    def person(self, name: str) -> Person:
        """The person of this id; they join when first named."""
        return self.people.setdefault(name, Person(name, name.lower()))

    def trigger(self, user: str) -> str:
        """Hand out a trigger."""
        name = f"{self.number()}.{TEAM}.trigger"
        self.triggers[name] = Trigger(user, self.now())
        return name

    def show(self, user: str, surface: Surface) -> None:
        """Let somebody see something new and ring the bell."""
        self.person(user).shown.append(surface)
        self.ring()

    def ring(self) -> None:
        """Wake everyone who waits for a change."""
        bell, self._bell = self._bell, asyncio.Event()
        bell.set()

    async def until(self, condition: Callable[[], object], seconds: float) -> None:
        """Wait for something to become true, looking again after each change."""
        async with asyncio.timeout(seconds):
            while not condition():
                with suppress(TimeoutError):  # what the bot does inside rings no bell
                    async with asyncio.timeout(0.05):
                        await self._bell.wait()

    def named(self, blocks: Any) -> list[Body]:
        """Copy blocks and give names to those that have none, as Slack does."""
        filled: list[Body] = copy.deepcopy(blocks or [])
        for block in filled:
            block.setdefault("block_id", f"b{self.number()}")
            for one in controls(block):
                one.setdefault("action_id", f"a{self.number()}")
        return filled

    def view(self, user: str, body: Body) -> View:
        """Make a view of a body that the bot sent."""
        number = self.number()
        return View(self.named(body.get("blocks")), f"V{number}", user, copy.deepcopy(body), f"{number}.hash")

    def redraw(self, view: View, body: Body) -> None:
        """Put a new body into an open view; what was typed under the same names stays."""
        view.body, view.blocks = copy.deepcopy(body), self.named(body.get("blocks"))
        view.hash, view.errors = f"{self.number()}.hash", {}
        kept = {(block["block_id"], one["action_id"]) for block in view.blocks for one in controls(block)}
        view.state = {
            name: {action: value for action, value in inner.items() if (name, action) in kept}
            for name, inner in view.state.items()
        }
        self.show(view.user, view)
