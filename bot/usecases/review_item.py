"""Ask me again: a question that the member missed, once it is due."""

from __future__ import annotations

from bot.cards.reviews import no_review_card
from bot.commands import ReviewItem
from bot.usecases.answer_item import sheet
from bot.usecases.due_reviews import reviews_of
from bot.usecases.practise import practice
from bot.usecases.told_answers import told_answers
from bot.usecases.verb import Desk, Outcome


def review_item(_command: ReviewItem, desk: Desk) -> Outcome:
    """Open a sheet for the review that is worth most, or say when the next one comes."""
    reviews = desk.ahead or reviews_of(desk, told_answers(desk))
    if not reviews.now:
        return Outcome(no_review_card(reviews))
    return Outcome(sheet(desk, practice(desk), desk.pack.item(reviews.now[0].item), review=True))
