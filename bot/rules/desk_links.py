"""Desk links: how a lead comes to the group's page outside the chat, once, and for how long they stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

LINK_LASTS = timedelta(minutes=15)
"""A link that was given and not opened is of no use after so long."""

VISIT_LASTS = timedelta(hours=12)
"""Who opened one stays for a working day at most."""

MANAGED_LASTS = timedelta(hours=1)
"""Who leads by their platform's word alone stays for so long: nobody tells us when the platform takes it back."""


@dataclass(frozen=True, slots=True)
class DeskLink:
    """A link that was given to a lead, and the visit it was exchanged for.

    `link` and `visit` are digests: the secrets themselves are nowhere but in the link and in the lead's browser. While
    nobody has opened it, `visit` is empty and `opened_at` None. `managed` says that the member leads by the word of
    their platform alone.
    """

    group: str
    link: str
    member: str
    made_at: datetime
    managed: bool = False
    opened_at: datetime | None = None
    visit: str = ""

    @property
    def ends_at(self) -> datetime:
        """Until when it can be opened."""
        return self.made_at + LINK_LASTS

    @property
    def visit_ends_at(self) -> datetime | None:
        """Until when the visit lasts; None while nobody has opened the link."""
        if self.opened_at is None:
            return None
        return self.opened_at + (MANAGED_LASTS if self.managed else VISIT_LASTS)

    def opens_at(self, at: datetime) -> bool:
        """Whether it can be opened at that instant."""
        return self.opened_at is None and at < self.ends_at

    def visited_at(self, at: datetime) -> bool:
        """Whether the visit is still going on."""
        until = self.visit_ends_at
        return until is not None and at < until

    def over_at(self, at: datetime) -> bool:
        """Whether neither the link nor the visit is of any use any more."""
        return not self.opens_at(at) and not self.visited_at(at)


def digest_of(secret: str) -> str:
    """What is kept of a secret: it can be recognised by it and not be found from it.

    >>> len(digest_of("a secret that nobody can guess"))
    64
    """
    return blake2b(secret.encode(), digest_size=32, person=b"cohort desk").hexdigest()
