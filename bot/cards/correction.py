"""Corrections: a key was wrong, what it is now, and what became of the answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.cards.model import Block, Card, Divider, Paragraph, Stem, Strong, text
from bot.cards.result import rationale_rows, references
from bot.cards.spans import spoken
from bot.rules.items import Item

WHOLE = 3
"""Questions told with every reason: what a message of Slack's has room for (12,000 characters)."""

LINES = 10
"""Further questions told in a line each; the others are counted."""

STEM, KEY = 100, 160
"""Characters of a stem and of a key in such a line."""


def refused_card(refused: Sequence[tuple[str, int, int]]) -> Card:
    """For the log: corrections that a pack declares, as (item, version, by version), but that cannot be made."""
    named = ", ".join(f"{item} (version {version} by {by})" for item, version, by in refused)
    about = f"Their type, option ids, prompts or number to choose differ, so answers cannot be marked anew: {named}."
    return Card("Declared corrections were not made.", (Paragraph(text(about)),), tone="trouble", summary=about)


def erratum_card(items: Sequence[tuple[Item, int]], day: date) -> Card:
    """For the thread of that day: each corrected question with its key, and how many answers were marked anew."""
    return Card(
        title=f"{spoken(day)}: {'a key was' if len(items) == 1 else 'some keys were'} corrected",
        blocks=(
            *(block for item, remarked in items[:WHOLE] for block in (*_asked(item), _said(remarked))),
            *_others([(item, _changed(remarked)) for item, remarked in items[WHOLE:]]),
        ),
        tone="closed",
        summary="A key was corrected. Scores and the board count the answers as they are right now.",
    )


def _said(remarked: int) -> Paragraph:
    return Paragraph(text(Strong(_changed(remarked)), " Scores, standings and reports follow. We are sorry."))


def _changed(remarked: int) -> str:
    return {0: "No answer here changes by it.", 1: "1 answer was marked anew."}.get(
        remarked, f"{remarked} answers were marked anew."
    )


def correction_card(items: Sequence[tuple[Item, bool]]) -> Card:
    """For one member: whether their own answer counts as right now."""
    one = len(items) == 1
    return Card(
        title="The key of a question you answered was corrected." if one else "Keys of questions you answered changed.",
        blocks=(
            *(
                block
                for item, right in items[:WHOLE]
                for block in (*_asked(item), Paragraph(text(Strong(_verdict(right)))))
            ),
            *_others([(item, _verdict(right)) for item, right in items[WHOLE:]]),
        ),
        tone="plain",
    )


def no_correction_card() -> Card:
    """For one member: no key was corrected that matters to them."""
    return Card("No key of a question you answered was corrected.")


def corrected_words(count: int) -> str:
    """How many questions that somebody had answered got another key, in a sentence."""
    one = "The key of a question you answered was corrected."
    return one if count == 1 else f"The keys of {count} questions you answered were corrected."


def _verdict(right: bool) -> str:
    return f"By this key your answer is {'right' if right else 'wrong'}."


def _asked(item: Item) -> tuple[Block, ...]:
    return (
        Divider(),
        Stem(item.stem),
        rationale_rows(item, None, {}),
        Paragraph(text(Strong("Remember: "), item.takeaway)),
        references(item.references),
    )


def _others(items: Sequence[tuple[Item, str]]) -> Iterable[Block]:
    """What there is no room for in full: how each question begins, its key now, and what follows from it."""
    if not items:
        return
    yield Divider()
    for item, follows in items[:LINES]:
        key = "; ".join(line.text for line in item.problem.reveal() if line.right)
        yield Paragraph(text(Strong(_start(item.stem, STEM)), f" {follows} The key is now: {_start(key, KEY)}"))
    more = len(items) - LINES
    if more > 0:
        yield Paragraph(text("And 1 more question." if more == 1 else f"And {more} more questions."))


def _start(words: str, most: int) -> str:
    """The beginning of words, on one line."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
