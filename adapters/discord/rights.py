"""Rights: whether we can post in a channel, as its server has set it up."""

from __future__ import annotations

import discord

from adapters.discord.chat import GONE, MAY_NOT_POST, NO_TEXT


def refusal_of(channel: object) -> str:
    """Why we cannot post in a channel, as "because …" goes on; empty where we can, or know nothing of it."""
    if not isinstance(channel, discord.abc.GuildChannel):
        return ""
    if not isinstance(channel, discord.abc.Messageable):
        return GONE[NO_TEXT]
    return "" if channel.permissions_for(channel.guild.me).send_messages else GONE[MAY_NOT_POST]
