"""Doors: where somebody was heard last, so that a private word can follow there without writing to their inbox."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta
from typing import Any

import discord

STAYS_OPEN = timedelta(minutes=14)
"""How long after an event a private word may follow it: Discord's tokens last a quarter of an hour."""

REMEMBERED = 2000
"""People remembered at the most."""

Event = discord.Interaction[Any]


class Doors:
    """The latest event of each person, for as long as a word may follow it. A restart forgets them all."""

    def __init__(self) -> None:
        """Nobody was heard yet."""
        self._latest: OrderedDict[str, tuple[Event, datetime]] = OrderedDict()

    def heard(self, event: Event, at: datetime) -> None:
        """Remember that somebody was heard here."""
        account = str(event.user.id)
        self._latest[account] = (event, at)
        self._latest.move_to_end(account)
        if len(self._latest) > REMEMBERED:
            self._latest.popitem(last=False)

    def of(self, account: str, room: str, at: datetime) -> Event | None:
        """The event that a word to this person in that room may follow, if there is one."""
        event, heard_at = self._latest.get(account, (None, at))
        if event is None or at - heard_at > STAYS_OPEN or str(event.channel_id) != room:
            return None
        return event
