"""A mock exam in Slack's modals: a picture that comes late never turns somebody's page back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from adapters.store import SqlStore
from tests.journeys.hands_on_slack import on_slack
from tests.journeys.mock_items import TEN
from tests.peers.slack_workspace import View

SUNDAY = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)


async def test_a_late_picture_never_turns_the_page_back(memory_store: SqlStore, tmp_path: Path) -> None:
    async with on_slack(memory_store, tmp_path, TEN) as hands:
        peer = hands.scene.peer
        await hands.set_up()
        await hands.settle("mocks", day="off")
        await hands.pass_until(SUNDAY)
        await hands.elsewhere("Ada")
        for label in ("Mini", "Begin", "Overview", "Hand in"):
            await hands.press("Ada", label)
        peer.world.file_takes = 0.3
        assert "0 of 10 right" in await hands.press("Ada", "Hand in")
        assert "Question 1 of 10" in await hands.press("Ada", "Go through the questions")
        await peer.until(lambda: peer.called("views.update")[-1].answer.get("error") == "hash_conflict")
        view = hands.front["Ada"]
        assert isinstance(view, View)
        assert "Question 1 of 10" in view.words or view.title.startswith("Question 1")
        assert not any(block["type"] == "image" for block in view.blocks)
