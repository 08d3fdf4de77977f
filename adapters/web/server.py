"""Server: the page under uvicorn, with open streams let go before it waits for them."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import uvicorn
from starlette.types import ASGIApp

from adapters.web.chat import WebChat
from adapters.web.listen import address_of

PATIENCE = 3
"""Seconds that requests under way get when the server stops."""


class PageServer(uvicorn.Server):
    """Serves the page; a stream never ends by itself, so stopping begins with the chat's farewell."""

    def __init__(self, page: ASGIApp, chat: WebChat, *, host: str, port: int) -> None:
        """Keep all; nothing listens yet."""
        super().__init__(
            uvicorn.Config(
                page,
                host=host,
                port=port,
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_graceful_shutdown=PATIENCE,
            )
        )
        self._chat = chat

    @property
    def address(self) -> str:
        """Where the page is, once it is started; a port of 0 was chosen by the system."""
        port = self.servers[0].sockets[0].getsockname()[1] if self.servers else self.config.port
        return address_of(self.config.host, port)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the process, which ends all its roles in order."""
        yield

    async def main_loop(self) -> None:
        """Serve until told to stop or cancelled; after either, requests under way are seen through."""
        with suppress(asyncio.CancelledError):
            await super().main_loop()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say farewell, then stop as any server does."""
        self._chat.close()
        await super().shutdown(sockets)
