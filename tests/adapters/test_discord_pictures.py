"""Figures on Discord: sent with the message that shows them, and in words where they are not taken."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.discord.inbound import Event
from adapters.discord.pictures import FILE, KEPT, illustrated
from adapters.discord.pictures import GALLERY as SHOWS
from adapters.discord.reply import Reply, open_line
from adapters.discord.serve import Listener
from bot.cards.model import Button, Card, Figure, Paragraph, text
from bot.cards.numbers import alt
from bot.commands import ShowHelp
from tests.adapters.discord_scene import Scene
from tests.adapters.test_discord_render import CARDS
from tests.bot.cards.figures import FIGURES, REPORT
from tests.bot.cards.gallery import GALLERY
from tests.peers.discord_faults import EDIT_MESSAGE, FIRST_RESPONSE, POST_MESSAGE
from tests.peers.discord_message_rules import component_faults
from tests.peers.discord_model import JSON, Message, walk

CARD = replace(GALLERY["figure"], controls=(Button("Help", ShowHelp()),))
NUMBERS = "9 of 17, below pass line"
REFUSED = {"status": 403, "code": 50013}


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with Scene.open(connect=False) as scene:
        yield scene


def galleries(components: list[JSON]) -> list[JSON]:
    return [part for part in walk(components) if part["type"] == SHOWS]


def shows(message: Message) -> bool:
    """Whether the picture is there instead of the numbers; one of both always is."""
    found = len(galleries(message.components))
    assert found == (NUMBERS not in message.text)
    return found == 1


async def say(scene: Scene, card: Card = CARD, *, again: bool = False) -> str:
    said = await scene.service.chat.say(scene.place, card, key="k", again=again)
    assert isinstance(said, str)
    return said


async def test_a_card_is_posted_with_its_picture_in_its_place(scene: Scene) -> None:
    await say(scene)

    message = scene.question
    (sent,) = scene.peer.called(*POST_MESSAGE)
    (file,) = sent.files.values()
    kinds = [part["type"] for part in message.components[0]["components"]]
    assert kinds == [10, SHOWS, 10, 1]
    assert message.text == "### Your mini mock\n\n43 of 65 right.\nStudy models."
    (picture,) = galleries(message.components)
    assert picture["items"] == [{"media": {"url": "attachment://figure-0.png"}, "description": alt(REPORT)}]
    assert file.name == "figure-0.png"
    assert sent.body["attachments"] == [{"id": 0, "filename": "figure-0.png", "description": alt(REPORT)}]


async def test_a_card_without_figures_is_no_form(scene: Scene) -> None:
    await say(scene, GALLERY["status"])
    (sent,) = scene.peer.called(*POST_MESSAGE)
    assert sent.files == {}
    assert "attachments" not in sent.body


async def test_where_files_are_not_allowed_the_numbers_are_said(scene: Scene) -> None:
    scene.peer.fail(POST_MESSAGE, **REFUSED)
    await say(scene)
    assert not shows(scene.question)


async def test_an_earlier_try_with_a_picture_is_found(scene: Scene) -> None:
    message = await say(scene)
    scene.peer.server.elapse(3600)
    assert await say(scene, again=True) == message
    assert len(scene.channel.messages) == 1


@pytest.mark.parametrize("refused", [False, True])
async def test_an_amended_card_shows_its_picture(scene: Scene, refused: bool) -> None:
    message = await say(scene, GALLERY["status"])
    if refused:
        scene.peer.fail(EDIT_MESSAGE, **REFUSED)
    await scene.service.chat.amend(scene.place, message, CARD)
    assert shows(scene.question) is not refused


async def test_a_picture_goes_to_somebodys_inbox(scene: Scene) -> None:
    ada = scene.peer.person("Ada")
    await scene.service.chat.whisper(scene.place, ada.id, CARD)
    assert shows(scene.peer.server.inbox(ada).messages[0])


class Shows(Listener):
    """Answers everything with one card; what it says first is late by `pause` seconds."""

    pause = 0.0

    async def meet(self, event: Event) -> None:
        """Reply."""
        reply = Reply(event, self._line)
        reply.announce_after(0.01)
        await asyncio.sleep(self.pause)
        await reply.give(CARD, None)


@contextlib.asynccontextmanager
async def answering(scene: Scene, pause: float) -> AsyncIterator[None]:
    """A client that shows the card."""
    async with open_line() as line:
        client = Shows(scene.app, line, lambda: scene.at, scene.patience)
        client.pause = pause
        life = asyncio.create_task(client.start(scene.peer.token))
        await scene.peer.ready()
        try:
            yield
        finally:
            await client.close()
            await life


@pytest.mark.parametrize("refused", [False, True])
@pytest.mark.parametrize("pause", [0.0, 0.1])
async def test_a_private_reply_shows_the_picture_at_once_or_late(scene: Scene, pause: float, refused: bool) -> None:
    await say(scene)
    async with answering(scene, pause):
        if refused and not pause:
            scene.peer.fail(FIRST_RESPONSE, **REFUSED)
        if refused and pause:
            scene.peer.fail(("PATCH", "/webhooks/{webhook_id}/{webhook_token}/messages/{message_id}"), **REFUSED)
        done = await scene.peer.press(scene.question, "Help", user="Ada")
    assert done.reply.ephemeral
    assert shows(done.reply) is not refused


async def test_words_that_look_like_a_place_stay_words() -> None:
    said = f"{KEPT}0{KEPT} {KEPT}7{KEPT}"
    (page,) = await illustrated(Card("Odd", (REPORT, Paragraph(text(said)))))
    assert len(galleries(page.components)) == 1
    assert len(page.pictures) == 1


@given(CARDS, st.lists(FIGURES, max_size=4))
@settings(max_examples=25, deadline=None)
def test_any_card_with_pictures_fits(card: Card, figures: list[Figure]) -> None:
    pages = asyncio.run(illustrated(replace(card, blocks=(*figures, *card.blocks))))
    for page in pages:
        assert component_faults(page.components, v2=True) == []
        names = [item["media"]["url"] for part in galleries(page.components) for item in part["items"]]
        names += [part["file"]["url"] for part in walk(page.components) if part["type"] == FILE]
        assert sorted(names) == sorted(f"attachment://{one.name}" for one in page.pictures)
