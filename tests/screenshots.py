"""The README's pictures: the real page with the real pack, four days into a group's study; and the lead's desk.

`python -m tests.screenshots page` or `desk` takes one of the two.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect

from adapters.shelf.shelf import read_shelf
from adapters.web.accounts import COOKIE, Register, page_key
from adapters.web.inbound import PLACE, actor_of
from bot.calls import Actor
from bot.commands import AnswerItem, Discuss
from bot.item_types import Choice, Matching, Ordering
from bot.ports import Ledger
from bot.rules.items import Answer, Item, Problem
from bot.rules.sessions import Session
from bot.usecases.rate_items import desk_for
from tests.adapters.desk_scene import link_for
from tests.browser import START, Stand, browser, visit
from tests.desk_scene import fill, rated, usual

REPOSITORY = Path(__file__).parent.parent
PICTURES = REPOSITORY / "docs" / "screenshots"
WIDE: ViewportSize = {"width": 1440, "height": 980}
PHONE: ViewportSize = {"width": 390, "height": 844}
DAYS = 3
"""Days that are played at the least; the pictures show the first question after them with one option to choose."""

PEOPLE = tuple(Actor("web", "page", name.lower(), name) for name in ("Omar", "Lin", "Priya", "Jonas"))
SAID = (
    "I took the second one. It sounded right at nine in the morning.",
    "Same here, and now I see which word of the question decides it.",
    "The last link makes the difference plain. Worth the two minutes.",
)


def main(parts: Sequence[str]) -> None:
    """Take the pictures of these parts."""
    bank, _ = read_shelf(REPOSITORY / "content")
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name in parts or TAKEN:
        with tempfile.TemporaryDirectory() as folder, browser() as opened:
            TAKEN[name](Stand(Path(folder), bank), opened)


def take_page(stand: Stand, opened: Browser) -> None:
    """Play some days, then take the pictures of the chat page."""
    stand.start().ask()
    try:
        visitor = visit(opened, stand, name="Maya", viewport=WIDE, color_scheme="light")
        cookie = next(one["value"] for one in visitor.context.cookies() if one["name"] == COOKIE)
        account = Register(page_key(stand.store.seal, stand.folder)).read(cookie)
        assert account is not None
        maya = actor_of(account, PLACE, manages=True)
        opens = START
        while opens < START + timedelta(days=DAYS) or asked(stand).problem.type != "multiple_choice":
            play(stand, (*PEOPLE, maya), opens)
            opens += timedelta(days=1)
            stand.beat(opens)
        take(visitor.page, stand)
    finally:
        stand.stop()


def take_desk(stand: Stand, opened: Browser) -> None:
    """Let a class have studied for some weeks, then take the pictures of the lead's desk."""
    stand.start().set_up()
    stand.at = START + timedelta(days=4)
    pack = stand.bank.pack("mla-c01")

    def studied(ledger: Ledger) -> None:
        fill(ledger, PLACE, pack, usual(shares=11), stand.at)
        group = ledger.groups.at(PLACE)
        assert group is not None
        rated(desk_for(ledger, stand.bank, group, stand.at))

    stand.store.run_now(studied)
    try:
        page = opened.new_page(viewport=WIDE, color_scheme="light", timezone_id="Europe/Berlin")
        page.goto(f"{stand.address}{link_for(stand)}")
        page.get_by_role("button", name="Open the desk").click()
        shoot(page, "desk-light")
        page.emulate_media(color_scheme="dark")
        page.locator("#tasks").evaluate("(part) => part.scrollIntoView()")
        shoot(page, "desk-dark")
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(PHONE)
        page.evaluate("scrollTo(0, 0)")
        shoot(page, "desk-narrow")
    finally:
        stand.stop()


def play(stand: Stand, people: Sequence[Actor], opens: datetime) -> None:
    """One day: most are right, the question closes, and people talk about it."""
    session, item = today(stand), asked(stand)
    for number, person in enumerate(people):
        stand.at = opens + timedelta(minutes=20 * number + 11)
        right = (number + opens.day) % 3 > 0
        stand.handle(AnswerItem(session.id, item.id, answer(item.problem, right=right)), person)
    stand.beat(opens + timedelta(hours=8))
    for number, words in enumerate(SAID):
        stand.at += timedelta(minutes=7)
        stand.handle(Discuss(words, session.id), PEOPLE[number])


def today(stand: Stand) -> Session:
    """The session of the day."""

    def work(ledger: Ledger) -> Session:
        group = ledger.groups.at(PLACE)
        assert group is not None
        return ledger.sessions.open_ones(group.id, stand.at)[0]

    return stand.store.run_now(work)


def asked(stand: Stand) -> Item:
    """The item of the day."""
    return stand.bank.pack("mla-c01").item(today(stand).form[0][0])


def answer(problem: Problem, *, right: bool) -> Answer:
    """A complete answer, right or nearly so."""
    match problem:
        case Choice(options=options, key=key, select=select):
            chosen = [o.id for o in options if (o.id in key) is right]
            return tuple((chosen + sorted(key))[:select])
        case Ordering(key=steps):
            return steps if right else (steps[1], steps[0], *steps[2:])
        case Matching(prompts=prompts):
            pairs = tuple(prompt.answer for prompt in prompts)
            return pairs if right else (pairs[1], pairs[0], *pairs[2:])
        case _:
            raise AssertionError(f"no answer is known for {problem}")


def take(page: Page, stand: Stand) -> None:
    """Light with the sheet, dark with the verdict, a thread, and a phone."""
    stand.at += timedelta(minutes=20)
    page.clock.set_fixed_time(stand.at)
    page.reload()
    page.get_by_role("button", name="Answer", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#desk .sheet")).to_be_visible()
    to_question(page)
    shoot(page, "page-light")

    stand.at += timedelta(minutes=2)
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    expect(page.locator("#desk :is([data-tone=right], [data-tone=wrong])")).to_be_visible()
    page.emulate_media(color_scheme="dark")
    to_question(page)
    shoot(page, "page-dark")

    page.emulate_media(color_scheme="light")
    page.locator(".thread-link").last.click()
    expect(page.locator("#desk .replies")).to_be_visible()
    page.locator("#desk .remark").last.scroll_into_view_if_needed()
    shoot(page, "page-thread")

    page.set_viewport_size(PHONE)
    page.reload()
    to_question(page)
    shoot(page, "page-narrow")


def to_question(page: Page) -> None:
    """Scroll the channel to the question of the day."""
    page.locator("#feed .entry").last.evaluate("(entry) => entry.scrollIntoView()")


def shoot(page: Page, name: str) -> None:
    """One picture, once everything has come to rest."""
    page.mouse.move(0, 0)
    page.wait_for_timeout(400)
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


TAKEN = {"page": take_page, "desk": take_desk}

if __name__ == "__main__":
    main(sys.argv[1:])
