"""A mock exam in Slack's modals: a picture that comes late never turns somebody's page back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from adapters.store import SqlStore
from tests.journeys.hands_on_slack import SlackHands, on_slack
from tests.journeys.mock_items import TEN
from tests.peers.slack_workspace import View

SUNDAY = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)


async def test_who_left_the_channel_is_not_written_to_elsewhere_and_finds_the_report_at_home(
    memory_store: SqlStore, tmp_path: Path
) -> None:
    async with on_slack(memory_store, tmp_path, TEN) as hands:
        peer = hands.scene.peer
        await hands.set_up()
        await hands.settle("mocks", day="off")
        await hands.pass_until(SUNDAY)
        await hands.ask("Maya", "mock", kind="full")
        await hands.press("Maya", "Begin")
        await hands.leaves("Maya")
        posted, shown = len(peer.called("chat.postMessage")), len(peer.person("UMAYA").shown)
        for minutes in (24, 26, 28, 40):
            await hands.pass_until(SUNDAY + timedelta(minutes=minutes, seconds=45))

        refused = [call.answer.get("error") for call in peer.called("chat.postEphemeral")]
        assert refused.count("user_not_in_channel") == 3, "two warnings and the end, each tried once"
        assert len(peer.called("chat.postMessage")) == posted
        assert len(peer.person("UMAYA").shown) == shown
        assert "Full mock exam: 0 of 10 right" in await hands.elsewhere("Maya")


async def asked_to_hand_in(hands: SlackHands) -> None:
    """Ada has a mini mock of her own in a window, and is asked whether to hand it in."""
    await hands.set_up()
    await hands.settle("mocks", day="off")
    await hands.pass_until(SUNDAY)
    await hands.elsewhere("Ada")
    for label in ("Mini", "Begin", "Overview", "Hand in"):
        await hands.press("Ada", label)


async def test_a_second_hand_in_never_covers_a_page_that_was_turned_since(
    memory_store: SqlStore, tmp_path: Path
) -> None:
    async with on_slack(memory_store, tmp_path, TEN) as hands:
        await asked_to_hand_in(hands)
        hands.keep("Ada")
        assert "0 of 10 right" in await hands.press("Ada", "Hand in")
        assert await hands.pictured("Ada")
        assert "Question 1 of 10" in await hands.press("Ada", "Go through the questions")
        stands = await hands.press_kept("Ada", "Hand in")
        assert "Question 1 of 10" in stands
        assert "You have handed this one in." not in stands


async def test_an_old_button_in_a_window_left_open_is_answered_there(memory_store: SqlStore, tmp_path: Path) -> None:
    async with on_slack(memory_store, tmp_path, TEN) as hands:
        await asked_to_hand_in(hands)
        window = hands.front["Ada"]
        await hands.ask("Ada", "mock")
        await hands.press("Ada", "Hand it in")
        await hands.press("Ada", "Hand in")
        hands.front["Ada"] = window
        assert "You have handed this one in." in await hands.press("Ada", "Hand in")


async def test_a_late_picture_never_turns_the_page_back(memory_store: SqlStore, tmp_path: Path) -> None:
    async with on_slack(memory_store, tmp_path, TEN) as hands:
        peer = hands.scene.peer
        await asked_to_hand_in(hands)
        peer.world.file_takes = 0.3
        assert "0 of 10 right" in await hands.press("Ada", "Hand in")
        assert "Question 1 of 10" in await hands.press("Ada", "Go through the questions")
        await peer.until(lambda: peer.called("views.update")[-1].answer.get("error") == "hash_conflict")
        view = hands.front["Ada"]
        assert isinstance(view, View)
        assert "Question 1 of 10" in view.words or view.title.startswith("Question 1")
        assert not any(block["type"] == "image" for block in view.blocks)
