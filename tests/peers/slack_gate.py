"""How Slack reaches the bot: signed HTTP or a Socket Mode websocket, three seconds to answer, events told again."""

import asyncio
import hashlib
import hmac
import json
from typing import Any
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from tests.peers.slack_limits import Body
from tests.peers.slack_records import Ack, Delivery, Records
from tests.peers.slack_workspace import Workspace

SIGNING_SECRET = "test-signing-secret"
ENVELOPE = {"command": "slash_commands", "event": "events_api", "interactive": "interactive"}
TAMPERED = {"forged", "late", "changed", "unsigned"}


class Gate:
    """The way out, towards the bot."""

    def __init__(self, world: Workspace, records: Records) -> None:
        self.world, self.records = world, records
        self.target = ""
        self.patience = 3.0
        self.retries = 1
        self.sockets: list[web.WebSocketResponse] = []
        self._waiting: dict[str, asyncio.Future[Any]] = {}

    async def tell(self, delivery: Delivery) -> Ack:
        """Deliver once; an event that was not acknowledged is told again with the same ids."""
        self.records.deliveries.append(delivery)
        ack = await self._once(delivery, 0, "")
        attempt = 0
        while delivery.kind == "event" and not ack.ok and attempt < self.retries:
            attempt += 1
            if str(ack.headers.get("x-slack-no-retry", "")) == "1":
                break
            ack = await self._once(delivery, attempt, "http_error" if ack.status else "http_timeout")
        return ack

    async def again(self, delivery: Delivery, *, attempt: int = 1) -> Ack:
        """Tell the same thing once more, whether or not it was acknowledged."""
        return await self._once(delivery, attempt, "http_timeout")

    async def _once(self, delivery: Delivery, attempt: int, reason: str) -> Ack:
        started = self.world.now()
        try:
            async with asyncio.timeout(self.patience):
                if self.target:
                    ack = await self._by_http(delivery, attempt, reason)
                else:
                    ack = await self._by_socket(delivery, attempt, reason)
        except TimeoutError:
            self.records.violations.append(f"ack of {delivery.sort}: none within {self.patience:g} s")
            ack = Ack(0, None, self.world.now() - started)
        except aiohttp.ClientError as error:
            ack = Ack(0, repr(error), self.world.now() - started)
        self.records.acks.append(ack)
        return ack

    async def _by_http(self, delivery: Delivery, attempt: int, reason: str) -> Ack:
        text, content_type = self.spelled(delivery)
        headers = {**self.signed(text), "Content-Type": content_type}
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        return await self.post(text, headers)

    async def post(self, text: str, headers: dict[str, str]) -> Ack:
        """Post raw text to the bot's address."""
        started = self.world.now()
        async with aiohttp.ClientSession() as session, session.post(self.target, data=text, headers=headers) as answer:
            body: Any = await answer.text()
            if answer.content_type == "application/json" and body:
                body = json.loads(body)
            headers = {name.lower(): value for name, value in answer.headers.items()}
            return Ack(answer.status, body, self.world.now() - started, headers)

    @staticmethod
    def spelled(delivery: Delivery) -> tuple[str, str]:
        """The body and the content type of a delivery over HTTP."""
        if delivery.kind == "event":
            return json.dumps(delivery.payload), "application/json"
        fields = delivery.payload if delivery.kind == "command" else {"payload": json.dumps(delivery.payload)}
        return urlencode(fields), "application/x-www-form-urlencoded"

    def signed(self, text: str, tamper: str = "") -> dict[str, str]:
        """Sign a body as Slack does, or spoil the signature on purpose."""
        at = int(self.world.now() - self.world.late) - (301 if tamper == "late" else 0)
        secret = "somebody-else" if tamper == "forged" else SIGNING_SECRET
        base = f"v0:{at}:{text}{'!' if tamper == 'changed' else ''}"
        mark = hmac.new(secret.encode(), base.encode(), hashlib.sha256).hexdigest()
        if tamper == "unsigned":
            return {}
        return {"X-Slack-Request-Timestamp": str(at), "X-Slack-Signature": f"v0={mark}"}

    async def _by_socket(self, delivery: Delivery, attempt: int, reason: str) -> Ack:
        started = self.world.now()
        socket = next((one for one in reversed(self.sockets) if not one.closed), None)
        if socket is None:
            raise AssertionError("no bot is listening: set target, or connect by Socket Mode")
        name = f"envelope-{self.world.number()}"
        self._waiting[name] = asyncio.get_running_loop().create_future()
        envelope: Body = {"envelope_id": name, "type": ENVELOPE[delivery.kind], "payload": delivery.payload}
        envelope["accepts_response_payload"] = delivery.kind != "event"
        if delivery.kind == "event":
            envelope |= {"retry_attempt": attempt, "retry_reason": reason}
        try:
            await socket.send_json(envelope)
            body = await self._waiting[name]
        finally:
            del self._waiting[name]
        return Ack(200, body, self.world.now() - started)

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one Socket Mode connection."""
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self.sockets.append(socket)
        hello: Body = {"type": "hello", "num_connections": len(self.sockets), "connection_info": {"app_id": "A1"}}
        await socket.send_json({**hello, "debug_info": {"host": "loopback", "approximate_connection_time": 3600}})
        self.world.ring()
        async for message in socket:
            if message.type is aiohttp.WSMsgType.TEXT:
                self._acknowledged(json.loads(message.data))
        self.sockets.remove(socket)
        self.world.ring()
        return socket

    def _acknowledged(self, answer: Body) -> None:
        waiting = self._waiting.get(str(answer.get("envelope_id")))
        if waiting is None or waiting.done():
            self.records.violations.append("ack of an envelope that is not waiting for one")
        else:
            waiting.set_result(answer.get("payload"))

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask every connection to come again, as Slack does about once an hour."""
        for socket in list(self.sockets):
            await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "loopback"}})
            await socket.close()

    async def close(self) -> None:
        """Hang up."""
        for socket in list(self.sockets):
            await socket.close()
