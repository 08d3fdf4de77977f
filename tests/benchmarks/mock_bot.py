"""Cohort as it is run while a whole group takes a mock exam: Slack's service on either database, and the clock."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

from adapters.clock import metronome, now
from adapters.logs import start_logs
from adapters.slack.serve import SlackService
from adapters.start import settle
from bot.calls import Place
from bot.deliver import Deliverer
from tests.benchmarks.bot_process import wanted
from tests.benchmarks.mock_group import open_mock
from tests.benchmarks.slack_bots import serve
from tests.benchmarks.slack_stand import ROOM, SECRET, TEAM, TOKEN


async def main(told: dict[str, Any]) -> None:
    """Open the mock, then answer presses, hand in what is due and keep the post's counts up to date."""
    start_logs("info")
    app, store, session = await open_mock(told["database"], Place("slack", TEAM, ROOM))
    settle()
    service = SlackService(app, bot_token=TOKEN, signing_secret=SECRET, api_url=told["api"])
    deliverer = Deliverer(store, app.bank, {"slack": service.chat}, owner="load")

    async def deliver(at: datetime) -> None:
        while await deliverer.deliver(at):
            at = now()

    heart = metronome(app.tick, deliver)
    heart.start()
    await serve(service.events, {"session": session.id, "form": [item for item, _ in session.form]})
    heart.shutdown(wait=False)
    await service.close()
    await store.close()


if __name__ == "__main__":
    asyncio.run(main(wanted()))
