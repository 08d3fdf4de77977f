"""What leads see on the page: every card in light and dark, wide and narrow, axe finds nothing, and a file is saved."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from adapters.web.inbound import PLACE
from bot.calls import Actor
from bot.commands import SetExamDay, SetPrivacy, ShowHelp
from bot.ports import Ledger
from bot.rules.sessions import Response, Session, session_id
from tests.adapters.test_figures import contrast
from tests.adapters.test_web_access import WIDTHS, faults, spills
from tests.adapters.test_web_figures import painted
from tests.bot.cards.figures import NAMES
from tests.bot.specimens import bank, plenty
from tests.browser import START, Stand, Visitor, visit

TYPED = {
    "How ready the group is": "/cohort readiness",
    "Maya’s report": "/cohort readiness member:Maya",
    "Readiness as a file": "/cohort readiness csv",
    "What leads can see of you": "/privacy",
    "Monday brief, 23 November": "/cohort brief now",
}


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """The page of a group whose members have answered, and agreed to be seen."""
    folder: Path = tmp_path_factory.mktemp("data")
    served = Stand(folder, bank(plenty(12))).start().ask()
    for number, name in enumerate(NAMES):
        someone = Actor("web", "page", f"p{number}", name, manages=True)
        served.handle(ShowHelp(), someone)
        served.store.run_now(partial(write, stand=served, by=someone, right=2 + number))
        served.handle(SetPrivacy("yes"), someone)
    served.handle(SetExamDay("2026-11-30"), Actor("web", "page", "p0", NAMES[0], manages=True))
    yield served
    served.stop()


def write(ledger: Ledger, stand: Stand, by: Actor, right: int) -> None:
    """Ten answers in every task, so many of them right."""
    group = ledger.groups.at(PLACE)
    assert group is not None
    member = ledger.groups.member_of(group.id, by)
    assert member is not None
    quiz = Session(group.id, session_id(group.id, "quiz", START.date()), "quiz", START.date(), (), START, None)
    ledger.sessions.add(quiz)
    for number, item in enumerate(one for one in stand.bank.pack(group.pack).live if int(one.id[-3:]) < 10):
        well = int(item.id[-3:]) < right
        asked = group.id, quiz.id, item.id, item.version, member.id
        at = START.replace(second=number % 60)
        ledger.responses.add(Response(*asked, ("B",), well, float(well), at, at.date(), seconds=50))


def types(visitor: Visitor, words: str) -> None:
    """Type a command; on a narrow screen what slid over the composer goes first."""
    visitor.page.keyboard.press("Escape")
    composer = visitor.page.locator(".channel > .composer textarea, .channel > .composer [name=words]").first
    composer.fill(words)
    composer.press("Enter")


@pytest.mark.parametrize(("shade", "width"), [("light", "wide"), ("dark", "wide"), ("light", "narrow")])
def test_axe_finds_nothing_on_what_a_lead_sees(
    chrome: Browser, stand: Stand, shade: Literal["light", "dark"], width: str
) -> None:
    ada = visit(chrome, stand, name="Ada", viewport=WIDTHS[width], color_scheme=shade, reduced_motion="reduce")
    for title, words in TYPED.items():
        types(ada, words)
        ada.page.locator("#desk").get_by_role("heading", name=title).wait_for()
        assert faults(ada) == [], title
        assert spills(ada.page) <= 0, title
    assert ada.complaints == []
    ada.context.close()


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_numbers_in_filled_cells_can_be_read_in_the_pages_colours(
    chrome: Browser, stand: Stand, shade: Literal["light", "dark"]
) -> None:
    ada = visit(chrome, stand, name="Ada", viewport=WIDTHS["wide"], color_scheme=shade)
    types(ada, TYPED["How ready the group is"])
    heat = ada.page.locator("#desk .figure svg").nth(1)
    heat.wait_for()
    cells = {colour: painted(heat.locator(f"rect.paint-{colour}")) for colour in ("good", "short-tint")}
    said = {colour: painted(heat.locator(f"text.paint-{colour}")) for colour in ("ground", "ink")}

    assert contrast(said["ground"], cells["good"]) >= 4.5
    assert contrast(said["ink"], cells["short-tint"]) >= 4.5
    assert contrast(painted(heat.locator(".paint-short.drawn"), "stroke"), cells["short-tint"]) >= 3
    ada.context.close()


def test_a_press_saves_the_file_and_leaves_the_page_as_it_is(chrome: Browser, stand: Stand) -> None:
    ada = visit(chrome, stand, name="Ada", viewport=WIDTHS["wide"])
    types(ada, TYPED["Readiness as a file"])
    with ada.page.expect_download() as coming:
        ada.page.get_by_role("button", name="Download").click()
    saved = coming.value

    assert saved.suggested_filename == "readiness-2026-11-23.csv"
    content = Path(saved.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbfmember,")
    assert "مها العلي".encode() in content
    assert b"'=cmd" in content
    assert ada.page.get_by_role("heading", name="Readiness as a file").is_visible()
    assert ada.complaints == []
    ada.context.close()
