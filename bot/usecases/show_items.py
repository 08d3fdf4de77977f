"""How the questions do in this group, for its leads."""

from __future__ import annotations

from bot.cards.health import items_card
from bot.commands import ShowItems
from bot.usecases.rate_items import healths, rate_items
from bot.usecases.verb import Desk, Outcome


def show_items(_command: ShowItems, desk: Desk) -> Outcome:
    """Go through the group's answers, and show what became of each question."""
    pack = desk.pack

    sums = rate_items(desk)

    return Outcome(items_card(healths(pack, sums, desk.ledger.ratings.reporters(desk.home.id))))
