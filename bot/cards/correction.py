"""Corrections: a key was wrong, what it is now, and what became of the answers."""

from __future__ import annotations

from collections.abc import Sequence

from bot.cards.model import Block, Card, Divider, Paragraph, Stem, Strong, text
from bot.cards.result import rationale_rows, references
from bot.rules.items import Item


def erratum_card(items: Sequence[tuple[Item, int]]) -> Card:
    """For the thread: each corrected question with its key, and how many of the group's answers were marked anew."""
    return Card(
        title="A key was corrected" if len(items) == 1 else "Some keys were corrected",
        blocks=tuple(block for item, remarked in items for block in (*_asked(item), _said(remarked))),
        tone="closed",
        summary="A key was corrected. Scores and the board count the answers as they are right now.",
    )


def _said(remarked: int) -> Paragraph:
    answers = {0: "No answer here changes by it.", 1: "1 answer was marked anew."}.get(
        remarked, f"{remarked} answers were marked anew."
    )
    return Paragraph(text(Strong(answers), " Scores, standings and reports follow. We are sorry."))


def correction_card(items: Sequence[tuple[Item, bool]]) -> Card:
    """For one member: whether their own answer counts as right now."""
    one = len(items) == 1
    return Card(
        title="The key of a question you answered was corrected." if one else "Keys of questions you answered changed.",
        blocks=tuple(
            block
            for item, right in items
            for block in (
                *_asked(item),
                Paragraph(text(Strong(f"By this key your answer is {'right' if right else 'wrong'}."))),
            )
        ),
        tone="plain",
    )


def _asked(item: Item) -> tuple[Block, ...]:
    return (
        Divider(),
        Stem(item.stem),
        rationale_rows(item, None, {}),
        Paragraph(text(Strong("Remember: "), item.takeaway)),
        references(item.references),
    )
