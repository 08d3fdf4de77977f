"""Slack's mouth: what was written down is posted, amended or told to one person, never twice where we can see it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NoReturn

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.clock import now
from adapters.slack.client import TOO_MANY, UNREACHABLE, answer_of
from adapters.slack.limits import Body
from adapters.slack.pictures import Pictures
from bot.calls import Place
from bot.cards.model import Button, Card
from bot.ports import Later, PlaceGone
from bot.wire import encode

log = logging.getLogger("cohort.slack")
EVENT = "cohort_delivery"
PACE = timedelta(seconds=1)
LOOK_BACK = 15
"""Messages looked through for one that went through unrecorded; Slack gives no more to most apps."""

INVITE = "I am not a member of that channel: type /invite @Cohort there"
TOKENS = {
    "token_revoked",
    "token_expired",
    "account_inactive",
    "invalid_auth",
    "not_authed",
    "not_allowed_token_type",
    "missing_scope",
}
"""What Slack says of our token, not of the place: every place waits until somebody mends the token."""

MENDING = 300.0
"""Seconds until a token that was refused is tried again."""

GONE = {
    "channel_not_found": "the channel is gone, or it is private and I am not a member: type /invite @Cohort there",
    "is_archived": "the channel was archived",
    "not_in_channel": INVITE,
    "restricted_action": "this workspace does not let me post there",
    "restricted_action_read_only_channel": "the channel is read-only",
    "restricted_action_thread_only_channel": "the channel takes replies only",
}
VANISHED = {"message_not_found", "cant_update_message", "edit_window_closed", "thread_not_found"}
TALK = "D"
"""What the id of somebody's own talk with the bot begins with."""

QUIET: Body = {"unfurl_links": False, "unfurl_media": False}


class SlackChat:
    """The `Chat` port on Slack. The client repeats nothing by itself."""

    def __init__(self, client: AsyncWebClient, clock: Callable[[], datetime] = now) -> None:
        """Keep the client; nothing is called yet."""
        self._client, self._clock = client, clock
        self._pictures = Pictures(client)
        self._may_look = True
        self._last: dict[str, datetime] = {}

    async def say(self, place: Place, card: Card, *, key: str, again: bool, thread: str = "") -> str:
        """Post a card and return its ts; empty when the thread it belongs under was deleted by somebody."""
        self._keep_pace(place.room)
        if again and (found := await self._look(place, key, thread)):
            return found
        more = QUIET | {"metadata": _named(card, key)} | ({"thread_ts": thread} if thread else {})

        async def post(body: Body) -> AsyncSlackResponse:
            return await self._client.chat_postMessage(channel=place.room, **body, **more)

        try:
            response = await self._pictures.say(card, post)
        except UNREACHABLE as failure:
            if isinstance(failure, SlackApiError) and answer_of(failure).error in VANISHED:
                return ""
            _give_up(failure)
        return str(response["ts"])

    def _keep_pace(self, room: str) -> None:
        """Let a second pass between two posts in a channel, as Slack asks for.

        Raises:
            Later: when the last one is younger.
        """
        at = self._clock()
        rest = PACE - (at - self._last[room]) if room in self._last else timedelta(0)
        if timedelta(0) < rest <= PACE:
            raise Later(rest.total_seconds())
        self._last[room] = at

    async def amend(self, place: Place, message: str, card: Card) -> None:
        """Replace what was said; a message that somebody deleted stays deleted."""

        async def replace(body: Body) -> AsyncSlackResponse:
            return await self._client.chat_update(channel=place.room, ts=message, **body)

        try:
            await self._pictures.say(card, replace)
        except UNREACHABLE as failure:
            if isinstance(failure, SlackApiError) and answer_of(failure).error in VANISHED:
                return
            _give_up(failure)

    async def whisper(self, place: Place, account: str, card: Card, *, mail: bool = True) -> bool:
        """Tell one person: in the channel as only they see it, or where there is none in their talk with the bot.

        False when they have left the channel, or when only the talk is left and this may not go there. An account is
        unique in the workspace that the token belongs to.
        """
        talk = not place.room or place.room.startswith(TALK)
        if talk and not mail:
            return False

        async def tell(body: Body) -> AsyncSlackResponse:
            if talk:
                return await self._client.chat_postMessage(channel=account, **body, **QUIET)
            return await self._client.chat_postEphemeral(channel=place.room, user=account, **body)

        try:
            await self._pictures.say(card, tell)
        except UNREACHABLE as failure:
            if isinstance(failure, SlackApiError) and answer_of(failure).error == "user_not_in_channel":
                return False  # they have left the room they were in; nobody writes to them unasked
            _give_up(failure)
        return True

    async def _look(self, place: Place, key: str, thread: str) -> str:
        """The ts of a message that carries this key, where the app may read history (it needs not)."""
        if not self._may_look:
            return ""
        shape: Body = {"channel": place.room, "limit": LOOK_BACK, "include_all_metadata": True}
        try:
            if thread:
                found = await self._client.conversations_replies(ts=thread, **shape)
            else:
                found = await self._client.conversations_history(**shape)
        except UNREACHABLE as failure:
            if isinstance(failure, SlackApiError) and answer_of(failure).error == "missing_scope":
                self._may_look = False
            log.info("could not look for an earlier post", extra={"room": place.room})
            return ""
        for message in found.get("messages") or []:
            if (message.get("metadata") or {}).get("event_payload", {}).get("key") == key:
                return str(message["ts"])
        return ""


def _named(card: Card, key: str) -> Body:
    about = next((encode(control.press) for control in card.controls if isinstance(control, Button)), "")
    return {"event_type": EVENT, "event_payload": {"key": key, "about": about}}


def _give_up(failure: Exception) -> NoReturn:
    """Tell the core what a failure means: patience, or a dead place.

    Raises:
        Later: when it is worth trying again.
        PlaceGone: when the place refuses for good.
    """
    if not isinstance(failure, SlackApiError):
        raise Later from failure
    answer = answer_of(failure)
    if answer.status == TOO_MANY or answer.error in {"ratelimited", "rate_limited"}:
        raise Later(answer.retry_after) from failure
    if answer.error in TOKENS:
        log.error(
            "Slack refuses the bot token; install the app again and set SLACK_BOT_TOKEN", extra={"why": answer.error}
        )
        raise Later(MENDING) from failure
    if reason := GONE.get(answer.error):
        raise PlaceGone(reason) from failure
    if answer.error in {"", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}:
        raise Later from failure
    raise failure
