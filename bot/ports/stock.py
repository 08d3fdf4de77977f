"""Stock: what the core needs to keep of items: each one in every version it was asked in, and corrections of keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.calls import Place


@dataclass(frozen=True, slots=True)
class Correction:
    """The key of an item in one version was corrected: what a group answered then is to be marked anew, once.

    `remarked` is how many of the group's answers changed by it, and `done_at` None until they have.
    """

    group: str
    item: str
    version: int
    by_version: int
    noted_at: datetime
    done_at: datetime | None = None
    remarked: int = 0


class Stock(Protocol):
    """Editions of items, which belong to packs and to no group, and what their corrections mean for each group."""

    def editions(self) -> Mapping[tuple[str, int], str]:
        """Every edition as it was spelled, by item and version; others who ask wait until this transaction ends."""
        ...

    def edition(self, item: str, version: int) -> str | None:
        """One edition as it was spelled."""
        ...

    def hold(self, item: str, version: int) -> str | None:
        """The same, and until this transaction ends nobody gets past `editions`."""
        ...

    def keep(self, editions: Iterable[tuple[str, int, str]], at: datetime) -> None:
        """Put editions (item, version, spelled) in the book, in place of what stands there."""
        ...

    def answered_by(self, item: str, version: int) -> tuple[str, ...]:
        """Ids of the groups in which somebody answered this edition, be it in practice mode and not handed in yet."""
        ...

    def note(self, correction: Correction) -> None:
        """Write down that a group's answers are to be marked anew; what waits already stays as it is."""
        ...

    def waiting(self, limit: int) -> tuple[Correction, ...]:
        """Corrections that were not carried out yet, earliest first."""
        ...

    def done(self, correction: Correction, at: datetime, remarked: int) -> bool:
        """Note that it was carried out; False when it was before."""
        ...

    def of_group(self, group: str) -> tuple[Correction, ...]:
        """Corrections that were carried out for this group, latest first."""
        ...

    def seats(self, group: str, member: str) -> tuple[tuple[Place, str], ...]:
        """Rooms in which the group lives and this member can be told something, each with their account there."""
        ...
