"""Ratings: what the core needs to keep of how items do in each group, and of who reported them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from bot.rules.evidence import Edition
from bot.rules.item_sums import Sums


class Ratings(Protocol):
    """What each group's answers to items add up to."""

    def replace(self, group: str, sums: Mapping[Edition, Sums]) -> None:
        """Put these sums in the book in place of all that stands there of the group."""
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
