"""Visits to the lead's desk: asking for a link, opening it, and finding out whether one is let in."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.cards.model import Away, Card, Paragraph
from bot.commands import ShowDesk
from bot.errors import DeskClosed
from bot.ports import Ledger
from bot.rules.groups import Role
from bot.usecases.verb import Desk
from tests.world import Person, World

MOMENT = timedelta(microseconds=1)
VISIT = "the secret of a visit"


def words(card: Card) -> str:
    spans = [span for block in card.blocks if isinstance(block, Paragraph) for span in block.text]
    return "".join(str(getattr(span, "text", "")) for span in spans)


def way_of(card: Card) -> tuple[str, str]:
    """The group and the secret of the link on a card, as the page would read them."""
    address = next(control.url for control in card.controls if isinstance(control, Away))
    group, secret, *_ = address.partition("?link=")[2].split(".")
    return group, secret


async def link(person: Person) -> tuple[str, str]:
    """Ask for a link."""
    return way_of(await person.wants(ShowDesk()))


async def visit(person: Person, secret: str = VISIT) -> str:
    """Ask for a link and open it; the group."""
    group, of_link = await link(person)
    await person.world.app.open_link(group, of_link, secret, person.world.at)
    return group


def who(desk: Desk) -> str:
    return desk.me.name


async def is_in(world: World, group: str, secret: str = VISIT) -> bool:
    """Whether that visit is let in."""
    try:
        await world.app.visit(group, secret, world.at, who)
    except DeskClosed:
        return False
    return True


def demote(world: World, person: Person, role: Role = Role.MEMBER) -> None:
    """Take the lead's role away, or give it back."""
    group = world.group().id

    def work(ledger: Ledger) -> None:
        member = ledger.groups.member_of(group, person.actor)
        assert member is not None
        ledger.groups.keep_member(replace(member, role=role))

    world.ask(work)
