"""Uploads: the bytes of a file on their way to Slack, before anybody sees it."""

from __future__ import annotations

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.client import TIMEOUT

GOOD = 200


async def upload(client: AsyncWebClient, content: bytes, *, filename: str, alt: str = "") -> str:
    """Send the bytes; the id of a file that only we know until it is completed.

    Raises:
        SlackApiError: when Slack refuses it.
        aiohttp.ClientError: when the bytes did not get there.
    """
    told = {"alt_txt": alt} if alt else {}
    place = await client.files_getUploadURLExternal(filename=filename, length=len(content), **told)
    limit = aiohttp.ClientTimeout(total=TIMEOUT)
    async with (
        aiohttp.ClientSession(timeout=limit) as session,
        session.post(place["upload_url"], data=content, proxy=client.proxy) as answer,
    ):
        if answer.status != GOOD:
            raise aiohttp.ClientPayloadError(f"the upload was answered with {answer.status}")
    return str(place["file_id"])
