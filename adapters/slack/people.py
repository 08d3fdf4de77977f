"""People: what a profile says of somebody, looked up once in a while and never waited for long."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import replace
from datetime import datetime, timedelta

from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import UNREACHABLE
from bot.calls import Actor

KEPT = timedelta(hours=12)
SOON = timedelta(minutes=5)
MOST = 5000
PATIENCE = 0.7
"""Seconds; without a profile the name in the event will do, and the zone is asked for."""


class People:
    """Names and zones of people, kept for half a day."""

    def __init__(self, client: AsyncWebClient) -> None:
        """Keep the client; nobody is looked up yet."""
        self._client = client
        self._known: OrderedDict[str, tuple[datetime, str, str, bool | None]] = OrderedDict()

    async def known(self, actor: Actor, *, at: datetime) -> Actor:
        """The actor with the name and the zone of their profile, as far as Slack tells."""
        kept = self._known.get(actor.id)
        if kept is None or at > kept[0]:
            kept = self._known[actor.id] = await self._profile(actor, at)
            if len(self._known) > MOST:
                self._known.popitem(last=False)
        return replace(actor, name=kept[1], zone=kept[2], manages=kept[3])

    async def _profile(self, actor: Actor, at: datetime) -> tuple[datetime, str, str, bool | None]:
        try:
            async with asyncio.timeout(PATIENCE):
                found = await self._client.users_info(user=actor.id)
        except UNREACHABLE:
            return at + SOON, actor.name, "", None
        user = found.get("user") or {}
        profile = user.get("profile") or {}
        name = profile.get("display_name") or profile.get("real_name") or actor.name
        # An admin of the workspace may mend a group whose lead has left; of others Slack does not say.
        manages = True if user.get("is_admin") or user.get("is_owner") else None
        return at + KEPT, str(name), str(user.get("tz") or ""), manages
