"""The page for everybody: axe on every state, no complaint of its own policy, narrow and wide, light and dark."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, ViewportSize, expect

from bot.rules.items import Problem
from tests.bot.specimens import CASE, bank, choice, item, matching, ordering, pack, response
from tests.browser import START, Stand, Visitor, visit

SHEETS: dict[str, Problem] = {"response": response(), "ordering": ordering(), "matching": matching(prompts=7)}
WIDTHS: dict[str, ViewportSize] = {"wide": {"width": 1400, "height": 900}, "narrow": {"width": 320, "height": 700}}


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    """The page with a question of a case in the channel and every type to practise."""
    items = (
        item("mla-d1-9001", choice(), case=CASE),
        item("mla-d1-9002", response()),
        item("mla-d1-9003", ordering()),
        item("mla-d1-9004", matching(prompts=6, reuse=True)),
        item("mla-d1-9005", choice()),
    )
    served = Stand(tmp_path, bank(pack(items))).start().ask()
    yield served
    served.stop()


def faults(visitor: Visitor) -> list[str]:
    """What axe finds, told by the protocol's own evaluation, which the page's policy leaves alone."""
    devtools = visitor.context.new_cdp_session(visitor.page)
    devtools.send("Runtime.evaluate", {"expression": AXE_SCRIPT})
    expression = "axe.run({resultTypes: ['violations']}).then((found) => JSON.stringify(found.violations))"
    told = devtools.send("Runtime.evaluate", {"expression": expression, "awaitPromise": True, "returnByValue": True})
    violations: list[dict[str, Any]] = json.loads(told["result"]["value"])
    devtools.detach()
    return [f"{one['id']}: {node['target']} {node['html'][:120]}" for one in violations for node in one["nodes"]]


def spills(page: Page) -> int:
    """By how much the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def states(visitor: Visitor, stand: Stand) -> Iterator[str]:
    """Every state there is, one after another."""
    page = visitor.page
    yield "first visit"
    page.get_by_label("What shall the group call you?").fill("Maya")
    page.get_by_role("button", name="Take a seat").click()
    page.locator("#feed").wait_for()
    yield "channel"
    if page.locator("[data-do=menu]").is_visible():
        page.locator("[data-do=menu]").click()
        page.get_by_text("Name and colours").click()
        yield "menu"
        page.keyboard.press("Escape")
    page.get_by_role("button", name="Answer", exact=True).click()
    page.locator("#desk .sheet").wait_for()
    page.keyboard.press("1")
    yield "sheet"
    page.keyboard.press("Enter")
    page.locator("#desk [data-tone=wrong], #desk [data-tone=right]").wait_for()
    yield "verdict"
    for verb in ("quiz", "board", "help", "name", "report", "cohort setup", "cohort status", "forget", "frobnicate"):
        close(page)
        page.locator(".channel .composer textarea").fill(f"/{verb} ")
        page.locator(".channel .composer textarea").press("Enter")
        expect(page.locator(".channel .composer textarea")).to_have_value("")
        page.wait_for_timeout(60)
        yield verb
    close(page)
    page.locator(".channel .composer textarea").fill("/")
    page.locator(".completions [role=option]").first.wait_for()
    yield "completions"
    page.locator(".channel .composer textarea").fill("")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    yield "keys"
    page.keyboard.press("Escape")
    stand.beat(START + timedelta(hours=8))
    expect(page.locator("#feed")).to_contain_text("This question has closed")
    yield "closed"
    page.locator(".thread-link").click()
    page.locator("#desk[class] .replies").wait_for()
    yield "thread"
    visitor.context.set_offline(True)
    page.locator(".offline").wait_for(state="attached")
    yield "offline"
    visitor.context.set_offline(False)


def close(page: Page) -> None:
    """Close the side where it covers the channel."""
    if page.locator("body.with-desk").count():
        page.locator("#desk [data-do=close]").click()
        expect(page.locator("body.with-desk")).to_have_count(0)


@pytest.mark.parametrize(("shade", "width"), [("light", "wide"), ("dark", "narrow"), ("dark", "wide")])
def test_axe_finds_nothing_and_nothing_spills(
    chrome: Browser, stand: Stand, shade: Literal["light", "dark"], width: str
) -> None:
    maya = visit(chrome, stand, viewport=WIDTHS[width], color_scheme=shade, reduced_motion="reduce")
    found = {}
    for state in states(maya, stand):
        wrong = faults(maya)
        if spills(maya.page) > 0:
            wrong.append(f"wider than the window by {spills(maya.page)}")
        if wrong:
            found[state] = wrong
    assert found == {}
    assert [one for one in maya.complaints if "ERR_INTERNET_DISCONNECTED" not in one] == []


@pytest.mark.parametrize("name", SHEETS)
def test_axe_finds_nothing_on_each_type_of_sheet(chrome: Browser, tmp_path: Path, name: str) -> None:
    problem = SHEETS[name]
    stand = Stand(tmp_path, bank(pack((item(problem=problem), item("mla-d1-9010", problem))))).start().ask()
    try:
        maya = visit(chrome, stand, name="Maya", viewport=WIDTHS["narrow"])
        maya.page.get_by_role("button", name="Answer", exact=True).click()
        maya.page.locator("#desk .sheet").wait_for()
        maya.page.wait_for_timeout(250)
        assert faults(maya) == []
        assert spills(maya.page) <= 0
        assert maya.complaints == []
    finally:
        stand.stop()


def test_the_policy_refuses_what_it_must(chrome: Browser, stand: Stand) -> None:
    """The page works under its policy; what an attacker would try does not."""
    maya = visit(chrome, stand, name="Maya")
    assert maya.complaints == []
    for attempt in (
        "document.body.innerHTML = '<b>x</b>'",
        "document.body.append(Object.assign(document.createElement('img'), {src: 'https://evil.example/x'}))",
        "document.body.setAttribute('style', 'color: red')",
        "eval('1')",
    ):
        devtools = maya.context.new_cdp_session(maya.page)
        devtools.send("Runtime.evaluate", {"expression": attempt, "allowUnsafeEvalBlockedByCSP": False})
        maya.page.wait_for_timeout(50)
    assert len([one for one in maya.complaints if "Content Security Policy" in one or "TrustedHTML" in one]) >= 2
    assert maya.page.locator("body b").count() == 0


def test_markup_of_members_is_never_run(chrome: Browser, stand: Stand) -> None:
    maya = visit(chrome, stand, name="<img src=x onerror=alert(1)>")
    maya.page.locator(".channel .composer textarea").fill("<script>alert(2)</script> <b>bold</b>")
    maya.page.keyboard.press("Enter")
    expect(maya.page.locator("#feed .remark")).to_have_text("<script>alert(2)</script> <b>bold</b>")
    expect(maya.page.locator(".left .who bdi")).to_have_text("<img src=x onerror=alert(1)>")
    assert maya.complaints == []


def test_the_switch_keeps_its_colours_without_a_cookie(chrome: Browser, stand: Stand) -> None:
    maya = visit(chrome, stand, name="Maya", color_scheme="light")
    page = maya.page
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_text("Name and colours").click()
    page.get_by_label("Dark").check()
    dark = page.evaluate(ground)
    assert dark != light
    page.reload()
    assert page.evaluate(ground) == dark
    assert [cookie["name"] for cookie in maya.context.cookies()] == ["cohort"]
    page.get_by_text("Name and colours").click()
    page.get_by_label("As the system").check()
    assert page.evaluate(ground) == light


def test_somebody_may_take_another_name(chrome: Browser, stand: Stand) -> None:
    maya = visit(chrome, stand, name="Maya")
    maya.page.get_by_text("Name and colours").click()
    maya.page.get_by_label("Your name").fill("Maya Lin")
    maya.page.get_by_role("button", name="Save").click()
    expect(maya.page.locator(".left .who bdi")).to_have_text("Maya Lin")
    expect(maya.page.locator("#desk .title")).to_have_text("Hello Maya Lin")


def test_times_stand_in_the_readers_own_zone(chrome: Browser, stand: Stand) -> None:
    context = chrome.new_context(base_url=stand.address, timezone_id="Asia/Kolkata")
    page = context.new_page()
    page.clock.set_fixed_time(START)
    page.goto("/")
    expect(page.locator(".teaser")).to_contain_text("Closes today at 21:30.")
    context.close()


def test_only_one_layer_can_be_reached_on_a_narrow_page(chrome: Browser, stand: Stand) -> None:
    maya = visit(chrome, stand, name="Maya", viewport=WIDTHS["narrow"])
    page = maya.page
    expect(page.locator("#desk")).to_be_hidden()
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator("#desk .sheet")).to_be_visible()
    assert page.locator(".channel").evaluate("(part) => part.inert")
    page.go_back()
    expect(page.locator("#desk")).to_be_hidden()
    expect(page.get_by_role("button", name="Answer", exact=True)).to_be_focused()
    assert not page.locator(".channel").evaluate("(part) => part.inert")


def test_motion_stops_for_those_who_asked(chrome: Browser, stand: Stand) -> None:
    maya = visit(chrome, stand, name="Maya", reduced_motion="reduce", viewport=WIDTHS["narrow"])
    assert maya.page.locator("#desk").evaluate("(part) => getComputedStyle(part).transitionDuration") == "0s"


def test_print_shows_cards_and_no_controls(chrome: Browser, stand: Stand) -> None:
    maya = visit(chrome, stand, name="Maya")
    maya.page.emulate_media(media="print")
    expect(maya.page.locator(".composer")).to_be_hidden()
    expect(maya.page.locator("#left")).to_be_hidden()
    expect(maya.page.locator("#desk .card")).to_be_visible()
