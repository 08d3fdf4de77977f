"""What the core needs of the world, as protocols: a chat to say things in, and a ledger of facts."""

from __future__ import annotations

from bot.ports.chat import Beside, Chat, Later, PlaceGone
from bot.ports.deliveries import Deliveries
from bot.ports.desk_links import DeskLinks, Gate, Way
from bot.ports.ledger import Groups, Ledger, Responses, Sessions
from bot.ports.mocks import Attempts, Mocks
from bot.ports.notes import Notes
from bot.ports.ratings import Ratings
from bot.ports.records import UNASKED, WHISPERED, Delivery, Home, Remark, Report, Sort, State, Tally
from bot.ports.stock import Correction, Stock
from bot.ports.store import Store, StoreUnavailable

__all__ = [
    "UNASKED",
    "WHISPERED",
    "Attempts",
    "Beside",
    "Chat",
    "Correction",
    "Deliveries",
    "Delivery",
    "DeskLinks",
    "Gate",
    "Groups",
    "Home",
    "Later",
    "Ledger",
    "Mocks",
    "Notes",
    "PlaceGone",
    "Ratings",
    "Remark",
    "Report",
    "Responses",
    "Sessions",
    "Sort",
    "State",
    "Stock",
    "Store",
    "StoreUnavailable",
    "Tally",
    "Way",
]
