"""Calls: who wants what, where and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.commands import Command


@dataclass(frozen=True, slots=True)
class Actor:
    """A person as the platform names them with each event.

    `manages` says whether the platform lets them manage the place, None where it does not say; `zone` is their own
    IANA zone if known.
    """

    platform: str
    space: str
    id: str
    name: str
    manages: bool | None = None
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a group talks: platform, space (workspace, server) and room (channel).

    An empty room is a private conversation with the bot.
    """

    platform: str
    space: str
    room: str


@dataclass(frozen=True, slots=True)
class Call:
    """A command with who wants it, where and at what instant. `id` names it in the logs."""

    id: str
    command: Command
    by: Actor
    place: Place
    at: datetime

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("an instant is always aware of its zone")


CLOCK = Actor("clock", "", "", "the clock")
"""The one who calls when an hour strikes."""

NOWHERE = Place("clock", "", "")
"""Where the clock calls from."""
