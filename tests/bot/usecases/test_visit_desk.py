"""Visits to the lead's desk: nobody comes or stays in who does not lead the group now."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import replace

import pytest

from adapters.store import SqlStore
from bot.calls import CLOCK, NOWHERE, Call, Place
from bot.cards.model import Button
from bot.commands import ForgetMe, LeavePlaces, ReturnToPlaces, SetPrivacy, ShowDesk, ShowMe
from bot.errors import DeskClosed, LinkUnknown
from bot.rules.desk_links import MANAGED_LASTS, VISIT_LASTS
from bot.rules.groups import Role
from bot.usecases.show_desk import end_visits
from bot.usecases.verb import Desk
from tests.bot.visit_scene import MOMENT, VISIT, demote, is_in, link, visit, way_of, who, words
from tests.world import PLACE, World


async def test_a_visit_ends_after_twelve_hours(world: World) -> None:
    ada = await world.set_up()
    group = await visit(ada)
    world.at += VISIT_LASTS - MOMENT
    assert await is_in(world, group)
    world.at += MOMENT
    assert not await is_in(world, group)


async def test_off_ends_every_link_and_visit_of_that_lead_alone(world: World) -> None:
    ada = await world.set_up()
    omar = world.member("Omar", manages=True)
    group = await visit(ada)
    await visit(ada, "second")
    await visit(omar, "of omar")
    unopened = await link(ada)

    card = await ada.wants(ShowDesk("off"))
    assert card.title == "Ended."
    assert "3 links and visits" in words(card)
    assert not await is_in(world, group)
    assert not await is_in(world, group, "second")
    with pytest.raises(LinkUnknown):
        await world.app.open_link(*unopened, "third", world.at)
    assert await is_in(world, group, "of omar")
    assert "no link" in words(await ada.wants(ShowDesk("off")))


async def test_the_button_on_the_card_ends_them_too(world: World) -> None:
    ada = await world.set_up()
    group = await visit(ada)
    card = await ada.wants(ShowDesk())
    assert "One visit of yours goes on already." in words(card)
    label = next(control.label for control in card.controls if isinstance(control, Button))
    await ada.presses(card, label)
    assert not await is_in(world, group)


async def test_the_page_itself_can_end_them(world: World) -> None:
    ada = await world.set_up()
    group = await visit(ada)
    assert await world.app.visit(group, VISIT, world.at, end_visits) == 1
    assert not await is_in(world, group)


async def test_who_lost_the_role_is_out_at_once_and_stays_out(world: World) -> None:
    ada = await world.set_up()
    maya = world.member("Maya", manages=None)
    await maya.wants(ShowMe())
    unopened = await link(ada)
    group = await visit(ada)
    demote(world, ada)

    assert not await is_in(world, group)
    with pytest.raises(LinkUnknown):
        await world.app.open_link(*unopened, "later", world.at)
    member = world.ask(lambda ledger: ledger.groups.member_of(group, ada.actor))
    assert member is not None
    world.ask(lambda ledger: ledger.groups.keep_member(replace(member, role=Role.LEAD)))
    assert not await is_in(world, group), "a role that comes back does not bring the visit back"


async def test_who_is_forgotten_is_out_at_once(world: World) -> None:
    ada = await world.set_up()
    group = await visit(ada)
    unopened = await link(ada)
    await ada.wants(ForgetMe(sure=True))

    assert not await is_in(world, group)
    with pytest.raises(LinkUnknown):
        await world.app.open_link(*unopened, "later", world.at)


async def test_who_leads_by_the_platforms_word_stays_for_an_hour(world: World) -> None:
    await world.set_up()
    omar = world.member("Omar", manages=True)
    card = await omar.wants(ShowDesk())
    assert "for an hour" in words(card)
    group, secret = way_of(card)
    await world.app.open_link(group, secret, VISIT, world.at)
    world.at += MANAGED_LASTS - MOMENT
    assert await is_in(world, group)
    world.at += MOMENT
    assert not await is_in(world, group)


async def test_the_platform_takes_its_word_back_with_the_next_press(world: World) -> None:
    await world.set_up()
    omar = world.member("Omar", manages=True)
    group = await visit(omar)
    await world.member("Omar", manages=False).wants(ShowMe(), place=Place(PLACE.platform, PLACE.space, ""))
    assert await is_in(world, group), "in private no platform says what somebody may do elsewhere"
    await world.member("Omar", manages=False).wants(ShowMe())
    assert not await is_in(world, group)


async def test_the_platform_takes_its_word_back_with_a_press_that_is_refused(world: World) -> None:
    await world.set_up()
    omar = world.member("Omar", manages=True)
    group = await visit(omar)
    card = await world.member("Omar", manages=False).wants(ShowDesk())
    assert "Only leads" in card.title
    assert not await is_in(world, group)


async def test_a_lead_of_their_own_does_not_depend_on_the_platform(world: World) -> None:
    ada = await world.set_up()
    group = await visit(ada)
    await world.member("Ada", manages=False).wants(ShowMe())
    assert await is_in(world, group)


async def test_a_visit_is_of_one_group_alone(world: World) -> None:
    ada = await world.set_up()
    group = await visit(ada)
    neighbour = World(world.store, place=Place("web", "elsewhere", "study"), at=world.at)
    lead = await neighbour.set_up()
    theirs = await visit(lead, "of the neighbour")

    assert theirs != group
    assert not await is_in(world, theirs)
    assert not await is_in(world, group, "of the neighbour")
    _, secret = await link(ada)
    with pytest.raises(LinkUnknown):
        await world.app.open_link(theirs, secret, "crossed", world.at)


async def test_a_group_we_were_removed_from_is_closed_until_we_are_back(world: World) -> None:
    ada = await world.set_up()
    group = await visit(ada)
    for command, let_in in (
        (LeavePlaces(PLACE.platform, PLACE.space), False),
        (ReturnToPlaces(PLACE.platform, PLACE.space), False),
    ):
        await world.app.handle(Call("removal", command, CLOCK, NOWHERE, world.at))
        assert await is_in(world, group) is let_in
    assert await is_in(world, await visit(ada, "anew"), "anew")


async def test_nobody_waits_while_somebody_looks_at_the_desk(store: SqlStore) -> None:
    world = World(store)
    ada = await world.set_up()
    group = await visit(ada)
    looked, may_end = threading.Event(), threading.Event()

    def slow(desk: Desk) -> str:
        looked.set()
        assert may_end.wait(10)
        return desk.me.name

    look = asyncio.create_task(world.app.view(group, VISIT, world.at, slow))
    await asyncio.to_thread(looked.wait, 10)
    card = await asyncio.wait_for(world.member("Maya").wants(SetPrivacy("yes")), 5)
    assert card.tone != "trouble"
    assert not look.done()
    may_end.set()
    assert await look == "Ada"


async def test_who_leads_no_more_sees_nothing_at_the_desk_and_not_when_they_lead_again(world: World) -> None:
    ada = await world.set_up()
    group = await visit(ada)
    assert await world.app.view(group, VISIT, world.at, who) == "Ada"
    demote(world, ada)
    with pytest.raises(DeskClosed):
        await world.app.view(group, VISIT, world.at, who)
    demote(world, ada, Role.LEAD)
    with pytest.raises(DeskClosed):
        await world.app.view(group, VISIT, world.at, who)
