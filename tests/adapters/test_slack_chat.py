"""Slack's mouth: what was written down is said once, in time and quietly; a dead place is no bad day."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.slack.chat import SlackChat
from adapters.slack.client import web_client
from adapters.store import SqlStore
from bot.calls import Place
from bot.cards.model import Button, Card
from bot.commands import OpenSheet
from bot.ports import Later, PlaceGone
from tests.adapters.slack_scene import ROOM, slack_scene
from tests.peers.slack import BOT_TOKEN, SlackPeer, slack_peer
from tests.peers.slack_workspace import TEAM

HERE = Place("slack", TEAM, ROOM)
CARD = Card("Hello", controls=(Button("Answer", OpenSheet("s", "i")),))
SCOPES = frozenset({"chat:write", "commands", "users:read"})


@pytest.fixture(params=[SCOPES], ids=["least scopes"])
async def peer(request: pytest.FixtureRequest) -> AsyncIterator[SlackPeer]:
    async with slack_peer(request.param) as peer:
        peer.channel(ROOM)
        yield peer
        assert peer.violations == []


class Clock:
    """A time that tests move."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """This instant; the next one comes ten seconds later."""
        self.at += timedelta(seconds=10)
        return self.at


@pytest.fixture
def chat(peer: SlackPeer) -> SlackChat:
    return SlackChat(web_client(BOT_TOKEN, peer.api_url, patient=False), Clock())


async def test_a_post_is_quiet_and_carries_its_key(peer: SlackPeer, chat: SlackChat) -> None:
    ts = await chat.say(HERE, CARD, key="k1", again=False)
    (message,) = peer.channel(ROOM).messages
    assert message.ts == ts
    assert message.metadata == {
        "event_type": "cohort_delivery",
        "event_payload": {"key": "k1", "about": "c1:sheet:s:i"},
    }
    body = peer.called("chat.postMessage")[0].body
    assert (body["unfurl_links"], body["unfurl_media"], "link_names" in body) == (False, False, False)


async def test_slack_08_a_second_passes_between_two_posts_in_a_channel(peer: SlackPeer) -> None:
    at = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    chat = SlackChat(web_client(BOT_TOKEN, peer.api_url, patient=False), lambda: at)
    await chat.say(HERE, CARD, key="k1", again=False)
    with pytest.raises(Later) as later:
        await chat.say(HERE, CARD, key="k2", again=False)
    assert later.value.after == 1.0
    peer.channel("C2")
    await chat.say(Place("slack", TEAM, "C2"), CARD, key="k3", again=False)


async def test_slack_08_retry_after_is_handed_on(peer: SlackPeer, chat: SlackChat) -> None:
    peer.fail("chat.postMessage", retry_after=1)
    with pytest.raises(Later) as later:
        await chat.say(HERE, CARD, key="k", again=False)
    assert later.value.after == 1.0
    assert len(peer.called("chat.postMessage")) == 1, "the library repeats nothing"


async def test_slack_08_a_queued_post_survives_retry_after(memory_store: SqlStore) -> None:
    async with slack_scene(memory_store) as scene:
        await scene.set_up()
        scene.peer.fail("chat.postMessage", retry_after=30)
        await scene.world.daily_question()
        assert scene.peer.channel(ROOM).messages == []
        await scene.world.pass_until(scene.world.at + timedelta(seconds=20))
        assert scene.peer.channel(ROOM).messages == []
        await scene.world.pass_until(scene.world.at + timedelta(seconds=30))
        assert len(scene.peer.channel(ROOM).messages) == 1


@pytest.mark.parametrize("cut", ["before", "after"])
async def test_a_lost_connection_is_never_tried_again_by_the_library(
    peer: SlackPeer, chat: SlackChat, cut: str
) -> None:
    peer.fail("chat.postMessage", cut=cut)
    with pytest.raises(Later):
        await chat.say(HERE, CARD, key="k", again=False)
    assert len(peer.called("chat.postMessage")) == 1


@pytest.mark.parametrize("peer", [SCOPES | {"channels:history"}], indirect=True, ids=["history"])
@pytest.mark.parametrize("thread", [False, True], ids=["channel", "thread"])
async def test_what_went_through_unrecorded_is_found_where_history_may_be_read(
    peer: SlackPeer, chat: SlackChat, thread: bool
) -> None:
    parent = await chat.say(HERE, CARD, key="parent", again=False) if thread else ""
    peer.fail("chat.postMessage", cut="after")
    with pytest.raises(Later):
        await chat.say(HERE, CARD, key="k", again=False, thread=parent)
    ts = await chat.say(HERE, CARD, key="k", again=True, thread=parent)
    found = [one for one in peer.channel(ROOM).messages if (one.metadata or {})["event_payload"]["key"] == "k"]
    assert [one.ts for one in found] == [ts]


async def test_without_the_scope_it_is_posted_again_and_not_asked_twice(peer: SlackPeer, chat: SlackChat) -> None:
    for number in range(2):
        await chat.say(HERE, CARD, key=f"k{number}", again=True)
    assert len(peer.channel(ROOM).messages) == 2
    assert len(peer.called("conversations.history")) == 1


@pytest.mark.parametrize("how", [{"status": 503}, {"error": "internal_error"}, {"error": "ratelimited"}])
async def test_a_bad_day_passes(peer: SlackPeer, chat: SlackChat, how: dict[str, str]) -> None:
    peer.fail("chat.postMessage", **how)
    with pytest.raises(Later):
        await chat.say(HERE, CARD, key="k", again=False)


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("channel_not_found", "the channel is gone"),
        ("is_archived", "the channel was archived"),
        ("not_in_channel", "/invite @Cohort"),
    ],
)
async def test_slack_26_a_dead_place_is_named_with_the_next_step(
    peer: SlackPeer, chat: SlackChat, error: str, words: str
) -> None:
    for method in ("chat.postMessage", "chat.update"):
        peer.fail(method, error=error)
    with pytest.raises(PlaceGone, match=words):
        await chat.say(HERE, CARD, key="k", again=False)
    with pytest.raises(PlaceGone, match=words):
        await chat.amend(HERE, "1.1", CARD)


@pytest.mark.parametrize("error", ["token_revoked", "account_inactive", "invalid_auth", "missing_scope"])
async def test_slack_23_a_refused_token_stops_the_posts_and_loses_none(memory_store: SqlStore, error: str) -> None:
    async with slack_scene(memory_store) as scene:
        await scene.set_up()
        scene.peer.fail("chat.postMessage", error=error, times=2)
        await scene.world.daily_question()
        await scene.world.pass_until(scene.world.at + timedelta(minutes=1))
        assert [one.body["channel"] for one in scene.peer.called("chat.postMessage")] == [ROOM]
        assert scene.peer.channel(ROOM).messages == []
        for _ in range(2):
            await scene.world.pass_until(scene.world.at + timedelta(minutes=5))
        (question,) = scene.peer.channel(ROOM).messages
        assert "Which one does with the LEAST effort?" in question.words


async def test_what_somebody_deleted_stays_deleted(peer: SlackPeer, chat: SlackChat) -> None:
    await chat.amend(HERE, "1.1", CARD)
    peer.fail("chat.postMessage", error="thread_not_found")
    assert await chat.say(HERE, CARD, key="k", again=False, thread="1.1") == ""


@pytest.mark.parametrize("room", ["", "DUMAYA"])
async def test_what_nobody_asked_for_is_said_in_the_channel_and_is_no_mail(
    peer: SlackPeer, chat: SlackChat, room: str
) -> None:
    assert not await chat.whisper(replace(HERE, room=room), "UMAYA", CARD, mail=False)
    assert peer.called("chat.postMessage") == []
    assert await chat.whisper(HERE, "UMAYA", CARD, mail=False)
    peer.channel(ROOM).absent.add("UMAYA")
    assert not await chat.whisper(HERE, "UMAYA", CARD, mail=False)


async def test_slack_15_the_post_is_amended_once_and_the_reasons_go_to_its_thread(memory_store: SqlStore) -> None:
    async with slack_scene(memory_store) as scene:
        await scene.set_up()
        question = await scene.question()
        await scene.peer.press(question, "Answer", user="UMAYA")
        sheet = await scene.card("UMAYA")
        await scene.peer.press(sheet, "A", user="UMAYA")
        await scene.card("UMAYA")
        await scene.world.pass_until(datetime(2026, 11, 23, 16, 0, tzinfo=UTC))
        await scene.world.beat()
        assert len(question.edits) == 1
        assert "%" in question.words
        assert "Answer" not in question.labels
        (reasons,) = scene.peer.channel(ROOM).thread(question)
        assert reasons.words.startswith("Monday 23 November: the key, and why")


async def test_slack_05_and_06_nothing_goes_where_nobody_asked_for_it(memory_store: SqlStore) -> None:
    async with slack_scene(memory_store) as scene:
        scene.peer.channel("CGENERAL").name = "general"
        await scene.set_up()
        await scene.question()
        await scene.asked("UMAYA", "today")
        await scene.world.pass_until(datetime(2026, 11, 23, 16, 0, tzinfo=UTC))
        assert {room for room, channel in scene.peer.world.channels.items() if channel.messages} == {ROOM}
