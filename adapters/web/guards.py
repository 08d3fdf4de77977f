"""Guards: what is checked before any page answers, and the headers every answer carries."""

from __future__ import annotations

import logging
from collections.abc import Collection
from http.client import OK
from urllib.parse import urlsplit
from uuid import uuid4

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters.web.assets import shelf

log = logging.getLogger("cohort")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # With no-referrer a browser sends "Origin: null" from our own forms, and the check below would refuse them.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
SAFE = {"GET", "HEAD"}
PROBES = {"/healthz", "/readyz"}
"""Asked by machines, under whatever name they have for us; they tell nothing about anybody."""

PASSED_ON = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
"""What a proxy adds to a request that it passes on."""

ONLY_DESK = "Only the lead’s desk is at this address: add /desk to it."
KEPT = "public, max-age=31536000, immutable"
"""For files whose address changes with their content."""


class Guards:
    """Refuses foreign Host headers and requests from foreign pages, and puts our headers on everything.

    The chat page trusts the names that people give, so it is for `hosts` alone. The lead's desk lets nobody in without
    a link; it is also reached by the name `desk`, and through a proxy.
    """

    def __init__(self, app: ASGIApp, *, hosts: Collection[str], desk: str = "") -> None:
        """Names are without ports; `desk` is empty where the lead's desk has no name of its own."""
        self._app = app
        self._hosts = frozenset(host.lower() for host in hosts)
        self._desk = desk if desk not in self._hosts else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check, then let pass; a defect becomes an apology with a number that the log knows."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                ours = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    ours[name] = value
                kept = scope["path"].startswith(f"{shelf()}/") and message["status"] == OK
                ours["Cache-Control"] = KEPT if kept else ours.get("Cache-Control", "no-store")
            await send(message)

        try:
            await (self._refusal(scope) or self._app)(scope, receive, with_headers)
        except Exception:
            incident = uuid4().hex[:8].upper()
            log.exception("defect", extra={"call": incident, "path": scope["path"]})
            if not started:
                words = "Something broke on our side. What was saved is safe. Try again, or tell a lead: incident"
                await PlainTextResponse(f"{words} {incident}.", 500)(scope, receive, with_headers)

    def _refusal(self, scope: Scope) -> ASGIApp | None:
        headers = Headers(scope=scope)
        if scope["path"] not in PROBES and (words := self._closed(scope["path"], headers)):
            return PlainTextResponse(words, 421)
        if scope["method"] not in SAFE and not _same(headers):
            return PlainTextResponse("That came from another page. Open this one and try again there.", 403)
        return None

    def _closed(self, path: str, headers: Headers) -> str:
        """Why nothing is answered there under that name; empty where something is."""
        name = _name_of(f"//{headers.get('host', '')}")
        for_leads = path == "/desk" or path.startswith(("/desk/", "/static/"))
        if name in self._hosts and not (self._desk and not for_leads and any(one in headers for one in PASSED_ON)):
            return ""
        if name in self._hosts or name == self._desk != "":
            return "" if for_leads else ONLY_DESK
        return "This page does not answer to that name. Use the address it printed."


def _same(headers: Headers) -> bool:
    """Whether the page that sent this is our own: its origin names the very host that was asked."""
    origin = urlsplit(headers.get("origin", ""))
    return origin.scheme in {"http", "https"} and origin.netloc.lower() == headers.get("host", "").lower()


def _name_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""
