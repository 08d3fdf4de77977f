"""Private replies: a modal for a form, else a card that only the one who asked can see."""

from __future__ import annotations

import logging

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack.chat import GONE, TALK
from adapters.slack.client import TIMEOUT, UNREACHABLE, answer_of, patient_handlers
from adapters.slack.enclosures import Enclosures
from adapters.slack.inbound import actor_of, place_of
from adapters.slack.limits import Body
from adapters.slack.modal import home, modal, recall
from adapters.slack.pictures import REFUSED, NotShownError, Pictures
from adapters.slack.render import render
from bot.cards.model import Card
from bot.cards.numbers import figures_of

log = logging.getLogger("cohort.slack")
GOOD = range(200, 300)
IDLE = 10
"""Seconds a connection for replies is kept."""


class Replies:
    """Gives cards back to the person whose event it was, in the form that fits where it came from."""

    def __init__(self, client: AsyncWebClient) -> None:
        """Keep the client; nothing is said yet."""
        self._client, self._pictures, self._enclosures = client, Pictures(client), Enclosures(client)
        self._session: aiohttp.ClientSession | None = None

    async def give(self, body: Body, card: Card) -> None:
        """Give a card back: into the modal that was pressed, as a modal of its own, or as a private message."""
        view = body.get("view") or {}
        try:
            card = await self._enclosures.given(card, actor_of(body).id)
            if view.get("type") == "modal":
                await self._into_modal(body, view, card)
            elif card.form is not None or "response_url" not in body:
                await self._as_modal(body, card)
            else:
                await self._in_private(body, card)
        except UNREACHABLE as failure:
            log.warning("a reply was not taken", extra={"call": body.get("trigger_id", ""), "why": _why(failure)})

    async def refresh(self, view: Body, card: Card, *, room: str) -> None:
        """Put a card into an open modal, late."""
        try:
            await self._redraw(view, card, room=room)
        except UNREACHABLE as failure:
            log.warning("a modal was not refreshed", extra={"why": _why(failure)})

    async def illustrate(self, view: Body, card: Card, *, room: str) -> None:
        """Put the pictures into a modal that was just sent and says a card's figures in words, if it has any."""
        if figures_of(card):  # Slack names no state of a view that came with an acknowledgement, so it comes once more
            await self.refresh(view, card, room=room)

    async def _redraw(self, view: Body, card: Card, *, room: str, state: str | None = None) -> None:
        drawn = await self._client.views_update(view_id=view["id"], hash=state, view=modal(card, room=room))
        await self._draw(drawn["view"], card, room=room)

    async def _draw(self, view: Body, card: Card, *, room: str) -> None:
        """Put the pictures into a modal in that state: whoever has turned the page by then is left where they are."""
        if not figures_of(card):
            return

        async def draw(body: Body) -> None:
            await self._client.views_update(view_id=view["id"], hash=view["hash"], view=body)

        try:
            await self._pictures.say(card, draw, lambda card, shown: modal(card, room=room, pictures=shown))
        except UNREACHABLE as failure:
            log.info("a modal was not illustrated", extra={"why": _why(failure)})

    async def publish(self, account: str, card: Card) -> None:
        """Publish somebody's home tab."""
        try:
            await self._client.views_publish(user_id=account, view=home(card))
        except UNREACHABLE as failure:
            log.warning("a home tab was not taken", extra={"account": account, "why": _why(failure)})

    async def preview(self, room: str, account: str, card: Card) -> str:
        """Show somebody a card in a room, as only they see it; the reason in words when we cannot talk there."""
        try:
            await self._client.chat_postEphemeral(channel=room, user=account, **render(card))
        except SlackApiError as failure:
            return GONE.get(answer_of(failure).error, "")
        except UNREACHABLE:
            return ""
        return ""

    async def _into_modal(self, body: Body, view: Body, card: Card) -> None:
        room = recall(view).room
        if (card.form is not None and not card.turn) or card.tone == "trouble":  # what stands there is still wanted
            try:
                await self._client.views_push(trigger_id=body["trigger_id"], view=modal(card, room=room))
            except SlackApiError as failure:
                log.info("pushed no modal", extra={"why": _why(failure)})
            else:
                return
        # Slack takes a view with the state it was pressed in only while it stands in that state.
        await self._redraw(view, card, room=room, state=view["hash"] if card.idle else None)

    async def _as_modal(self, body: Body, card: Card) -> None:
        room = place_of(body).room
        try:
            opened = await self._client.views_open(trigger_id=body["trigger_id"], view=modal(card, room=room))
        except SlackApiError as failure:
            log.info("opened no modal", extra={"why": _why(failure)})
            await self._in_private(body, card)
        else:
            await self._draw(opened["view"], card, room=room)

    async def _in_private(self, body: Body, card: Card) -> None:
        async def send(message: Body) -> None:
            if not (body.get("response_url") and await self._answered(body, card, message)):
                await self._told(body, message)

        await self._pictures.say(card, send)

    async def _answered(self, body: Body, card: Card, message: Body) -> bool:
        """Answer where the event came from; whether Slack took it."""
        pressed = "container" in body
        ours = bool((body.get("container") or {}).get("is_ephemeral")) or (card.turn and _in_talk(body))
        private = ours and card.tone != "trouble"
        whole = message | {"response_type": "ephemeral"} | ({"replace_original": private} if pressed else {})
        return await self._posted(body["response_url"], whole)

    async def _told(self, body: Body, message: Body) -> None:
        channel = (body.get("channel") or {}).get("id") or body.get("channel_id") or actor_of(body).id
        if channel.startswith(("D", "U", "W")):
            await self._client.chat_postMessage(channel=channel, **message)
        else:
            await self._client.chat_postEphemeral(channel=channel, user=actor_of(body).id, **message)

    async def _posted(self, url: str, message: Body) -> bool:
        """Answer by the address in the event; whether Slack took it.

        A kept connection may have gone stale meanwhile: then once more. Twice the same private card is a blemish.

        Raises:
            NotShownError: when Slack refuses a picture in it.
        """
        if self._session is None:
            connector = aiohttp.TCPConnector(keepalive_timeout=IDLE)
            self._session = aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=TIMEOUT))
        hook = AsyncWebhookClient(url, session=self._session, retry_handlers=list(patient_handlers()))
        try:
            answer = await hook.send_dict(message)
        except aiohttp.ServerDisconnectedError:
            answer = await hook.send_dict(message)
        if REFUSED in answer.body and any(block["type"] == "image" for block in message["blocks"]):
            raise NotShownError
        return answer.status_code in GOOD

    async def close(self) -> None:
        """Let the kept connection go."""
        if self._session is not None:
            await self._session.close()
            self._session = None


def _why(failure: Exception) -> str:
    return answer_of(failure).error if isinstance(failure, SlackApiError) else type(failure).__name__


def _in_talk(body: Body) -> bool:
    """Whether somebody pressed in their own talk with the bot, where every message is private."""
    return str((body.get("channel") or {}).get("id", "")).startswith(TALK)
