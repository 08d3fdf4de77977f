"""Names: stable ids that need no database, and people's names made fit to be shown."""

from __future__ import annotations

import unicodedata
from hashlib import blake2b

LONGEST_NAME = 40
_DIGITS = "abcdefghijklmnopqrstuvwxyz234567"
_PLACES = range(60, -1, -5)
_UNSEEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}


def stable_id(*parts: str) -> str:
    """A 13-character id that depends on its parts alone: 64 bits of BLAKE2b in lower-case base 32.

    >>> stable_id("session", "g", "daily", "2026-11-23") == stable_id("session", "g", "daily", "2026-11-23")
    True
    """
    digest = blake2b("\x1f".join(parts).encode(), digest_size=8).digest()
    number = int.from_bytes(digest) << 1  # 65 bits are 13 digits of five
    return "".join([_DIGITS[number >> place & 31] for place in _PLACES])


def clean_words(words: str, *, longest: int) -> str:
    """Words without control, direction or other unseen marks, at most `longest` characters; line breaks stay."""
    kept = words
    if not words.isprintable():
        kept = "".join(c for c in words if c == "\n" or unicodedata.category(c) not in _UNSEEN)
    kept = "\n".join(" ".join(line.split()) for line in kept.split("\n")).strip()
    return kept if len(kept) <= longest else kept[: longest - 1].rstrip() + "…"


def clean_name(name: str) -> str:
    """A name on one line of at most 40 characters; never empty.

    >>> clean_name("  Maya" + chr(0x202E) + chr(10) + " Lin ")
    'Maya Lin'
    """
    return clean_words(name.replace("\n", " "), longest=LONGEST_NAME) or "Someone"
