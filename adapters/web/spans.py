"""Spans: words within a card as HTML elements, and how a long text is cut into paragraphs."""

from __future__ import annotations

import re
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

import htpy as h

from bot.cards.model import Code, Link, Moment, Plain, RoomName, Span, Strong, Text


def line(text: Text) -> list[h.Node]:
    """Spans one after another."""
    return [span(one) for one in text]


def span(one: Span) -> h.Node:
    """One span."""
    match one:
        case Plain(text=text):
            return text
        case Strong(text=text):
            return h.strong[text]
        case Code(text=text):
            return h.code[text]
        case Link(text=text, url=url):
            return h.a(href=url, target="_blank", rel="noreferrer noopener")[text]
        case Moment(at=at, zone=zone, style=style):
            return moment(at, zone, style)
        case RoomName(room=room):
            return f"#{room}"
        case other:
            assert_never(other)


def moment(at: datetime, zone: str, style: str) -> h.Element:
    """An instant: in words of the group's zone, which the script puts into the reader's own."""
    local = at.astimezone(ZoneInfo(zone))
    day = f"{local:%A} {local.day} {local:%B}"
    words = {"time": f"{local:%H:%M}", "day": day}.get(style, f"{day}, {local:%H:%M}")
    if style != "day":
        words = f"{words} ({zone.rpartition('/')[2].replace('_', ' ')})"
    return h.time(datetime=at.isoformat(timespec="seconds"), data_style=style)[words]


ASKS = r"(?:Arrange|Choose|Match|Order|Place|Put|Select)\b"


def cut_stem(stem: str) -> tuple[str, str]:
    """What a stem tells, and the question or the task it ends with (empty when it ends with neither).

    >>> cut_stem("A team trains a model. Which service fits?")
    ('A team trains a model.', 'Which service fits?')
    >>> cut_stem("Steps are known. Put ALL THREE in order.")
    ('Steps are known.', 'Put ALL THREE in order.')
    """
    whole = stem.strip()
    starts = [0, *(found.end() for found in re.finditer(r"[.!?][)”\"]?\s+", whole))]
    task = next((at for at in starts if re.match(ASKS, whole[at:])), None)
    if re.search(r"\?(?:\s*\([^)]*\))?$", whole):
        asked = max(at for at in starts if whole[at:].rstrip().rstrip(")").strip() and "?" in whole[at:])
        task = asked if task is None else min(task, asked)
    return (whole, "") if task is None else (whole[:task].rstrip(), whole[task:])


def paragraphs(text: str) -> list[h.Element]:
    """A text with blank lines as paragraphs."""
    return [h.p[part.strip()] for part in re.split(r"\n\s*\n", text) if part.strip()]
