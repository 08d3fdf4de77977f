"""What the core needs of the world, as protocols: a chat to say things in, and a ledger of facts."""

from __future__ import annotations

from bot.ports.chat import Chat, Later, PlaceGone
from bot.ports.ledger import Deliveries, Groups, Ledger, Notes, Responses, Sessions, Store
from bot.ports.records import Delivery, Home, Remark, Report, Sort, State, Tally

__all__ = [
    "Chat",
    "Deliveries",
    "Delivery",
    "Groups",
    "Home",
    "Later",
    "Ledger",
    "Notes",
    "PlaceGone",
    "Remark",
    "Report",
    "Responses",
    "Sessions",
    "Sort",
    "State",
    "Store",
    "Tally",
]
