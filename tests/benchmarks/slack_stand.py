"""A Slack that checks nothing: it signs and delivers presses made ahead, and keeps the replies."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Self
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from adapters.clock import now

PATH = "/slack/events"
TEAM, ROOM, BOT = "T1", "C1", "UBOT"
SECRET, TOKEN = "a-made-up-secret", "xoxb-made-up"
PATIENCE = 10.0
FORM = "application/x-www-form-urlencoded"
TRIGGER = re.compile(r"(\d+)\.trigger")


@dataclass(frozen=True)
class Press:
    """One signed request, and the key under which its reply comes."""

    key: str
    body: bytes
    headers: dict[str, str]


@dataclass
class SlackStand:
    """The platform's side, in the benchmark's own process."""

    url: str = ""
    replies: dict[str, bytes] = field(default_factory=dict)
    called: Counter[str] = field(default_factory=Counter)
    _waiting: dict[str, asyncio.Event] = field(default_factory=dict)
    _keys: Iterator[int] = field(default_factory=count)

    @classmethod
    @asynccontextmanager
    async def open(cls) -> AsyncIterator[Self]:
        """Serve the Web API and the addresses for replies on a free port."""
        stand = cls()
        site = web.Application()
        site.router.add_route("*", "/api/{method}", stand._called)
        site.router.add_post("/reply/{key}", stand._replied)
        runner = web.AppRunner(site)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        stand.url = f"http://{host}:{port}"
        try:
            yield stand
        finally:
            await runner.cleanup()

    async def _called(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.called[method] += 1
        if method == "users.info":
            user = str((await request.post()).get("user", request.query.get("user", "")))
            profile = {"display_name": f"Member {user}", "real_name": f"Member {user}"}
            return web.json_response({"ok": True, "user": {"id": user, "tz": "Europe/Berlin", "profile": profile}})
        if method == "views.open":  # a question with a form is replied to as a modal
            self._keep(TRIGGER.findall(body := await request.text())[0], body.encode())
            return web.json_response({"ok": True, "view": {"id": "V1", "hash": "1"}})
        if method.startswith("files."):
            return web.json_response({"ok": False, "error": "missing_scope"})
        bot = {"team_id": TEAM, "user_id": BOT, "bot_id": "B1", "team": "example", "user": "cohort", "url": self.url}
        return web.json_response({"ok": True, "ts": "1.1", "channel": ROOM, **bot})

    async def _replied(self, request: web.Request) -> web.Response:
        self._keep(request.match_info["key"], await request.read())
        return web.Response(text="ok")

    def _keep(self, key: str, reply: bytes) -> None:
        self.replies[key] = reply
        self._waiting[key].set()

    # --- presses -----------------------------------------------------------------------------------

    def presses(self, members: Iterable[str], token: str, *, private: bool) -> list[Press]:
        """One press of this button by each member: on a private sheet, or on the post in the channel."""
        return [self._press(member, token, private=private) for member in members]

    def _press(self, member: str, token: str, *, private: bool) -> Press:
        key = f"{next(self._keys)}"
        whole: dict[str, Any] = {
            "type": "block_actions",
            "user": {"id": member, "username": member.lower(), "name": member.lower(), "team_id": TEAM},
            "api_app_id": "A1",
            "token": "deprecated",
            "container": {"type": "message", "message_ts": "1.1", "channel_id": ROOM, "is_ephemeral": private},
            "trigger_id": f"{key}.trigger",
            "team": {"id": TEAM, "domain": "example"},
            "enterprise": None,
            "is_enterprise_install": False,
            "channel": {"id": ROOM, "name": "ml-study"},
            "state": {"values": {}},
            "response_url": f"{self.url}/reply/{key}",
            "actions": [_action(token)],
        }
        body = urlencode({"payload": json.dumps(whole)}).encode()
        at = str(int(now().timestamp()))
        mark = hmac.new(SECRET.encode(), b"v0:" + at.encode() + b":" + body, hashlib.sha256).hexdigest()
        headers = {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={mark}", "Content-Type": FORM}
        return Press(key, body, headers)

    async def deliver(self, presses: Iterable[Press], url: str, *, in_flight: int) -> list[bytes]:
        """Deliver every press, so many at a time, each until its reply is here; the replies in order."""
        presses = list(presses)
        queue = iter(presses)
        async with aiohttp.ClientSession() as session:

            async def person() -> None:
                for press in queue:
                    await self.reply_to(press, url, session)

            await asyncio.gather(*(person() for _ in range(in_flight)))
        return [self.replies[press.key] for press in presses]

    async def reply_to(
        self, press: Press, url: str, session: aiohttp.ClientSession, *, patience: float = PATIENCE
    ) -> bytes:
        """Deliver one press, and wait for its reply.

        Raises:
            AssertionError: when the press is not acknowledged.
            TimeoutError: when no reply comes in so many seconds of `patience`.
        """
        self._waiting[press.key] = asyncio.Event()
        async with session.post(url, data=press.body, headers=press.headers) as answer:
            assert answer.status == 200, await answer.text()
        await asyncio.wait_for(self._waiting[press.key].wait(), patience)
        return self.replies[press.key]


def _action(token: str) -> dict[str, Any]:
    label = {"type": "plain_text", "text": "A", "emoji": False}
    return {"type": "button", "action_id": token, "block_id": "b1", "text": label, "action_ts": "1.1"}
