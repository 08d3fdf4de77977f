"""Probes: whether the process lives, and whether it can do its work."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

UNREADY = 503
Check = Callable[[], Awaitable[bool]]


async def alive(_request: Request) -> Response:
    """Whether the process answers."""
    return JSONResponse({"alive": True})


async def readiness(checks: Mapping[str, Check]) -> Response:
    """Each check by name, and whether all of them pass."""
    found = {name: await _passes(check) for name, check in checks.items()}
    return JSONResponse({"ready": all(found.values()), **found}, 200 if all(found.values()) else UNREADY)


async def _passes(check: Check) -> bool:
    try:
        return await check()
    except Exception:  # noqa: BLE001 - whatever is wrong, the answer is that it is not ready
        return False
