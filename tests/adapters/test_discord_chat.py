"""What is posted on Discord: said once whatever breaks, parked where it cannot be said, never in anybody's way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import discord
import pytest

from adapters.discord.chat import DiscordChat
from bot.calls import Place
from bot.cards.model import Button, Card, Paragraph, text
from bot.commands import ShowHelp
from bot.ports import Later, PlaceGone
from tests.adapters.discord_scene import MORNING, Scene
from tests.bot.specimens import EACH_TYPE, bank, pack
from tests.peers.discord_faults import EDIT_MESSAGE, FIRST_RESPONSE, POST_MESSAGE
from tests.peers.discord_rest import HISTORY

CARD = Card("Hello", (Paragraph(text("A question")),), (Button("Help", ShowHelp()),), tone="open")
CLOSED = Card("Closed", (Paragraph(text("The key is B.")),), tone="closed")


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with Scene.open(bank=bank(pack([EACH_TYPE[0]])), connect=False) as scene:
        yield scene


async def say(scene: Scene, card: Card = CARD, *, key: str = "k", again: bool = False) -> str:
    """Post a card in the channel."""
    said = await scene.service.chat.say(scene.place, card, key=key, again=again)
    assert isinstance(said, str)
    return said


async def test_posts_need_no_gateway(scene: Scene) -> None:
    message = await say(scene)
    assert [post.id for post in scene.channel.messages] == [message]
    assert scene.peer.gateway.identified == 0


@pytest.mark.parametrize("cut", ["before", "after"])
async def test_discord_12_a_post_whose_answer_is_lost_is_there_once(scene: Scene, cut: str) -> None:
    scene.peer.fail(POST_MESSAGE, cut=cut)
    with pytest.raises(Later):
        await say(scene)
    message = await say(scene)
    assert [post.id for post in scene.channel.messages] == [message]


async def test_discord_12_after_the_nonce_has_run_out_the_channel_is_looked_through(scene: Scene) -> None:
    scene.peer.fail(POST_MESSAGE, cut="after")
    with pytest.raises(Later):
        await say(scene)
    scene.peer.server.elapse(3600)
    message = await say(scene, again=True)
    assert [post.id for post in scene.channel.messages] == [message]
    assert len(scene.peer.called(*POST_MESSAGE)) == 1
    assert await say(scene, CLOSED, key="other", again=True) != message


async def test_discord_12_without_the_right_to_look_the_nonce_must_do(scene: Scene) -> None:
    first = await say(scene)
    scene.peer.fail(HISTORY, status=403, code=50013)
    assert await say(scene, again=True) == first


async def test_a_post_deleted_meanwhile_counts_as_said(scene: Scene) -> None:
    await say(scene)
    scene.channel.messages[0].deleted = True
    assert await say(scene) == ""
    await scene.service.chat.amend(scene.place, "", CLOSED)


async def test_the_same_key_in_two_channels_is_two_posts(scene: Scene) -> None:
    other = scene.peer.add_channel("ml-berlin")
    await say(scene)
    await scene.service.chat.say(Place("discord", "1", other.id), CARD, key="k", again=False)
    assert (len(scene.channel.messages), len(other.messages)) == (1, 1)


async def test_amending_a_deleted_post_is_done(scene: Scene) -> None:
    asked = await say(scene)
    scene.channel.messages[0].deleted = True
    await scene.service.chat.amend(scene.place, asked, CLOSED)


async def test_discord_18_a_count_may_rest_but_the_closing_waits_its_turn(scene: Scene) -> None:
    """Edits of a message older than an hour are few (30046)."""
    asked = await say(scene)
    scene.peer.server.elapse(3601)
    for _ in range(5):
        await scene.service.chat.amend(scene.place, asked, CARD)
    with pytest.raises(Later) as later:
        await scene.service.chat.amend(scene.place, asked, CLOSED)
    assert later.value.after == 3600.0


async def test_discord_19_a_long_wait_goes_back_to_the_deliverer(scene: Scene) -> None:
    scene.peer.fail(POST_MESSAGE, status=429, retry_after=120.0)
    with pytest.raises(Later) as later:
        await say(scene)
    assert later.value.after == 120.0
    scene.peer.fail(POST_MESSAGE, status=429, retry_after=0.01)
    await say(scene)
    assert len(scene.channel.messages) == 1


async def test_a_server_error_is_tried_later(scene: Scene) -> None:
    scene.peer.fail(POST_MESSAGE, status=503)
    with pytest.raises(Later):
        await say(scene)


async def test_discord_19_a_board_asks_for_no_names(scene: Scene) -> None:
    await scene.connect()
    await scene.post()
    for name in ("Maya", "Leo", "Lin"):
        await scene.peer.press(await scene.open_sheet(name), "A", user=name)
    await scene.beat(16)
    before = len(scene.peer.calls)
    board = await scene.peer.slash("board", user="Maya")
    assert all(name in board.reply.text for name in ("Maya", "Leo", "Lin"))
    assert [call.route for call in scene.peer.calls[before:]] == [FIRST_RESPONSE[1]]


@pytest.mark.parametrize(
    ("status", "code", "reason"),
    [
        (403, 50001, "I cannot see the channel any more"),
        (403, 50013, "I am not allowed to post there"),
        (404, 10003, "the channel was deleted"),
    ],
)
async def test_discord_20_a_dead_channel_parks_the_group_and_tells_the_lead_once(
    scene: Scene, status: int, code: int, reason: str
) -> None:
    await scene.connect()
    await scene.set_up()
    scene.channel.refusal = (status, code, "No")
    await scene.beat(8)
    await scene.beat(9)
    assert len(scene.peer.called(*POST_MESSAGE)) == 2  # one try, one notice
    (notice,) = scene.peer.inbox("Ada")
    assert reason in notice.text
    scene.channel.refusal = None
    assert reason in (await scene.peer.slash("cohort status", user="Ada")).reply.text


async def test_discord_20_a_closed_inbox_stops_nothing(scene: Scene) -> None:
    await scene.connect()
    await scene.set_up()
    scene.peer.person("Ada").closed_inbox = True
    scene.channel.refusal = (403, 50001, "No")
    await scene.beat(8)
    scene.channel.refusal = None
    done = await scene.set_up()
    assert "Saved." in done.reply.text


@pytest.mark.parametrize(
    ("status", "code", "words"),
    [(400, 50033, "Invalid Recipient(s)"), (403, 50278, "Cannot send messages to this user")],
)
async def test_a_whisper_to_an_account_that_takes_none_is_not_tried_for_ever(
    scene: Scene, status: int, code: int, words: str
) -> None:
    ada = scene.peer.person("Ada")
    scene.peer.server.inbox(ada).refusal = (status, code, words)
    with pytest.raises(PlaceGone):
        await scene.service.chat.whisper(Place("discord", "", ""), ada.id, CARD)
    with pytest.raises(PlaceGone, match="account is gone"):
        await scene.service.chat.whisper(Place("discord", "", ""), "1234567890", CARD)


async def test_who_left_the_server_is_tried_once_and_their_place_is_not_parked(scene: Scene) -> None:
    await scene.connect()
    await scene.set_up()
    offer = await scene.peer.slash("mock", {"kind": "mini"}, user="Maya")
    await scene.peer.press(offer.reply, "Begin", user="Maya")
    scene.peer.person("Maya").closed_inbox = True
    posts = len(scene.peer.called(*POST_MESSAGE))
    for minutes in (20, 21, 40):
        scene.at = MORNING + timedelta(minutes=minutes)
        await scene.app.tick(scene.at)
        await scene.deliver()

    assert len(scene.peer.called(*POST_MESSAGE)) - posts == 2, "one word, with its picture and without"
    assert scene.peer.inbox("Maya") == []
    assert "cannot" not in (await scene.peer.slash("cohort status", user="Ada")).reply.text
    scene.peer.person("Maya").closed_inbox = False
    assert "0 of 1 right" in (await scene.peer.slash("mock", user="Maya")).reply.text


async def test_a_whisper_reaches_one_inbox(scene: Scene) -> None:
    ada = scene.peer.person("Ada")
    await scene.service.chat.whisper(Place("discord", "", ""), ada.id, CARD)
    assert [message.text for message in scene.peer.inbox("Ada")] == ["### Hello\n\nA question"]
    ada.closed_inbox = True
    with pytest.raises(PlaceGone, match="inbox is closed"):
        await scene.service.chat.whisper(Place("discord", "", ""), ada.id, CLOSED)


async def test_what_nobody_asked_for_is_no_mail(scene: Scene) -> None:
    ada = scene.peer.person("Ada")
    assert not await scene.service.chat.whisper(scene.place, ada.id, CARD, mail=False)
    assert scene.peer.inbox("Ada") == []


async def test_a_wrong_token_is_tried_again_much_later(scene: Scene) -> None:
    chat = DiscordChat("another.token")
    with pytest.raises(Later) as later:
        await chat.say(scene.place, CARD, key="k", again=False)
    assert later.value.after == 300.0


async def test_other_refusals_are_defects(scene: Scene) -> None:
    scene.peer.fail(EDIT_MESSAGE, status=400, code=50035)
    asked = await say(scene)
    with pytest.raises(discord.HTTPException):
        await scene.service.chat.amend(scene.place, asked, CLOSED)
