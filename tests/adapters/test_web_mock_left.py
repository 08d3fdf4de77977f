"""Leaving a question of a mock exam at a real browser: what is chosen is neither lost nor taken for something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.adapters.test_web_journey import says
from tests.adapters.test_web_mock import begin, mock_stand, title, to_a
from tests.browser import Stand


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    """The page with the weekly mock of ten questions in its channel."""
    served = mock_stand(tmp_path)
    yield served
    served.stop()


LEAVES: Mapping[str, Callable[[Page], object]] = {
    "Escape": lambda page: page.keyboard.press("Escape"),
    "back on the desk": lambda page: page.locator("#desk [data-do=back]").click(),
    "a verb on the left": lambda page: page.get_by_role("button", name="Help").click(),
    "a typed command": lambda page: says(page, "/help"),
}
"""Ways out of a question that are none of its own buttons."""


@pytest.mark.parametrize("way", LEAVES)
def test_a_choice_goes_along_by_whatever_way_the_question_is_left(chrome: Browser, stand: Stand, way: str) -> None:
    maya = begin(chrome, stand)
    page = maya.page
    number = to_a(page, "input[type=radio]")
    page.keyboard.press("2")
    with page.expect_response("**/press"):
        LEAVES[way](page)
    expect(title(page)).not_to_have_text(f"Question {number} of 10")
    goes_on(page)
    answered(page, number)
    assert maya.complaints == []


def test_a_choice_goes_along_when_the_page_is_closed(chrome: Browser, stand: Stand) -> None:
    maya = begin(chrome, stand)
    number = to_a(maya.page, "input[type=radio]")
    maya.page.keyboard.press("2")
    maya.page.close()
    assert maya.complaints == []
    page = maya.context.new_page()
    page.goto("/")
    goes_on(page)
    answered(page, number)


def answered(page: Page, number: int) -> None:
    """By the overview this question has an answer, and no other one has."""
    page.keyboard.press("o")
    expect(page.locator("#desk .card")).to_contain_text("1 of 10 answered.")
    expect(page.get_by_role("button", name=f"Question {number}", exact=True)).to_have_count(0)


def goes_on(page: Page) -> None:
    """Come back to the mock exam from anywhere."""
    says(page, "/mock")
    page.locator("#desk").get_by_role("button", name="Go on").click()
    expect(title(page)).to_contain_text(" of 10")


def test_an_old_sheet_below_does_not_take_a_newer_choice_back(chrome: Browser, stand: Stand) -> None:
    maya = begin(chrome, stand)
    page = maya.page
    number = to_a(page, "input[type=radio]")
    page.keyboard.press("2")
    goes_on(page)
    page.keyboard.press("o")
    expect(title(page)).to_have_text("Overview")
    page.get_by_role("button", name="Question 10", exact=True).click()
    expect(title(page)).to_have_text("Question 10 of 10")
    for before in range(9, number - 1, -1):
        page.keyboard.press("p")
        expect(title(page)).to_have_text(f"Question {before} of 10")
    page.keyboard.press("3")
    page.keyboard.press("o")
    expect(title(page)).to_have_text("Overview")
    page.locator("#desk [data-do=back]").click()
    expect(page.locator("#desk .choice input").nth(1)).to_be_checked()
    page.keyboard.press("n")
    expect(title(page)).to_have_text(f"Question {number + 1} of 10")
    page.keyboard.press("p")
    expect(title(page)).to_have_text(f"Question {number} of 10")
    expect(page.locator("#desk .choice input").nth(2)).to_be_checked()


def test_a_refused_answer_is_told_beside_it_and_never_lost(chrome: Browser, stand: Stand) -> None:
    """Whoever wants to go on all the same does; the question waits as it was, with what is wrong with it."""
    maya = begin(chrome, stand)
    page = maya.page
    number = to_a(page, "select")
    prompts = page.locator("#desk .sheet select")
    for place in range(prompts.count()):
        prompts.nth(place).select_option(index=1)
    same = [prompts.nth(place).input_value() for place in range(prompts.count())]
    turn = page.locator("#desk").get_by_role("button", name="Next" if number < 10 else "Overview")
    turn.click()
    fault = page.locator("#desk .sheet > .controls > .fault")
    expect(fault).to_contain_text("Each option fits at most one prompt here.")
    expect(title(page)).to_have_text(f"Question {number} of 10")
    turn.click()
    expect(title(page)).not_to_have_text(f"Question {number} of 10")
    page.keyboard.press("o")
    page.get_by_role("button", name=f"Question {number}", exact=True).click()
    expect(title(page)).to_have_text(f"Question {number} of 10")
    expect(fault).to_contain_text("Each option fits at most one prompt here.")
    assert [prompts.nth(place).input_value() for place in range(len(same))] == same
    for place in range(len(same)):
        prompts.nth(place).select_option(index=place + 1)
    answered(page, number)
    assert maya.complaints == []


def test_half_an_answer_and_how_sure_one_is_of_it_stay_together(chrome: Browser, stand: Stand) -> None:
    maya = begin(chrome, stand)
    page = maya.page
    to_a(page, "input[type=checkbox]")
    boxes = page.locator("#desk .sheet input[type=checkbox]")
    page.get_by_role("button", name="I am sure").click()
    expect(page.locator("#desk .clock")).to_contain_text("· sure")
    boxes.nth(1).check()
    page.keyboard.press("m")
    expect(page.locator("#desk .clock")).to_contain_text("marked for review · sure")
    expect(boxes.nth(1)).to_be_checked()
    page.get_by_role("button", name="A guess").click()
    expect(page.locator("#desk .clock")).to_contain_text("marked for review · a guess")
    expect(boxes.nth(1)).to_be_checked()
    assert maya.complaints == []
