"""The supervisor: a client that dies is followed by a new one after a growing pause, unless that could not help."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp
import discord
from discord.gateway import DiscordWebSocket
from discord.http import Route

log = logging.getLogger("cohort")
FINAL = {
    4004: "Discord does not accept the token. Put the bot's token from the Developer Portal into DISCORD_TOKEN.",
    4010: "Discord refuses this shard. Run one process with this token.",
    4011: "The bot is in too many servers for one connection. Sharding is needed.",
    4012: "Discord has retired the version of its gateway that this release speaks. Install a newer release.",
    4013: "Discord refuses the intents asked for. Install a newer release.",
    4014: "Discord refuses a privileged intent, and Cohort asks for none: is this the right bot's token?",
}
AWAY = (OSError, aiohttp.ClientError, discord.DiscordServerError)
"""What comes of a network or a Discord that is down; no new client could do better until it is up again."""


class DiscordStopped(Exception):  # noqa: N818 - said to the operator as it stands
    """Discord cannot be used until an operator changes something; the message says what."""


@dataclass(frozen=True, slots=True)
class Pauses:
    """Seconds between two clients: the first, doubled each time up to the longest; `healthy` seconds start anew."""

    first: float = 1.0
    longest: float = 60.0
    healthy: float = 60.0


async def supervise(make: Callable[[], discord.Client], token: str, pauses: Pauses) -> None:
    """Run one client after another.

    Raises:
        DiscordStopped: when a new client could not do better.
    """
    loop = asyncio.get_running_loop()
    pause = pauses.first
    while True:
        client, began = make(), loop.time()
        try:
            await client.start(token, reconnect=False)  # the library's own way fails where it never was connected
        except Exception as error:
            if sentence := final(error):
                raise DiscordStopped(sentence) from error
            if isinstance(error, AWAY):
                log.warning("%s It is tried again in %g s.", away(error), pause)
            else:
                log.warning("discord client lost", exc_info=error, extra={"pause": pause})
        finally:
            await client.close()
        if loop.time() - began > pauses.healthy:
            pause = pauses.first
        await asyncio.sleep(pause)
        pause = min(pause * 2, pauses.longest)


def away(error: Exception) -> str:
    """What an operator may look at while Discord is out of reach."""
    reason = (
        f"status {error.status}" if isinstance(error, discord.HTTPException) else str(error) or type(error).__name__
    )
    return (
        f"Discord cannot be reached at {Route.BASE} and {DiscordWebSocket.DEFAULT_GATEWAY}: {reason}. "
        "Check the network, and DISCORD_API_URL and DISCORD_GATEWAY_URL if they are set."
    )


def final(error: Exception) -> str:
    """What an operator must do, when no new client could help; else nothing."""
    if isinstance(error, discord.LoginFailure):
        return FINAL[4004]
    if isinstance(error, discord.PrivilegedIntentsRequired):
        return FINAL[4014]
    if isinstance(error, discord.ConnectionClosed):
        return FINAL.get(error.code or 0, "")
    return ""
