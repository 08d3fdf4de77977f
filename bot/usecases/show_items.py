"""How the questions do in this group, for its leads."""

from __future__ import annotations

from bot.cards.health import items_card
from bot.commands import ShowItems
from bot.usecases.rate_items import Rating, healths, rate_soon
from bot.usecases.verb import Desk, Outcome


def show_items(_command: ShowItems, desk: Desk) -> Outcome:
    """Show what becomes of each question by the answers gone through ahead; a later beat keeps it for mock exams."""
    pack = desk.pack
    rating: Rating | None = desk.ahead
    sums = rating.sums if rating is not None else {}

    rate_soon(desk)

    return Outcome(items_card(healths(pack, sums, desk.ledger.ratings.reporters(desk.home.id))))
