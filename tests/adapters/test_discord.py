"""The daily journey on Discord: set up, posted, answered in private, closed and explained."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.adapters.discord_scene import Scene
from tests.bot.specimens import EACH_TYPE, bank, pack
from tests.peers.discord_faults import EDIT_MESSAGE, POST_MESSAGE, START_THREAD
from tests.peers.discord_model import COMPONENTS_V2, SILENT, Message

CHOICE, RESPONSE, ORDERING, MATCHING, _CASE, SEVEN, _SIX = EACH_TYPE


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with Scene.open(bank=bank(pack([CHOICE]))) as scene:
        yield scene


def letter_of(sheet: Message, option: str) -> str:
    """The letter under which this person sees an option."""
    line = next(line for line in sheet.text.splitlines() if f"Option {option.lower()} of the specimen" in line)
    return line.strip("*").partition("**")[0]


async def test_a_group_answers_its_daily_question(scene: Scene) -> None:
    """From the lead's command to the explanation in the thread, seen by three people."""
    peer = scene.peer
    ready = await scene.set_up()
    assert "Your study group is ready." in ready.reply.text
    assert "Preview of the next post" in ready.reply.text
    assert scene.channel.messages == []

    await scene.beat(8)
    (question,) = scene.channel.messages
    assert question.labels == ["Answer"]
    assert CHOICE.stem in question.text

    maya = await scene.open_sheet("Maya")
    right = await peer.press(maya, letter_of(maya, "B"), user="Maya")
    leo = await scene.open_sheet("Leo")
    wrong = await peer.press(leo, letter_of(leo, "A"), user="Leo")
    assert "### Right." in right.reply.text
    assert f"Not this one. The key is {letter_of(leo, 'B')}." in wrong.reply.text

    await scene.beat(8, 1)
    assert "2 have answered" in question.text
    await scene.beat(16)
    assert scene.channel.messages == [question]
    assert question.labels == ["My answer", "Report this question"]
    assert "This question has closed" in question.text
    assert "2 people answered, 1 of them right." in question.text.replace("**", "")
    assert question.thread is not None
    (why,) = question.thread.messages
    assert "Because of reason 1." in why.text


async def test_a_lead_posts_the_first_question_at_once(scene: Scene) -> None:
    ready = await scene.set_up()
    posted = await scene.peer.press(ready.reply, "Post a first question now", user="Ada")
    assert "Posted." in posted.reply.text
    await scene.deliver()
    assert [message.labels for message in scene.channel.messages] == [["Answer"]]


async def test_a_second_press_is_told_kindly_and_counts_once(scene: Scene) -> None:
    await scene.post()
    sheet = await scene.open_sheet("Maya")
    second_screen = await scene.open_sheet("Maya")
    await scene.peer.press(sheet, "A", user="Maya")
    again = await scene.peer.press(second_screen, "B", user="Maya")
    assert "You have answered this one. Your first answer stands." in again.reply.text
    await scene.beat(16)
    assert "1 person answered" in scene.question.text


async def test_each_member_has_an_order_of_their_own(scene: Scene) -> None:
    """“It is B” in the channel gives nothing away."""
    await scene.post()
    assert "**A**" not in scene.question.text
    sheets = [await scene.open_sheet(f"member {number}") for number in range(8)]
    assert len({letter_of(sheet, "B") for sheet in sheets}) > 1


async def test_discord_01_a_slow_answer_is_announced_and_then_given(scene: Scene) -> None:
    await scene.post()
    scene.patience = 0.0
    await scene.restart()
    done = await scene.peer.press(scene.question, "Answer", user="Maya")
    assert done.answer_type == 5
    assert done.reply.labels == ["A", "B", "C", "D"]
    pressed = await scene.peer.press(done.reply, "A", user="Maya")
    assert pressed.answer_type == 6
    assert pressed.reply is done.reply
    assert "Key" in done.reply.text
    asked = await scene.peer.slash("name", user="Maya")
    assert asked.modal is None
    assert asked.reply.labels == ["Save"]


async def test_discord_02_no_privileged_intent_and_discord_04_no_reading_of_messages(scene: Scene) -> None:
    assert scene.peer.gateway.intents == 1  # guilds


async def test_discord_03_controls_work_after_a_restart(scene: Scene) -> None:
    await scene.post()
    sheet = await scene.open_sheet("Maya")
    await scene.restart()
    assert (await scene.open_sheet("Leo")).labels == ["A", "B", "C", "D"]
    assert "### " in (await scene.peer.press(sheet, "A", user="Maya")).reply.text
    assert all(len(part["custom_id"]) <= 100 for part in sheet.controls if "custom_id" in part)


async def test_a_control_of_another_version_is_answered_in_friendly_words(scene: Scene) -> None:
    await scene.post()
    for token in ("c0:answer:x", "c1:open:g", "c1:nothing", "c1+", "something else"):
        data = {"component_type": 2, "custom_id": token, "id": 1}
        done = await scene.peer.on_message(data, scene.question, "Maya")
        assert "That button is from an older version" in done.reply.text


async def test_discord_10_what_is_personal_is_private_and_replaces_itself(scene: Scene) -> None:
    await scene.post()
    sheet = await scene.open_sheet("Maya")
    assert sheet.ephemeral
    done = await scene.peer.press(sheet, "A", user="Maya")
    assert done.answer_type == 7
    assert scene.peer.ephemerals("Maya") == [sheet]
    assert scene.peer.ephemerals("Leo") == []
    for verb in ("today", "quiz", "me", "board", "help"):
        assert (await scene.peer.slash(verb, user="Maya")).reply.seen_by == scene.peer.person("Maya").id


async def test_trouble_never_replaces_a_sheet(scene: Scene) -> None:
    """Nothing a member has before them is lost because something else went wrong."""
    await scene.post()
    sheet = await scene.open_sheet("Maya")
    forged = {"component_type": 2, "custom_id": sheet.control("A")["custom_id"].replace(CHOICE.id, "x-d1-1"), "id": 1}
    done = await scene.peer.on_message(forged, sheet, "Maya")
    assert done.answer_type == 4
    assert sheet.labels == ["A", "B", "C", "D"]


async def test_discord_11_nobody_is_pinged_and_the_thread_is_silent(scene: Scene) -> None:
    await scene.post()
    await scene.beat(16)
    first, last = scene.peer.called(*POST_MESSAGE)
    assert first.body["allowed_mentions"] == last.body["allowed_mentions"] == {"parse": []}
    assert (first.body["flags"] & SILENT, last.body["flags"] & SILENT) == (0, SILENT)


async def test_discord_12_scheduled_posts_carry_a_nonce_of_their_slot(scene: Scene) -> None:
    await scene.post()
    (call,) = scene.peer.called(*POST_MESSAGE)
    assert call.body["enforce_nonce"] is True
    assert len(call.body["nonce"]) <= 25
    assert not call.body["nonce"].isdigit()  # the library's own random ones are


async def test_discord_16_every_message_is_a_layout_and_discord_17_no_polls(scene: Scene) -> None:
    await scene.post()
    await scene.open_sheet("Maya")
    bodies = [call.body.get("data") or call.body for call in scene.peer.calls if call.method == "POST"]
    said = [body for body in bodies if "components" in body]
    assert len(said) == 3
    assert all(body["flags"] & COMPONENTS_V2 for body in said)
    assert not any(body.get("content") or body.get("embeds") or "poll" in body for body in said)


async def test_discord_18_the_reveal_is_one_edit_and_a_post_in_the_thread(scene: Scene) -> None:
    await scene.post()
    await scene.beat(16)
    assert len(scene.peer.called(*EDIT_MESSAGE)) == 1
    assert len(scene.peer.called(*START_THREAD)) == 1
    assert len(scene.peer.called(*POST_MESSAGE)) == 2


async def test_discord_22_joining_says_nothing_and_set_up_works_again(scene: Scene) -> None:
    assert [call for call in scene.peer.calls if call.method == "POST"] == []
    await scene.set_up()
    done = await scene.set_up(time="10:30")
    assert "Saved." in done.reply.text
    await scene.beat(8)
    assert scene.channel.messages == []
    await scene.beat(9, 30)
    assert len(scene.channel.messages) == 1
