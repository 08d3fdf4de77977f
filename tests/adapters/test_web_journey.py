"""A newcomer at a real browser: from the name to the thread, across a restart of the server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.bot.specimens import bank, item, pack
from tests.browser import START, Stand, Visitor, visit

CLOSES = START + timedelta(hours=8)


@pytest.fixture
def stand(tmp_path: Path) -> Iterator[Stand]:
    """The page with a question of single choice in the channel; its key is B."""
    served = Stand(tmp_path, bank(pack((item(), item("mla-d1-9010"))))).start().ask()
    yield served
    served.stop()


def desk(page: Page) -> str:
    """What the desk says."""
    return page.locator("#desk").inner_text()


def says(page: Page, words: str) -> None:
    """Type into the composer and send."""
    page.locator(".channel .composer textarea").fill(words)
    page.keyboard.press("Enter")


def choose(visitor: Visitor, text: str) -> None:
    """Open the sheet and answer by mouse."""
    visitor.page.get_by_role("button", name="Answer", exact=True).click()
    visitor.page.locator("#desk .choice", has_text=text).click()
    visitor.page.locator("#desk").get_by_role("button", name="Answer").click()


def test_a_newcomer_answers_looks_around_and_finds_everything_after_a_restart(chrome: Browser, stand: Stand) -> None:
    maya = visit(chrome, stand)
    page = maya.page
    expect(page.get_by_text("Which one does with the LEAST effort?")).to_be_visible()
    expect(page.get_by_label("What shall the group call you?")).to_be_focused()
    page.keyboard.type("Maya")
    page.keyboard.press("Enter")

    choose(maya, "Option b of")
    expect(page.locator("#desk .title")).to_contain_text("Right.")
    expect(page.locator("#desk .note").first).to_be_visible()
    expect(page.locator("#desk .private")).to_have_text("Only you can see this")
    expect(page.locator(".left .days")).to_have_text("1 study day in a row")
    expect(page.locator("#feed .answered")).to_have_text("✓ You have answered")

    for words, title in (
        ("/quiz", "Your answer sheet"),
        ("/me", "How you are doing, Maya"),
        ("/board", "This week’s board"),
        ("/help", "What you can do"),
    ):
        says(page, words)
        page.keyboard.press("Enter")
        expect(page.locator("#desk .title")).to_have_text(title)

    page.keyboard.press("Escape")
    expect(page.locator("#desk .title")).to_have_text("Hello Maya")
    expect(page.locator("#desk .card")).to_contain_text("1 study day")
    page.get_by_role("button", name="See your answer").click()
    expect(page.locator("#desk .title")).to_contain_text("You have answered this one. Your first answer stands.")

    stand.stop()
    expect(page.locator(".offline")).to_be_visible()
    expect(page.locator(".offline")).to_contain_text("You are offline, still here.")
    stand.start()
    expect(page.locator(".offline")).to_be_hidden()
    page.reload()
    expect(page.locator("#feed .answered")).to_have_text("✓ You have answered")
    expect(page.locator(".left .who")).to_contain_text("Maya")
    expect(page.locator(".left .days")).to_have_text("1 study day in a row")
    page.get_by_role("button", name="See your answer").click()
    expect(page.locator("#desk .title")).to_contain_text("Your first answer stands.")
    assert [one for one in maya.complaints if "ERR_" not in one] == []


def test_the_thread_opens_at_the_close_and_two_people_talk(chrome: Browser, stand: Stand) -> None:
    maya, omar = visit(chrome, stand, name="Maya"), visit(chrome, stand, name="Omar")
    choose(maya, "Option a of")
    expect(maya.page.locator("#desk .title")).to_contain_text("Not this one. The key is")
    expect(maya.page.locator("#live")).to_contain_text("Not this one.")
    expect(maya.page.get_by_text("The discussion opens at the close")).to_be_visible()
    stand.beat(CLOSES)

    for one in (maya, omar):
        expect(one.page.locator("#feed")).to_contain_text("This question has closed")
        one.page.get_by_role("link", name="1 reply").click()
        expect(one.page.locator("#desk")).to_contain_text("the key, and why")
        expect(one.page.locator("#desk")).to_contain_text("Everybody in the group can read this")
    maya.page.get_by_label("Write in the thread").fill("I thought a was cheaper.")
    maya.page.keyboard.press("Enter")
    expect(omar.page.locator("#desk .remark")).to_have_text("I thought a was cheaper.")
    expect(omar.page.locator("#live")).not_to_contain_text("cheaper")
    stand.at += timedelta(seconds=5)
    omar.page.get_by_label("Write in the thread").fill("So did I.")
    omar.page.keyboard.press("Enter")
    expect(maya.page.locator("#desk .remark")).to_have_text(["I thought a was cheaper.", "So did I."])
    expect(omar.page.get_by_label("Write in the thread")).to_be_focused()
    expect(maya.page.get_by_role("link", name="3 replies")).to_be_visible()
    says(maya.page, "Good morning, everybody")
    expect(omar.page.locator("#feed .remark")).to_have_text("Good morning, everybody")
    expect(omar.page.locator("#live")).to_have_text("Maya: Good morning, everybody")
    assert maya.complaints + omar.complaints == []


def test_news_never_takes_the_focus_nor_what_is_being_done(chrome: Browser, stand: Stand) -> None:
    maya = visit(chrome, stand, name="Maya")
    page = maya.page
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator("#desk .choice")).to_have_count(4)
    page.keyboard.press("2")
    page.locator(".channel .composer textarea").fill("half a sen")
    stand.beat(CLOSES)
    expect(page.locator("#feed")).to_contain_text("This question has closed")
    expect(page.locator(".channel .composer textarea")).to_be_focused()
    expect(page.locator(".channel .composer textarea")).to_have_value("half a sen")
    assert page.locator("#desk input:checked").count() == 1
    page.locator("#desk").get_by_role("button", name="Answer").click()
    expect(page.locator("#desk .title")).to_have_text("This one has closed.")


def test_focus_inside_a_post_stays_when_the_post_changes(chrome: Browser, stand: Stand) -> None:
    maya, omar = visit(chrome, stand, name="Maya"), visit(chrome, stand, name="Omar")
    maya.page.get_by_role("button", name="Answer", exact=True).focus()
    choose(omar, "Option b of")
    stand.beat(stand.at + timedelta(seconds=30))
    expect(maya.page.locator("#feed")).to_contain_text("1 has answered")
    expect(maya.page.get_by_role("button", name="Answer", exact=True)).to_be_focused()


def test_a_new_question_is_spoken_once_and_stands_below(chrome: Browser, stand: Stand) -> None:
    maya = visit(chrome, stand, name="Maya")
    stand.beat(CLOSES)
    stand.beat(START + timedelta(days=1))
    expect(maya.page.locator("#live")).to_contain_text("New: Question of Tuesday 24 November")
    expect(maya.page.locator("#feed .entry")).to_have_count(2)
    expect(maya.page.locator("#feed .entry").last.locator(".day")).to_be_visible()
    assert maya.complaints == []


def test_offline_words_are_kept_and_sent_once(chrome: Browser, stand: Stand) -> None:
    maya = visit(chrome, stand, name="Maya")
    page = maya.page
    maya.context.set_offline(True)
    expect(page.locator(".offline")).to_be_visible()
    says(page, "Written on a train")
    expect(page.locator(".channel .composer .fault")).to_contain_text("You are offline. Nothing is lost")
    expect(page.locator(".channel .composer textarea")).to_have_value("Written on a train")
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.locator("#feed .fault")).to_contain_text("You are offline.")
    maya.context.set_offline(False)
    expect(page.locator(".offline")).to_be_hidden(timeout=10_000)
    page.locator(".channel .composer textarea").press("Enter")
    expect(page.locator("#feed .remark")).to_have_text("Written on a train")
    expect(page.locator(".channel .composer textarea")).to_have_value("")


def test_a_server_that_breaks_says_so_and_loses_nothing(chrome: Browser, stand: Stand) -> None:
    maya = visit(chrome, stand, name="Maya")
    maya.page.route("**/words", lambda route: route.fulfill(status=500, body="broken"))
    says(maya.page, "Keep this")
    expect(maya.page.locator(".channel .composer .fault")).to_contain_text("Something broke on our side.")
    expect(maya.page.locator(".channel .composer textarea")).to_have_value("Keep this")


def test_a_slow_reply_says_that_it_is_awaited_and_a_second_press_is_not_sent(chrome: Browser, stand: Stand) -> None:
    maya = visit(chrome, stand, name="Maya")
    sent: list[Route] = []

    def hold(route: Route) -> None:
        sent.append(route)

    maya.page.route("**/press", hold)
    button = maya.page.get_by_role("button", name="Answer", exact=True)
    button.click()
    expect(maya.page.locator("#feed .waiting")).to_have_text("Sent. Waiting for the reply …")
    button.click()
    assert len(sent) == 1
    sent[0].continue_()
    expect(maya.page.locator("#desk .sheet")).to_be_visible()
    expect(maya.page.locator(".waiting")).to_have_count(0)


def test_what_is_typed_while_a_remark_is_on_its_way_stays(chrome: Browser, stand: Stand) -> None:
    maya = visit(chrome, stand, name="Maya")
    page = maya.page
    area = page.locator(".channel .composer textarea")
    sent: list[Route] = []

    def hold(route: Route) -> None:
        sent.append(route)

    page.route("**/words", hold)
    says(page, "Good morning")
    expect(page.locator(".channel .composer .waiting")).to_be_visible()
    area.press_sequentially(" A second thought")
    sent[0].continue_()
    expect(page.locator("#feed .remark")).to_have_text("Good morning")
    expect(area).to_have_value("A second thought")
    page.reload()
    expect(area).to_have_value("A second thought")
    for expected in ("Good morning", "Good morning"):
        area.press("ArrowUp")
        expect(area).to_have_value(expected)


def test_a_stranger_to_the_database_finds_an_empty_channel_told_kindly(chrome: Browser, tmp_path: Path) -> None:
    stand = Stand(tmp_path, bank()).start()
    try:
        maya = visit(chrome, stand)
        maya.page.get_by_label("What shall the group call you?").fill("Maya")
        maya.page.keyboard.press("Enter")
        expect(maya.page.get_by_role("heading", level=1)).to_have_text("No study group lives on this page yet.")
        maya.page.get_by_label("Hour of the question").fill("25:00")
        maya.page.get_by_role("button", name="Save").click()
        expect(maya.page.locator("[data-name=time] .fault")).to_contain_text("is not an hour")
        expect(maya.page.get_by_label("Hour of the question")).to_have_value("25:00")
        maya.page.get_by_label("Hour of the question").fill("09:00")
        maya.page.get_by_role("button", name="Save").click()
        expect(maya.page.locator("#desk .title")).to_have_text("Your study group is ready.")
        maya.page.get_by_role("link", name="To the channel").click()
        expect(maya.page.locator("#feed")).to_contain_text("No question yet.")
        stand.beat(START)
        expect(maya.page.locator("#feed .entry")).to_have_count(1)
        expect(maya.page.locator("#feed")).not_to_contain_text("No question yet.")
    finally:
        stand.stop()
