"""Answers of every type on Discord: letters, checkboxes, selects, and step by step where a form has no room."""

from __future__ import annotations

import pytest

from bot.rules.items import Item
from tests.adapters.discord_scene import Scene
from tests.bot.cards.gallery import right_answer
from tests.bot.specimens import EACH_TYPE, bank, item, pack, response
from tests.peers.discord_model import Message

CHOICE, RESPONSE, ORDERING, MATCHING, CASE, SEVEN, SIX = EACH_TYPE


async def practise(scene: Scene) -> Message:
    """A question of Maya's own."""
    await scene.set_up()
    return (await scene.peer.slash("quiz", user="Maya")).reply


async def test_discord_14_multiple_response_by_checkboxes() -> None:
    async with Scene.open(bank=bank(pack([RESPONSE]))) as scene:
        sheet = await practise(scene)
        assert sheet.labels == ["Answer"]
        opened = await scene.peer.press(sheet, "Answer", user="Maya")
        assert opened.answer_type == 9
        with pytest.raises(AssertionError, match="allowed are 2 to 2"):
            await scene.peer.submit(scene.peer.modal("Maya"), {"Choose 2": ["A"]})
        done = await scene.peer.submit(scene.peer.modal("Maya"), {"answer": ["B", "D"]})
        assert done.reply is sheet
        assert "### Right." in sheet.text


@pytest.mark.parametrize("asked", [ORDERING, MATCHING])
async def test_discord_15_ordering_and_matching_by_selects_in_one_form(asked: Item) -> None:
    async with Scene.open(bank=bank(pack([asked]))) as scene:
        sheet = await practise(scene)
        await scene.peer.press(sheet, "Answer", user="Maya")
        key = right_answer(asked)
        values = {f"answer.{number}": [value] for number, value in enumerate(key)}
        done = await scene.peer.submit(scene.peer.modal("Maya"), values)
        assert "### Right." in done.reply.text
        assert done.reply is sheet


async def test_a_step_chosen_twice_is_explained_and_the_sheet_stays() -> None:
    async with Scene.open(bank=bank(pack([ORDERING]))) as scene:
        sheet = await practise(scene)
        await scene.peer.press(sheet, "Answer", user="Maya")
        values = {f"answer.{number}": ["A"] for number in range(3)}
        done = await scene.peer.submit(scene.peer.modal("Maya"), values)
        assert "Each step stands once." in done.reply.text
        assert done.reply is not sheet
        assert sheet.labels == ["Answer"]


@pytest.mark.parametrize("asked", [SEVEN, SIX])
async def test_discord_15_six_or_seven_prompts_one_after_another(asked: Item) -> None:
    async with Scene.open(bank=bank(pack([asked]))) as scene:
        sheet = await practise(scene)
        for number, value in enumerate(right_answer(asked), 1):
            (select,) = [part for part in sheet.controls if part["type"] == 3]
            assert select["placeholder"] == f"{number}. Need {number}"
            done = await scene.peer.select(sheet, select["custom_id"], [value], user="Maya")
            assert done.reply is sheet
            assert done.answer_type == 7
        assert "### Right." in sheet.text


async def test_steps_go_on_after_a_restart() -> None:
    async with Scene.open(bank=bank(pack([SEVEN]))) as scene:
        sheet = await practise(scene)
        for number, value in enumerate(right_answer(SEVEN)):
            if number == 3:
                await scene.restart()
            await scene.peer.select(sheet, sheet.controls[0]["custom_id"], [value], user="Maya")
        assert "### Right." in sheet.text


async def test_a_case_shows_its_scenario() -> None:
    async with Scene.open(bank=bank(pack([CASE]))) as scene:
        sheet = await practise(scene)
        assert "Orders of a wholesaler" in sheet.text
        assert "A wholesaler forecasts orders each night." in sheet.text


async def test_the_next_question_opens_as_a_sheet_and_not_as_a_form() -> None:
    """Nobody is asked to tick boxes for a stem they have not read."""
    two = pack([RESPONSE, item("mla-d2-9012", response(), domain="2", task="2.1")])
    async with Scene.open(bank=bank(two)) as scene:
        sheet = await practise(scene)
        await scene.peer.press(sheet, "Answer", user="Maya")
        await scene.peer.submit(scene.peer.modal("Maya"), {"answer": ["B", "D"]})
        done = await scene.peer.press(sheet, "Another question", user="Maya")
        assert done.answer_type == 7
        assert sheet.labels == ["Answer"]


async def test_long_options_are_read_in_full() -> None:
    """Complaint 13: real options do not fit a button or a select."""
    long = tuple(
        type(option)(option.id, f"{option.text}: " + "a real-time endpoint behind auto scaling " * 7, option.why)
        for option in response().options
    )
    problem = type(response())(long, frozenset({"B", "D"}), 2)
    async with Scene.open(bank=bank(pack([item("mla-d2-9013", problem, domain="2", task="2.1")]))) as scene:
        sheet = await practise(scene)
        assert all(option.text.strip() in sheet.text for option in long)
        await scene.peer.press(sheet, "Answer", user="Maya")
        (_name, group) = scene.peer.modal("Maya").fields[0]
        assert all(len(option["label"]) <= 100 and option["description"] for option in group["options"])


async def test_the_key_is_kept_back_where_the_group_wants_it_so() -> None:
    async with Scene.open(bank=bank(pack([CHOICE]))) as scene:
        await scene.post(feedback="at_close")
        sheet = await scene.open_sheet("Maya")
        done = await scene.peer.press(sheet, "A", user="Maya")
        assert "Your answer is in." in done.reply.text
        assert "Because of reason" not in done.reply.text
