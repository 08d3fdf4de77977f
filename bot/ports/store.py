"""Store: where ledgers come from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from bot.ports.ledger import Ledger

T = TypeVar("T")


class StoreUnavailable(Exception):  # noqa: N818 - it says what is the case, as a refusal does
    """The database cannot be used now; the text names the thing, the place and the next step."""


class Store(Protocol):
    """Where ledgers come from."""

    async def run(self, work: Callable[[Ledger], T]) -> T:
        """Do the work in one transaction, committed when it returns and rolled back when it raises.

        Work that meets other work and has to give way may be done again from its start.

        Raises:
            StoreUnavailable: when the database cannot be used now; nothing was saved.
        """
        ...

    async def look(self, work: Callable[[Ledger], T]) -> T:
        """Do work that only reads, over the book as it stands now; no press waits for it, however long it takes.

        Raises:
            StoreUnavailable: when the database cannot be used now.
        """
        ...
