"""Figures in Slack: uploaded before the card is said, shown where it is said, and in words where that fails."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from adapters.slack.chat import SlackChat
from adapters.slack.client import web_client
from adapters.slack.modal import modal
from adapters.slack.pictures import Pictures
from adapters.slack.reply import Replies
from bot.calls import Place
from bot.cards.model import Card, Figure
from bot.cards.numbers import alt
from tests.bot.cards.figures import REPORT
from tests.bot.cards.gallery import GALLERY
from tests.peers import slack_payloads as payloads
from tests.peers.slack import BOT_TOKEN, SCOPES, SlackPeer, slack_peer
from tests.peers.slack_limits import Body
from tests.peers.slack_workspace import Surface

ROOM = Place("slack", "T1", "C1")
CARD = GALLERY["figure"]
STEPS = ["files.getUploadURLExternal", "upload", "files.completeUploadExternal"]


@pytest_asyncio.fixture
async def peer() -> AsyncIterator[SlackPeer]:
    """A workspace with one channel, where files may be put."""
    async with slack_peer(SCOPES | {"files:write"}) as running:
        running.channel("C1")
        running.person("U1")
        yield running
        assert running.violations == []


def chat_of(peer: SlackPeer) -> SlackChat:
    return SlackChat(web_client(BOT_TOKEN, peer.api_url, patient=False))


def pictures_in(surface: Surface) -> list[Body]:
    return [block for block in surface.blocks if block["type"] == "image"]


def methods(peer: SlackPeer) -> list[str]:
    return [call.method for call in peer.calls]


async def test_a_card_is_said_with_its_picture(peer: SlackPeer) -> None:
    await chat_of(peer).say(ROOM, CARD, key="k", again=False)

    message = peer.channel("C1").messages[0]
    (shown,) = pictures_in(message)
    file = peer.world.files[shown["slack_file"]["id"]]
    assert methods(peer) == [*STEPS, "chat.postMessage"]
    assert file.content is not None
    assert file.content.startswith(b"\x89PNG")
    assert (file.title, file.alt, shown["alt_text"]) == (REPORT.title, alt(REPORT), alt(REPORT))
    assert "9 of 17" not in message.words
    assert "Study models." in message.words


async def test_a_card_without_figures_is_one_call_as_ever(peer: SlackPeer) -> None:
    await chat_of(peer).say(ROOM, GALLERY["status"], key="k", again=False)
    assert methods(peer) == ["chat.postMessage"]


@pytest.mark.parametrize(
    ("method", "how"),
    [
        ("files.getUploadURLExternal", {"error": "file_uploads_disabled"}),
        ("files.getUploadURLExternal", {"retry_after": 30}),
        ("upload", {"status": 500}),
        ("upload", {"cut": "before"}),
        ("files.completeUploadExternal", {"error": "internal_error"}),
    ],
)
async def test_when_the_picture_is_not_taken_its_numbers_are_said(
    peer: SlackPeer, method: str, how: dict[str, Any]
) -> None:
    peer.fail(method, **how)
    await chat_of(peer).say(ROOM, CARD, key="k", again=False)

    message = peer.channel("C1").messages[0]
    assert pictures_in(message) == []
    assert "9 of 17, below pass line" in message.words
    assert methods(peer)[-1] == "chat.postMessage"


async def test_an_older_install_says_figures_in_words_and_asks_only_once() -> None:
    async with slack_peer() as peer:
        chat = chat_of(peer)
        for room in (peer.channel("C1"), peer.channel("C2")):
            await chat.say(Place("slack", "T1", room.id), CARD, key=room.id, again=False)
            assert "9 of 17, below pass line" in room.messages[0].words
        assert methods(peer) == [STEPS[0], "chat.postMessage", "chat.postMessage"]
        assert peer.violations == []


async def test_a_picture_that_slack_takes_in_slowly_is_waited_for(peer: SlackPeer) -> None:
    peer.world.file_takes = 0.3
    await chat_of(peer).say(ROOM, CARD, key="k", again=False)

    assert len(pictures_in(peer.channel("C1").messages[0])) == 1
    assert methods(peer) == [*STEPS, "chat.postMessage", "chat.postMessage"]


async def test_a_picture_that_never_comes_is_not_waited_for(peer: SlackPeer) -> None:
    peer.world.file_takes = 600
    await chat_of(peer).say(ROOM, CARD, key="k", again=False)

    (message,) = peer.channel("C1").messages
    assert pictures_in(message) == []
    assert "9 of 17, below pass line" in message.words


async def test_an_amended_card_shows_its_picture(peer: SlackPeer) -> None:
    chat = chat_of(peer)
    message = await chat.say(ROOM, GALLERY["status"], key="k", again=False)
    await chat.amend(ROOM, message, CARD)
    assert len(pictures_in(peer.channel("C1").messages[0])) == 1


@pytest.mark.parametrize("slow", [0, 600])
async def test_a_private_reply_shows_the_picture_where_it_was_asked_for(peer: SlackPeer, slow: float) -> None:
    peer.world.file_takes = slow
    replies = Replies(web_client(BOT_TOKEN, peer.api_url, patient=True))
    body = payloads.command(peer.world, peer.base, "/cohort", "mock", user="U1", channel="C1")
    await replies.give(body, CARD)
    await replies.close()

    (card,) = peer.ephemerals("U1")
    assert len(pictures_in(card)) == (0 if slow else 1)
    assert ("9 of 17, below pass line" in card.words) == bool(slow)
    assert set(methods(peer)) == {*STEPS, "response_url"}


async def test_a_modal_says_the_numbers_at_once_and_shows_the_picture_then(peer: SlackPeer) -> None:
    client = web_client(BOT_TOKEN, peer.api_url, patient=True)
    await client.views_open(trigger_id=peer.world.trigger("U1"), view=modal(GALLERY["status"], room="C1"))
    view = peer.modal("U1")
    assert view is not None
    await Replies(client).refresh({"id": view.id}, CARD, room="C1")

    assert methods(peer) == ["views.open", "views.update", *STEPS, "views.update"]
    assert "9 of 17, below pass line" in str(peer.calls[1].body)
    assert len(pictures_in(view)) == 1


async def test_two_figures_are_two_files(peer: SlackPeer) -> None:
    other = Figure("Another finding", REPORT.drawing)
    sent: list[Body] = []

    async def send(body: Body) -> None:
        sent.append(body)

    await Pictures(web_client(BOT_TOKEN, peer.api_url, patient=True)).say(Card("Two", (REPORT, other)), send)
    assert len({block["slack_file"]["id"] for block in sent[0]["blocks"][1:]}) == 2
