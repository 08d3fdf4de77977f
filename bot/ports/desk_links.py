"""Desk links: what the core needs to keep of links to the lead's page, and who makes their secrets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.rules.desk_links import DeskLink


class DeskLinks(Protocol):
    """Links that were given to leads, and the visits they were exchanged for. Only digests of secrets are kept."""

    def add(self, link: DeskLink) -> None:
        """Put it in the book."""
        ...

    def load(self, group: str, link: str) -> DeskLink | None:
        """The link with this digest, if it is this group's."""
        ...

    def open(self, group: str, link: str, visit: str, at: datetime) -> bool:
        """Exchange it for the visit with this digest; False when that was done before."""
        ...

    def visit(self, group: str, visit: str) -> DeskLink | None:
        """The link whose visit has this digest, if it is this group's."""
        ...

    def of_member(self, group: str, member: str) -> tuple[DeskLink, ...]:
        """All of a member, latest made first."""
        ...

    def end(self, group: str, link: str) -> None:
        """Delete this one, with its visit."""
        ...

    def end_all(self, group: str, member: str, *, managed: bool = False) -> int:
        """Delete all of a member, or those they got by the word of their platform alone; how many."""
        ...


@dataclass(frozen=True, slots=True)
class Way:
    """A way to the lead's page: a secret that nobody can guess, and the address it is part of.

    `near` says that the address leads to the machine that Cohort runs on and to no other.
    """

    secret: str
    address: str
    near: bool


class Gate(Protocol):
    """Where ways to the lead's page are made; the core has no dice and does not know its own address."""

    def way(self, group: str, at: datetime) -> Way:
        """A fresh way for somebody of this group."""
        ...
