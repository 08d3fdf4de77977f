"""Departures: what the core needs to know of spaces we were removed from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol


class Departures(Protocol):
    """Spaces that were left, and groups that live nowhere any more."""

    def spaces(self, platform: str) -> Mapping[str, bool]:
        """The spaces in which groups live on this platform, and whether we are there."""
        ...

    def in_space(self, platform: str, space: str) -> tuple[str, ...]:
        """Ids of the groups that live in this space."""
        ...

    def leave(self, group: str, platform: str, space: str, *, reason: str, at: datetime) -> bool:
        """Note that the group's places in this space were left, and park them with what waits to be said there.

        False when that was noted before.
        """
        ...

    def return_to(self, group: str, platform: str, space: str) -> bool:
        """Let the group live there again, not parked; False when it was not left."""
        ...

    def left(self, until: datetime, limit: int) -> tuple[str, ...]:
        """Ids of groups whose every place was left at that instant or earlier."""
        ...

    def dissolve(self, group: str) -> None:
        """Delete the group with everything in it."""
        ...
