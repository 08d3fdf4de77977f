"""Slack, as people meet it: commands, presses, modals, home and shortcuts, by Socket Mode and by signed HTTP."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from adapters.slack.manifest import EXPLAIN, QUIZ, REPORT
from adapters.store import SqlStore
from tests.adapters.slack_scene import ROOM, SlackScene, slack_scene
from tests.peers.slack_workspace import Message, View


@pytest.fixture(params=["http", "socket"])
async def scene(request: pytest.FixtureRequest, memory_store: SqlStore) -> AsyncIterator[SlackScene]:
    """A group about a single-choice item, met both ways."""
    async with slack_scene(memory_store, request.param) as scene:
        yield scene


def letter_of(sheet: Message, option: str) -> str:
    """The letter under which this member's sheet offers an option."""
    spoken = [
        one["accessibility_label"]
        for block in sheet.blocks
        for one in block.get("elements", [])
        if "accessibility_label" in one
    ]
    return str(next(words for words in spoken if option in words)).removeprefix("Answer ")[0]


async def test_the_daily_question_from_set_up_to_the_reasons(scene: SlackScene) -> None:
    ready = await scene.set_up()
    assert "Your study group is ready." in ready.words
    question = await scene.question()
    assert "Which one does with the LEAST effort?" in question.words

    await scene.peer.press(question, "Answer", user="UMAYA")
    sheet = await scene.card("UMAYA")
    assert sheet.labels == ["A", "B", "C", "D"]
    await scene.peer.press(sheet, letter_of(sheet, "Option b"), user="UMAYA")
    verdict = await scene.card("UMAYA")
    assert verdict is sheet, "a press on a private card replaces it"
    assert verdict.words.startswith("Right.")

    await scene.world.pass_until(scene.world.at.replace(hour=16))
    assert question.words.startswith("This question has closed")
    (reasons,) = scene.peer.channel(ROOM).thread(question)
    assert "Because of reason 1." in reasons.words
    assert [one.right for one in scene.world.responses(scene.world.sessions()[-1])] == [True]


async def test_slack_03_an_old_button_still_works(scene: SlackScene) -> None:
    await scene.set_up()
    question = await scene.question()
    old = Message(question.blocks, ROOM, question.ts, question.text)
    scene.world.at = scene.world.at.replace(day=30)
    await scene.peer.press(old, "Answer", user="UMAYA")
    assert (await scene.card("UMAYA")).words.startswith("This one has closed.")


async def test_slack_03_a_button_of_an_older_version_gets_a_kind_word(scene: SlackScene) -> None:
    await scene.set_up()
    question = await scene.question()
    question.blocks[-2]["elements"][0]["action_id"] = "c0:sheet:x:y"
    await scene.peer.press(question, "Answer", user="UMAYA")
    assert "older version" in (await scene.card("UMAYA")).words


@pytest.mark.parametrize("text", ["help", "", "dance"])
async def test_slack_04_help_is_never_far(scene: SlackScene, text: str) -> None:
    shown = await scene.asked("UMAYA", text)
    assert "/cohort help" in shown.words
    assert isinstance(shown, Message)


async def test_slack_04_quiz_is_a_command_of_its_own(scene: SlackScene) -> None:
    await scene.set_up()
    await scene.peer.command("/quiz", "task:1.1", user="UMAYA", channel=ROOM)
    assert (await scene.card("UMAYA")).labels == ["A", "B", "C", "D"]


async def test_slack_14_nobody_else_sees_an_answer(scene: SlackScene) -> None:
    await scene.set_up()
    question = await scene.question()
    await scene.peer.press(question, "Answer", user="UMAYA")
    await scene.peer.press(await scene.card("UMAYA"), "A", user="UMAYA")
    await scene.card("UMAYA")
    assert len(scene.peer.channel(ROOM).messages) == 1
    assert scene.peer.ephemerals("UBEN") == []


async def test_slack_16_home_has_three_states(scene: SlackScene) -> None:
    async def home(user: str) -> View:
        await scene.peer.open_home(user)
        return await scene.view(user)

    assert "You are in no study group yet" in (await home("UMAYA")).words
    await scene.set_up()
    question = await scene.question()
    await scene.peer.press(question, "Answer", user="UMAYA")
    await scene.card("UMAYA")
    learner, lead = await home("UMAYA"), await home("UADA")
    assert learner.labels[:5] == ["Today’s question", "Practise", "My report", "Mock exams", "Board"]
    assert learner.labels[5:] == ["How the board shows me", "Delete my data"]
    assert "Group settings" in lead.labels
    assert "Welcome" not in learner.words


async def test_slack_17_home_leads_everywhere(scene: SlackScene) -> None:
    await scene.set_up()
    await scene.question()
    await scene.peer.command("/cohort", "me", user="UMAYA", channel=ROOM)
    await scene.card("UMAYA")
    await scene.peer.open_home("UMAYA")
    home = await scene.view("UMAYA")
    assert "Streak" in home.words or "streak" in home.words
    assert "Domain number 1" in home.words
    await scene.peer.press(home, "Today’s question", user="UMAYA")
    sheet = await scene.view("UMAYA")
    assert sheet.title == "Your answer sheet"
    await scene.peer.press(sheet, "A", user="UMAYA")
    assert (await scene.view("UMAYA")) is sheet
    assert "Read more" in sheet.words
    await scene.peer.press(home, "How the board shows me", user="UMAYA")
    form = await scene.view("UMAYA")
    await scene.peer.submit(form, {"On the board": "By an alias", "Alias": "Night <owl>"}, user="UMAYA")
    assert "The board shows you as Night <owl>." in form.words


async def test_slack_20_a_quiz_starts_from_anywhere(scene: SlackScene) -> None:
    await scene.set_up()
    await scene.asked("UMAYA", "me")
    await scene.peer.shortcut(QUIZ, user="UMAYA")
    assert (await scene.view("UMAYA")).labels == ["A", "B", "C", "D"]


async def test_slack_20_a_question_is_reported_from_its_message(scene: SlackScene) -> None:
    await scene.set_up()
    question = await scene.question()
    await scene.peer.shortcut(REPORT, user="UMAYA", message=question)
    form = await scene.view("UMAYA")
    assert form.title == "Report this question"
    await scene.peer.submit(form, {"What is wrong with it?": "The key <!channel> looks wrong & old"}, user="UMAYA")
    assert "Your report is stored" in form.words
    reports = await scene.asked("UADA", "reports")
    assert "The key <!channel> looks wrong & old" in reports.words


async def test_slack_20_a_question_is_explained_from_its_message(scene: SlackScene) -> None:
    await scene.set_up()
    question = await scene.question()
    await scene.peer.shortcut(EXPLAIN, user="UMAYA", message=question)
    assert "Answer first, then the reasons." in (await scene.card("UMAYA")).words
    await scene.world.until_the_close(scene.world.sessions()[-1])
    await scene.peer.shortcut(EXPLAIN, user="UMAYA", message=question)
    assert "This one has closed." in (await scene.card("UMAYA")).words
    reasons = scene.peer.channel(ROOM).messages[-1]
    assert reasons is not question
    for menu in (EXPLAIN, REPORT):
        await scene.peer.shortcut(menu, user="UMAYA", message=reasons)
        assert "That message holds no question." in (await scene.card("UMAYA")).words


async def test_a_typed_remark_arrives_as_it_was_typed(scene: SlackScene) -> None:
    await scene.set_up()
    await scene.question()
    stored = await scene.asked("UMAYA", "report A & B are <both> right")
    assert "Your report is stored" in stored.words
    assert "A & B are <both> right" in (await scene.asked("UADA", "reports")).words


async def test_members_are_known_by_the_name_and_zone_of_their_profile(scene: SlackScene) -> None:
    scene.peer.person("UADA").zone = "Asia/Tokyo"
    await scene.peer.command("/cohort", "setup", user="UADA", channel=ROOM)
    form = await scene.view("UADA")
    _, zone = form.find("Time zone")
    assert zone["initial_value"] == "Asia/Tokyo"
    await scene.set_up()
    scene.peer.person("UMAYA").name = "Maya Lin"
    assert "Maya Lin" in (await scene.asked("UMAYA", "me")).words
