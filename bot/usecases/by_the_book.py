"""By the book: an item as the ledger has it: its key may have been corrected since this process read the packs."""

from __future__ import annotations

from bot.packs.editions import read_edition
from bot.ports import Ledger
from bot.rules.items import Item


def by_the_book(ledger: Ledger, item: Item, *, held: bool = False) -> Item:
    """The item in its version as the ledger has it, or as it is where that has never seen it.

    Whoever marks an answer by it has it `held`: then no key is corrected before the answer is on record.
    """
    look = ledger.stock.hold if held else ledger.stock.edition
    spelled = look(item.id, item.version)
    return item if spelled is None else read_edition(spelled)
