"""Discord's REST interface: the door every request passes, and the routes about the guild and its messages."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.peers.discord_callbacks import CallbackRoutes
from tests.peers.discord_command_rules import commands_faults
from tests.peers.discord_faults import Fault, Faults
from tests.peers.discord_files import file_faults, read_body
from tests.peers.discord_message_rules import count_fault, length_fault, message_faults
from tests.peers.discord_model import COMPONENTS_V2, FORUM, JSON, SENDS, THREAD, ApiError, Call, Person
from tests.peers.discord_payloads import (
    application_json,
    channel_json,
    guild_json,
    member_json,
    message_json,
    user_json,
)
from tests.peers.discord_schema import published_schema
from tests.peers.discord_server import DiscordServer

Route = Callable[[dict[str, str], Call], Any]
Door = Callable[[web.Request], Awaitable[web.StreamResponse]]
BASE = "/api/v10"
NONCE = 25
HISTORY = ("GET", "/channels/{channel_id}/messages")


def answer(status: int, body: Any = None, headers: dict[str, str] | None = None) -> web.Response:
    """Answer as Discord does: discord.py reads JSON only from a bare application/json."""
    if status == 204:
        return web.Response(status=204)
    raw = json.dumps(body).encode()
    return web.Response(status=status, body=raw, headers=headers, content_type="application/json")


class DiscordRest:
    """The routes, and what happens before and after each of them."""

    def __init__(self, server: DiscordServer, faults: Faults, gateway: Door) -> None:
        self._server, self._faults = server, faults
        self._schema = published_schema()
        self.app = web.Application(client_max_size=30 * 1024 * 1024)
        callbacks = CallbackRoutes(server)
        message = "/channels/{channel_id}/messages/{message_id}"
        one = "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"
        table: list[tuple[str, str, Route]] = [
            ("GET", "/users/@me", lambda _path, _call: user_json(server.bot, bot=True)),
            ("GET", "/oauth2/applications/@me", lambda _path, _call: application_json(server)),
            ("GET", "/applications/{application_id}/commands", lambda _path, _call: server.commands),
            ("PUT", "/applications/{application_id}/commands", self._register),
            ("POST", "/users/@me/channels", self._open_inbox),
            ("GET", "/guilds/{guild_id}", lambda _path, _call: guild_json(server)),
            ("GET", "/guilds/{guild_id}/channels", lambda _path, _call: guild_json(server)["channels"]),
            ("GET", "/guilds/{guild_id}/members/{user_id}", self._member),
            ("GET", "/channels/{channel_id}", self._channel),
            ("GET", "/channels/{channel_id}/messages", self._history),
            ("POST", "/channels/{channel_id}/messages", self._post),
            ("GET", message, self._read),
            ("PATCH", message, self._edit),
            ("DELETE", message, self._delete),
            ("POST", message + "/threads", self._thread),
            ("POST", "/interactions/{interaction_id}/{interaction_token}/callback", callbacks.respond),
            ("POST", "/webhooks/{webhook_id}/{webhook_token}", callbacks.follow_up),
            ("GET", one, callbacks.read),
            ("PATCH", one, callbacks.edit),
            ("DELETE", one, callbacks.delete),
        ]
        for method, route, what in table:
            self.app.router.add_route(method, BASE + route, self._door(method, route, what))
        self.app.router.add_get("/gateway/", gateway)
        self.app.router.add_route("*", "/{tail:.*}", self._nowhere)

    def _door(self, method: str, route: str, what: Route) -> Door:
        async def door(request: web.Request) -> web.StreamResponse:
            path = dict(request.match_info)
            body, files, wrong = await read_body(request)
            call = Call(method, request.path.removeprefix(BASE), route, dict(request.query), body, 0, files, wrong)
            self._server.calls.append(call)
            fault = self._faults.take(method, route, call.path)
            response = await self._meet(request, call, path, what, fault)
            call.status = response.status
            return response

        return door

    async def _meet(
        self, request: web.Request, call: Call, path: dict[str, str], what: Route, fault: Fault | None
    ) -> web.Response:
        by_token = call.route.startswith(("/webhooks", "/interactions"))
        if not by_token and request.headers.get("Authorization") != f"Bot {self._server.token}":
            return answer(401, {"code": 0, "message": "401: Unauthorized"})
        if fault is not None and fault.cut == "before":
            return _cut(request)
        if fault is not None and fault.status:
            return answer(fault.status, fault.body, fault.headers)
        self._check(call)
        try:
            body = what(path, call)
        except ApiError as error:
            via = {"Via": "1.1 peer"} if error.status == 429 else None
            return answer(error.status, error.body, via)
        if fault is not None and fault.cut == "after":
            return _cut(request)
        if fault is not None and fault.lasts:
            await asyncio.sleep(fault.lasts)
        return answer(204 if body is None else 200, body)

    def _check(self, call: Call) -> None:
        if self._schema is None or not (call.body or call.method == "PUT"):
            return
        original = call.path.endswith("@original")
        route = call.route.replace("{message_id}", "@original") if original else call.route
        raw = call.body.get("", call.body)
        self._server.violate(f"{call.method} {call.path}", self._schema.faults(call.method, route, raw))

    async def _nowhere(self, request: web.Request) -> web.StreamResponse:
        self._server.violate(f"{request.method} {request.path}", ["the peer knows no such route"])
        return answer(404, {"code": 0, "message": "404: Not Found"})

    def _faulty(self, call: Call, faults: list[str]) -> None:
        self._server.violate(f"{call.method} {call.path}", faults)
        if any(not fault.startswith("house rule") for fault in faults):
            raise ApiError(400, 50035, "Invalid Form Body", errors={"_errors": faults})

    def _register(self, _path: dict[str, str], call: Call) -> Any:
        commands: list[JSON] = call.body[""]
        self._faulty(call, commands_faults(commands))
        known = {(command["type"], command["name"]): command["id"] for command in self._server.commands}
        self._server.commands = [
            {
                "type": 1,
                "version": self._server.snowflake(),
                "application_id": self._server.application,
                "default_member_permissions": None,
                "nsfw": False,
                **command,
                "id": known.get((command.get("type", 1), command["name"])) or self._server.snowflake(),
            }
            for command in commands
        ]
        self._server.registered.set()
        return self._server.commands

    def _person(self, wanted: object) -> Person:
        for person in self._server.people.values():
            if person.id == str(wanted):
                return person
        raise ApiError(404, 10013, "Unknown User")

    def _open_inbox(self, _path: dict[str, str], call: Call) -> JSON:
        return channel_json(self._server, self._server.inbox(self._person(call.body["recipient_id"])))

    def _member(self, path: dict[str, str], _call: Call) -> JSON:
        return member_json(self._server, self._person(path["user_id"]))

    def _channel(self, path: dict[str, str], _call: Call) -> JSON:
        return channel_json(self._server, self._server.open_channel(path["channel_id"]))

    def _history(self, path: dict[str, str], call: Call) -> list[JSON]:
        channel = self._server.open_channel(path["channel_id"])
        latest = channel.messages[::-1][: int(call.query.get("limit", "50"))]
        return [message_json(self._server, message) for message in latest]

    def _post(self, path: dict[str, str], call: Call) -> JSON:
        channel = self._server.open_channel(path["channel_id"])
        if channel.kind == FORUM:
            raise ApiError(400, 50008, "Cannot send messages in a non-text channel")
        if channel.denied & SENDS:
            raise ApiError(403, 50013, "Missing Permissions")
        faults = message_faults(call.body, v2=bool((call.body.get("flags") or 0) & COMPONENTS_V2))
        faults += file_faults(call.body, call)
        if not call.body.get("enforce_nonce") or call.body.get("nonce") is None:
            faults.append("house rule: a post carries a nonce and enforces it")
        faults += length_fault("nonce", str(call.body.get("nonce") or "-"), 1, NONCE)
        self._faulty(call, faults)
        return message_json(self._server, self._server.post(channel, call.body))

    def _read(self, path: dict[str, str], _call: Call) -> JSON:
        channel = self._server.open_channel(path["channel_id"])
        return message_json(self._server, self._server.message(channel, path["message_id"]))

    def _edit(self, path: dict[str, str], call: Call) -> JSON:
        message = self._server.message(self._server.open_channel(path["channel_id"]), path["message_id"])
        if message.author != self._server.bot.id:
            raise ApiError(403, 50005, "Cannot edit a message authored by another user")
        v2 = bool((message.flags | (call.body.get("flags") or 0)) & COMPONENTS_V2)
        self._faulty(call, message_faults(call.body, v2=v2, edit=True) + file_faults(call.body, call, message.body))
        return message_json(self._server, self._server.edit(message, call.body))

    def _delete(self, path: dict[str, str], _call: Call) -> None:
        self._server.message(self._server.open_channel(path["channel_id"]), path["message_id"]).deleted = True

    def _thread(self, path: dict[str, str], call: Call) -> JSON:
        channel = self._server.open_channel(path["channel_id"])
        message = self._server.message(channel, path["message_id"])
        faults = length_fault("thread name", call.body.get("name"), 1, 100)
        if channel.kind == THREAD:
            faults.append("a thread cannot hold a thread")
        if call.body.get("auto_archive_duration", 1440) not in {60, 1440, 4320, 10080}:
            faults.append("auto_archive_duration is 60, 1440, 4320 or 10080")
        faults += count_fault("rate_limit_per_user", call.body.get("rate_limit_per_user") or 0, 0, 21600)
        self._faulty(call, faults)
        return channel_json(self._server, self._server.open_thread(message, call.body["name"]))


def _cut(request: web.Request) -> web.Response:
    """Hang up without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=499)
