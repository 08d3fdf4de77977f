"""Deliveries: what the core needs of the book of things to be said."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot.calls import Place
from bot.ports.records import Delivery, State


class Deliveries(Protocol):
    """Things to be said: written down, leased to one sender at a time, and remembered."""

    def add(self, delivery: Delivery) -> bool:
        """Write it down; False when a delivery with this key is there already."""
        ...

    def claim(
        self, platforms: Collection[str], *, owner: str, at: datetime, lease_until: datetime, limit: int
    ) -> tuple[Delivery, ...]:
        """Take up to `limit` waiting deliveries whose time has come and that nobody holds; attempts go up by one."""
        ...

    def settle(self, delivery: Delivery, *, state: State, at: datetime, message: str = "") -> bool:
        """Mark a held delivery sent, parked or dropped and, when sent, hold back its place's others for a second.

        False when the lease is somebody else's by now (owner and attempts are the fence).
        """
        ...

    def release(self, delivery: Delivery, *, not_before: datetime) -> bool:
        """Give a held delivery back, to be tried again then."""
        ...

    def message(self, group: str, session: str, place: Place) -> Delivery | None:
        """The question's delivery for this session in this place."""
        ...

    def recount(self, group: str, session: str, *, due: datetime, span: str) -> None:
        """Let the count on every post of this question be brought up to date at `due`, once for each `span`."""
        ...

    def places(self, group: str, session: str) -> tuple[Place, ...]:
        """Where the question of this session was to be said, wherever the group lives by now."""
        ...

    def park(self, group: str, place: Place) -> None:
        """Park everything that waits for this place."""
        ...

    def revive(self, group: str, place: Place, at: datetime) -> int:
        """Let parked questions of this place wait again from `at` on, and what follows those that stand there.

        Returns how many questions.
        """
        ...

    def said(self, place: Place, *, limit: int) -> tuple[Delivery, ...]:
        """What was said in this place of the `limit` questions asked last, oldest first; tallies are left out."""
        ...

    def touched(self, place: Place) -> datetime | None:
        """When something was last said or amended in this place."""
        ...
