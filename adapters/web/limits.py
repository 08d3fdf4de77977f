"""Limits: the page's own numbers, and how it bends to them."""

from __future__ import annotations

from bot.cards.model import ChooseOne

BODY = 64 * 1024
"""Bytes of the largest request that is read: the longest remark many times over."""

WORDS = 2000
"""Characters of a remark."""

NAME = 40
"""Characters of a name."""

RADIOS = 7
"""Up to so many offers stand as rows to choose from; more become a select."""

SUGGESTIONS = 25
"""Completions offered at once; the list scrolls."""

BEAT = 1.0
"""Seconds between two looks at the ledger, shared by all open pages."""

COMMENT = 15.0
"""Seconds of silence on a stream before a comment keeps it open."""


def as_rows(field: ChooseOne) -> bool:
    """Whether the offers of a field stand as rows instead of in a select."""
    return len(field.offers) <= RADIOS
