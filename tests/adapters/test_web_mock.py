"""A mock exam at a real browser: keys, an unsent choice, the clock, words that come unasked, and axe on all of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bot.commands import SetMocks, SetUpGroup
from tests.adapters.test_web_access import WIDTHS, faults, spills
from tests.browser import START, Stand, Visitor, visit
from tests.journeys.mock_items import TEN

NOON = START.replace(day=28, hour=11)
"""Saturday, noon in Berlin, when the weekly mock opens; it has 27 minutes."""


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    """The page with the weekly mock, for one test."""
    served = mock_stand(tmp_path)
    yield served
    served.stop()


def mock_stand(folder: Path) -> Stand:
    """A served page with the weekly mock of ten questions in its channel."""
    served = Stand(folder, TEN).start()
    served.handle(SetUpGroup("09:00", "Europe/Berlin", ("mon",), "17:00"))
    served.handle(SetMocks("sat", "12:00", "sun", "20:00", "10"))
    served.beat(NOON)
    return served


def begin(chrome: Browser, stand: Stand, **options: object) -> Visitor:
    """Maya before her first question, with a clock that shows the stand's time."""
    maya = visit(chrome, stand, name="Maya", **options)
    maya.page.clock.set_fixed_time(stand.at)
    maya.page.reload()
    maya.page.locator("#feed").get_by_role("button", name="Begin").click()
    expect(title(maya.page)).to_have_text("Question 1 of 10")
    return maya


def title(page: Page) -> Locator:
    """The title of the card on the desk."""
    return page.locator("#desk .card:not(.word) .title")


def to_a_choice(page: Page) -> int:
    """Turn pages until a question of one choice stands there; its number."""
    return to_a(page, "input[type=radio]")


def to_a(page: Page, control: str) -> int:
    """Turn pages until a question with such a control stands there; its number."""
    number = 1
    while not page.locator(f"#desk .sheet {control}").count():
        page.keyboard.press("n")
        number += 1
        expect(title(page)).to_have_text(f"Question {number} of 10")
    return number


def test_pages_are_turned_by_keys_and_a_choice_goes_along(chrome: Browser, stand: Stand) -> None:
    maya = begin(chrome, stand)
    page = maya.page
    number = to_a_choice(page)
    page.keyboard.press("2")
    page.keyboard.press("n")
    expect(title(page)).to_have_text(f"Question {number + 1} of 10")
    expect(page.locator("#desk .clock")).to_contain_text("1 of 10 answered")
    page.keyboard.press("p")
    expect(title(page)).to_have_text(f"Question {number} of 10")
    expect(page.locator("#desk .choice:has(input:checked)")).to_contain_text("Your answer")
    expect(page.locator("#desk .choice input").nth(1)).to_be_checked()
    page.keyboard.press("m")
    expect(page.locator("#desk .clock")).to_contain_text("marked for review")
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    expect(title(page)).to_have_text(f"Question {number + 1} of 10")
    page.keyboard.press("o")
    expect(title(page)).to_have_text("Overview")
    page.get_by_role("button", name="Hand in").click()
    page.get_by_role("button", name="Hand in").dblclick()
    expect(title(page)).to_contain_text("of 10 right")
    expect(page.locator("#desk .figure svg")).to_be_visible()
    page.get_by_role("button", name="Go through the questions").click()
    expect(title(page)).to_contain_text("Question 1 of 10:")
    page.keyboard.press("n")
    expect(title(page)).to_contain_text("Question 2 of 10:")
    page.locator("#desk [data-do=back]").click()
    expect(title(page)).to_have_text("Hello Maya")
    assert maya.complaints == []


def test_half_an_answer_waits_until_one_turns_back(chrome: Browser, stand: Stand) -> None:
    """One box of two, one prompt of several: neither is an answer, and neither is lost by a look at the next page."""
    maya = begin(chrome, stand)
    page = maya.page
    halves = {}
    for number in range(1, 11):
        expect(title(page)).to_have_text(f"Question {number} of 10")
        boxes = page.locator("#desk .sheet input[type=checkbox]")
        prompts = page.locator("#desk .sheet select")
        if boxes.count():
            halves[number] = boxes.nth(1).input_value()
            boxes.nth(1).check()
        elif prompts.count():
            prompts.nth(1).select_option(index=2)
            halves[number] = prompts.nth(1).input_value()
        if number < 10:
            page.keyboard.press("n")
    assert len(halves) == 3
    for number in range(9, 0, -1):
        page.keyboard.press("p")
        expect(title(page)).to_have_text(f"Question {number} of 10")
        if number in halves:
            expect(page.locator("#desk .clock")).to_contain_text("0 of 10 answered")
            held = page.locator("#desk .sheet :is(input:checked, select)")
            assert halves[number] in [held.nth(n).input_value() for n in range(held.count())]
    assert maya.complaints == []


def test_the_clock_runs_warns_and_hands_in(chrome: Browser, stand: Stand) -> None:
    """A warning leaves what is being filled in alone; at the end the report takes its place, here and nowhere else."""
    maya = begin(chrome, stand)
    page = maya.page
    to_a_choice(page)
    expect(page.locator("#desk .clock strong")).to_have_text("27 minutes left")
    page.clock.set_fixed_time(NOON + timedelta(minutes=7))
    expect(page.locator("#desk .clock strong")).to_have_text("20 minutes left")
    page.keyboard.press("2")
    stand.beat(NOON + timedelta(minutes=25, seconds=3))
    page.clock.set_fixed_time(stand.at)
    expect(page.locator("#desk .card.word .title")).to_have_text("2 minutes left in your mock exam.")
    expect(page.locator("#live")).to_contain_text("2 minutes left in your mock exam.")
    expect(page.locator("#desk .choice input").nth(1)).to_be_checked()
    expect(page.locator("#desk .clock.short strong")).to_have_text("2 minutes left")
    page.clock.set_fixed_time(NOON + timedelta(minutes=26))
    expect(page.locator("#desk .clock.short strong")).to_have_text("1 minute left")
    page.clock.set_fixed_time(NOON + timedelta(minutes=26, seconds=45))
    expect(page.locator("#desk .clock.short strong")).to_have_text("Less than a minute left")
    stand.beat(NOON + timedelta(minutes=28))
    expect(title(page)).to_have_text("Mini mock: 0 of 10 right")
    expect(page.locator("#desk .card")).to_contain_text("Time was up")
    expect(page.locator("#desk .sheet")).to_have_count(0)
    expect(page.locator("#feed").get_by_role("button", name="My report")).to_have_count(1)
    assert maya.complaints == []


@pytest.mark.parametrize(("shade", "width"), [("light", "wide"), ("dark", "narrow")])
def test_axe_finds_nothing_in_a_mock_exam(
    chrome: Browser, stand: Stand, shade: Literal["light", "dark"], width: str
) -> None:
    maya = begin(chrome, stand, viewport=WIDTHS[width], color_scheme=shade, reduced_motion="reduce")
    found = {}
    for state in states(maya.page, stand):
        wrong = faults(maya)
        if spills(maya.page) > 0:
            wrong.append(f"wider than the window by {spills(maya.page)}")
        if wrong:
            found[state] = wrong
    assert found == {}
    assert maya.complaints == []


def states(page: Page, stand: Stand) -> Iterator[str]:
    """Each question, overview, warning, report, a reviewed question and the menu, one after another."""
    for number in range(1, 11):
        expect(title(page)).to_have_text(f"Question {number} of 10")
        yield f"question {number}"
        if number < 10:
            page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Overview").click()
    expect(title(page)).to_have_text("Overview")
    yield "overview"
    page.get_by_role("button", name="Question 3").click()
    expect(title(page)).to_have_text("Question 3 of 10")
    stand.beat(NOON + timedelta(minutes=24, seconds=30))
    expect(page.locator("#desk .card.word")).to_be_visible()
    yield "warning"
    stand.beat(NOON + timedelta(minutes=28))
    expect(title(page)).to_contain_text("of 10 right")
    yield "report"
    page.get_by_role("button", name="Go through the questions").click()
    expect(title(page)).to_contain_text("Left blank.")
    yield "reviewed"


def test_somebody_away_is_told_once_when_they_come_back(chrome: Browser, stand: Stand) -> None:
    maya = begin(chrome, stand)
    maya.page.goto("about:blank")
    stand.beat(NOON + timedelta(minutes=28))
    maya.page.goto(stand.address)
    expect(title(maya.page)).to_have_text("Mini mock: 0 of 10 right")
    maya.page.reload()
    expect(title(maya.page)).to_have_text("Hello Maya")
