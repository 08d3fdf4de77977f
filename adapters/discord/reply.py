"""The private answer to one event: a form, a new message that only the person sees, or their old one replaced."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from functools import partial
from typing import Any

import aiohttp
import discord
from discord.http import Route
from discord.webhook.async_ import async_context

from adapters.discord.correct import again_token
from adapters.discord.modal import modal
from adapters.discord.pictures import Page, Picture, has_files, say
from adapters.discord.render import render
from bot.cards.model import Card
from bot.commands import AnswerItem, Command

log = logging.getLogger("cohort")
Body = dict[str, Any]
ACKNOWLEDGED, TOO_LATE = 40060, 10062
SAY, DEFER, DEFER_UPDATE, UPDATE, ASK = 4, 5, 6, 7, 9
PRIVATE, LAYOUT = 1 << 6, 1 << 15
NOBODY: Body = {"parse": []}
FIRST = "/interactions/{webhook_id}/{webhook_token}/callback"
MORE = "/webhooks/{webhook_id}/{webhook_token}"
ORIGINAL = f"{MORE}/messages/@original"


class Reply:
    """What goes back to the person who pressed, typed or sent a form; never to anybody else.

    It uses the library's requests but not its messages: those are read back at every answer, and their controls kept.
    """

    def __init__(self, event: discord.Interaction[Any]) -> None:
        """Look where the event came from."""
        self._event = event
        self._replaces = event.message is not None and event.message.flags.ephemeral
        self._deferral: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    def announce_after(self, seconds: float) -> None:
        """Say that an answer is coming, unless it has come by then: Discord allows three seconds for the first word."""
        self._timer = asyncio.get_running_loop().call_later(seconds, self._defer)

    def _defer(self) -> None:
        body: Body = {"type": DEFER_UPDATE} if self._replaces else {"type": DEFER, "data": {"flags": PRIVATE}}
        self._deferral = asyncio.ensure_future(self._first(body))

    async def give(self, card: Card, asked: Command | None) -> None:
        """Answer with a card; `asked` is the command it answers."""
        if self._timer is not None:
            self._timer.cancel()
        if self._deferral is not None:
            await self._deferral
        if self._may_open(card, asked) and (sheet := modal(card)) is not None:
            await self._first({"type": ASK, "data": sheet})
            return
        sent = self._event.type is discord.InteractionType.modal_submit
        again = again_token(asked) if sent and card.field and card.form is None and asked is not None else ""
        new = not self._replaces or card.tone == "trouble"
        if has_files(card):
            await say(card, partial(self._show, new=new), partial(render, again=again))
            return
        first, *rest = (_message(page) for page in render(card, again=again))
        await self._say(first, new=new)
        for body in rest:
            await self._request("POST", MORE, body)

    async def follow(self, card: Card) -> None:
        """Say a private word after the event, when it was answered before.

        Raises:
            discord.HTTPException: when the event is too old for that.
        """

        async def send(pages: Sequence[Page]) -> None:
            for page in pages:
                body = _message(page.components) | ({"attachments": page.attachments} if page.pictures else {})
                await self._request("POST", MORE, body, page.pictures)

        await say(card, send)

    async def _show(self, pages: Sequence[Page], *, new: bool) -> None:
        """Answer with messages that may have pictures."""
        first, *rest = ((_message(page.components) | {"attachments": page.attachments}, page) for page in pages)
        await self._say(first[0], first[1].pictures, new=new)
        for body, page in rest:
            await self._request("POST", MORE, body, page.pictures)

    def _may_open(self, card: Card, asked: Command | None) -> bool:
        """A form never answers a form or comes after a deferral; an answer's form opens from its own sheet."""
        if card.form is None or self._deferral or self._event.type is discord.InteractionType.modal_submit:
            return False
        wanted = card.form.submit
        if not isinstance(wanted, AnswerItem):
            return True
        return isinstance(asked, AnswerItem) and asked.item == wanted.item

    async def _say(self, body: Body, pictures: Sequence[Picture] = (), *, new: bool) -> None:
        if self._deferral is None:
            await self._first({"type": SAY if new else UPDATE, "data": body}, pictures)
        elif new and self._replaces:
            await self._request("POST", MORE, body, pictures)
        else:
            await self._request("PATCH", ORIGINAL, body, pictures)

    async def _first(self, body: Body, pictures: Sequence[Picture] = ()) -> None:
        """Say the first word; when the line broke, say it again: what went through is then refused as acknowledged."""
        try:
            try:
                await self._request("POST", FIRST, body, pictures)
            except (aiohttp.ClientError, OSError):
                await self._request("POST", FIRST, body, pictures)
        except discord.HTTPException as error:
            if error.code == TOO_LATE:
                log.warning("answered too late", extra={"call": str(self._event.id)})
            elif error.code != ACKNOWLEDGED:
                raise

    async def _request(self, method: str, path: str, body: Body, pictures: Sequence[Picture] = ()) -> None:
        event = self._event
        owner = event.id if path is FIRST else event.application_id
        route = Route(method, path, webhook_id=owner, webhook_token=event.token)
        session = event._session  # noqa: SLF001 - the library's own, and it offers no other way to it
        if pictures:
            await async_context.get().request(route, session, multipart=_parts(body, pictures))
        else:
            await async_context.get().request(route, session, payload=body)


def _message(page: list[Body]) -> Body:
    return {"components": page, "flags": LAYOUT | PRIVATE, "allowed_mentions": NOBODY}


def _parts(body: Body, pictures: Sequence[Picture]) -> list[Body]:
    """A message and its files as the fields of one form."""
    files = [
        {"name": f"files[{at}]", "value": one.content, "filename": one.name, "content_type": one.kind}
        for at, one in enumerate(pictures)
    ]
    return [{"name": "payload_json", "value": json.dumps(body)}, *files]
