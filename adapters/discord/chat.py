"""Discord as the core's mouth: post with a nonce, edit, write to one person; refusals told in the core's terms."""

from __future__ import annotations

import asyncio
import logging
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
from bot.ports import Beside, Later, PlaceGone
from bot.rules.naming import stable_id

log = logging.getLogger("cohort")
UNKNOWN_MESSAGE, TOO_MANY_EDITS, MAY_NOT_REPLY, HAS_THREAD = 10008, 30046, 160002, 160004
NO_TEXT, MAY_NOT_POST = 50008, 50013
GONE = {
    10003: "the channel was deleted",
    10004: "the server is gone",
    10013: "their account is gone",
    50001: "I cannot see the channel any more",
    50007: "their inbox is closed to me",
    NO_TEXT: "it is a forum, or another channel that takes no plain posts; I need a text channel",
    50033: "their account is gone",
    50278: "their inbox is closed to me",
    MAY_NOT_POST: "I am not allowed to post there; I need to view the channel and to send messages",
}
REFUSED = frozenset({400, 403, 404})
"""What Discord answers to what cannot be done there, whoever asks again."""

OPENING, WRITING = "Create Public Threads", "Send Messages in Threads"
"""The permissions that threads take beyond those of the channel, as Discord names them."""

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

    async def say(self, place: Place, card: Card, *, key: str, again: bool, thread: str = "") -> str | Beside:
        """Post a card and return the message's id; a repeat within minutes brings back the earlier message.

        What the thread does not take (it cannot be opened, was locked or deleted) is said in the channel, in reply to
        the message it belongs under.

        Raises:
            Later: when it is worth trying again.
            PlaceGone: when it is not.
        """
        with told_plainly():
            client = await self._ready()
            room = int(place.room)
            if not thread:
                return await _say(client, room, card, key=key, again=again)
            wanted = OPENING
            try:
                await _open_thread(client, room, int(thread), card)
                wanted = WRITING
                return await _say(client, int(thread), card, key=key, again=again, silent=True)
            except discord.HTTPException as error:
                if error.status not in REFUSED:
                    raise
                log.info("not in a thread", extra={"room": room, "code": error.code})
                lacks = wanted if error.code == MAY_NOT_POST else ""
            message = await _say(client, room, card, key=key, again=again, silent=True, answering=int(thread))
            return Beside(message, lacks) if lacks else message

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

    async def whisper(self, place: Place, account: str, card: Card, *, mail: bool = True) -> bool:
        """Tell one person: after what they pressed last in the room, if that was just now, else in their inbox.

        False when only the inbox is left, and this may not go there.

        Raises:
            Later: when it is worth trying again.
            PlaceGone: when their inbox is closed.
        """
        reply = self._doors.of(account, place.room, self._clock()) if place.room else None
        if reply is not None:
            with suppress(discord.HTTPException, aiohttp.ClientError, OSError):
                await reply.follow(card)
                return True
        if not mail:
            return False
        with told_plainly():
            client = await self._ready()
            inbox = await client.create_dm(discord.Object(int(account)))
            await _say(client, inbox.id, card, key=repr(card), again=False)
        return True

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


async def _open_thread(client: discord.Client, room: int, message: int, card: Card) -> None:
    """Open the thread under a message, named by the card, unless there is one."""
    name = shorten(card.title, THREAD_NAME) or "Discussion"
    try:
        await client.http.start_thread_with_message(room, message, name=name, auto_archive_duration=KEEPS_THREAD)
    except discord.HTTPException as error:
        if error.code != HAS_THREAD:
            raise


async def _say(
    client: discord.Client, room: int, card: Card, *, key: str, again: bool, silent: bool = False, answering: int = 0
) -> str:
    """Post a card, in as many messages as it takes; return the last one's id, or that of an earlier try.

    The first one is a reply to the message `answering`, if there is such a message.
    """

    async def post(pages: Sequence[Page]) -> str:
        if again and (earlier := await _seen(client, room, pages[-1].components)):
            return earlier
        message = ""
        for number, page in enumerate(pages):
            nonce, reply = stable_id(str(room), key, str(number)), 0 if number else answering
            message = await _post(client, room, page, nonce=nonce, silent=silent, answering=reply)
        return message

    return await say(card, post)


async def _post(
    client: discord.Client, room: int, page: Page, *, nonce: str, silent: bool = False, answering: int = 0
) -> str:
    """Post one message; nothing comes back for a nonce whose message was deleted meanwhile.

    It is no reply where that takes the permission to read what was said before, and we lack it.
    """
    place, view = client.get_partial_messageable(room), Layout(page.components)
    more: dict[str, Any] = {"files": page.files()} if page.pictures else {}
    if answering:
        more["reference"] = discord.MessageReference(message_id=answering, channel_id=room, fail_if_not_exists=False)
    try:
        posted = await place.send(view=view, nonce=nonce, silent=silent, **more)
    except discord.HTTPException as error:
        if error.code == MAY_NOT_REPLY:
            return await _post(client, room, page, nonce=nonce, silent=silent)
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
