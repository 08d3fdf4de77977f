"""Words in Discord's markup: escaped, so that nothing anybody wrote becomes markup or a mention."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import assert_never
from urllib.parse import quote as quoted

from bot.cards.model import Code, Link, Moment, Plain, RoomName, Span, Strong

ACTIVE = str.maketrans({mark: f"\\{mark}" for mark in "\\*_~`|<>[]@"})
AT_LINE_START = re.compile(r"^([ \t]*)([#+-])", re.MULTILINE)
SAFE_IN_LINKS = "/:?#[]@!$&'*+,;=%~"
STYLES = {"time": "t", "day": "D", "both": "f"}


@lru_cache(2048)
def escape(words: str) -> str:
    r"""Words as they are.

    >>> escape("a_b <@1> **@everyone**")
    'a\\_b \\<\\@1\\> \\*\\*\\@everyone\\*\\*'
    """
    return AT_LINE_START.sub(r"\1\\\2", words.translate(ACTIVE))


def bold(words: str) -> str:
    """Words with weight; empty words stay empty."""
    return f"**{escape(words).strip()}**" if words.strip() else ""


def code(words: str) -> str:
    """Words to be typed as they stand; a backtick cannot stand in them."""
    return f"`{words.replace('`', chr(39)).strip() or ' '}`"


def quote(words: str) -> str:
    """Words set off from the rest, line by line."""
    return "\n".join(f"> {line}" for line in words.split("\n"))


def plain(parts: Iterable[Span]) -> str:
    """Spans as words alone, for where no markup is read."""
    return "".join(map(_plain, parts)).strip()


def _plain(part: Span) -> str:
    match part:
        case Moment(at):
            return f"{at:%H:%M}"
        case RoomName(room):
            return f"#{room}"
        case other:
            return other.text


def span(part: Span) -> str:
    """One span in Discord's markup."""
    match part:
        case Plain(words):
            return escape(words)
        case Strong(words):
            lead, tail = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
            return f"{lead}{bold(words)}{tail}" if words.strip() else words
        case Code(words):
            return code(words)
        case Link(words, url):
            return f"[{escape(words)}](<{_address(url)}>)"
        case Moment(at, _zone, style):
            return f"<t:{int(at.timestamp())}:{STYLES[style]}>"
        case RoomName(room):
            return f"<#{room}>" if room.isdecimal() else escape(f"#{room}")
        case other:
            assert_never(other)


@lru_cache(512)
def _address(url: str) -> str:
    """An address that ends where it should."""
    return quoted(url, safe=SAFE_IN_LINKS)


def line(parts: Iterable[Span]) -> str:
    """Spans in a row."""
    return "".join(span(part) for part in parts).strip()
