"""Threads on Discord: who acts in one is answered there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.adapters.discord_scene import Scene
from tests.bot.specimens import bank, plenty


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with Scene.open(bank=bank(plenty())) as scene:
        yield scene


async def test_who_acts_in_a_thread_is_answered_there_and_not_by_mail(scene: Scene) -> None:
    question = await scene.post(days="mon,tue,wed,thu,fri")
    thread = scene.peer.server.open_thread(question, "Talk")
    offer = await scene.peer.slash("mock", {"kind": "mini"}, user="Ben", channel=thread.id)
    await scene.peer.press(offer.reply, "Begin", user="Ben")
    began = scene.at
    for minutes in (12, 25, 38, 50):
        scene.at = began + timedelta(minutes=minutes)
        await scene.peer.slash("help", user="Ben", channel=thread.id)
        for _ in range(12):
            scene.at += timedelta(minutes=1)
            await scene.app.tick(scene.at)
            await scene.deliver()

    assert scene.peer.inbox("Ben") == []
    told = [message.text for message in scene.peer.ephemerals("Ben")]
    assert [words for words in told if "5 minutes left" in words]
    assert [words for words in told if "Mini mock: 0 of 20 right" in words]
