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
from adapters.discord.inbound import FORM, PRIVATE, Event, is_from_private
from adapters.discord.limits import CHOICES, OPTION_TEXT, shorten
from adapters.discord.modal import modal
from adapters.discord.pictures import Page, Picture, has_files, say
from adapters.discord.render import render
from bot.cards.model import Card, Offer
from bot.commands import AnswerItem, Command

log = logging.getLogger("cohort")
Body = dict[str, Any]
ACKNOWLEDGED, TOO_LATE = 40060, 10062
SAY, DEFER, DEFER_UPDATE, UPDATE, COMPLETE, ASK = 4, 5, 6, 7, 8, 9
LAYOUT = 1 << 15
NOBODY: Body = {"parse": []}
FIRST = "/interactions/{webhook_id}/{webhook_token}/callback"
MORE = "/webhooks/{webhook_id}/{webhook_token}"
ORIGINAL = f"{MORE}/messages/@original"


def open_line() -> aiohttp.ClientSession:
    """What replies go over: kept connected, and as many at a time as there are. Whoever opens it closes it."""
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), cookie_jar=aiohttp.DummyCookieJar())


class Reply:
    """What goes back to the person who pressed, typed or sent a form; never to anybody else.

    It uses the library's requests but not its messages: those are read back at every answer, and their controls kept.
    Nor does it keep the event: a reply is remembered for minutes, and an event holds all of the message it came from.
    """

    __slots__ = ("_application", "_deferral", "_event", "_is_form", "_line", "_replaces", "_timer", "_token")

    def __init__(self, event: Event, line: aiohttp.ClientSession) -> None:
        """Look where the event came from; the answer goes over `line`."""
        self._event, self._application, self._token = str(event["id"]), event["application_id"], event["token"]
        self._is_form = event["type"] == FORM
        self._replaces = is_from_private(event)
        self._line = line
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
        again = again_token(asked) if self._is_form and card.field and card.form is None and asked is not None else ""
        new = not self._replaces or card.tone == "trouble"
        if has_files(card):
            await say(card, partial(self._show, new=new), partial(render, again=again))
            return
        first, *rest = (_message(page) for page in render(card, again=again))
        await self._say(first, new=new)
        for body in rest:
            await self._request("POST", MORE, body)

    async def offer(self, offers: Sequence[Offer]) -> None:
        """Complete the option somebody is typing."""
        choices = [{"name": shorten(one.text, OPTION_TEXT), "value": one.value} for one in offers[:CHOICES]]
        await self._first({"type": COMPLETE, "data": {"choices": choices}})

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
        if card.form is None or self._deferral or self._is_form:
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
                log.warning("answered too late", extra={"call": self._event})
            elif error.code != ACKNOWLEDGED:
                raise

    async def _request(self, method: str, path: str, body: Body, pictures: Sequence[Picture] = ()) -> None:
        owner = self._event if path is FIRST else self._application
        route = Route(method, path, webhook_id=owner, webhook_token=self._token)
        if pictures:
            await async_context.get().request(route, self._line, multipart=_parts(body, pictures))
        else:
            await async_context.get().request(route, self._line, payload=body)


def _message(page: list[Body]) -> Body:
    return {"components": page, "flags": LAYOUT | PRIVATE, "allowed_mentions": NOBODY}


def _parts(body: Body, pictures: Sequence[Picture]) -> list[Body]:
    """A message and its files as the fields of one form."""
    files = [
        {"name": f"files[{at}]", "value": one.content, "filename": one.name, "content_type": one.kind}
        for at, one in enumerate(pictures)
    ]
    return [{"name": "payload_json", "value": json.dumps(body)}, *files]
