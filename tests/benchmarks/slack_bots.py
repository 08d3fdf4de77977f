"""Two Slack bots to be pressed: Cohort's service, and a bare bolt app that does the least one can do durably."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import uvicorn
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from adapters.logs import start_logs
from adapters.slack.serve import SlackService
from adapters.start import settle
from bot.calls import Place
from tests.benchmarks.bot_process import obey, wanted
from tests.benchmarks.slack_stand import PATH, ROOM, SECRET, TEAM, TOKEN
from tests.benchmarks.study_group import RawBook, open_group

Events = Callable[[Request], Awaitable[Response]]


async def cohort(told: dict[str, Any]) -> None:
    """Cohort as it is run: the service behind its page, logs and collector as in production."""
    start_logs("info")
    app, store, sheet = await open_group(Path(told["database"]), Place("slack", TEAM, ROOM))
    settle()
    service = SlackService(app, bot_token=TOKEN, signing_secret=SECRET, api_url=told["api"])
    await serve(service.events, {"sheet": sheet})
    await store.close()


async def bare(told: dict[str, Any]) -> None:
    """Bolt alone: check the signature, one durable commit, acknowledge, send a finished reply."""
    book = RawBook(Path(told["database"]))
    reply: dict[str, Any] = json.loads(told["reply"])
    bolt = AsyncApp(client=AsyncWebClient(TOKEN, base_url=told["api"]), signing_secret=SECRET)

    @bolt.action(re.compile(r"^c\d+:"))
    async def answered(ack: AsyncAck, body: dict[str, Any], respond: AsyncRespond) -> None:
        book.add(body["user"]["id"], body["actions"][0]["action_id"])
        await ack()
        await respond(reply)

    await serve(AsyncSlackRequestHandler(bolt).handle, {})


async def serve(events: Events, about: dict[str, Any]) -> None:
    """Both behind the same server, so that it weighs the same on both sides."""
    page = Starlette(routes=[Route(PATH, events, methods=["POST"])])
    config = uvicorn.Config(page, port=0, log_config=None, lifespan="off", server_header=False, ws="none")
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
        await asyncio.sleep(0.005)
    port = server.servers[0].sockets[0].getsockname()[1]
    await obey({"url": f"http://127.0.0.1:{port}{PATH}", **about})
    server.should_exit = True
    await running


if __name__ == "__main__":
    asking = wanted()
    asyncio.run(cohort(asking) if asking["bot"] == "cohort" else bare(asking))
