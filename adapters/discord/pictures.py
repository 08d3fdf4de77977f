"""Pictures and enclosed files: they go with the message and are shown where the card has them."""

from __future__ import annotations

import asyncio
import io
import logging
import re
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import discord

from adapters.discord.limits import DESCRIPTION, FILES, PICTURES, shorten
from adapters.discord.render import TEXT, Component, render
from adapters.figures.png import png
from bot.cards.enclosures import held
from bot.cards.model import Block, Card, Enclosed, Figure, Stem
from bot.cards.numbers import alt, figures_of

log = logging.getLogger("cohort")
T = TypeVar("T")
GALLERY, FILE = 12, 13
KEPT = "\ue000"
"""Stands around a number where its picture or file will be; nobody writes it."""

PLACE = re.compile(f"\n*{KEPT}(\\d+){KEPT}\n*")
REFUSED = frozenset({400, 403, 413})
"""What Discord answers to files that it does not take: then the card is said in words."""

Dress = Callable[[Card], Sequence[list[Component]]]


@dataclass(frozen=True, slots=True)
class Picture:
    """A file: its name in the message, what it shows or holds in words, its bytes, and what sort of bytes."""

    name: str
    alt: str
    content: bytes
    kind: str = "image/png"


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


def has_files(card: Card) -> bool:
    """Whether a card has something that goes as a file."""
    return any(isinstance(block, Figure | Enclosed) for block in card.blocks)


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
    """A card's messages with its files: its first figures drawn, as many as fit beside everything else, and enclosures.

    What has no room is said in words.
    """
    enclosed = [block for block in card.blocks if isinstance(block, Enclosed)]
    shown: list[Figure | Enclosed] = [*figures_of(card)[:PICTURES], *enclosed[:FILES]]
    if not shown:
        return in_words(card, dress)
    pictures = [await _picture(number, block) for number, block in enumerate(shown)]
    return tuple(_placed(page, pictures) for page in dress(_kept(card, shown)))


async def _picture(number: int, block: Figure | Enclosed) -> Picture:
    if isinstance(block, Enclosed):
        return Picture(block.name, shorten(block.about, DESCRIPTION), block.content.encode(), "text/csv")
    drawn = await asyncio.to_thread(png, block)
    return Picture(f"figure-{number}.png", shorten(alt(block), DESCRIPTION), drawn)


def _kept(card: Card, shown: Sequence[Figure | Enclosed]) -> Card:
    """The card with a place kept for each of these, and what a file holds above its place."""
    left = list(enumerate(shown))

    def kept(block: Block) -> Iterator[Block]:
        found = next((one for one in left if one[1] is block), None)
        if found is None:
            yield block
            return
        left.remove(found)
        if isinstance(block, Enclosed):
            yield held(block)
        yield Stem(f"{KEPT}{found[0]}{KEPT}")

    return replace(card, blocks=tuple(part for block in card.blocks for part in kept(block)))


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
                yield _shown(shown[-1])
            elif said.strip():
                yield {"type": TEXT, "content": said}


def _shown(picture: Picture) -> Component:
    media = {"url": f"attachment://{picture.name}"}
    if picture.kind != "image/png":
        return {"type": FILE, "file": media}
    return {"type": GALLERY, "items": [{"media": media, "description": picture.alt}]}
