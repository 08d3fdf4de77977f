"""Looks at the lead's desk in a world: a class that has studied, and the page as somebody sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.cards.sheets import DeskPage, Section, Sheet
from bot.ports import Ledger
from bot.usecases.look_at_desk import look_at_desk
from bot.usecases.rate_items import desk_for
from bot.usecases.verb import Desk
from tests.bot.specimens import bank, plenty
from tests.desk_scene import NAMES, Classmate, fill
from tests.world import PLACE, World


async def studying(world: World) -> World:
    """A group with a bank of many questions, four days old."""
    group = World(world.store, bank(plenty(25)))
    await group.set_up()
    group.at += timedelta(days=4)
    return group


def studies(world: World, people: Sequence[Classmate]) -> None:
    """Let a class have studied."""
    world.ask(lambda ledger: fill(ledger, PLACE, world.bank.pack("mla-c01"), people, world.at))


def desk_of(world: World, ledger: Ledger, name: str = "Ada") -> Desk:
    """The desk of whoever looks."""
    group = world.group_in(ledger)
    member = ledger.groups.member_of(group.id, world.member(name).actor)
    return replace(desk_for(ledger, world.bank, group, world.at), member=member)


def looked(world: World, name: str = "Ada") -> DeskPage:
    """The page as somebody sees it."""
    return world.ask(lambda ledger: look_at_desk(desk_of(world, ledger, name)))


def section(page: DeskPage, name: str) -> Section:
    return next(one for one in page.sections if one.name == name)


def sheet(page: DeskPage, name: str) -> Sheet:
    return next(one for part in page.sections for one in part.sheets if one.name == name)


def names_on(page: object) -> set[str]:
    return {name for name in NAMES if name in repr(page)}
