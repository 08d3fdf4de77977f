"""Complaints about other study bots that only a platform can raise: time-outs, and options that do not fit a button."""

from __future__ import annotations

import asyncio
import threading

import pytest

from adapters.slack import serve
from adapters.store import SqlStore
from bot.item_types import Choice
from bot.rules.items import Option
from tests.adapters.discord_scene import Scene
from tests.adapters.slack_scene import slack_scene
from tests.bot.specimens import bank, item, pack

LONG = "Send every record through a managed delivery stream that buffers, converts and compresses it before storage"
WORDY = bank(
    pack(
        [item(problem=Choice(tuple(Option(x, f"{LONG}, variant {x.lower()}. {LONG}") for x in "ABCD"), frozenset("B")))]
    )
)


async def test_12_slack_never_shows_a_time_out_for_work_that_was_done(
    memory_store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database is busy for a while: the press is acknowledged at once, and its answer counts once."""
    monkeypatch.setattr(serve, "PROMPT", 0.05)
    async with slack_scene(memory_store) as scene:
        await scene.set_up()
        question = await scene.question()
        await scene.peer.press(question, "Answer", user="UMAYA")
        sheet = await scene.card("UMAYA")
        door = threading.Event()
        busy = asyncio.create_task(memory_store.run(lambda _: door.wait(5)))
        await asyncio.sleep(0)
        await scene.peer.press(sheet, "A", user="UMAYA")
        ack = scene.peer.records.acks[-1]
        assert ack.ok
        assert ack.seconds < 1
        door.set()
        await busy
        await scene.peer.until(lambda: "Your answer sheet" not in sheet.words)
        assert len(scene.world.responses(scene.world.sessions()[-1])) == 1


async def test_13_long_options_stand_in_full_on_slack_and_buttons_carry_letters(memory_store: SqlStore) -> None:
    async with slack_scene(memory_store, packs=WORDY) as scene:
        await scene.set_up()
        question = await scene.question()
        await scene.peer.press(question, "Answer", user="UMAYA")
        sheet = await scene.card("UMAYA")
        for words in (question.words, sheet.words):
            assert all(f"{LONG}, variant {x}. {LONG}" in words for x in "abcd")
        assert sheet.labels == ["A", "B", "C", "D"]


async def test_13_long_options_stand_in_full_on_discord_and_buttons_carry_letters() -> None:
    async with Scene.open(bank=WORDY) as scene:
        question = await scene.post()
        sheet = await scene.open_sheet("Maya")
        for words in (question.text, sheet.text):
            assert all(f"{LONG}, variant {x}. {LONG}" in words for x in "abcd")
        assert sheet.labels[:4] == ["A", "B", "C", "D"]
