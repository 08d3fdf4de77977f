"""Two packs: a lead chooses either exam in set-up, whatever its lengths, and each is told of with its own holder."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from adapters.store import SqlStore
from bot.cards.model import Card
from bot.cards.welcome import independence
from bot.commands import SetUpGroup, ShowHelp
from bot.rules.groups import Group
from bot.rules.packs import Bank, Timer
from bot.wire import encode
from tests.adapters.discord_scene import Scene
from tests.adapters.slack_scene import ROOM, slack_scene
from tests.adapters.web_scene import Client
from tests.bot.specimens import pack
from tests.browser import Stand
from tests.world import PLACE, USUAL, World

AWS = pack()
BREAD = replace(
    AWS,
    id="bba-01",
    exam=replace(AWS.exam, title="Bread Baker", code="BBA-01", timers=(Timer(24, "24 minutes"),), holder="the Guild"),
)
BOTH = Bank.of([BREAD, AWS])
TAKEN = AWS.exam.timers[0].label


def chosen(group: Group | None) -> tuple[str, int]:
    assert group is not None
    return group.pack, group.timer


async def test_on_the_page_the_form_chooses_the_other_exam(tmp_path: Path) -> None:
    stand = Stand(tmp_path, BOTH).start()
    try:
        stand.set_up(pack="bba-01")
        async with aiohttp.ClientSession(stand.address, cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
            browser = Client(stand, session)
            csrf = await browser.named("Ida")
            _, form = await browser.post("/words", csrf=csrf, session="", words="/cohort setup")
            assert re.search(r'name="timer" value="24"[^>]*checked', form)
            asked = {"time": "09:00", "zone": "UTC", "days": "mon", "closes": "17:00", "feedback": "at_once"}
            sent = {**asked, "timer": "24", "pack": "mla-c01"}
            _, page = await browser.post("/send", csrf=csrf, token=encode(SetUpGroup()), **sent)
        assert TAKEN in page
        assert chosen(stand.store.run_now(lambda ledger: ledger.groups.at(stand.place))) == ("mla-c01", 170)
    finally:
        stand.stop()


async def test_in_slack_a_new_group_chooses_the_exam_that_is_not_the_first(memory_store: SqlStore) -> None:
    async with slack_scene(memory_store, packs=BOTH) as scene:
        form = await scene.set_up({"Exam": "mla-c01"})
        assert form.errors == {}
        assert TAKEN in form.words
        await scene.peer.command("/cohort", "status", user="UADA", channel=ROOM)
        assert "170 minutes" in (await scene.card("UADA")).words


async def test_on_discord_a_running_group_names_the_other_exam_alone() -> None:
    async with Scene.open(bank=BOTH) as scene:
        assert "Your study group is ready." in (await scene.set_up(pack="bba-01")).reply.text
        assert TAKEN in (await scene.set_up(pack="mla-c01")).reply.text
        assert chosen(scene.store.run_now(lambda ledger: ledger.groups.at(scene.place))) == ("mla-c01", 170)


async def test_a_length_that_was_chosen_is_kept_and_one_that_no_exam_has_is_named(memory_store: SqlStore) -> None:
    world = World(memory_store, BOTH)
    ada = await world.set_up(pack="bba-01")
    assert (await ada.wants(replace(USUAL, pack="mla-c01", timer="99"))).field == "timer"
    assert chosen(world.group()) == ("bba-01", 24)

    card = await ada.wants(replace(USUAL, pack="mla-c01", timer="130"))
    assert "A full mock exam" not in repr(card)
    assert chosen(world.group()) == ("mla-c01", 130)


@pytest.mark.parametrize("running", [False, True])
async def test_a_pack_that_is_not_there_is_named_in_the_form(memory_store: SqlStore, running: bool) -> None:
    world = World(memory_store, BOTH)
    if running:
        await world.set_up(pack="mla-c01", timer="130")
    card = await world.member("Ada", manages=True).wants(SetUpGroup(pack="nope"))

    assert card.form is not None
    assert "There is no pack “nope”. Choose one of bba-01, mla-c01." in repr(card)
    values = {field.name: getattr(field, "value", None) for field in card.form.fields}
    assert (values["pack"], values["timer"]) == (("mla-c01", "130") if running else ("bba-01", "24"))
    assert (world.ask(lambda ledger: ledger.groups.at(PLACE)) is not None) is running


def disclaimer(card: Card) -> str:
    words = "".join(getattr(span, "text", "") for span in card.foot)
    return "not" + words.partition("not")[2].partition(".")[0]


async def test_each_exam_is_told_of_with_whoever_holds_it(memory_store: SqlStore) -> None:
    world = World(memory_store, BOTH)
    ada = world.member("Ada", manages=True)
    assert disclaimer(await ada.wants(SetUpGroup())) == "not affiliated with the Guild, AWS, Slack or Discord"
    for exam, holder in (("mla-c01", "AWS"), ("bba-01", "the Guild")):
        cards = (await ada.wants(replace(USUAL, pack=exam)), await ada.wants(ShowHelp()))
        assert {disclaimer(card) for card in cards} == {f"not affiliated with {holder}, Slack or Discord"}


@pytest.mark.parametrize(
    ("holders", "told"),
    [
        (["", ""], "whoever holds the exam"),
        (["AWS", ""], "AWS, other holders of exams"),
        (["AWS", "AWS"], "AWS"),
        ([], "whoever holds the exam"),
    ],
)
def test_a_holder_that_a_pack_does_not_name_is_not_guessed(holders: list[str], told: str) -> None:
    sentence = independence(replace(AWS.exam, holder=holder) for holder in holders)
    assert sentence == f"Cohort is independent study material, not affiliated with {told}, Slack or Discord."
