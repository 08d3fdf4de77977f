"""Show corrections: of what a member had answered, which keys were corrected, and what became of their answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.cards.correction import correction_card, no_correction_card
from bot.cards.model import Card
from bot.ports import Correction
from bot.usecases.correct_item import corrected_by, right_in_practice, told, told_at
from bot.usecases.verb import Desk

WAITS = timedelta(days=30)
"""For so long a member's report says that a key was corrected, for whoever was not there when it was told."""


def show_corrections(desk: Desk) -> Card:
    """Every corrected question that they had answered."""
    found = _corrections_of(desk)
    items = [(corrected_by(desk, one), right) for one, right in found]
    return correction_card(items) if items else no_correction_card()


def corrected_lately(desk: Desk) -> int:
    """How many questions that they had answered were corrected of late."""
    return sum(one.done_at is not None and desk.at - one.done_at < WAITS for one, _ in _corrections_of(desk))


def _corrections_of(desk: Desk) -> Sequence[tuple[Correction, bool]]:
    """The last correction of each question, latest first, and whether their answer before it counts as right now.

    What something open asks is left out until its close.
    """
    done: dict[tuple[str, int], Correction] = {}
    for correction in desk.ledger.stock.of_group(desk.home.id):
        done.setdefault((correction.item, correction.version), correction)
    if not done:
        return ()
    right: dict[tuple[str, int], bool] = {}
    for response in desk.ledger.responses.by_member(desk.home.id, desk.me.id):
        done_at = done[response.edition].done_at if response.edition in done else None
        if done_at is not None and response.at <= done_at and told(desk, response):
            right[response.edition] = response.right
    right |= right_in_practice(desk, desk.me.id, done.values())
    found = [(one, right[edition]) for edition, one in done.items() if edition in right]
    return [(one, good) for one, good in found if told_at(desk, one, desk.me.id) <= desk.at]
