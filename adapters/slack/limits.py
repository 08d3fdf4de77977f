"""Slack's numbers, and how we bend to them: shorten, split, keep within the message's budget."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

Body = dict[str, Any]
"""A native value as it goes over the wire."""

HEADER = 150
BUTTON = 75
OPTION = 75
SPOKEN = 75
VIEW_TITLE = 24
VIEW_BUTTON = 24
LABEL = 2000
HINT = 2000
PLACEHOLDER = 150
INPUT = 3000
CONTEXT = 2000
ALT = 2000
PIECE = 2800
"""Characters of one piece of rich text; the platform allows 3,000 in comparable places."""

ACTIONS = 25
BOXES = 10
MENU = 100
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_WORDS = 11_000
"""Characters of all blocks of a message. The platform refuses somewhere above 12,000."""

VIEW_WORDS = 40_000
FALLBACK = 3000
URL = 2900
ELLIPSIS = "…"


def shorten(words: str, most: int) -> str:
    """Cut words to at most so many characters, at a word's end where there is one nearby; never empty.

    >>> shorten("Batch transform needs no endpoint", 18)
    'Batch transform…'
    """
    words = words.strip() or ELLIPSIS
    if len(words) <= most:
        return words
    cut = words[: most - 1]
    at_word = cut.rsplit(None, 1)[0] if " " in cut.strip() else cut
    return (at_word if len(at_word) > most // 2 else cut).rstrip() + ELLIPSIS


def split(words: str, most: int = PIECE) -> Iterator[str]:
    """Cut words into pieces of at most so many characters, at line ends or spaces where there are any."""
    while len(words) > most:
        cut = max(words.rfind("\n", most // 2, most), words.rfind(" ", most // 2, most))
        at = cut + 1 if cut > 0 else most
        yield words[:at]
        words = words[at:]
    if words:
        yield words


def escape(words: str) -> str:
    """Take the meaning from Slack's three control characters."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape(words: str) -> str:
    """Read what Slack escaped on its way to us."""
    return words.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def fallback(words: str) -> str:
    """The top-level text of a message: one line, escaped, never cut within an escape."""
    return escape(shorten(re.sub(r"\s+", " ", words), FALLBACK // 5))


def plain(words: str, most: int) -> Body:
    """A plain_text object: no markup, no colon turned into a picture."""
    return {"type": "plain_text", "text": shorten(words, most), "emoji": False}


def size(value: Any) -> int:
    """How many characters Slack counts in blocks."""
    if isinstance(value, dict):
        counted = {"text", "fallback"}
        return sum(len(v) if k in counted and isinstance(v, str) else size(v) for k, v in value.items())
    return sum(map(size, value)) if isinstance(value, list) else 0


def within(body: Sequence[Body], tail: Sequence[Body], *, blocks: int, words: int) -> list[Body]:
    """The body as far as there is room beside the tail (controls, foot), which always stays whole.

    What does not fit is left out from the end, and a line says so.
    """
    whole = [*body, *tail]
    if len(whole) <= blocks and len(json.dumps(whole)) <= words:  # more than the words alone, and quickly said
        return whole
    room = words - size(list(tail)) - len(ELLIPSIS)
    kept: list[Body] = []
    for block in body:
        room -= size(block)
        if room < 0 or len(kept) + len(tail) + 1 >= blocks:
            kept.append({"type": "context", "elements": [plain(ELLIPSIS, CONTEXT)]})
            break
        kept.append(block)
    return [*kept, *tail][:blocks]
