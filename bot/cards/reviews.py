"""Reviews: how many missed questions come back today, and what is said when none does."""

from __future__ import annotations

from bot.cards.model import Block, Button, Card, Paragraph, Strong, text
from bot.cards.spans import spoken
from bot.commands import Practise, ReviewItem, StartMock
from bot.rules.reviews import Queue


def review_words(reviews: int) -> tuple[Block, ...]:
    """How many come back today; nothing where none does."""
    if not reviews:
        return ()
    missed = "1 question that you missed comes" if reviews == 1 else f"{reviews} questions that you missed come"
    return (Paragraph(text(Strong("To review: "), f"{missed} back today.")),)


def review_button(reviews: int) -> tuple[Button, ...]:
    """The way to them."""
    return (Button(f"Review ({reviews})", ReviewItem(), spoken=f"Review what I missed: {reviews}"),) if reviews else ()


def no_review_card(reviews: Queue) -> Card:
    """Nothing comes back now: enough was reviewed, or it is not time yet, or nothing was missed."""
    if reviews.waiting:
        title = "Enough reviewed for today."
        more = "1 more waits" if reviews.waiting == 1 else f"{reviews.waiting} more wait"
        words = f"{more} for tomorrow: what was slept on sticks better."
    elif reviews.next_on is not None:
        title = "Nothing to review right now."
        words = f"The next question that you missed comes back on {spoken(reviews.next_on)}."
    else:
        title = "Nothing to review yet."
        words = "A question that you get wrong comes back here the next day, then after longer and longer pauses."
    missed = (Button("Mock of what I missed", StartMock("missed")),) if reviews.waiting or reviews.next_on else ()
    return Card(
        title=title,
        blocks=(Paragraph(text(words)),),
        controls=(Button("Practise something new", Practise(), look="primary"), *missed),
    )
