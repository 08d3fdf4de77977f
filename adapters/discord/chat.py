"""Discord as the core's mouth: post with a nonce, edit, write to one person; refusals told in the core's terms."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from typing import Any, Final

import aiohttp
import discord

from adapters.clock import now
from adapters.discord.doors import Doors
from adapters.discord.layout import Component, Layout
from adapters.discord.limits import THREAD_NAME, shorten
from adapters.discord.pictures import Page, say
from adapters.discord.render import render_one
from bot.calls import Place
from bot.cards.model import Card
from bot.ports import Later, PlaceGone
from bot.rules.naming import stable_id

UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, HAS_THREAD, NO_THREAD_HERE, TOO_MANY_EDITS = 10003, 10008, 160004, 50024, 30046
NO_TEXT, MAY_NOT_POST = 50008, 50013
GONE = {
    UNKNOWN_CHANNEL: "the channel was deleted",
    10004: "the server is gone",
    10013: "their account is gone",
    50001: "I cannot see the channel any more",
    50007: "their inbox is closed to me",
    NO_TEXT: "it is a forum, or another channel that takes no plain posts; I need a text channel",
    50033: "their account is gone",
    50278: "their inbox is closed to me",
    MAY_NOT_POST: "I am not allowed to post there; I need to view the channel, send messages and open public threads",
}
LONGEST_WAIT = 30.0
"""Seconds the library may wait by itself when it is told to slow down; a longer wait goes back to the deliverer."""

BAD_TOKEN_PAUSE = 300.0
RECENT = 20
KEEPS_THREAD: Final = 10080
"""Minutes of silence after which a thread folds itself away: a week."""


def quiet_client() -> dict[str, Any]:
    """How every client of ours is made: no privileged intent, no pings, nothing kept, and long waits handed back."""
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # we never speak aloud
    return {
        "intents": discord.Intents(guilds=True),
        "allowed_mentions": discord.AllowedMentions.none(),
        "max_messages": None,
        "max_ratelimit_timeout": LONGEST_WAIT,
        "member_cache_flags": discord.MemberCacheFlags.none(),
        "chunk_guilds_at_startup": False,
    }


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn the library's errors into what the core knows.

    Raises:
        Later: when it is worth trying again.
        PlaceGone: when it is not.
    """
    try:
        yield
    except discord.RateLimited as error:
        raise Later(error.retry_after) from error
    except discord.LoginFailure as error:
        raise Later(BAD_TOKEN_PAUSE) from error
    except discord.HTTPException as error:
        if error.code in GONE:
            raise PlaceGone(GONE[error.code]) from error
        if error.status == 429 or error.status >= 500:  # noqa: PLR2004 - slow down, or not our fault
            raise Later from error
        raise
    except (aiohttp.ClientError, OSError) as error:  # a TimeoutError is an OSError
        raise Later from error


class DiscordChat:
    """The `Chat` of Discord. It speaks over REST alone, so it works in a process without a gateway."""

    def __init__(self, token: str, doors: Doors | None = None, clock: Callable[[], datetime] = now) -> None:
        """Keep the token; the first word logs in."""
        self._token = token
        self._doors, self._clock = doors or Doors(), clock
        self._client: discord.Client | None = None
        self._door = asyncio.Lock()

    async def say(self, place: Place, card: Card, *, key: str, again: bool, thread: str = "") -> str:
        """Post a card and return the message's id; a repeat within minutes brings back the earlier message.

        Empty when the thread it belongs under was deleted by somebody.

        Raises:
            Later: when it is worth trying again.
            PlaceGone: when it is not.
        """
        with told_plainly():
            client = await self._ready()
            room = int(place.room)
            if not thread:
                return await _say(client, room, card, key=key, again=again)
            under = await self._thread(client, room, int(thread), card)
            try:
                return await _say(client, under, card, key=key, again=again, silent=True)
            except discord.NotFound as error:
                if under != room and error.code == UNKNOWN_CHANNEL:
                    return ""
                raise

    async def amend(self, place: Place, message: str, card: Card) -> None:
        """Replace what was said. A message somebody deleted needs no change.

        Raises:
            Later: when it is worth trying again.
            PlaceGone: when it is not.
        """
        if not message:
            return
        with told_plainly():
            client = await self._ready()
            posted = client.get_partial_messageable(int(place.room)).get_partial_message(int(message))
            try:
                await say(card, partial(_edit, posted), lambda card: [render_one(card)])
            except discord.RateLimited:
                if card.tone != "open":
                    raise  # the closing must be told; a count of answers may rest
            except discord.HTTPException as error:
                if error.code != UNKNOWN_MESSAGE and not (error.code == TOO_MANY_EDITS and card.tone == "open"):
                    raise

    async def whisper(self, place: Place, account: str, card: Card) -> None:
        """Tell one person: after what they pressed last in the room, if that was just now, else in their inbox.

        Raises:
            Later: when it is worth trying again.
            PlaceGone: when their inbox is closed.
        """
        reply = self._doors.of(account, place.room, self._clock()) if place.room else None
        if reply is not None:
            with suppress(discord.HTTPException, aiohttp.ClientError, OSError):
                await reply.follow(card)
                return
        with told_plainly():
            client = await self._ready()
            inbox = await client.create_dm(discord.Object(int(account)))
            await _say(client, inbox.id, card, key=repr(card), again=False)

    async def close(self) -> None:
        """Hang up."""
        client, self._client = self._client, None
        if client is not None:
            await client.close()

    async def _ready(self) -> discord.Client:
        """The client, logged in by whoever comes first."""
        async with self._door:
            if self._client is None:
                client = discord.Client(**quiet_client())
                try:
                    await client.login(self._token)
                except BaseException:
                    await client.close()
                    raise
                self._client = client
            return self._client

    @staticmethod
    async def _thread(client: discord.Client, room: int, message: int, card: Card) -> int:
        """The thread under a message, opened when it is missing; where there can be none, the channel itself."""
        name = shorten(card.title, THREAD_NAME) or "Discussion"
        try:
            await client.http.start_thread_with_message(room, message, name=name, auto_archive_duration=KEEPS_THREAD)
        except discord.HTTPException as error:
            if error.code in {UNKNOWN_MESSAGE, NO_THREAD_HERE}:
                return room
            if error.code != HAS_THREAD:
                raise
        return message


async def _say(client: discord.Client, room: int, card: Card, *, key: str, again: bool, silent: bool = False) -> str:
    """Post a card, in as many messages as it takes; return the last one's id, or that of an earlier try."""

    async def post(pages: Sequence[Page]) -> str:
        if again and (earlier := await _seen(client, room, pages[-1].components)):
            return earlier
        message = ""
        for number, page in enumerate(pages):
            message = await _post(client, room, page, nonce=stable_id(str(room), key, str(number)), silent=silent)
        return message

    return await say(card, post)


async def _post(client: discord.Client, room: int, page: Page, *, nonce: str, silent: bool = False) -> str:
    """Post one message; nothing comes back for a nonce whose message was deleted meanwhile."""
    place, view = client.get_partial_messageable(room), Layout(page.components)
    try:
        if page.pictures:
            posted = await place.send(view=view, nonce=nonce, silent=silent, files=page.files())
        else:
            posted = await place.send(view=view, nonce=nonce, silent=silent)
    except discord.NotFound as error:
        if error.code == UNKNOWN_MESSAGE:
            return ""
        raise
    return str(posted.id)


async def _edit(posted: discord.PartialMessage, pages: Sequence[Page]) -> None:
    """Put one message in the place of another."""
    (page,) = pages
    view, nobody = Layout(page.components), discord.AllowedMentions.none()
    if page.pictures:
        await posted.edit(view=view, allowed_mentions=nobody, attachments=page.files())
    else:
        await posted.edit(view=view, allowed_mentions=nobody)


async def _seen(client: discord.Client, room: int, page: list[Component]) -> str:
    """Our own message among the latest ones, if an earlier try went through; empty if we cannot or do not see it."""
    try:
        latest = await client.http.logs_from(room, RECENT)
    except discord.Forbidden:
        return ""  # without the right to read history the nonce alone must do
    wanted = _print(page)
    return next((str(seen["id"]) for seen in latest if _print(seen.get("components") or []) == wanted), "")


def _print(components: Sequence[Any]) -> tuple[str, ...]:
    """What a message is known by: its controls, or where it has none its words."""
    flat = list(_flat(components))
    ids = tuple(str(part["custom_id"]) for part in flat if part.get("custom_id"))
    return ids or tuple(str(part["content"]).strip() for part in flat if part.get("content"))


def _flat(components: Sequence[Any]) -> Iterator[Any]:
    for part in components:
        yield part
        yield from _flat(part.get("components") or [])
