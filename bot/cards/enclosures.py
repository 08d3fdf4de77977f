"""Enclosures: what is said of a file that goes with a card: what it holds, where it went, or that it was not taken."""

from __future__ import annotations

from bot.cards.model import Block, Card, Enclosed, Paragraph, Strong, text


def enclosed_in(card: Card) -> Enclosed | None:
    """The file that goes with a card, if there is one."""
    return next((block for block in card.blocks if isinstance(block, Enclosed)), None)


def held(file: Enclosed) -> Paragraph:
    """What a file holds, beside it."""
    return Paragraph(text(Strong(file.name), f": {file.about}"))


def sent(file: Enclosed) -> Paragraph:
    """The file went into the talk of the one who asked with the bot alone."""
    return Paragraph(
        text(Strong(file.name), f": {file.about} It is in your own talk with Cohort, where nobody else sees it.")
    )


def not_taken(file: Enclosed) -> Paragraph:
    """The platform did not take the file."""
    return Paragraph(
        text(
            Strong(f"{file.name} could not be sent."),
            " Cohort may not put files here. Its README names the permission for that; once it is given, ask again.",
        )
    )


def in_place(blocks: tuple[Block, ...], file: Enclosed, said: Paragraph) -> tuple[Block, ...]:
    """The blocks with words in place of the file."""
    return tuple(said if block is file else block for block in blocks)
