"""Doors: where somebody was heard last, so that a private word can follow there without writing to their inbox."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta

from adapters.discord.reply import Reply

STAYS_OPEN = timedelta(minutes=14)
"""How long after an event a private word may follow it: Discord's tokens last a quarter of an hour."""

REMEMBERED = 2000
"""People remembered at the most."""


class Doors:
    """Where the latest event of each person was answered, for as long as a word may follow. A restart forgets them."""

    def __init__(self) -> None:
        """Nobody was heard yet."""
        self._latest: OrderedDict[str, tuple[Reply, str, datetime]] = OrderedDict()

    def heard(self, account: str, room: str, reply: Reply, at: datetime) -> None:
        """Remember that somebody was heard in this room, and how they were answered."""
        self._latest[account] = (reply, room, at)
        self._latest.move_to_end(account)
        if len(self._latest) > REMEMBERED:
            self._latest.popitem(last=False)

    def of(self, account: str, room: str, at: datetime) -> Reply | None:
        """The reply that a word to this person in that room may follow, if there is one."""
        reply, heard_in, heard_at = self._latest.get(account, (None, "", at))
        return reply if heard_in == room and at - heard_at <= STAYS_OPEN else None
