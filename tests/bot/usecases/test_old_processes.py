"""A key is corrected while a process still runs with the old packs: it marks and tells by the right one too."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.store import SqlStore
from bot.app import App
from bot.cards.model import Button
from bot.commands import AnswerItem, HandIn, OpenSheet, Practise
from bot.rules.items import Item
from bot.rules.packs import Bank
from bot.rules.sessions import Session
from tests.bot.mock_scene import SUNDAY, begins, items_of, mock_world, responses, session_of, takes, weekly
from tests.bot.mock_specimens import with_key
from tests.world import Person, World

WHY = "It is C, and has been all along."


@pytest.fixture
async def world(store: SqlStore) -> World:
    """A group whose process has the old packs, and keeps them."""
    return await mock_world(store)


@pytest.fixture(params=[1, 2], ids=["same-version", "new-version"])
def version(request: pytest.FixtureRequest) -> int:
    """The version under which the pack corrects a key of version 1."""
    found: int = request.param
    return found


async def corrected(world: World, asked: Item, version: int) -> App:
    """Another process, which was started just now with a pack where C is the key."""
    new, old = replace(with_key(asked, "C", version=version), takeaway=WHY), world.bank.pack("mla-c01")
    items = tuple(new if one.id == new.id else one for one in old.items)
    app = App(world.store, Bank.of([replace(old, items=items)]))
    await app.take_stock(world.at)
    return app


async def choice_of_the_day(world: World) -> tuple[Session, Item]:
    """A daily question of one choice, whose key is B."""
    session = await world.daily_question()
    while world.item(session).problem.type != "multiple_choice":
        session = await world.daily_question()
    return session, world.item(session)


def marks(world: World, session: Session) -> dict[str, bool]:
    """Whose answers count as right."""
    members = world.ask(lambda ledger: ledger.groups.members(session.group))
    return {members[one.member].name.lower(): one.right for one in responses(world, session)}


async def choice_of_mine(world: World, mode: str = "") -> tuple[Person, Session, Item]:
    """Maya in a mini mock of her own, and a question of it with one choice."""
    maya = world.member("Maya")
    await begins(maya, mode=mode)
    session = session_of(maya)
    return maya, session, next(one for one in items_of(world, session) if one.problem.type == "multiple_choice")


async def test_a_daily_question_is_marked_and_explained_by_the_right_key(world: World, version: int) -> None:
    session, asked = await choice_of_the_day(world)
    await world.member("Maya").answers(session, ("B",))
    await (await corrected(world, asked, version)).tick(world.at)
    right, wrong = [await world.member(name).answers(session, (key,)) for name, key in (("Bo", "C"), ("Lin", "B"))]
    assert (right.title, wrong.title[:12]) == ("Right.", "Not this one")
    await world.until_the_close(session)

    assert marks(world, session) == {"maya": False, "bo": True, "lin": False}
    assert "1 of them right" in world.chat.cards("amend")[-1].summary
    for card in (right, wrong, await world.member("Zoe").wants(OpenSheet(session.id, asked.id))):
        assert WHY in repr(card)
    assert all(WHY in repr(card) for card in world.chat.cards("thread"))


async def test_when_it_is_started_anew_it_takes_back_no_newer_version(world: World) -> None:
    session, asked = await choice_of_the_day(world)
    await world.member("Bo").answers(session, ("C",))
    await (await corrected(world, asked, 2)).tick(world.at)
    world.at += timedelta(minutes=1)
    await world.app.take_stock(world.at)
    await world.beat()
    assert (await world.member("Lin").answers(session, ("C",))).title == "Right."

    assert marks(world, session) == {"bo": True, "lin": True}
    assert world.ask(lambda ledger: len(ledger.stock.of_group(session.group))) == 1


async def test_so_is_practice(world: World, version: int) -> None:
    maya = world.member("Maya")
    sheet = await maya.wants(Practise(task="1.1"))
    asked = next(one for one in world.bank.pack("mla-c01").items if one.stem in repr(sheet))
    assert asked.problem.type == "multiple_choice"
    await corrected(world, asked, version)
    presses = [control.press for control in sheet.controls if isinstance(control, Button)]
    card = await maya.wants(next(one for one in presses if isinstance(one, AnswerItem) and one.answer == ("C",)))

    assert card.title == "Right."
    assert WHY in repr(card)


async def test_a_mock_exam_is_marked_and_looked_back_at_by_the_right_key(world: World, version: int) -> None:
    maya, session, asked = await choice_of_mine(world)
    await maya.wants(AnswerItem(session.id, asked.id, ("C",)))
    await corrected(world, asked, version)
    await maya.wants(HandIn(session.id, sure=True))

    assert marks(world, session) == {"maya": True}
    assert WHY in repr(await maya.wants(OpenSheet(session.id, asked.id)))


async def test_practice_mode_tells_by_the_right_key(world: World, version: int) -> None:
    maya, session, asked = await choice_of_mine(world, "practice")
    await corrected(world, asked, version)
    card = await maya.wants(AnswerItem(session.id, asked.id, ("C",)))

    assert "Right." in card.title
    assert WHY in repr(card)
    assert WHY in repr(await maya.wants(OpenSheet(session.id, asked.id)))


async def test_a_correction_that_falls_to_it_is_carried_out_and_told_by_the_right_key(
    world: World, version: int
) -> None:
    session, asked = await choice_of_the_day(world)
    for name, key in (("Maya", "B"), ("Bo", "C")):
        await world.member(name).answers(session, (key,))
    await world.until_the_close(session)
    await corrected(world, asked, version)
    await world.beat()

    assert marks(world, session) == {"maya": False, "bo": True}
    words = {account: card for deed, _, card, account in world.chat.said if deed == "whisper"}
    assert words.keys() == {"maya", "bo"}
    assert all(WHY in repr(card) for card in (*words.values(), world.chat.cards("thread")[-1]))


async def test_the_results_of_a_weekly_mock_tell_the_right_key(world: World, version: int) -> None:
    session = await weekly(world)
    assert session.paper is not None
    for name in ("Maya", "Bo", "Lin"):
        await takes(world.member(name), session, 0)
    missed = [one for one in items_of(world, session) if one.id not in session.paper.unscored][:3]
    await corrected(world, next(one for one in missed if one.problem.type == "multiple_choice"), version)
    await world.pass_until(SUNDAY)

    (results,) = [card for card in world.chat.cards("thread") if card.title.endswith("how the mini mock went")]
    assert WHY in repr(results)
