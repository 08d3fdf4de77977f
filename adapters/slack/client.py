"""Slack's Web API as we call it: what is repeated, what is not, and what an error means for us."""

from __future__ import annotations

from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient

LONGEST_WAIT = 2
"""Seconds we wait for Slack while somebody waits for a reply; what is longer is not waited for."""

TOO_MANY = 429
TIMEOUT = 10
UNREACHABLE = (SlackClientError, aiohttp.ClientError, TimeoutError, OSError)
"""Everything a call can fail with that is not a defect of ours."""


class ShortWaits(AsyncRateLimitErrorRetryHandler):
    """Repeats a call that Slack refused for its rate (so it had no effect), once, if the wait is short."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        limited = await super()._can_retry_async(state=state, request=request, response=response, error=error)
        if not limited or response is None:
            return False
        waits = [value for name, value in response.headers.items() if name.lower() == "retry-after"]
        wait = waits[0] if waits else ""
        seconds = wait if isinstance(wait, str) else "".join(wait[:1])
        return seconds.isdigit() and int(seconds) <= LONGEST_WAIT


def patient_handlers() -> list[ShortWaits]:
    """For replies: a short wait is waited for. A lost connection is never tried again: it may have gone through."""
    return [ShortWaits(max_retry_count=1)]


def web_client(token: str, api_url: str, *, patient: bool) -> AsyncWebClient:
    """A client for replies (patient), or one for posts, whose waits belong to the deliveries."""
    handlers = list(patient_handlers()) if patient else []
    return AsyncWebClient(token, base_url=f"{api_url.rstrip('/')}/", timeout=TIMEOUT, retry_handlers=list(handlers))


@dataclass(frozen=True, slots=True)
class Answer:
    """What Slack said when a call failed: its word for it, the status, and how long to wait."""

    error: str
    status: int
    retry_after: float | None


def answer_of(failure: SlackApiError) -> Answer:
    """Read a failed call, whether Slack answered in JSON or something between us answered with a page."""
    response = failure.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0) or 0)
    data = getattr(response, "data", None)
    error = str(data.get("error", "")) if isinstance(data, dict) else ""
    wait = str((getattr(response, "headers", None) or {}).get("Retry-After", ""))
    return Answer(error, status, float(wait) if wait.isdigit() else None)


def reason_of(failure: Exception, api_url: str) -> str:
    """Why there is no answer: Slack's own word where there is one, else what came from the address instead."""
    if not isinstance(failure, SlackApiError):
        return f"{api_url} cannot be reached ({type(failure).__name__})"
    answer = answer_of(failure)
    return answer.error or f"{api_url} answers with status {answer.status}"
