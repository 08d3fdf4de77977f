"""The private answer to one event: a form, a new message that only the person sees, or their old one replaced."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import discord

from adapters.discord.correct import again_token
from adapters.discord.layout import Layout, Sheet
from adapters.discord.modal import modal
from adapters.discord.render import render
from bot.cards.model import Card
from bot.commands import AnswerItem, Command

log = logging.getLogger("cohort")
ACKNOWLEDGED, TOO_LATE = 40060, 10062


class Reply:
    """What goes back to the person who pressed, typed or sent a form; never to anybody else."""

    def __init__(self, event: discord.Interaction[Any]) -> None:
        """Look where the event came from."""
        self._event = event
        self._replaces = event.message is not None and event.message.flags.ephemeral
        self._deferred = False

    async def defer(self) -> None:
        """Say that an answer is coming: the first three seconds are almost over."""
        self._deferred = True
        if self._replaces:
            await self._once(self._event.response.defer)
        else:
            await self._once(lambda: self._event.response.defer(ephemeral=True, thinking=True))

    async def give(self, card: Card, asked: Command | None) -> None:
        """Answer with a card; `asked` is the command it answers."""
        sent = self._event.type is discord.InteractionType.modal_submit
        again = again_token(asked) if sent and card.field and card.form is None and asked is not None else ""
        sheet = modal(card) if self._may_open(card, asked) else None
        if sheet is not None:
            form = Sheet(sheet)
            await self._once(lambda: self._event.response.send_modal(form))
            return
        first, *rest = (Layout(page) for page in render(card, again=again))
        await self._once(lambda: self._write(first, new=not self._replaces or card.tone == "trouble"))
        for layout in rest:
            await self._event.followup.send(view=layout, ephemeral=True)

    def _may_open(self, card: Card, asked: Command | None) -> bool:
        """A form never answers a form or comes after a deferral; an answer's form opens from its sheet."""
        if card.form is None or self._deferred or self._event.type is discord.InteractionType.modal_submit:
            return False
        return isinstance(asked, AnswerItem) or not isinstance(card.form.submit, AnswerItem)

    async def _write(self, layout: Layout, *, new: bool) -> None:
        event = self._event
        if not self._deferred and new:
            await event.response.send_message(view=layout, ephemeral=True)
        elif not self._deferred:
            await event.response.edit_message(view=layout)
        elif new and self._replaces:
            await event.followup.send(view=layout, ephemeral=True)
        else:
            await event.edit_original_response(view=layout)

    async def _once(self, say: Callable[[], Awaitable[Any]]) -> None:
        """Say it; when the line broke, say it again: what went through before is then refused as acknowledged."""
        try:
            try:
                await say()
            except (aiohttp.ClientError, OSError):
                await say()
        except discord.HTTPException as error:
            if error.code == TOO_LATE:
                log.warning("answered too late", extra={"call": str(self._event.id)})
            elif error.code != ACKNOWLEDGED:
                raise
