"""Verb, desk and outcome: what every use case is described by, works with and returns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from bot.calls import Call, Place
from bot.cards.model import Card
from bot.commands import Command
from bot.errors import NoGroupHere, PackMissing, Withdrawn
from bot.packs.editions import read_edition
from bot.ports import Gate, Ledger
from bot.rules.groups import Group, Member, Rhythm, Role
from bot.rules.items import Item
from bot.rules.packs import Bank, Pack
from bot.usecases.memory import Memory


@dataclass(frozen=True, slots=True)
class Desk:
    """What a use case works with: the ledger, the call, the bank, and from them the group and the member.

    `group` and `member` are None where the place has no group yet, or the clock calls. `gate` makes ways to the lead's
    page; it is None where nobody serves one. `ahead` is what the verb worked out beforehand, if it does so; `memory`
    what was worked out last for each group.
    """

    ledger: Ledger
    call: Call
    bank: Bank
    group: Group | None
    member: Member | None
    gate: Gate | None = None
    ahead: Any = None
    memory: Memory[Any] = field(default_factory=Memory)

    @property
    def at(self) -> datetime:
        """The instant of the call."""
        return self.call.at

    @property
    def home(self) -> Group:
        """The group.

        Raises:
            NoGroupHere: when there is none.
        """
        if self.group is None:
            raise NoGroupHere
        return self.group

    @property
    def me(self) -> Member:
        """The member.

        Raises:
            NoGroupHere: when there is none.
        """
        if self.member is None:
            raise NoGroupHere
        return self.member

    @property
    def pack(self) -> Pack:
        """The group's pack.

        Raises:
            NoGroupHere: when there is no group.
            PackMissing: when its pack is gone.
        """
        try:
            return self.bank.pack(self.home.pack)
        except KeyError:
            raise PackMissing(self.home.pack) from None

    def edition(self, item_id: str, version: int = 0) -> Item:
        """An item in the version it was asked in, or as it is now (version 0).

        What the ledger has never seen in that version is taken as it is now.

        Raises:
            Withdrawn: when nobody knows the item any more.
        """
        pack = self.bank.shelf_of(item_id, first=self.home.pack)
        present = pack.item(item_id) if pack is not None else None
        if present is not None and version in {0, present.version}:
            return present
        spelled = self.ledger.stock.edition(item_id, version)
        if spelled is not None:
            return read_edition(spelled)
        if present is None:
            raise Withdrawn
        return present

    @property
    def rhythm(self) -> Rhythm:
        """The group's rhythm.

        Raises:
            NoGroupHere: when it has none.
        """
        rhythm = self.ledger.groups.rhythm(self.home.id)
        if rhythm is None:
            raise NoGroupHere
        return rhythm

    def is_gone_from(self, place: Place) -> bool:
        """Whether we were removed from that place's space: what is written down for it would wait for ever."""
        there = place.platform, place.space
        homes = self.ledger.groups.homes(self.home.id)
        return any(home.left_at is not None and (home.place.platform, home.place.space) == there for home in homes)

    @property
    def today(self) -> date:
        """The date in the group's zone."""
        return self.home.day_of(self.at)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a use case wants said to the one who called. What is said in public was written down as deliveries."""

    reply: Card | None = None


Scope = Literal["member", "lead", "hidden"]
"""Where a verb appears: for everybody, under /cohort for leads, or only behind controls."""


Shows = Callable[[Any, Desk], Card | None]
"""Makes a reply of what stands."""


@dataclass(frozen=True, slots=True)
class Verb:
    """A command's description: its name in chat, who may use it, which use case runs it."""

    name: str
    command: type[Command]
    run: Callable[[Any, Desk], Outcome]
    by: Role
    scope: Scope
    outside: bool = False
    """Whether it works where no group lives."""

    looks: bool = False
    """Whether it only reads, and so much that nobody should wait for it: it is done in a look at the book."""

    ahead: Callable[[Any, Desk], Any] | None = None
    """What is worked out in a look at the book before `run`, because it takes longer than a press should wait; `run`
    has to see whether the book has moved on since."""

    shows: Shows | None = None
    """What makes the reply in a look once `run` is kept, because it takes long; None leaves the reply as it is."""

    @property
    def summary(self) -> str:
        """What it does, in one sentence: the first line of the command's docstring."""
        return (self.command.__doc__ or "").strip().splitlines()[0]
