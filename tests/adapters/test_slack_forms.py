"""Slack's modals: set-up, multiple response, ordering and matching, with faults told inside and nothing lost."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from adapters.slack import serve
from adapters.slack.manifest import REPORT
from adapters.store import SqlStore
from tests.adapters.slack_scene import DAYS, ROOM, SlackScene, slack_scene
from tests.bot.specimens import EACH_TYPE
from tests.peers.slack_workspace import View


async def answering(scene: SlackScene, user: str = "UMAYA") -> View:
    """Set the group up, post the question, and open somebody's sheet."""
    await scene.set_up()
    question = await scene.question()
    await scene.peer.press(question, "Answer", user=user)
    return await scene.view(user)


def marks(scene: SlackScene) -> list[bool]:
    """Whether the answers on record are right."""
    return [one.right for one in scene.world.responses(scene.world.sessions()[-1])]


async def test_slack_11_multiple_response_is_answered_by_boxes(memory_store: SqlStore) -> None:
    async with slack_scene(memory_store, number=1) as scene:
        sheet = await answering(scene)
        assert "Choose 2" in sheet.labels
        await scene.peer.submit(sheet, {"Choose 2": ["B"]}, user="UMAYA")
        assert list(sheet.errors.values()) == ["Choose 2."]
        await scene.peer.submit(sheet, {"Choose 2": ["B", "D"]}, user="UMAYA")
        assert "Right." in sheet.words + sheet.title
        assert marks(scene) == [True]


async def test_slack_11_ordering_is_answered_by_one_select_a_position(memory_store: SqlStore) -> None:
    async with slack_scene(memory_store, number=2) as scene:
        sheet = await answering(scene)
        first, second, third = sheet.labels
        await scene.peer.submit(sheet, {first: "C", second: "A", third: "A"}, user="UMAYA")
        assert list(sheet.errors.values()) == ["Each step stands once. Choose a different one for each position."]
        await scene.peer.submit(sheet, {third: "E"}, user="UMAYA")
        assert marks(scene) == [True], "what stood before the fault still stood"


async def test_slack_11_seven_prompts_are_matched(memory_store: SqlStore) -> None:
    async with slack_scene(memory_store, number=5) as scene:
        sheet = await answering(scene)
        assert sheet.labels == [f"Need {number}" for number in range(1, 8)]
        answers = {f"Need {number}": chr(64 + number) for number in range(1, 8)}
        await scene.peer.submit(sheet, answers, user="UMAYA")
        assert marks(scene) == [True]


async def test_a_case_shows_its_scenario_on_the_sheet(memory_store: SqlStore) -> None:
    async with slack_scene(memory_store, number=4) as scene:
        await scene.set_up()
        question = await scene.question()
        assert "Orders of a wholesaler" in question.words
        assert EACH_TYPE[4].case is not None
        assert EACH_TYPE[4].case.scenario.strip()[:200] in question.words


async def test_slack_13_a_bad_setting_is_told_beside_its_field(memory_store: SqlStore) -> None:
    async with slack_scene(memory_store) as scene:
        form = await scene.set_up({"Time zone": "Mars/Olympus"})
        ((field, sentence),) = form.errors.items()
        assert field == "one:zone"
        assert "IANA name" in sentence
        assert form.state["one:time"]["given"]["value"] == "09:00", "nothing typed is lost"
        await scene.peer.submit(form, {"Time zone": "Europe/Berlin"}, user="UADA")
        assert "Your study group is ready." in form.words


async def test_slack_18_set_up_is_one_modal_that_ends_with_a_private_preview(memory_store: SqlStore) -> None:
    async with slack_scene(memory_store) as scene:
        await scene.peer.command("/cohort", "setup", user="UADA", channel=ROOM)
        form = await scene.view("UADA")
        assert form.labels == [
            "Channel",
            "Exam",
            "Hour of the question",
            "Time zone",
            "Study days",
            "Closing hour",
            "Members see the key",
            "Length of a full mock exam",
        ]
        assert "English sittings ended" in form.words
        await scene.peer.submit(form, {}, user="UADA")
        assert "Preview of the next post" in form.words
        assert scene.peer.channel(ROOM).messages == []
        assert [one.reader for one in scene.peer.ephemerals("UADA")] == ["UADA"]
        await scene.peer.press(form, "Post a first question now", user="UADA")
        await scene.view("UADA")
        await scene.world.beat()
        assert len(scene.peer.channel(ROOM).messages) == 1


async def test_slack_19_where_the_app_is_not_a_member_the_error_says_how_to_invite_it(memory_store: SqlStore) -> None:
    async with slack_scene(memory_store) as scene:
        scene.peer.channel("C2").bot_is_in = False
        form = await scene.set_up({"Channel": "C2"})
        assert "Saved, but I cannot post there yet." in form.words
        assert "/invite @Cohort" in form.words
        await scene.peer.command("/cohort", "status", user="UADA", channel="C2")
        assert "waiting, because I am not a member of that channel" in (await scene.card("UADA")).words
        scene.peer.channel("C2").bot_is_in = True
        await scene.peer.press(form, "Post a first question now", user="UADA")
        await scene.view("UADA")
        await scene.world.beat()
        assert [len(scene.peer.channel(room).messages) for room in (ROOM, "C2")] == [0, 1]


async def test_slack_19_set_up_by_words_tries_the_channel_too(memory_store: SqlStore) -> None:
    async with slack_scene(memory_store) as scene:
        scene.peer.channel(ROOM).bot_is_in = False
        ready = await scene.asked("UADA", "setup 09:00 Europe/Berlin")
        assert "Saved, but I cannot post there yet." in ready.words
        assert "I am not a member of that channel: type /invite @Cohort there." in ready.words
        waiting = "waiting, because I am not a member of that channel"
        assert waiting in (await scene.asked("UADA", "status")).words

        tried = await scene.asked("UADA", "post")
        assert "I could not post there before, because I am not a member of that channel" in tried.words
        await scene.world.beat()
        assert waiting in (await scene.asked("UADA", "status")).words

        scene.peer.channel(ROOM).bot_is_in = True
        await scene.asked("UADA", "post")
        await scene.world.beat()
        assert len(scene.peer.channel(ROOM).messages) == 1
        assert "all well" in (await scene.asked("UADA", "status")).words


async def test_slack_19_set_up_by_words_where_all_is_well_shows_that_we_can_post(memory_store: SqlStore) -> None:
    async with slack_scene(memory_store) as scene:
        await scene.asked("UADA", "setup 09:00 Europe/Berlin")
        await scene.peer.until(lambda: len(scene.peer.ephemerals("UADA")) == 2)
        note, ready = scene.peer.ephemerals("UADA")
        assert "I can post here." in note.words
        assert "Your study group is ready." in ready.words
        assert scene.peer.channel(ROOM).messages == []


async def test_slack_19_a_place_that_refuses_later_is_shown_as_waiting(memory_store: SqlStore) -> None:
    async with slack_scene(memory_store) as scene:
        await scene.set_up()
        scene.peer.channel(ROOM).bot_is_in = False
        await scene.world.daily_question()
        await scene.world.beat()
        status = await scene.asked("UADA", "status")
        assert "waiting, because I am not a member of that channel: type /invite @Cohort there" in status.words
        (notice,) = scene.peer.channel("DUADA").messages
        assert "/invite @Cohort" in notice.words


async def test_set_up_again_starts_from_what_is_set(memory_store: SqlStore) -> None:
    async with slack_scene(memory_store) as scene:
        await scene.set_up({"Study days": [*DAYS, "Saturday"]})
        await scene.peer.command("/cohort", "setup", user="UADA", channel=ROOM)
        form = await scene.view("UADA")
        _, days = form.find("Study days")
        assert [one["value"] for one in days["initial_options"]] == ["mon", "tue", "wed", "thu", "fri", "sat"]


async def test_where_no_modal_opens_a_button_asks_again(memory_store: SqlStore) -> None:
    async with slack_scene(memory_store, number=1) as scene:
        await scene.set_up()
        question = await scene.question()
        scene.peer.fail("views.open", error="expired_trigger_id")
        await scene.peer.press(question, "Answer", user="UMAYA")
        card = await scene.card("UMAYA")
        await scene.peer.press(card, "Answer", user="UMAYA")
        assert "Choose 2" in (await scene.view("UMAYA")).labels


async def test_a_report_from_a_verdict_keeps_the_verdict_underneath(memory_store: SqlStore) -> None:
    async with slack_scene(memory_store, number=1) as scene:
        verdict = await answering(scene)
        await scene.peer.submit(verdict, {"Choose 2": ["B", "D"]}, user="UMAYA")
        await scene.peer.press(verdict, "Report this question", user="UMAYA")
        form = await scene.view("UMAYA")
        assert scene.peer.person("UMAYA").modals == [verdict, form]
        await scene.peer.submit(form, {"What is wrong with it?": "B is right too"}, user="UMAYA")
        assert "Your report is stored" in form.words


async def test_a_slow_answer_still_arrives_in_the_modal(
    memory_store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "SENT", 0.05)
    async with slack_scene(memory_store, number=1) as scene:
        sheet = await answering(scene)
        door = threading.Event()
        busy: Any = scene.world.store.run(lambda _: door.wait(5))
        waiting = asyncio.create_task(busy)
        await asyncio.sleep(0)
        await scene.peer.submit(sheet, {"Choose 2": ["B", "D"]}, user="UMAYA")
        assert sheet.title == "One moment"
        door.set()
        await waiting
        await scene.peer.until(lambda: "Right." in sheet.title + sheet.words)
        assert marks(scene) == [True]


async def test_slack_20_a_closed_question_is_reported_from_its_message_too(memory_store: SqlStore) -> None:
    async with slack_scene(memory_store) as scene:
        await scene.set_up()
        question = await scene.question()
        await scene.asked("UMAYA", "me")
        await scene.world.pass_until(scene.world.at.replace(hour=16))
        assert "Answer" not in question.labels
        await scene.peer.shortcut(REPORT, user="UMAYA", message=question)
        form = await scene.view("UMAYA")
        assert EACH_TYPE[0].stem in form.words


async def test_an_outcome_is_told_in_a_modal_that_asks_for_no_more_than_one_likes(memory_store: SqlStore) -> None:
    async with slack_scene(memory_store) as scene:
        await scene.set_up()
        await scene.peer.command("/cohort", "outcome", user="UMAYA", channel=ROOM)
        form = await scene.view("UMAYA")
        assert form.labels == ["Result", "Score", "Domains that need improvement", "Who it is for"]
        await scene.peer.submit(form, {"Result": "fail", "Score": "764"}, user="UMAYA")
        assert "764 is a pass" in repr(form.errors)
        await scene.peer.submit(form, {"Score": ""}, user="UMAYA")
        assert "Not passed." in form.words
        assert scene.peer.channel(ROOM).messages == []


async def test_the_form_of_a_group_that_comes_along_gives_way_to_that_of_a_new_one(memory_store: SqlStore) -> None:
    async with slack_scene(memory_store) as scene:
        await scene.set_up({"Hour of the question": "07:30"})
        group = scene.world.group().id
        memory_store.run_now(lambda ledger: ledger.groups.park(group, scene.world.place, "it was archived"))
        scene.peer.channel("C2")
        await scene.peer.command("/cohort", "setup", user="UADA", channel="C2")
        form = await scene.view("UADA")
        assert "Saving moves it here with all it has." in form.words
        assert "07:30" in str(form.blocks)

        await scene.peer.press(form, "Start a new group instead", user="UADA")
        await scene.peer.until(lambda: "Saving moves it here" not in form.words)
        assert "07:30" not in str(form.blocks), "the usual settings take the place of the group's"
        await scene.peer.submit(form, {}, user="UADA")
        assert "Your study group is ready." in f"{form.title} {form.words}"
        assert scene.world.group().id == group
