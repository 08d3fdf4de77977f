"""Pictures: a card's figures as files that go with the message and are shown where the card has them."""

from __future__ import annotations

import asyncio
import io
import logging
import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import discord

from adapters.discord.limits import DESCRIPTION, PICTURES, shorten
from adapters.discord.render import TEXT, Component, render
from adapters.figures.png import png
from bot.cards.model import Block, Card, Figure, Stem
from bot.cards.numbers import alt, figures_of

log = logging.getLogger("cohort")
T = TypeVar("T")
GALLERY = 12
KEPT = "\ue000"
"""Stands around a figure's number where its picture will be; nobody writes it."""

PLACE = re.compile(f"\n*{KEPT}(\\d+){KEPT}\n*")
REFUSED = frozenset({400, 403, 413})
"""What Discord answers to files that it does not take: then the card is said in words."""

Dress = Callable[[Card], Sequence[list[Component]]]


@dataclass(frozen=True, slots=True)
class Picture:
    """A file: its name in the message, what it shows in words, and its bytes."""

    name: str
    alt: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """One message of a card: its components, and the files that they show."""

    components: list[Component]
    pictures: tuple[Picture, ...] = ()

    @property
    def attachments(self) -> list[Component]:
        """The files as the body of the message names them."""
        return [{"id": at, "filename": one.name, "description": one.alt} for at, one in enumerate(self.pictures)]

    def files(self) -> list[discord.File]:
        """The files as the library sends them; each may be read once."""
        return [discord.File(io.BytesIO(one.content), one.name, description=one.alt) for one in self.pictures]


async def say(card: Card, send: Callable[[Sequence[Page]], Awaitable[T]], dress: Dress = render) -> T:
    """Send a card's messages with its pictures; in words when Discord does not take them."""
    pages = await illustrated(card, dress)
    try:
        return await send(pages)
    except discord.HTTPException as error:
        if error.status not in REFUSED or not any(page.pictures for page in pages):
            raise
        log.warning("pictures were not taken", extra={"why": error.code})
    return await send(in_words(card, dress))


def in_words(card: Card, dress: Dress = render) -> tuple[Page, ...]:
    """A card's messages without any picture."""
    return tuple(map(Page, dress(card)))


async def illustrated(card: Card, dress: Dress = render) -> tuple[Page, ...]:
    """A card's messages with its first figures drawn: as many as fit beside everything else; others stay words."""
    figures = figures_of(card)[:PICTURES]
    if not figures:
        return in_words(card, dress)
    pictures = [
        Picture(f"figure-{number}.png", shorten(alt(figure), DESCRIPTION), await asyncio.to_thread(png, figure))
        for number, figure in enumerate(figures)
    ]
    return tuple(_placed(page, pictures) for page in dress(_kept(card, figures)))


def _kept(card: Card, figures: Sequence[Figure]) -> Card:
    """The card with a place kept for each of these figures."""
    left = list(enumerate(figures))

    def kept(block: Block) -> Block:
        if left and block is left[0][1]:
            return Stem(f"{KEPT}{left.pop(0)[0]}{KEPT}")
        return block

    return replace(card, blocks=tuple(map(kept, card.blocks)))


def _placed(page: Sequence[Component], pictures: Sequence[Picture]) -> Page:
    """A page with its pictures in their places."""
    shown: list[Picture] = []
    components = [part | {"components": list(_parts(part["components"], pictures, shown))} for part in page]
    return Page(components, tuple(shown))


def _parts(parts: Sequence[Component], pictures: Sequence[Picture], shown: list[Picture]) -> Iterator[Component]:
    for part in parts:
        if part["type"] != TEXT or KEPT not in part["content"]:
            yield part
            continue
        for at, said in enumerate(PLACE.split(part["content"])):
            if at % 2 and int(said) < len(pictures) and pictures[int(said)] not in shown:
                shown.append(pictures[int(said)])
                yield _gallery(shown[-1])
            elif said.strip():
                yield {"type": TEXT, "content": said}


def _gallery(picture: Picture) -> Component:
    item = {"media": {"url": f"attachment://{picture.name}"}, "description": picture.alt}
    return {"type": GALLERY, "items": [item]}
