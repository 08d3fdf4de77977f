"""A group that can be heard nowhere comes along to the room where its lead sets up, and no other does unasked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.calls import Place
from bot.cards.model import Button, Card, Form, Room
from bot.commands import NEW_GROUP, ForgetMe, SetUpGroup, ShowMe
from bot.rules.groups import Role
from tests.world import PLACE, USUAL, Person, World

NEXT, THIRD = replace(PLACE, room="library"), replace(PLACE, room="attic")
LOST = "it was archived"


def lose(world: World, place: Place = PLACE) -> str:
    """Nothing can be said there any more; the id of the group that lives there."""
    group = living_in(world, place)
    world.ask(lambda ledger: ledger.groups.park(group, place, LOST))
    return group


def living_in(world: World, place: Place) -> str:
    """The id of the group in this room, empty where there is none."""
    group = world.ask(lambda ledger: ledger.groups.at(place))
    return group.id if group is not None else ""


def labels(card: Card) -> list[str]:
    return [control.label for control in card.controls]


def pressed(card: Card, label: str) -> SetUpGroup:
    """What the button of this label wants."""
    (button,) = [control for control in card.controls if control.label == label]
    assert isinstance(button, Button)
    assert isinstance(button.press, SetUpGroup)
    return button.press


async def with_two_lost(world: World) -> tuple[Person, str, str]:
    """Ada leads two groups, and can be heard in none."""
    ada = await world.set_up()
    await ada.wants(USUAL, place=NEXT)
    return ada, lose(world), lose(world, NEXT)


@pytest.mark.parametrize("manages", [True, False, None])
async def test_it_comes_along_with_whoever_leads_it(world: World, manages: bool | None) -> None:
    ada = await world.set_up()
    session = await world.daily_question()
    await ada.answers(session, ("B",))
    group = lose(world)
    ada = Person(world, replace(ada.actor, manages=manages))

    card = await ada.wants(USUAL, place=NEXT)

    assert card.title == "Your study group has moved."
    assert "If you meant to start a new group, type" in repr(card)
    assert (living_in(world, NEXT), living_in(world, PLACE)) == (group, "")
    assert "1 of 1 right" in repr(await ada.wants(ShowMe(), place=NEXT))


async def test_a_member_whom_the_platform_lets_manage_may_bring_it_along_and_then_leads(world: World) -> None:
    ada = await world.set_up()
    boris = world.member("Boris", manages=True)
    await boris.wants(ShowMe())
    group = lose(world)

    assert (await boris.wants(USUAL, place=NEXT)).title == "Your study group has moved."
    members = world.ask(lambda ledger: ledger.groups.members(group))
    assert {one.name: one.role for one in members.values()} == {"Boris": Role.LEAD, ada.actor.name: Role.LEAD}


@pytest.mark.parametrize("manages", [True, None])
async def test_who_has_no_say_in_it_starts_a_group_of_their_own(world: World, manages: bool | None) -> None:
    await world.set_up()
    maya = world.member("Maya")
    await maya.wants(ShowMe())
    group = lose(world)
    stranger = world.member("Zoe", manages=manages)

    assert (await stranger.wants(USUAL, place=NEXT)).title == "Your study group is ready."
    assert (await maya.wants(USUAL, place=THIRD)).title == "Your study group is ready."
    assert living_in(world, PLACE) == group


async def test_a_group_that_can_be_heard_stays_where_it_is(world: World) -> None:
    ada = await world.set_up()
    group = living_in(world, PLACE)

    assert (await ada.wants(USUAL, place=NEXT)).title == "Your study group is ready."
    assert living_in(world, PLACE) == group
    assert living_in(world, NEXT) not in {group, ""}


async def test_a_group_of_another_space_stays_there(world: World) -> None:
    ada = await world.set_up()
    group = lose(world)
    elsewhere = replace(PLACE, space="other")

    assert (await ada.wants(USUAL, place=elsewhere)).title == "Your study group is ready."
    assert living_in(world, PLACE) == group


async def test_of_several_the_lead_chooses_one(world: World) -> None:
    ada, first, second = await with_two_lost(world)

    card = await ada.wants(USUAL, place=THIRD)
    assert card.title == "Which group is this for?"
    assert labels(card) == ["Move group 1 here", "Move group 2 here", "Start a new group"]
    assert living_in(world, THIRD) == ""

    assert {pressed(card, label).group for label in labels(card)} == {first, second, NEW_GROUP}
    form = await ada.wants(SetUpGroup(group=first), place=THIRD)
    assert "Saving moves it here" in repr(form)
    assert isinstance(form.form, Form)
    assert form.form.submit == SetUpGroup(group=first)
    assert [field.value for field in form.form.fields if isinstance(field, Room)] == [THIRD.room]
    assert (await ada.wants(replace(USUAL, group=first), place=THIRD)).title == "Your study group has moved."
    assert (living_in(world, THIRD), living_in(world, NEXT)) == (first, second)


async def test_a_new_one_leaves_them_where_they_are(world: World) -> None:
    ada, first, second = await with_two_lost(world)
    wanted = pressed(await ada.wants(USUAL, place=THIRD), "Start a new group")

    form = await ada.wants(wanted, place=THIRD)
    assert "moves it here" not in repr(form)
    assert isinstance(form.form, Form)
    assert form.form.submit == SetUpGroup(group=NEW_GROUP)
    assert (await ada.wants(replace(USUAL, group=NEW_GROUP), place=THIRD)).title == "Your study group is ready."
    assert (living_in(world, PLACE), living_in(world, NEXT)) == (first, second)
    assert living_in(world, THIRD) not in {first, second, ""}


async def test_who_may_start_none_is_offered_none(world: World) -> None:
    ada, _, second = await with_two_lost(world)
    ada = Person(world, replace(ada.actor, manages=False))

    card = await ada.wants(USUAL, place=THIRD)
    assert labels(card) == ["Move group 1 here", "Move group 2 here"]
    assert "Only leads" in (await ada.wants(replace(USUAL, group=NEW_GROUP), place=THIRD)).summary
    assert (await ada.wants(replace(USUAL, group=second), place=THIRD)).title == "Your study group has moved."


async def test_after_a_long_silence_the_lead_is_asked(world: World) -> None:
    ada = await world.set_up()
    await world.until_the_close(await world.daily_question())
    group = lose(world)
    world.at += timedelta(days=15)

    card = await ada.wants(SetUpGroup(), place=NEXT)
    assert labels(card) == ["Move it here", "Start a new group"]
    assert pressed(card, "Move it here").group == group


async def test_a_group_that_was_never_heard_comes_along_however_late(world: World) -> None:
    ada = await world.set_up()
    lose(world)
    world.at += timedelta(days=60)

    assert (await ada.wants(USUAL, place=NEXT)).title == "Your study group has moved."


async def test_the_form_says_so_before_and_offers_a_new_group_instead(world: World) -> None:
    ada = await world.set_up(time="07:30")
    group = lose(world)

    form = await ada.wants(SetUpGroup(), place=NEXT)
    assert "Saving moves it here with all it has" in repr(form)
    assert isinstance(form.form, Form)
    assert form.form.submit == SetUpGroup(group=group)
    assert "07:30" in repr(form.form.fields)
    assert pressed(form, "Start a new group instead") == SetUpGroup(group=NEW_GROUP)


async def test_a_choice_that_has_come_to_nothing_changes_nothing(world: World) -> None:
    ada, first, second = await with_two_lost(world)
    chosen = replace(USUAL, group=first)
    world.ask(lambda ledger: ledger.groups.unpark(first, PLACE))
    assert "Something has changed here" in (await ada.wants(chosen, place=THIRD)).summary

    await ada.wants(replace(USUAL, group=second), place=THIRD)
    for late in (chosen, replace(USUAL, group=NEW_GROUP)):
        assert "Something has changed here" in (await ada.wants(late, place=THIRD)).summary
    assert (living_in(world, PLACE), living_in(world, THIRD)) == (first, second)


async def test_who_was_forgotten_brings_nothing_along(world: World) -> None:
    ada = await world.set_up()
    group = lose(world)
    await ada.wants(ForgetMe(sure=True))

    assert (await ada.wants(USUAL, place=NEXT)).title == "Your study group is ready."
    assert living_in(world, NEXT) != group
