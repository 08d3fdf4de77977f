"""Spans: the words on a card, with what they mean and never anybody's markup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal


@dataclass(frozen=True, slots=True)
class Plain:
    """Words as they are; never anybody's markup."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Words with weight."""

    text: str


@dataclass(frozen=True, slots=True)
class Code:
    """Words to be typed as they stand."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a page (https)."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant, shown in the reader's own zone where the platform can; else in `zone`.

    `style` is `time` (17:00), `day` (Monday 23 November) or `both`.
    """

    at: datetime
    zone: str
    style: Literal["time", "day", "both"] = "both"


@dataclass(frozen=True, slots=True)
class RoomName:
    """A room of the platform that the card is shown on, called as it is called there by now."""

    room: str


Span = Plain | Strong | Code | Link | Moment | RoomName
Text = tuple[Span, ...]


def text(*parts: str | Span) -> Text:
    """Words in a row; bare strings are plain."""
    return tuple(Plain(part) if isinstance(part, str) else part for part in parts)


def spoken(day: date) -> str:
    """A day in words: Friday 27 November."""
    return f"{day:%A} {day.day} {day:%B}"
