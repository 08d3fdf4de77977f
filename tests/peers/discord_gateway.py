"""Discord's gateway: HELLO, IDENTIFY, heartbeats, dispatches, and RESUME with what was missed."""

import asyncio
import json
import zlib
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from tests.peers.discord_model import JSON
from tests.peers.discord_payloads import guild_json, ready_json
from tests.peers.discord_server import DiscordServer

DISPATCH, HEARTBEAT, IDENTIFY, PRESENCE, RESUME, RECONNECT, MEMBERS, INVALID, HELLO, ACK = (
    0,
    1,
    2,
    3,
    6,
    7,
    8,
    9,
    10,
    11,
)
PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15)  # members, presences, message content
SUFFIX_FLUSH = zlib.Z_SYNC_FLUSH
ZLIB = "zlib-stream"


@dataclass
class Session:
    """One logged-in client, and everything it was sent."""

    id: str
    number: int = 0
    sent: list[JSON] = field(default_factory=list)
    line: "Line | None" = None
    usable: bool = True


class Line:
    """One open connection; frames are packed as one zlib stream when the client asked for it."""

    def __init__(self, socket: web.WebSocketResponse, *, packed: bool) -> None:
        self.socket = socket
        self._packer = zlib.compressobj() if packed else None

    async def send(self, frame: JSON) -> None:
        """Send one frame."""
        raw = json.dumps(frame)
        if self._packer is None:
            await self.socket.send_str(raw)
        else:
            await self.socket.send_bytes(self._packer.compress(raw.encode()) + self._packer.flush(SUFFIX_FLUSH))


class DiscordGateway:
    """The gateway of one bot without shards."""

    def __init__(self, server: DiscordServer) -> None:
        self._server = server
        self.url = ""
        self.sessions: list[Session] = []
        self.identified = 0
        self.resumed = 0
        self.refusals = 0  # so many connection attempts are cut before a word is said
        self.close_with: int | None = None  # answer IDENTIFY by closing with this code
        self.intents = 0
        self._changed = asyncio.Event()

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection for as long as it lasts."""
        if self.refusals > 0:
            self.refusals -= 1
            if request.transport is not None:
                request.transport.abort()
            return web.Response(status=503)
        compress = request.query.get("compress")
        if compress not in {None, ZLIB}:
            self._server.violate("gateway", [f"the peer does not speak {compress}"])
        if request.query.get("v") != "10" or request.query.get("encoding") != "json":
            self._server.violate("gateway", [f"asked for {request.query_string}"])
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        line = Line(socket, packed=compress == ZLIB)
        await line.send({"op": HELLO, "d": {"heartbeat_interval": 41250}, "s": None, "t": None})
        session: Session | None = None
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                session = await self._hear(line, json.loads(message.data), session)
        if session is not None and session.line is line:
            session.line = None
            self._tell()
        return socket

    async def _hear(self, line: Line, frame: JSON, session: Session | None) -> Session | None:
        op, told = frame["op"], frame["d"]
        if op == HEARTBEAT:
            await line.send({"op": ACK, "d": None, "s": None, "t": None})
        elif op == IDENTIFY:
            return await self._identify(line, told)
        elif op == RESUME:
            return await self._resume(line, told)
        elif op not in {PRESENCE, MEMBERS}:
            self._server.violate("gateway", [f"opcode {op}"])
        return session

    async def _identify(self, line: Line, told: JSON) -> Session | None:
        self.intents = told["intents"]
        if told["token"] != self._server.token:
            await line.socket.close(code=4004)
            return None
        if self.close_with is not None:
            await line.socket.close(code=self.close_with)
            return None
        if self.intents & PRIVILEGED:
            self._server.violate("gateway", ["a privileged intent is asked for"])
            await line.socket.close(code=4014)
            return None
        self.identified += 1
        session = Session(f"session-{self.identified}", line=line)
        self.sessions.append(session)
        await self._push(session, "READY", ready_json(self._server, session.id, self.url))
        if self._server.invited:
            await self._push(session, "GUILD_CREATE", guild_json(self._server))
        self._tell()
        return session

    async def _resume(self, line: Line, told: JSON) -> Session | None:
        found = [session for session in self.sessions if session.id == told["session_id"] and session.usable]
        if not found or told["token"] != self._server.token:
            await line.send({"op": INVALID, "d": False, "s": None, "t": None})
            return None
        session = found[-1]
        session.line = line
        missed = [frame for frame in session.sent if frame["s"] > (told["seq"] or 0)]
        for frame in missed:
            await line.send(frame)
        self.resumed += 1
        await self._push(session, "RESUMED", {"_trace": []})
        self._tell()
        return session

    async def _push(self, session: Session, name: str, told: Any) -> None:
        session.number += 1
        frame = {"op": DISPATCH, "t": name, "s": session.number, "d": told}
        session.sent.append(frame)
        line = session.line
        if line is not None and not line.socket.closed:
            await line.send(frame)

    async def dispatch(self, name: str, told: Any) -> None:
        """Tell the bot of an event; what it cannot hear now is kept for its RESUME."""
        assert self.sessions, "no bot has logged in"
        await self._push(self.sessions[-1], name, told)

    @property
    def connected(self) -> bool:
        """Whether a logged-in bot is listening."""
        return bool(self.sessions) and self.sessions[-1].line is not None

    async def until(self, *, connected: bool = True, lasts: float = 10.0) -> None:
        """Wait until a bot is there, or gone."""
        async with asyncio.timeout(lasts):
            while self.connected is not connected:
                self._changed.clear()
                await self._changed.wait()

    def _tell(self) -> None:
        self._changed.set()

    async def drop(self, code: int = 4000) -> None:
        """Close the connection."""
        session = self.sessions[-1]
        line, session.line = session.line, None
        if line is not None:
            await line.socket.close(code=code)

    async def ask_to_reconnect(self) -> None:
        """Send RECONNECT, as before a restart of the gateway."""
        line = self.sessions[-1].line
        if line is not None:
            await line.send({"op": RECONNECT, "d": None, "s": None, "t": None})

    async def invalidate(self, *, resumable: bool = False) -> None:
        """Send INVALID_SESSION."""
        session = self.sessions[-1]
        session.usable = resumable
        if session.line is not None:
            await session.line.send({"op": INVALID, "d": resumable, "s": None, "t": None})

    async def close(self) -> None:
        """Hang up on everybody."""
        for session in self.sessions:
            if session.line is not None:
                await session.line.socket.close(code=1001)
