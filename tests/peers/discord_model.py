"""What a Discord server holds, as the peer remembers it: people, channels, messages, modals and interactions."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

JSON = dict[str, Any]

EPHEMERAL = 1 << 6
SILENT = 1 << 12
COMPONENTS_V2 = 1 << 15
MANAGE_GUILD = 1 << 5
ORDINARY = (1 << 10) | (1 << 11) | (1 << 31) | (1 << 38)  # view, send, commands, send in threads

TEXT_CHANNEL, DIRECT, THREAD, FORUM = 0, 1, 11, 15
SEES, SENDS = 1 << 10, 1 << 11


def walk(components: list[JSON]) -> Iterator[JSON]:
    """Yield every component, however deep it is nested."""
    for part in components:
        yield part
        yield from walk(part.get("components") or [])
        for child in ("accessory", "component"):
            if isinstance(part.get(child), dict):
                yield from walk([part[child]])


@dataclass
class Person:
    """Somebody in the server."""

    id: str
    name: str
    permissions: int = ORDINARY
    locale: str = "en-US"
    closed_inbox: bool = False


@dataclass
class Message:
    """A message as it stands now, with every state it was in before."""

    id: str
    channel: "Channel"
    author: str
    body: JSON
    flags: int
    sent_at: float
    seen_by: str | None = None  # the one person who sees an ephemeral message
    nonce: str | None = None
    earlier: list[JSON] = field(default_factory=list)
    thread: "Channel | None" = None
    deleted: bool = False
    loading: bool = False

    @property
    def components(self) -> list[JSON]:
        """The components it shows."""
        return list(self.body.get("components") or [])

    @property
    def ephemeral(self) -> bool:
        """Whether only one person sees it."""
        return bool(self.flags & EPHEMERAL)

    @property
    def text(self) -> str:
        """All words one can read in it, controls left out."""
        texts = [self.body.get("content") or ""]
        texts += [embed.get("description", "") for embed in self.body.get("embeds") or []]
        texts += [part["content"] for part in walk(self.components) if part["type"] == 10]
        return "\n".join(text for text in texts if text)

    @property
    def accent(self) -> int | None:
        """The colour at the edge of its container."""
        return next((part.get("accent_color") for part in self.components if part["type"] == 17), None)

    @property
    def controls(self) -> list[JSON]:
        """Its buttons and selects, in reading order."""
        return [part for part in walk(self.components) if part["type"] in {2, 3, 5, 6, 7, 8}]

    @property
    def labels(self) -> list[str]:
        """What its buttons say."""
        return [part.get("label", "") for part in self.controls if part["type"] == 2]

    def control(self, wanted: str) -> JSON:
        """Find a control by its custom_id, its label or its placeholder."""
        for part in self.controls:
            if wanted in {part.get("custom_id"), part.get("label"), part.get("placeholder")}:
                return part
        raise AssertionError(f"no control {wanted!r} among {[_said(part) for part in self.controls]}")


def _said(part: JSON) -> str:
    return str(part.get("label") or part.get("placeholder") or part.get("custom_id") or part.get("url"))


@dataclass
class Channel:
    """A text channel, a thread or somebody's direct messages."""

    id: str
    name: str
    kind: int = TEXT_CHANNEL
    guild: str | None = None
    parent: "Channel | None" = None
    recipient: Person | None = None
    written: list[Message] = field(default_factory=list)
    deleted: bool = False
    refusal: tuple[int, int, str] | None = None
    denied: int = 0  # the bot's rights that the settings of this channel take away
    brought_by: Person | None = None  # a user install: no guild has added the bot here

    @property
    def messages(self) -> list[Message]:
        """What everybody in it can read, oldest first."""
        return [message for message in self.written if not message.deleted and message.seen_by is None]


@dataclass
class Modal:
    """A form on somebody's screen."""

    person: Person
    custom_id: str
    title: str
    components: list[JSON]
    opened_by: "Interaction"

    @property
    def fields(self) -> list[tuple[str, JSON]]:
        """Each field with its label."""
        found: list[tuple[str, JSON]] = []
        for part in self.components:
            if part["type"] == 18:
                found.append((part["label"], part["component"]))
            elif part["type"] == 1:
                found += [(child.get("label", ""), child) for child in part["components"]]
        return found

    @property
    def text(self) -> str:
        """What it says besides its fields."""
        return "\n".join(part["content"] for part in self.components if part["type"] == 10)


@dataclass
class Interaction:
    """Something a person did, and what came of it."""

    id: str
    token: str
    kind: int
    data: JSON
    person: Person
    channel: Channel
    sent_at: float
    message: Message | None = None
    answered_at: float | None = None
    answer: JSON | None = None
    original: Message | None = None
    replies: list[Message] = field(default_factory=list)
    modal: Modal | None = None
    choices: list[JSON] = field(default_factory=list)
    settled: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def answer_type(self) -> int | None:
        """The type of the first response."""
        return None if self.answer is None else int(self.answer["type"])

    @property
    def reply(self) -> Message:
        """The message that answers it."""
        assert self.replies, f"no message answers this; the first response was {self.answer}"
        return self.replies[-1]


@dataclass
class File:
    """A file that came with a request."""

    name: str
    content: bytes


@dataclass
class Call:
    """One request the bot made, with its files by number and what was wrong with its form."""

    method: str
    path: str
    route: str
    query: dict[str, str]
    body: JSON
    status: int = 0
    files: dict[str, File] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


class ApiError(Exception):
    """The API says no."""

    def __init__(self, status: int, code: int, message: str, **extra: Any) -> None:
        super().__init__(message)
        self.status = status
        self.body: JSON = {"code": code, "message": message, **extra}
