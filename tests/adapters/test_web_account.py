"""An account at a real browser: its name, its time zone, and how it is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.adapters.test_web_access import faults
from tests.adapters.test_web_journey import choose, says
from tests.bot.specimens import bank
from tests.browser import Stand, visit


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    """The page of a group in Berlin with a question in its channel."""
    served = Stand(tmp_path, bank()).start().ask()
    yield served
    served.stop()


def test_who_is_forgotten_finds_nothing_of_themselves_on_the_page(chrome: Browser, stand: Stand) -> None:
    maya = visit(chrome, stand, name="Maya")
    page = maya.page
    choose(maya, "Option b of")
    expect(page.locator("#desk .title")).to_contain_text("Right.")
    says(page, "Thinking about quitting")
    expect(page.locator("#feed .remark")).to_have_count(1)
    says(page, "/forget")
    expect(page.locator("#desk .title")).to_have_text("Delete everything about you?")
    page.locator(".channel .composer textarea").press_sequentially("half a sen")
    page.get_by_role("button", name="Delete everything").click()
    expect(page.locator("main[data-gone] .title")).to_have_text("Everything about you is deleted.")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("body")).not_to_contain_text("Maya")
    assert page.get_by_role("button").count() == 0
    assert faults(maya) == []
    page.get_by_role("link", name="To the channel").click()
    page.get_by_label("What shall the group call you?").fill("Zoe")
    page.keyboard.press("Enter")
    area = page.locator(".channel .composer textarea")
    expect(area).to_have_value("")
    area.press("ArrowUp")
    expect(area).to_have_value("")
    assert maya.complaints == []


def test_a_browser_in_another_zone_leaves_the_zone_of_the_group_alone(chrome: Browser, stand: Stand) -> None:
    maya = visit(chrome, stand, name="Maya", timezone_id="America/New_York")
    page = maya.page
    says(page, "/cohort setup")
    expect(page.get_by_label("Time zone")).to_have_value("Europe/Berlin")
    page.get_by_label("Closing hour").fill("18:00")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.locator("#desk")).to_contain_text("(Europe/Berlin)")


def test_a_name_is_no_longer_than_it_will_be_shown(chrome: Browser, stand: Stand) -> None:
    typed = "Maximiliane Theodora von Hohenzollern-Sigmaringen"
    maya = visit(chrome, stand)
    page = maya.page
    page.get_by_label("What shall the group call you?").press_sequentially(typed)
    page.keyboard.press("Enter")
    expect(page.locator(".left .who bdi")).to_have_text(typed[:40].strip())
    page.get_by_text("Name and colours").click()
    page.get_by_label("Your name").fill("")
    page.get_by_label("Your name").press_sequentially(typed)
    expect(page.get_by_label("Your name")).to_have_value(typed[:40])
