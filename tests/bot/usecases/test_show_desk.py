"""The link to the lead's desk: told to leads alone, good for one opening and a quarter of an hour."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine

from adapters.gate import DeskGate
from adapters.store import SqlStore
from bot.app import App
from bot.cards.model import Away
from bot.commands import ShowDesk
from bot.errors import LinkOpened, LinkOver
from bot.rules.desk_links import LINK_LASTS, VISIT_LASTS
from tests.bot.visit_scene import MOMENT, VISIT, is_in, link, visit, way_of, who, words
from tests.world import World


async def test_a_lead_gets_a_link_that_works_once(world: World) -> None:
    ada = await world.set_up()
    card = await ada.wants(ShowDesk())
    group, secret = way_of(card)

    assert card.title == "The lead’s desk"
    assert "The link opens once" in words(card)
    assert "12 hours" in words(card)
    assert "COHORT_URL" not in words(card), "the address is a public one"
    found = await world.app.open_link(group, secret, VISIT, world.at)
    assert found.opened_at == world.at
    assert await world.app.visit(group, VISIT, world.at, who) == "Ada"
    with pytest.raises(LinkOpened):
        await world.app.open_link(group, secret, "of somebody else", world.at)
    assert not await is_in(world, group, "of somebody else")


async def test_looking_at_a_link_does_not_spend_it(world: World) -> None:
    ada = await world.set_up()
    group, secret = await link(ada)
    for _ in range(3):
        assert (await world.app.look_at_link(group, secret, world.at)).opened_at is None

    await world.app.open_link(group, secret, VISIT, world.at)
    with pytest.raises(LinkOpened):
        await world.app.look_at_link(group, secret, world.at)


async def test_a_link_is_over_after_a_quarter_of_an_hour(world: World) -> None:
    ada = await world.set_up()
    given_at = world.at
    early, late = await link(ada), await link(ada)
    await world.app.open_link(*early, VISIT, given_at + LINK_LASTS - MOMENT)
    with pytest.raises(LinkOver):
        await world.app.open_link(*late, "another", given_at + LINK_LASTS)


@pytest.mark.parametrize("manages", [False, None])
async def test_who_leads_nothing_gets_no_link(world: World, *, manages: bool | None) -> None:
    await world.set_up()
    maya = world.member("Maya", manages=manages)
    card = await maya.wants(ShowDesk())

    assert card.tone == "trouble"
    assert not [control for control in card.controls if isinstance(control, Away)]
    card = await maya.wants(ShowDesk("off"))
    assert card.tone == "trouble"


async def test_nonsense_after_the_word_changes_nothing(world: World) -> None:
    ada = await world.set_up()
    group = await visit(ada)
    card = await ada.wants(ShowDesk("of"))
    assert card.tone == "trouble"
    assert card.title.startswith("“of” is not known.")
    assert await is_in(world, group)


async def test_links_of_no_use_are_cleared_away(world: World) -> None:
    ada = await world.set_up()
    for _ in range(3):
        await link(ada)
    world.at += VISIT_LASTS
    group, _ = await link(ada)
    member = world.ask(lambda ledger: ledger.groups.member_of(group, ada.actor))
    assert member is not None
    assert len(world.ask(lambda ledger: ledger.desk_links.of_member(group, member.id))) == 1


async def test_of_two_who_open_a_link_at_once_one_comes_in(store: SqlStore) -> None:
    world = World(store)
    ada = await world.set_up()
    group, secret = await link(ada)
    came_in = 0
    for visit_secret in ("one", "two"):
        try:
            await world.app.open_link(group, secret, visit_secret, world.at)
        except LinkOpened:
            continue
        came_in += 1
    assert came_in == 1


async def test_no_secret_lies_in_the_database(engine: Engine, store: SqlStore) -> None:
    world = World(store)
    ada = await world.set_up()
    group, secret = await link(ada)
    await world.app.open_link(group, secret, VISIT, world.at)

    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM desk_links").all()
    assert len(rows) == 1
    assert secret not in repr(rows)
    assert VISIT not in repr(rows)


async def test_where_no_page_is_served_a_lead_is_told_so(world: World) -> None:
    ada = await world.set_up()
    world.app = App(world.store, world.bank)
    card = await ada.wants(ShowDesk())
    assert card.title == "The lead’s page is not served here."


async def test_a_link_to_this_machine_says_so(world: World) -> None:
    ada = await world.set_up()
    world.app = App(world.store, world.bank, gate=DeskGate("key", "http://localhost:8710"))
    card = await ada.wants(ShowDesk())
    assert "It opens on the machine that Cohort runs on" in words(card)
    assert "COHORT_URL" in words(card)
