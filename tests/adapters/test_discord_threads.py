"""Threads on Discord: named by their day, and where there can be none, what belongs in them is said in the channel."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.cards.model import Button, Card, Paragraph, text
from bot.commands import ShowHelp
from bot.ports import Beside, PlaceGone
from tests.adapters.discord_scene import Scene
from tests.bot.specimens import bank, plenty
from tests.peers.discord_faults import POST_MESSAGE, START_THREAD

CARD = Card("Hello", (Paragraph(text("A question")),), (Button("Help", ShowHelp()),), tone="open")
WHY = Card("Closed", (Paragraph(text("The key is B.")),), tone="closed")
OPENING, WRITING = "Create Public Threads", "Send Messages in Threads"


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with Scene.open(bank=bank(plenty())) as scene:
        yield scene


async def ask(scene: Scene) -> str:
    """Post a question in the channel."""
    said = await scene.service.chat.say(scene.place, CARD, key="k", again=False)
    assert isinstance(said, str)
    return said


async def explain(scene: Scene, asked: str, *, card: Card = WHY, key: str = "why", again: bool = False) -> str | Beside:
    """Say something in its thread."""
    return await scene.service.chat.say(scene.place, card, key=key, again=again, thread=asked)


def answered(scene: Scene) -> str:
    """The message that the last post in the channel replies to."""
    posts = [call for call in scene.peer.called(*POST_MESSAGE) if scene.channel.id in call.path]
    return str((posts[-1].body.get("message_reference") or {}).get("message_id", ""))


async def days(scene: Scene) -> None:
    """Four days of questions, each closed."""
    await scene.set_up(days="mon,tue,wed,thu,fri")
    for day in (23, 24, 25, 26):
        for hour in (8, 16, 17):
            await scene.beat(hour, day=day)
        scene.peer.server.elapse(24 * 3600)


async def test_discord_18_a_thread_is_opened_once_and_found_again(scene: Scene) -> None:
    asked = await ask(scene)
    await explain(scene, asked)
    await explain(scene, asked, again=True)
    await explain(scene, asked, card=CARD, key="more")
    thread = scene.channel.messages[0].thread
    assert thread is not None
    assert thread.name == "Closed"
    assert [post.labels for post in thread.messages] == [[], ["Help"]]


async def test_every_thread_is_named_by_the_day_of_its_question(scene: Scene) -> None:
    await days(scene)
    assert [message.thread and message.thread.name for message in scene.channel.messages] == [
        f"{day}: the key, and why"
        for day in ("Monday 23 November", "Tuesday 24 November", "Wednesday 25 November", "Thursday 26 November")
    ]


@pytest.mark.parametrize(
    ("status", "code"), [(400, 50024), (400, 160006), (403, 50001)], ids=["no threads here", "too many", "unseen"]
)
async def test_where_no_thread_can_be_the_reasons_reply_to_the_question(scene: Scene, status: int, code: int) -> None:
    asked = await ask(scene)
    scene.peer.fail(START_THREAD, status=status, code=code)
    assert isinstance(await explain(scene, asked), str)
    assert [message.text.splitlines()[-1] for message in scene.channel.messages] == ["A question", "The key is B."]
    assert answered(scene) == asked


@pytest.mark.parametrize(("status", "code"), [(403, 160005), (400, 50083)])
async def test_a_thread_that_was_locked_is_not_tried_for_ever(scene: Scene, status: int, code: int) -> None:
    question = await scene.post(days="mon,tue,wed,thu,fri")
    thread = scene.peer.server.open_thread(question, "Talk")
    thread.refusal = (status, code, "No")
    await scene.beat(16)
    await scene.beat(17)
    assert len([call for call in scene.peer.called(*POST_MESSAGE) if thread.id in call.path]) == 1
    assert "the key, and why" in scene.channel.messages[-1].text
    assert answered(scene) == question.id
    assert scene.peer.inbox("Ada") == []


async def test_who_may_not_reply_says_it_all_the_same(scene: Scene) -> None:
    asked = await ask(scene)
    scene.peer.fail(START_THREAD, status=400, code=50024)
    scene.peer.fail(POST_MESSAGE, status=403, code=160002)
    await explain(scene, asked)
    assert "The key is B." in scene.channel.messages[-1].text
    assert answered(scene) == ""


async def test_the_explanation_of_a_deleted_question_goes_to_the_channel(scene: Scene) -> None:
    asked = await ask(scene)
    scene.channel.messages[0].deleted = True
    await explain(scene, asked)
    assert "The key is B." in scene.channel.messages[0].text


@pytest.mark.parametrize("again", [False, True])
async def test_discord_20_a_thread_that_somebody_deleted_costs_neither_reasons_nor_channel(
    scene: Scene, *, again: bool
) -> None:
    asked = await ask(scene)
    scene.peer.server.open_thread(scene.question, "Talk").deleted = True
    said = await explain(scene, asked)
    assert await explain(scene, asked, again=again) == said == scene.channel.messages[-1].id
    assert len(scene.channel.messages) == 2
    scene.channel.deleted = True
    with pytest.raises(PlaceGone, match="the channel was deleted"):
        await explain(scene, asked, again=again)


@pytest.mark.parametrize(("route", "permission"), [(START_THREAD, OPENING), (POST_MESSAGE, WRITING)])
async def test_a_missing_permission_for_threads_is_told_once_and_costs_no_reasons(
    scene: Scene, route: tuple[str, str], permission: str
) -> None:
    await scene.set_up(days="mon,tue,wed,thu,fri")
    for day in (23, 24, 25, 26):
        await scene.beat(8, day=day)
        question = scene.question
        where = f"/channels/{question.id}/" if route == POST_MESSAGE else question.id
        scene.peer.fail(route, status=403, code=50013, where=where, times=9)
        await scene.beat(16, day=day)
        await scene.beat(17, day=day)
        assert "The reasons follow this post." in question.text
        assert "thread" not in question.text
        assert ": the key, and why" in scene.channel.messages[-1].text
        assert answered(scene) == question.id
        scene.peer.server.elapse(24 * 3600)

    assert len(scene.channel.messages) == 8
    (notice,) = scene.peer.inbox("Ada")
    assert permission in notice.text
    assert scene.channel.id in notice.text
    assert "all well" in (await scene.peer.slash("cohort status", user="Ada")).reply.text


async def test_where_the_channel_refuses_too_it_is_parked_and_threads_are_not_spoken_of(scene: Scene) -> None:
    question = await scene.post(days="mon,tue,wed,thu,fri")
    scene.peer.fail(START_THREAD, status=403, code=50013)
    scene.peer.fail(POST_MESSAGE, status=403, code=50013, where=f"/channels/{scene.channel.id}/", times=9)
    await scene.beat(16)
    (notice,) = scene.peer.inbox("Ada")
    assert "I can no longer post" in notice.text
    assert question.thread is None


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
