"""The Discord server of a test: its people and channels, its clock, and the book of what the bot did."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from tests.peers.discord_model import (
    DIRECT,
    EPHEMERAL,
    JSON,
    MANAGE_GUILD,
    SEES,
    TEXT_CHANNEL,
    THREAD,
    ApiError,
    Call,
    Channel,
    Interaction,
    Message,
    Modal,
    Person,
)

EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


def kept_of(body: JSON) -> JSON:
    """The part of a body that stays with the message."""
    kept: tuple[str, ...] = ("content", "embeds", "components", "allowed_mentions", "attachments")
    return {name: body[name] for name in kept if name in body}


@dataclass
class DiscordServer:
    """One guild with everything in it, and the rules of time that Discord keeps."""

    token: str = "made-up.bot.token"
    answers_within: float = 3.0  # seconds for the first response
    token_lasts: float = 900.0  # seconds an interaction's token lives
    nonce_lasts: float = 300.0  # how long a nonce brings back the earlier message
    old_after: float = 3600.0  # from then on edits of a message are few
    edits_when_old: int = 3
    invited: bool = True  # whether the bot is in the guild
    violations: list[str] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    commands: list[JSON] = field(default_factory=list)
    people: dict[str, Person] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    interactions: dict[str, Interaction] = field(default_factory=dict)
    modals: list[Modal] = field(default_factory=list)
    registered: asyncio.Event = field(default_factory=asyncio.Event)
    _count: int = 0
    _shift: float = 0.0
    _began: float = 0.0

    def __post_init__(self) -> None:
        self._began = asyncio.get_running_loop().time()
        self.bot = Person(self.snowflake(), "Cohort")
        self.guild = self.snowflake()
        self.application = self.snowflake()
        self.owner = self.person("owner", manage_guild=True)

    def seconds(self) -> float:
        """The time on the server's clock, in seconds since it began."""
        return asyncio.get_running_loop().time() - self._began + self._shift

    def elapse(self, seconds: float) -> None:
        """Let time pass without waiting for it."""
        self._shift += seconds

    def moment(self, seconds: float | None = None) -> str:
        """Spell a time as Discord does."""
        return (START + timedelta(seconds=self.seconds() if seconds is None else seconds)).isoformat()

    def snowflake(self) -> str:
        """Make an id that nobody else has and that tells its time."""
        self._count += 1
        since = START - EPOCH + timedelta(seconds=self.seconds())
        return str((since // timedelta(milliseconds=1) << 22) | (self._count & 0x3FFFFF))

    def violate(self, where: str, faults: list[str]) -> None:
        """Write down what the bot must not do."""
        self.violations += [f"{where}: {fault}" for fault in faults]

    def person(self, name: str, *, manage_guild: bool = False, locale: str | None = None) -> Person:
        """Find somebody by name, or let them join."""
        if name not in self.people:
            self.people[name] = Person(self.snowflake(), name)
        found = self.people[name]
        if manage_guild:
            found.permissions |= MANAGE_GUILD
        found.locale = locale or found.locale
        return found

    def add_channel(self, name: str, kind: int = TEXT_CHANNEL) -> Channel:
        """Open a channel."""
        channel = Channel(self.snowflake(), name, kind, self.guild)
        self.channels[channel.id] = channel
        return channel

    def channel(self, wanted: str) -> Channel:
        """Find a channel by id or name."""
        for channel in self.channels.values():
            if wanted in {channel.id, channel.name}:
                return channel
        raise AssertionError(f"no channel {wanted!r}")

    def inbox(self, person: Person) -> Channel:
        """Somebody's direct messages with the bot."""
        for channel in self.channels.values():
            if channel.recipient is person:
                return channel
        channel = Channel(self.snowflake(), f"inbox of {person.name}", kind=DIRECT, recipient=person)
        self.channels[channel.id] = channel
        return channel

    def open_channel(self, wanted: str) -> Channel:
        """Find a channel for the API, which may refuse."""
        channel = self.channels.get(wanted)
        if channel is None or channel.deleted or (channel.parent is not None and channel.parent.deleted):
            raise ApiError(404, 10003, "Unknown Channel")
        if channel.recipient is not None and channel.recipient.closed_inbox:
            raise ApiError(403, 50007, "Cannot send messages to this user")
        for place in (channel, channel.parent):
            if place is not None and place.refusal is not None:
                raise ApiError(*place.refusal)
            if place is not None and place.denied & SEES:
                raise ApiError(403, 50001, "Missing Access")
        return channel

    def message(self, channel: Channel, wanted: str) -> Message:
        """Find a message everybody can see."""
        for message in channel.written:
            if message.id == wanted and not message.deleted and message.seen_by is None:
                return message
        raise ApiError(404, 10008, "Unknown Message")

    def post(self, channel: Channel, body: JSON, *, seen_by: str | None = None, author: str | None = None) -> Message:
        """Put a message into a channel; a nonce that was seen lately brings back the earlier one."""
        nonce = None if body.get("nonce") is None else str(body["nonce"])
        if nonce is not None and body.get("enforce_nonce"):
            for earlier in channel.written:
                if earlier.nonce == nonce and self.seconds() - earlier.sent_at < self.nonce_lasts:
                    if earlier.deleted:
                        raise ApiError(404, 10008, "Unknown Message")
                    return earlier
        kept = kept_of(body)
        flags = int(body.get("flags") or 0) | (EPHEMERAL if seen_by else 0)
        message = Message(
            self.snowflake(), channel, author or self.bot.id, kept, flags, self.seconds(), seen_by=seen_by, nonce=nonce
        )
        channel.written.append(message)
        return message

    def edit(self, message: Message, body: JSON, *, by_token: bool = False) -> Message:
        """Change a message, keeping what it was."""
        if not by_token and self.seconds() - message.sent_at > self.old_after:
            late = [before for before in message.earlier if before["edited_at"] - message.sent_at > self.old_after]
            if len(late) >= self.edits_when_old:
                wait = {"retry_after": self.old_after, "global": False}
                raise ApiError(429, 30046, "Maximum number of edits to messages older than 1 hour reached.", **wait)
        message.earlier.append({**message.body, "edited_at": self.seconds()})
        message.body = {**message.body, **kept_of(body)}
        message.flags |= int(body.get("flags") or 0)
        message.loading = False
        return message

    def open_thread(self, message: Message, name: str) -> Channel:
        """Start the one thread a message may have; it has the message's id."""
        if message.thread is not None:
            raise ApiError(400, 160004, "A thread has already been created for this message")
        thread = Channel(message.id, name, THREAD, message.channel.guild, parent=message.channel)
        self.channels[thread.id] = message.thread = thread
        return thread

    def ephemerals(self, who: str) -> list[Message]:
        """What only this person sees, oldest first."""
        person = self.person(who)
        everything = [message for channel in self.channels.values() for message in channel.written]
        mine = [message for message in everything if message.seen_by == person.id and not message.deleted]
        return sorted(mine, key=lambda message: int(message.id))

    def modal(self, who: str) -> Modal:
        """The form this person has before them."""
        for modal in reversed(self.modals):
            if modal.person.name == who:
                return modal
        raise AssertionError(f"{who} has no form before them")
