"""Ratings: what the core needs to keep of how items do in each group, and of who reported them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from bot.rules.evidence import Edition
from bot.rules.item_sums import Sums


class Ratings(Protocol):
    """What each group's answers to items add up to."""

    def replace(self, group: str, sums: Mapping[Edition, Sums], noted: Collection[datetime]) -> bool:
        """Put these sums in the book in place of all that stands there of the group, and take away these notes.

        False, and nothing is changed, when one of them is gone: somebody has rated the group meanwhile.
        """
        ...

    def note_stale(self, group: str, at: datetime) -> None:
        """Note that the group's sums are out of date since that instant; each note is one of its own."""
        ...

    def noted(self, group: str) -> tuple[datetime, ...]:
        """All notes that the group's sums are out of date, earliest first."""
        ...

    def stale(self, limit: int) -> tuple[str, ...]:
        """Ids of groups whose sums are out of date, those for the longest time first."""
        ...

    def of_group(self, group: str) -> Mapping[Edition, Sums]:
        """What the group's answers added up to when they were last gone through."""
        ...

    def reporters(self, group: str) -> Mapping[Edition, int]:
        """How many different members reported each item, where somebody did."""
        ...

    def groups(self) -> tuple[str, ...]:
        """Ids of all groups of the installation, in order."""
        ...
