"""Two Discord bots to be pressed: Cohort's service, and a bare client that does the least one can do durably."""

from __future__ import annotations

import asyncio
import contextlib
import json
from pathlib import Path
from typing import Any

import discord
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from adapters.discord.serve import DiscordService
from adapters.logs import start_logs
from adapters.start import settle
from bot.calls import Place
from tests.benchmarks.bot_process import obey, wanted
from tests.benchmarks.study_group import RawBook, open_group

Component = dict[str, Any]


async def cohort(told: dict[str, Any]) -> None:
    """Cohort as it is run, logs and collector as in production."""
    start_logs("info")
    app, store, sheet = await open_group(Path(told["database"]), Place("discord", told["guild"], told["room"]))
    settle()
    service = DiscordService(app, told["token"], told["api"], told["gateway"])
    listening = asyncio.create_task(service.run())
    await obey({"sheet": sheet})
    listening.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await listening
    await service.close()
    await store.close()


class Finished(discord.ui.LayoutView):
    """A reply made ahead, so that building it costs nothing."""

    def __init__(self, components: list[Component]) -> None:
        """Wrap it."""
        super().__init__(timeout=None)
        self._finished = components

    def to_components(self) -> list[Component]:
        """The reply, as it is sent."""
        return self._finished

    def has_components_v2(self) -> bool:
        """Always."""
        return True

    def is_finished(self) -> bool:
        """Always, so that the library keeps no record of it."""
        return True


class Bare(discord.Client):
    """discord.py alone: one durable commit, then a finished reply."""

    def __init__(self, book: RawBook, components: list[Component]) -> None:
        """Ask for as little as Cohort does."""
        super().__init__(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
        )
        self._book, self._components = book, components

    async def on_interaction(self, event: discord.Interaction) -> None:
        """Keep the answer, and reply in place of the sheet."""
        data: Any = event.data
        self._book.add(str(event.user.id), data["custom_id"])
        await event.response.edit_message(view=Finished(self._components))


async def bare(told: dict[str, Any]) -> None:
    """The bare client, at the same addresses."""
    Route.BASE = told["api"]
    DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(told["gateway"])
    async with Bare(RawBook(Path(told["database"])), json.loads(told["reply"])) as client:
        listening = asyncio.create_task(client.start(told["token"]))
        await obey({})
    await asyncio.wait({listening})


if __name__ == "__main__":
    asking = wanted()
    asyncio.run(cohort(asking) if asking["bot"] == "cohort" else bare(asking))
