"""The lead's desk in Chromium, for everybody: axe on every state, narrow and wide, light and dark, keys and paper."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.adapters.desk_browser import Shade, class_stand, column, come_in, downloaded, stand_of
from tests.adapters.desk_scene import link_for
from tests.adapters.test_web_access import faults, spills
from tests.browser import Stand
from tests.desk_scene import Classmate, usual

__all__ = ["class_stand"]

CLASSES: dict[str, Sequence[Classmate]] = {
    "a usual class": usual(),
    "one member": usual(1),
    "nobody agreed": usual(8, shares=0),
    "nobody answered": (),
    "hostile names": [
        Classmate("=cmd|' /C calc'!A0"),
        Classmate("<img src=x onerror=alert(1)>", 0.4),
        Classmate("x" * 40, 1.8),
        Classmate("山田 太郎 " + chr(0x202E) + "drawkcab"),
    ],
}


# --- every state, for everybody ------------------------------------------------------------------


@pytest.mark.parametrize("name", CLASSES)
def test_axe_finds_nothing_and_nothing_spills(chrome: Browser, tmp_path: Path, name: str) -> None:
    served = stand_of(tmp_path, CLASSES[name])
    looks: list[tuple[str, Shade]] = [("wide", "light"), ("narrow", "dark")]
    try:
        for width, shade in looks:
            lead = come_in(chrome, served, width, shade, reduced_motion="reduce")
            assert spills(lead.page) <= 0, (width, shade)
            for details in lead.page.locator("main details").all():
                details.locator("summary").click()
            assert faults(lead) == [], (width, shade)
            assert spills(lead.page) <= 0, (width, shade, "in numbers")
            assert lead.complaints == []
            lead.context.close()
    finally:
        served.stop()


@pytest.mark.parametrize(("width", "shade"), [("wide", "dark"), ("narrow", "light")])
def test_the_pages_around_it_are_for_everybody_too(
    chrome: Browser, class_stand: Stand, width: str, shade: Shade
) -> None:
    lead = come_in(chrome, class_stand, width, shade)
    page = lead.page
    page.locator("#members-table tbody a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Amara’s report")
    expect(page.locator(".counted").first).to_contain_text("Only leads of this group and they can see this.")
    assert faults(lead) == []
    assert spills(page) <= 0
    page.get_by_role("link", name="Back to the desk").click()
    expect(page.locator("#members-table")).to_be_visible()
    page.goto(link_for(class_stand))
    assert faults(lead) == []
    page.goto("/desk/open?link=nonsense")
    assert faults(lead) == []
    page.goto("/desk")
    page.get_by_role("button", name="End all my visits").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ended.")
    assert faults(lead) == []
    page.goto("/desk")
    expect(page.get_by_role("heading", level=1)).to_have_text("The lead’s desk opens with a link.")
    assert [one for one in lead.complaints if "403" not in one] == []


def test_back_and_the_link_once_more_lead_to_the_desk_while_the_visit_goes_on(
    chrome: Browser, class_stand: Stand
) -> None:
    lead = come_in(chrome, class_stand)
    heading = lead.page.get_by_role("heading", level=1)
    finding = heading.inner_text()
    lead.page.go_back()
    expect(heading).to_have_text(finding)
    assert lead.page.url == f"{class_stand.address}/desk"
    assert lead.complaints == []


def test_two_hundred_members_are_a_page_too(chrome: Browser, tmp_path: Path) -> None:
    people = [Classmate(f"Member {n:03}", 1.2 - n / 150, 6, 4, shares=n % 5 > 0) for n in range(200)]
    served = stand_of(tmp_path, people, mocks=0)
    try:
        lead = come_in(chrome, served, reduced_motion="reduce")
        assert "201 members: 160 let leads see how ready they are, 41 keep it to themselves." in lead.page.inner_text(
            ".counted"
        )
        assert len(column(lead.page, "members", 1)) == 160
        expect(lead.page.locator("#readiness .picture title")).to_contain_text("the 30 lowest of 160")
        assert faults(lead) == []
        assert spills(lead.page) <= 0
    finally:
        served.stop()


def test_hostile_names_are_words_everywhere(chrome: Browser, tmp_path: Path) -> None:
    served = stand_of(tmp_path, CLASSES["hostile names"])
    try:
        lead = come_in(chrome, served)
        assert "<img src=x onerror=alert(1)>" in column(lead.page, "members", 1)
        assert lead.page.locator("main img").count() == 0
        assert lead.complaints == []
        rows = downloaded(lead.page, "members")
        assert "'=cmd|' /C calc'!A0" in {row[0] for row in rows}
    finally:
        served.stop()


# --- keys, paper, colours ------------------------------------------------------------------------


def test_everything_is_reached_by_keys_and_seen_to_be(chrome: Browser, class_stand: Stand) -> None:
    lead = come_in(chrome, class_stand)
    page = lead.page
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the findings")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    head = page.locator("#members-table thead th").nth(1).locator("a")
    for _ in range(12):
        page.keyboard.press("Tab")
        if head.evaluate("(link) => link === document.activeElement"):
            break
    expect(head).to_be_focused()
    assert head.evaluate("(link) => getComputedStyle(link).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("#members-table thead th").nth(1)).to_have_attribute("aria-sort", "descending")
    expect(head).to_be_focused()


def test_a_wide_table_scrolls_by_keys_on_a_narrow_page(chrome: Browser, class_stand: Stand) -> None:
    page = come_in(chrome, class_stand, "narrow").page
    region = page.locator("#tasks-table .scroll")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(300)
    assert region.evaluate("(part) => part.scrollLeft") > 0
    box = page.locator("#tasks-table tbody th").first.bounding_box()
    assert box is not None
    assert box["x"] >= 0, "names stay in view"


def test_paper_shows_findings_pictures_and_whole_tables_in_light_colours(chrome: Browser, class_stand: Stand) -> None:
    page = come_in(chrome, class_stand, shade="dark").page
    page.emulate_media(media="print", color_scheme="dark")
    for gone in (".masthead", ".search", "#members-table .keep", ".figure .keep"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".picture svg").first).to_be_visible()
    expect(page.locator("#members-table .caption")).to_be_visible()
    scroll = page.locator("#questions-table .scroll")
    assert scroll.evaluate("(part) => part.scrollHeight - part.clientHeight") <= 1, "no row is cut off"
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert ink == "rgb(21, 33, 31)"


def test_the_button_prints(chrome: Browser, class_stand: Stand) -> None:
    lead = come_in(chrome, class_stand)
    lead.page.evaluate("() => { window.print = () => { document.title = 'printed'; }; }")
    lead.page.get_by_role("button", name="Print").click()
    expect(lead.page).to_have_title("printed")


def test_colours_are_chosen_as_on_the_chat_page(chrome: Browser, class_stand: Stand) -> None:
    page = come_in(chrome, class_stand).page
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_label("Dark").check()
    dark = page.evaluate(ground)
    assert dark != light
    page.reload()
    assert page.evaluate(ground) == dark
    expect(page.get_by_label("Dark")).to_be_checked()
    page.get_by_label("As the system").check()
    assert page.evaluate(ground) == light
