"""What leads see on Discord: names complete for them alone, pictures and the file come with the private reply."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.adapters.discord_scene import Scene
from tests.adapters.test_discord_pictures import galleries
from tests.bot.specimens import bank, plenty
from tests.peers.discord_model import walk


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    """A group in which Maya agreed to be seen and Omar did not."""
    async with Scene.open(bank=bank(plenty(2))) as scene:
        await scene.set_up()
        sheet = (await scene.peer.slash("quiz", user="Maya")).reply
        scene.at += timedelta(minutes=1)
        await scene.peer.press(sheet, "A", user="Maya")
        await scene.peer.slash("privacy", {"share": "yes"}, user="Maya")
        await scene.peer.slash("help", user="Omar")
        yield scene


async def test_a_members_name_completes_for_leads_and_only_of_those_who_agreed(scene: Scene) -> None:
    asked = ("cohort readiness", "member", "")
    assert await scene.peer.autocomplete(*asked, user="Ada") == [{"name": "Maya", "value": "Maya"}]
    assert await scene.peer.autocomplete("cohort readiness", "member", "om", user="Ada") == []
    assert await scene.peer.autocomplete(*asked, user="Omar") == []

    await scene.peer.slash("privacy", {"share": "no"}, user="Maya")
    assert await scene.peer.autocomplete(*asked, user="Ada") == []


async def test_the_group_comes_with_two_pictures_and_the_file_as_a_file(scene: Scene) -> None:
    group = (await scene.peer.slash("cohort readiness", user="Ada")).reply
    assert group.ephemeral
    assert len(galleries(group.components)) == 2

    file = (await scene.peer.press(group, "All of it as a file", user="Ada")).reply
    assert file.ephemeral
    assert [part["file"]["url"] for part in walk(file.components) if part["type"] == 13] == [
        "attachment://readiness-2026-11-23.csv"
    ]


async def test_somebody_else_gets_a_refusal_for_every_way(scene: Scene) -> None:
    for given in ({}, {"member": "Maya"}, {"file": "csv"}):
        reply = (await scene.peer.slash("cohort readiness", given, user="Omar", shown=False)).reply
        assert "Only leads of this group can do that." in reply.text
        assert not galleries(reply.components)
