"""Enclosed files in Slack: put into the talk of the one who asked with the bot, as Slack has no private ones elsewhere.

A file can be shared with a conversation, not shown to one person in a channel. Sharing needs the id of the
conversation: posting a message to somebody tells it, and that needs no scope beyond those for posting and for files.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from dataclasses import replace

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import UNREACHABLE, answer_of
from adapters.slack.limits import shorten
from adapters.slack.render import render
from adapters.slack.uploads import upload
from bot.cards.enclosures import enclosed_in, held, in_place, not_taken, sent
from bot.cards.model import Card, Enclosed

log = logging.getLogger("cohort.slack")
TITLE = 200


class Enclosures:
    """Gives files to people. A card without one costs nothing."""

    def __init__(self, client: AsyncWebClient) -> None:
        """Keep the client; nothing is called yet."""
        self._client = client

    async def given(self, card: Card, account: str) -> Card:
        """The card with words in place of its file: where it is by now, or that Slack did not take it."""
        file = enclosed_in(card)
        if file is None:
            return card
        try:
            await self._give(card, file, account)
        except UNREACHABLE as failure:
            why = answer_of(failure).error if isinstance(failure, SlackApiError) else type(failure).__name__
            log.warning("a file was not taken", extra={"why": why})
            return replace(card, blocks=in_place(card.blocks, file, not_taken(file)))
        return replace(card, blocks=in_place(card.blocks, file, sent(file)))

    async def _give(self, card: Card, file: Enclosed, account: str) -> None:
        """Upload the bytes first: nothing is announced to anybody that does not come."""
        name = await upload(self._client, file.content.encode(), filename=file.name)
        there = Card(card.title, in_place(card.blocks, file, held(file)), foot=card.foot)
        talk = await self._client.chat_postMessage(channel=account, **render(there))
        room = str(talk["channel"])
        titled: dict[str, str | None] = {"id": name, "title": shorten(file.name, TITLE)}
        try:
            await self._client.files_completeUploadExternal(files=[titled], channel_id=room)
        except UNREACHABLE:
            with suppress(*UNREACHABLE):
                await self._client.chat_delete(channel=room, ts=str(talk["ts"]))
            raise
