"""The lead's desk in Chromium for tests: classes to look at, and leads who come in."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from adapters.web.inbound import PLACE
from bot.ports import Ledger
from bot.usecases.rate_items import desk_for
from tests.adapters.desk_scene import link_for
from tests.adapters.test_web_access import WIDTHS
from tests.bot.specimens import bank, plenty
from tests.browser import START, Stand, Visitor
from tests.desk_scene import Classmate, fill, rated, usual

Shade = Literal["light", "dark"]
PATIENCE = 20_000
"""Milliseconds that a large class may take on a busy machine."""


def stand_of(folder: Path, people: Sequence[Classmate], *, mocks: int = 3) -> Stand:
    """The page with this class behind it, its questions rated."""
    served = Stand(folder, bank(plenty(12))).start()
    served.set_up()
    served.at = START + timedelta(days=4)

    def work(ledger: Ledger) -> None:
        if people:
            fill(ledger, PLACE, served.bank.pack("mla-c01"), people, served.at, mocks=mocks)
        group = ledger.groups.at(PLACE)
        assert group is not None
        rated(desk_for(ledger, served.bank, group, served.at))

    served.store.run_now(work)
    return served


@pytest.fixture(scope="module")
def class_stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """A usual class."""
    served = stand_of(tmp_path_factory.mktemp("data"), usual())
    yield served
    served.stop()


def come_in(opened: Browser, stand: Stand, width: str = "wide", shade: Shade = "light", **options: object) -> Visitor:
    """Open a link in a browser of one's own, and the desk behind it."""
    context = opened.new_context(
        base_url=stand.address,
        timezone_id="Europe/Berlin",
        viewport=WIDTHS[width],
        color_scheme=shade,
        accept_downloads=True,
        **options,  # type: ignore[arg-type] # what playwright takes
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    visitor = Visitor(context, page)
    page.on(
        "console",
        lambda said: visitor.complaints.append(f"{said.text} {said.location}") if said.type == "error" else None,
    )
    page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
    page.goto(link_for(stand))
    page.get_by_role("button", name="Open the desk").click()
    page.locator("#content").wait_for()
    assert page.url == f"{stand.address}/desk", "the address has no link in it"
    return visitor


def column(page: Page, sheet: str, place: int) -> list[str]:
    """What stands in a column of a table, of the rows that show."""
    cells = page.locator(f"#{sheet}-table tbody tr:not([hidden]) > :nth-child({place})")
    return [words.strip() for words in cells.all_inner_texts()]


def downloaded(page: Page, sheet: str) -> list[list[str]]:
    """The rows of a table's file, fetched by its link."""
    with page.expect_download() as waiting:
        page.locator(f"#{sheet}-table .keep").click()
    assert waiting.value.suggested_filename == f"cohort-{sheet}.csv"
    text = waiting.value.path().read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline="")))
