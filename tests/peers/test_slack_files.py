"""The strict peer on files: three steps in their order, or a violation."""

from __future__ import annotations

from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.peers.slack import BOT_TOKEN, SCOPES, SlackPeer, slack_peer
from tests.peers.slack_limits import Body

PNG = b"\x89PNG\r\n\x1a\n" + bytes(8)


@pytest_asyncio.fixture
async def peer() -> AsyncIterator[SlackPeer]:
    """A workspace that takes files."""
    async with slack_peer(SCOPES | {"files:write"}) as running:
        running.channel("C1")
        yield running


@pytest.fixture
def client(peer: SlackPeer) -> AsyncWebClient:
    """The SDK's own client."""
    return AsyncWebClient(BOT_TOKEN, base_url=peer.api_url)


async def announce(client: AsyncWebClient, length: int = len(PNG)) -> tuple[str, str]:
    place = await client.files_getUploadURLExternal(filename="a.png", length=length)
    return str(place["file_id"]), str(place["upload_url"])


async def send(url: str, content: bytes = PNG) -> int:
    async with aiohttp.ClientSession() as session, session.post(url, data=content) as answer:
        return answer.status


def image(file: str) -> list[Body]:
    return [{"type": "image", "alt_text": "a picture", "slack_file": {"id": file}}]


async def test_a_file_that_went_all_three_steps_is_shown(peer: SlackPeer, client: AsyncWebClient) -> None:
    file, url = await announce(client)
    assert await send(url) == 200
    await client.files_completeUploadExternal(files=[{"id": file, "title": "a"}])
    await client.chat_postMessage(channel="C1", text="look", blocks=image(file))

    assert [call.method for call in peer.calls] == [
        "files.getUploadURLExternal",
        "upload",
        "files.completeUploadExternal",
        "chat.postMessage",
    ]
    assert peer.violations == []


async def test_bytes_that_are_not_as_many_as_announced_are_refused(peer: SlackPeer, client: AsyncWebClient) -> None:
    _, url = await announce(client, length=3)
    assert await send(url) == 400
    assert peer.violations == ["upload: 16 bytes came, 3 were announced"]


async def test_an_address_serves_once_and_only_if_handed_out(peer: SlackPeer, client: AsyncWebClient) -> None:
    _, url = await announce(client)
    assert [await send(url), await send(url), await send(f"{url}x")] == [200, 400, 404]
    assert peer.violations == [
        "upload: this address was used before",
        "upload: no such address was handed out",
    ]


async def test_what_was_not_uploaded_cannot_be_completed(peer: SlackPeer, client: AsyncWebClient) -> None:
    file, _ = await announce(client)
    with pytest.raises(SlackApiError):
        await client.files_completeUploadExternal(files=[{"id": file, "title": "a"}])
    with pytest.raises(SlackApiError, match="file_not_found"):
        await client.files_completeUploadExternal(files=[{"id": "F000000999", "title": "a"}])
    assert len(peer.violations) == 2


async def test_what_was_not_completed_cannot_be_shown(peer: SlackPeer, client: AsyncWebClient) -> None:
    file, url = await announce(client)
    await send(url)
    for wanted in (file, "F000000999"):
        with pytest.raises(SlackApiError, match="invalid_blocks"):
            await client.chat_postMessage(channel="C1", text="look", blocks=image(wanted))
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await client.chat_postMessage(channel="C1", text="look", blocks=[{"type": "image", "alt_text": "none"}])
    assert len(peer.violations) == 3


async def test_only_pictures_are_shown(peer: SlackPeer, client: AsyncWebClient) -> None:
    file, url = await announce(client, length=5)
    await send(url, b"<svg>")
    await client.files_completeUploadExternal(files=[{"id": file, "title": "a"}])
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await client.chat_postMessage(channel="C1", text="look", blocks=image(file))
    assert peer.violations == [f"chat.postMessage: invalid slack file {file}: only png, jpg and gif are shown"]


async def test_a_file_that_is_still_looked_through_is_refused_without_blame(
    peer: SlackPeer, client: AsyncWebClient
) -> None:
    peer.world.file_takes = 60
    file, url = await announce(client)
    await send(url)
    await client.files_completeUploadExternal(files=[{"id": file, "title": "a"}])
    with pytest.raises(SlackApiError, match="invalid_blocks"):
        await client.chat_postMessage(channel="C1", text="look", blocks=image(file))
    peer.later(61)
    await client.chat_postMessage(channel="C1", text="look", blocks=image(file))
    assert peer.violations == []


async def test_without_the_scope_nothing_is_taken() -> None:
    async with slack_peer() as peer:
        with pytest.raises(SlackApiError, match="missing_scope"):
            await announce(AsyncWebClient(BOT_TOKEN, base_url=peer.api_url))


async def test_a_file_is_shared_where_the_bot_is_and_by_the_conversations_own_id(
    peer: SlackPeer, client: AsyncWebClient
) -> None:
    """An account is no conversation; a message to it opens one, and tells its id."""
    peer.person("U1")
    file, url = await announce(client)
    await send(url)
    titled: list[dict[str, str | None]] = [{"id": file, "title": "a"}]
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await client.files_completeUploadExternal(files=titled, channel_id="U1")
    with pytest.raises(SlackApiError, match="channel_not_found"):
        await client.files_completeUploadExternal(files=titled, channel_id="DU1")
    assert len(peer.violations) == 1

    talk = str((await client.chat_postMessage(channel="U1", text="here it comes"))["channel"])
    await client.files_completeUploadExternal(files=titled, channel_id=talk)
    said, shared = peer.channel(talk).messages
    assert said.files == []
    assert [one.content for one in shared.files] == [PNG]
