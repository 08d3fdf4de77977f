"""The page of a simulated group says what it is on every state, and keeps out of the ordinary page's way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from adapters.web.accounts import COOKIE
from adapters.web.inbound import PLACE, cookie_of
from bot.cards.model import Away
from bot.cards.simulated import NOTICE, SIMULATED, notice_of
from bot.commands import ShowDesk
from tests.adapters.test_web_access import WIDTHS, faults, spills
from tests.bot.specimens import bank
from tests.browser import Stand, visit


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    """The page on a simulated group."""
    served = Stand(tmp_path, bank(), place=SIMULATED).start().ask()
    yield served
    served.stop()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_notice_stands_on_every_state_and_is_for_everybody(
    chrome: Browser, stand: Stand, width: str, scheme: Literal["light", "dark"]
) -> None:
    visitor = visit(chrome, stand, viewport=WIDTHS[width], color_scheme=scheme)
    page = visitor.page
    expect(page.get_by_role("note")).to_have_text(NOTICE)
    assert faults(visitor) == []
    page.get_by_label("What shall the group call you?").fill("Maya")
    page.get_by_role("button", name="Take a seat").click()
    expect(page.get_by_role("note")).to_have_text(NOTICE)
    expect(page.get_by_role("heading", name="simulated")).to_have_count(1)
    expect(page).to_have_title("Simulated · MLA-C01 · Cohort")
    assert spills(page) == 0
    assert faults(visitor) == []
    assert visitor.complaints == []


def test_its_cookie_does_not_write_over_that_of_the_ordinary_page(chrome: Browser, stand: Stand) -> None:
    visitor = visit(chrome, stand, name="Maya")
    assert {cookie["name"] for cookie in visitor.context.cookies()} == {cookie_of(SIMULATED)}
    assert cookie_of(SIMULATED) != cookie_of(PLACE) == COOKIE


@pytest.mark.parametrize("width", WIDTHS)
def test_the_leads_desk_says_so_too_and_keeps_its_visit_apart(chrome: Browser, stand: Stand, width: str) -> None:
    card = stand.handle(ShowDesk())
    link = next(control.url for control in card.controls if isinstance(control, Away))
    visitor = visit(chrome, stand, viewport=WIDTHS[width])
    page = visitor.page
    page.goto(link)
    expect(page.get_by_role("note")).to_have_text(NOTICE)
    page.get_by_role("button", name="Open the desk").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("note")).to_have_text(NOTICE)
    assert spills(page) == 0
    assert faults(visitor) == []
    assert f"{cookie_of(SIMULATED)}-desk" in {cookie["name"] for cookie in visitor.context.cookies()}
    assert visitor.complaints == []


def test_where_people_are_real_there_is_no_notice() -> None:
    assert notice_of(PLACE) == ""
