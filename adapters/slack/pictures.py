"""Pictures: a card's figures are put where Slack can show them, and the card is said in words where that fails."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.figures.png import png
from adapters.slack.client import UNREACHABLE, answer_of
from adapters.slack.limits import Body, shorten
from adapters.slack.render import render
from adapters.slack.uploads import upload
from bot.cards.model import Card, Figure
from bot.cards.numbers import alt, figures_of

log = logging.getLogger("cohort.slack")
T = TypeVar("T")
Dress = Callable[[Card, Mapping[Figure, str]], Body]
NAME = "figure.png"
ALT, TITLE = 1000, 200
PAUSES = (0.0, 0.5, 1.0, 1.5)
"""Seconds before each try of a card with its pictures.

Slack takes files in at its own pace, and refuses blocks that show one too early. A response_url serves five times:
these tries, and the words.
"""

LONGEST = 8.0
"""Seconds that putting the pictures of a card there may take; after that it is said in words."""

REFUSED = "invalid_blocks"


class NotShownError(Exception):
    """Slack refuses a message with its pictures: not yet there, or never."""


class Pictures:
    """Uploads figures and says cards with them. A card without figures costs nothing."""

    def __init__(self, client: AsyncWebClient) -> None:
        """Keep the client; nothing is called yet."""
        self._client = client
        self._may_upload = True

    async def say(self, card: Card, send: Callable[[Body], Awaitable[T]], dress: Dress = render) -> T:
        """Send a card with its pictures; in words when Slack does not take them.

        `send` raises `NotShownError`, or Slack's own error, for a message that is refused for its blocks.
        """
        shown = await self._uploaded(card)
        for pause in PAUSES if shown else ():
            await asyncio.sleep(pause)
            try:
                return await send(dress(card, shown))
            except (SlackApiError, NotShownError) as failure:
                if isinstance(failure, SlackApiError) and answer_of(failure).error != REFUSED:
                    raise
        return await send(dress(card, {}))

    async def _uploaded(self, card: Card) -> Mapping[Figure, str]:
        """The files that show a card's figures; none when it has none, or when they could not be put there."""
        figures = figures_of(card)
        if not figures or not self._may_upload:
            return {}
        try:
            async with asyncio.timeout(LONGEST):
                return {figure: await self._upload(figure) for figure in figures}
        except UNREACHABLE as failure:
            why = answer_of(failure).error if isinstance(failure, SlackApiError) else type(failure).__name__
            if why == "missing_scope":
                self._may_upload = False
                log.warning("Figures are said in words: add the scope files:write and install the app again.")
            else:
                log.warning("a picture was not taken", extra={"why": why})
            return {}

    async def _upload(self, figure: Figure) -> str:
        """Draw a figure and put it where only we see it until a message shows it; the id of the file."""
        picture = await asyncio.to_thread(png, figure)
        file = await upload(self._client, picture, filename=NAME, alt=shorten(alt(figure), ALT))
        await self._client.files_completeUploadExternal(files=[{"id": file, "title": shorten(figure.title, TITLE)}])
        return file
