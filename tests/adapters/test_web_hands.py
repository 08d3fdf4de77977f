"""Every type of question answered by mouse, by keys alone and by touch; the composer; the keys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bot.rules.items import Problem
from tests.bot.specimens import bank, choice, item, matching, ordering, pack, response
from tests.browser import Stand, visit


@contextmanager
def asked(chrome: Browser, folder: Path, problem: Problem, **options: object) -> Iterator[Page]:
    """Somebody before an open sheet of that problem; nothing may complain."""
    stand = Stand(folder, bank(pack((item(problem=problem), item("mla-d1-9010", problem))))).start().ask()
    maya = visit(chrome, stand, name="Maya", **options)
    try:
        maya.page.get_by_role("button", name="Answer", exact=True).focus()
        maya.page.keyboard.press("Enter")
        expect(maya.page.locator("#desk .sheet")).to_be_visible()
        yield maya.page
        assert maya.complaints == []
    finally:
        maya.context.close()
        stand.stop()


def row(page: Page, text: str) -> Locator:
    """The row with these words in the sheet."""
    return page.locator("#desk .sheet .row", has_text=text)


def send(page: Page) -> None:
    """Press the button of the sheet."""
    page.locator("#desk .sheet").get_by_role("button", name="Answer").click()


def verdict(page: Page) -> str:
    """The verdict's title."""
    title = page.locator("#desk .card:is([data-tone=right], [data-tone=wrong]) .title")
    title.wait_for()
    return title.inner_text()


def position(page: Page, text: str) -> int:
    """Where a row of the sheet stands, from 0."""
    return page.locator("#desk .sheet .row .text").all_inner_texts().index(text)


def letter(page: Page, text: str) -> str:
    """The letter of a row."""
    return row(page, text).locator(".letter").inner_text()


def test_one_of_four_by_mouse(chrome: Browser, tmp_path: Path) -> None:
    with asked(chrome, tmp_path, choice()) as page:
        send(page)
        expect(page.locator("#desk .sheet .fault")).to_contain_text(["Choose one first."])
        row(page, "Option a of").click(position={"x": 5, "y": 5})
        row(page, "Option b of").click()
        send(page)
        assert "Right." in verdict(page)


@pytest.mark.parametrize("how", ["number", "letter"])
def test_one_of_four_by_keys(chrome: Browser, tmp_path: Path, how: str) -> None:
    with asked(chrome, tmp_path, choice()) as page:
        place = position(page, "Option b of the specimen")
        page.keyboard.press(str(place + 1) if how == "number" else letter(page, "Option b of").lower())
        page.keyboard.press("Enter")
        assert "Right." in verdict(page)
        expect(page.locator("#live")).to_contain_text("Right. The least effort")


def test_two_of_five_by_mouse(chrome: Browser, tmp_path: Path) -> None:
    with asked(chrome, tmp_path, response()) as page:
        row(page, "Option b of").click()
        expect(page.locator("#desk .count")).to_have_text("1 of 2 chosen")
        send(page)
        expect(page.locator("#desk .field .fault")).to_have_text("Choose 2. 1 chosen.")
        row(page, "Option d of").click()
        send(page)
        assert "Right." in verdict(page)


def test_two_of_five_by_keys(chrome: Browser, tmp_path: Path) -> None:
    with asked(chrome, tmp_path, response()) as page:
        for text in ("Option b of the specimen", "Option d of the specimen", "Option e of the specimen"):
            page.keyboard.press(str(position(page, text) + 1))
        page.keyboard.press("Enter")
        expect(page.locator("#desk .field .fault")).to_have_text("Choose 2. 3 chosen.")
        page.keyboard.press(str(position(page, "Option e of the specimen") + 1))
        page.keyboard.press("Enter")
        assert "Right." in verdict(page)


def test_steps_in_order_by_drag(chrome: Browser, tmp_path: Path) -> None:
    with asked(chrome, tmp_path, ordering(), viewport={"width": 1280, "height": 1100}) as page:
        for place, text in enumerate(("Step c of", "Step a of", "Step e of")):
            target = page.locator("#desk .order .row").nth(place)
            target.scroll_into_view_if_needed()
            source, box = row(page, text).locator(".grip").bounding_box(), target.bounding_box()
            assert source is not None
            assert box is not None
            page.mouse.move(source["x"] + 5, source["y"] + 5)
            page.mouse.down()
            page.mouse.move(box["x"] + 30, box["y"] + 14, steps=4)
            page.mouse.move(box["x"] + 30, box["y"] + 4, steps=2)
            page.mouse.up()
        expect(page.locator("#desk .order .position")).to_have_text(["1", "2", "3", "–", "–"])
        send(page)
        assert "Right." in verdict(page)


def test_steps_in_order_by_keys_with_positions_read_out(chrome: Browser, tmp_path: Path) -> None:
    with asked(chrome, tmp_path, ordering()) as page:
        page.locator("#desk .order .row").first.focus()
        for place, text in enumerate(("Step c of the specimen", "Step a of the specimen", "Step e of the specimen")):
            row(page, text).focus()
            while position(page, text) > place:
                page.keyboard.press("Alt+ArrowUp")
            expect(row(page, text)).to_be_focused()
            expect(row(page, text)).to_have_attribute("aria-label", f"Position {place + 1} of 3: {text}")
        page.keyboard.press("Alt+ArrowDown")
        expect(page.locator("#live")).to_have_text("Left out: Step e of the specimen")
        page.keyboard.press("Alt+ArrowUp")
        expect(page.locator("#live")).to_have_text("Position 3 of 3: Step e of the specimen")
        page.keyboard.press("ArrowUp")
        expect(row(page, "Step a of")).to_be_focused()
        page.keyboard.press("Enter")
        assert "Right." in verdict(page)


def test_steps_in_order_by_touch(chrome: Browser, tmp_path: Path) -> None:
    """On a phone there is no Alt key: the arrows on each row do it, and the page scrolls as ever."""
    with asked(chrome, tmp_path, ordering(), viewport={"width": 600, "height": 800}, has_touch=True) as page:
        for place, text in enumerate(("Step c of the specimen", "Step a of the specimen", "Step e of the specimen")):
            while position(page, text) > place:
                row(page, text).get_by_role("button", name="Move up").tap()
        send(page)
        assert "Right." in verdict(page)


def test_pairs_by_mouse_with_used_options_marked(chrome: Browser, tmp_path: Path) -> None:
    with asked(chrome, tmp_path, matching()) as page:
        selects = page.locator("#desk .pair select")
        selects.nth(0).select_option("A")
        used = selects.nth(1).locator("option[value=A]")
        expect(used).to_contain_text("(used)")
        expect(page.locator("#desk .listing .row.used")).to_contain_text("for 1")
        send(page)
        expect(page.locator("#desk .match .fault")).to_have_text("Every prompt needs an option.")
        expect(selects.nth(1)).to_be_focused()
        selects.nth(1).select_option("B")
        selects.nth(2).select_option("A")
        send(page)
        expect(page.locator("#desk .sheet")).to_contain_text("Each option fits at most one prompt here.")
        selects.nth(2).select_option("C")
        send(page)
        assert "Right." in verdict(page)


def test_pairs_by_keys(chrome: Browser, tmp_path: Path) -> None:
    with asked(chrome, tmp_path, matching(prompts=7)) as page:
        for number in range(7):
            select = page.locator("#desk .pair select").nth(number)
            select.focus()
            words = select.locator(f"option[value={chr(65 + number)}]").get_attribute("data-letter")
            assert words is not None
            page.keyboard.type(words)
            expect(select).to_have_value(chr(65 + number))
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert "Right." in verdict(page)


def test_the_composer_completes_commands_and_options(chrome: Browser, tmp_path: Path) -> None:
    with asked(chrome, tmp_path, choice()) as page:
        page.keyboard.press("/")
        area = page.locator(".channel .composer textarea")
        options = page.locator(".channel .completions [role=option]")
        expect(area).to_be_focused()
        expect(area).to_have_value("/")
        expect(options.first).to_contain_text("/today")
        area.press_sequentially("qu")
        expect(options).to_have_count(1)
        expect(area).to_have_attribute("aria-activedescendant", "words-list-0")
        page.keyboard.press("Enter")
        expect(area).to_have_value("/quiz ")
        expect(options).to_have_count(2)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(area).to_have_value("/quiz task:")
        area.press_sequentially("2.")
        expect(options.first).to_contain_text("2.1 Task 1 of 2")
        options.nth(1).click()
        expect(area).to_have_value("/quiz task:2.2 ")
        page.keyboard.press("Escape")
        expect(options.first).to_be_hidden()
        page.keyboard.press("Enter")
        expect(page.locator("#desk .card[data-tone=trouble]")).to_be_visible()


def test_the_composer_remembers_and_never_loses_what_was_typed(chrome: Browser, tmp_path: Path) -> None:
    with asked(chrome, tmp_path, choice()) as page:
        area = page.locator(".channel .composer textarea")
        for words in ("/me", "Good morning"):
            area.fill(words)
            area.press("Enter")
            expect(area).to_have_value("")
        area.press_sequentially("half a thou")
        page.reload()
        expect(area).to_have_value("half a thou")
        area.focus()
        for expected in ("Good morning", "/me", "/me"):
            area.press("ArrowUp")
            expect(area).to_have_value(expected)
        area.press("ArrowDown")
        area.press("ArrowDown")
        expect(area).to_have_value("half a thou")
        area.press("Shift+Enter")
        area.press_sequentially("ght")
        expect(area).to_have_value("half a thou\nght")


def test_keys_walk_through_posts_and_close_the_side(chrome: Browser, tmp_path: Path) -> None:
    with asked(chrome, tmp_path, choice()) as page:
        for words in ("One", "Two"):
            page.locator(".channel .composer textarea").fill(words)
            page.keyboard.press("Enter")
            expect(page.locator("#feed .remark").last).to_have_text(words)
        page.keyboard.press("Escape")
        for key, shown in (("j", "Question of"), ("j", "One"), ("j", "Two"), ("j", "Two"), ("k", "One")):
            page.keyboard.press(key)
            expect(page.locator("#feed .post:focus")).to_contain_text(shown)
        page.keyboard.press("?")
        expect(page.get_by_role("dialog")).to_contain_text("move a row up or down")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
        page.keyboard.press("Escape")
        expect(page.locator("#desk .title")).to_have_text("Hello Maya")
        expect(page.get_by_role("button", name="Answer", exact=True)).to_be_focused()


def test_going_back_on_the_desk_finds_what_stood_there(chrome: Browser, tmp_path: Path) -> None:
    with asked(chrome, tmp_path, choice()) as page:
        page.keyboard.press("2")
        page.get_by_role("button", name="This week’s board").click()
        expect(page.locator("#desk .title")).to_have_text("This week’s board")
        page.get_by_role("button", name="Back").click()
        assert page.locator("#desk input:checked").count() == 1


def test_a_report_is_asked_and_thanked_for(chrome: Browser, tmp_path: Path) -> None:
    with asked(chrome, tmp_path, choice()) as page:
        page.keyboard.press("1")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Report this question").click()
        page.get_by_role("button", name="Report", exact=True).click()
        expect(page.locator("#desk .field .fault")).to_have_text("Fill this in first.")
        page.get_by_label("What is wrong with it?").fill("The key looks <b>old</b>.")
        page.get_by_role("button", name="Report", exact=True).click()
        expect(page.locator("#desk .title")).to_have_text("Thank you. Your report is stored.")
