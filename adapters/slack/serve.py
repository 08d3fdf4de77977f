"""The wiring: every event of Slack becomes a call, is acknowledged within three seconds, and gets its reply."""

from __future__ import annotations

import asyncio
import logging
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.logger.messages import warning_client_prioritized_and_token_skipped
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from starlette.requests import Request
from starlette.responses import Response

from adapters.clock import now
from adapters.slack import inbound
from adapters.slack.chat import TOKENS, SlackChat
from adapters.slack.client import UNREACHABLE, reason_of, web_client
from adapters.slack.limits import Body
from adapters.slack.manifest import EXPLAIN, QUIZ, REPORT
from adapters.slack.modal import CALLBACK, fault, miscounted, modal, read_fields, recall
from adapters.slack.people import People
from adapters.slack.render import AWAY
from adapters.slack.reply import Replies
from bot.app import App
from bot.calls import Call
from bot.cards.model import Card, Paragraph, text
from bot.cards.trouble import refusal_card
from bot.cards.welcome import can_post_card, cannot_post_card
from bot.errors import Refusal
from bot.usecases.try_place import place_to_try, refused_call

log = logging.getLogger("cohort.slack")
PROMPT = 1.0
"""Seconds we work before a press is acknowledged; by then the answer is nearly always safe on disk."""

SENT = 2.0
"""Seconds before a sent modal is acknowledged, whose acknowledgement carries the reply."""

REMEMBERED = 4000
RECONNECT = 10.0
TRIES = 4
"""How often a removal is written down, `RECONNECT` apart, while the database is away."""

TOKEN = re.compile(r"^c\d+:")
LINK = re.compile(f"^{AWAY}")
LATE = Card("One moment", (Paragraph(text("This takes a little longer. It appears here.")),))
Read = Callable[..., Call]
Ask = Callable[[], Awaitable[AsyncSlackResponse]]


class SlackService:
    """One Slack app: its mouth (`chat`), and its ears by Socket Mode (`run_socket`) or signed HTTP (`events`)."""

    def __init__(
        self,
        app: App,
        *,
        bot_token: str,
        app_token: str = "",
        signing_secret: str = "",
        api_url: str = "https://slack.com/api/",
        clock: Callable[[], datetime] = now,
    ) -> None:
        """Wire the listeners; nothing is called yet."""
        self._app, self._clock = app, clock
        self._app_token, self._signed, self._api_url = app_token, bool(signing_secret), api_url
        self._seen: OrderedDict[str, None] = OrderedDict()
        client = web_client(bot_token, api_url, patient=True)
        self.chat = SlackChat(web_client(bot_token, api_url, patient=False), clock)
        self._replies, self._people = Replies(client), People(client)
        log.addFilter(_is_news)
        self.bolt = AsyncApp(
            client=client,
            signing_secret=signing_secret,
            request_verification_enabled=self._signed,
            logger=log,
        )
        self._handler = AsyncSlackRequestHandler(self.bolt)
        self._listen()

    def _listen(self) -> None:
        bolt = self.bolt
        bolt.command(re.compile(r"^/"))(self._on(inbound.words_to_call))
        bolt.action(TOKEN)(self._on(inbound.press_to_call))
        bolt.action(LINK)(self._on_link)
        bolt.shortcut(REPORT)(self._on(inbound.report_to_call))
        bolt.shortcut(EXPLAIN)(self._on(inbound.explain_to_call))
        bolt.shortcut(QUIZ)(self._on(inbound.quiz_to_call))
        bolt.view(CALLBACK)(self._on_fields)
        bolt.event("app_home_opened")(self._on_home)
        bolt.event("app_uninstalled")(self._on_removal)
        bolt.event("tokens_revoked")(self._on_removal)

    # --- ears ------------------------------------------------------------------------------------

    async def events(self, request: Request) -> Response:
        """Answer one signed HTTP request; without a signing secret nobody is believed."""
        if not self._signed:
            return Response("Slack over HTTP is not set up: SLACK_SIGNING_SECRET is missing.", status_code=404)
        return await self._handler.handle(request)

    async def close(self) -> None:
        """Hang up; nothing more is replied."""
        await self._replies.close()

    async def run(self) -> None:
        """Listen until cancelled, by Socket Mode or by `events` alone; say where we are as soon as Slack tells us."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._arrive())
            await (self.run_socket() if self._app_token else asyncio.Event().wait())

    async def _arrive(self) -> None:
        """Take up what stopped when the app was removed: a new token comes with a new start, never without."""
        if team := await self._team():
            await self._app.handle(inbound.arrival_to_call(team, at=self._clock()))

    async def _team(self) -> str:
        """The workspace our token works in, empty when Slack refuses it; asked again until Slack says either."""
        answer = await self._answer("SLACK_BOT_TOKEN", self.bolt.client.auth_test, patient=False)
        return "" if answer is None else str(answer["team_id"])

    async def _answer(self, token: str, ask: Ask, *, patient: bool) -> AsyncSlackResponse | None:
        """What Slack answers, asked again until it does; what stands in the way is logged once for as long as it does.

        A token that Slack refuses is tried again by the `patient` alone.
        """
        told = ""
        while True:
            try:
                return await ask()
            except UNREACHABLE as failure:
                why = reason_of(failure, self._api_url)
            if (refused := why in TOKENS) and why != told:
                log.error("Slack does not take %s: %s. Run cohort doctor.", token, why)
            elif why != told:
                log.warning(
                    "Slack cannot be asked about %s yet: %s. It is asked again; cohort doctor tells more.", token, why
                )
            if refused and not patient:
                return None
            told = why
            await asyncio.sleep(RECONNECT)

    async def run_socket(self) -> None:
        """Listen by Socket Mode until cancelled; the first connection is tried again until it stands."""
        client = web_client("", self._api_url, patient=True)
        handler = AsyncSocketModeHandler(self.bolt, self._app_token, web_client=client, logger=log)
        try:
            handler.client.wss_uri = await self._address(client)
            await handler.connect_async()  # type: ignore[no-untyped-call]
            await asyncio.Event().wait()
        finally:
            await handler.close_async()  # type: ignore[no-untyped-call]

    async def _address(self, client: AsyncWebClient) -> str:
        """Where to connect, once Slack says it."""
        ask = partial(client.apps_connections_open, app_token=self._app_token)
        answer = await self._answer("SLACK_APP_TOKEN", ask, patient=True)
        return "" if answer is None else str(answer["url"])

    # --- listeners -------------------------------------------------------------------------------

    def _on(self, read: Read) -> Callable[[AsyncAck, Body], Coroutine[Any, Any, None]]:
        async def listener(ack: AsyncAck, body: Body) -> None:
            if not self._fresh(body):
                await ack()
                return
            work = asyncio.create_task(self._card(read, body))
            await asyncio.wait({work}, timeout=PROMPT)
            await ack()
            await self._replies.give(body, await work)

        return listener

    async def _on_link(self, ack: AsyncAck) -> None:
        await ack()

    async def _on_home(self, body: Body) -> None:
        if body["event"].get("tab") == "home" and self._fresh(body):
            card = await self._card(inbound.home_to_call, body)
            await self._replies.publish(body["event"]["user"], card)

    async def _on_removal(self, body: Body) -> None:
        """Stop what goes on in a workspace that removed us, unless our token still works there.

        Slack tells of user tokens and of replaced ones too, and its two events come in any order.
        """
        if not self._fresh(body) or await self._team() == inbound.space_of(body):
            return
        for _ in range(TRIES):  # it was acknowledged, so Slack will not tell it again
            card = await self._app.handle(inbound.removal_to_call(body, at=self._clock()))
            if card.tone != "trouble":
                return
            await asyncio.sleep(RECONNECT)

    async def _on_fields(self, ack: AsyncAck, body: Body) -> None:
        view = body["view"]
        if faults := miscounted(view):
            await ack(response_action="errors", errors=faults)
            return
        room = _room(view)
        work = asyncio.create_task(self._card(inbound.fields_to_call, body))
        done, _ = await asyncio.wait({work}, timeout=SENT)
        if not done:
            await ack(response_action="update", view=modal(LATE, room=room))
            await self._replies.refresh(view, await work, room=room)
            return
        card = await work
        if card.tone == "trouble":
            await ack(response_action="errors", errors=fault(view, card))
        else:
            await ack(response_action="update", view=modal(card, room=room))
            await self._replies.illustrate(view, card, room=room)

    # --- the way in ------------------------------------------------------------------------------

    async def _card(self, read: Read, body: Body) -> Card:
        try:
            call = read(body, at=self._clock())
        except Refusal as refusal:
            return refusal_card(refusal)
        call = replace(call, by=await self._people.known(call.by, at=call.at))
        return await self._tried(call, await self._app.handle(call))

    async def _tried(self, call: Call, card: Card) -> Card:
        """The card; where its call has set a group up, make sure that we can post there."""
        place = place_to_try(call, card)
        if place is None or not (reason := await self._replies.preview(place.room, call.by.id, can_post_card())):
            return card
        await self._app.handle(refused_call(call, place, reason))
        return cannot_post_card(card, reason)

    def _fresh(self, body: Body) -> bool:
        """Whether this event is new to us: Slack may deliver one several times."""
        name = inbound.id_of(body)
        if name and name in self._seen:
            return False
        self._seen[name] = None
        if len(self._seen) > REMEMBERED:
            self._seen.popitem(last=False)
        return True


def _is_news(line: logging.LogRecord) -> bool:
    """All but one line: bolt finds our token in the environment too, and warns that our client goes first."""
    return line.getMessage() != warning_client_prioritized_and_token_skipped()


def _room(view: Body) -> str:
    """The room a modal speaks of: the one chosen in it, else the one it was opened from."""
    chosen = read_fields(view).get("room", "")
    return str(chosen or recall(view).room)
