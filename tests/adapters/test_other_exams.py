"""Exams unlike the one that comes along: many domains and tasks, and every card of theirs still fits everywhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest

from adapters.discord.render import render as on_discord
from adapters.figures.drawing import drawing
from adapters.store import SqlStore
from adapters.web.render import Dress
from adapters.web.render import render as on_the_page
from bot.cards.model import Card, Figure
from bot.commands import (
    Command,
    Practise,
    SetBrief,
    SetExamDay,
    SetPrivacy,
    ShowHome,
    ShowMe,
    ShowReadiness,
    ShowStatus,
    StartMock,
    TellOutcome,
)
from bot.packs.schema import PackShape
from bot.rules.blueprints import Domain, Skill, Task
from bot.rules.packs import Bank, Pack
from tests.adapters import test_discord_render, test_slack_render
from tests.bot.desk_looks import looked, studies
from tests.bot.specimens import TYPES, item, pack
from tests.desk_scene import usual
from tests.world import World

WIDEST: int = PackShape.model_json_schema()["properties"]["domains"]["maxItems"]
"""Domains that a pack may have."""


def wide(domains: int) -> Pack:
    """A pack of so many domains of one task each, with ten items in every task."""
    names = [str(number) for number in range(1, domains + 1)]
    shares = [Fraction(100 // domains + (place < 100 % domains), 100) for place in range(domains)]
    outline = tuple(
        Domain(name, f"A domain with a long name {name}", share, (task(f"{name}.1"),))
        for name, share in zip(names, shares, strict=True)
    )
    items = [item(f"mla-d{name}-{n:04}", domain=name, task=f"{name}.1") for name in names for n in range(1, 11)]
    plain = pack(items)
    return replace(plain, blueprint=replace(plain.blueprint, domains=outline))


def task(name: str) -> Task:
    """A task of one skill."""
    return Task(name, f"A task with a long name {name}", 10, (Skill(f"{name}.01", "A skill", tuple(TYPES), 10),))


def faults(card: Card) -> list[str]:
    """What the platforms would say against this card."""
    assert str(on_the_page(card, Dress("proof", 3, private=False)))
    for block in card.blocks:
        if isinstance(block, Figure):
            assert drawing(block)
    discord = [fault for page in on_discord(card) for fault in test_discord_render.faults(page)]
    return test_slack_render.faults(card) + discord


OF_MEMBERS: tuple[Command, ...] = (
    *(ShowMe(), ShowMe("tasks"), ShowHome(), SetPrivacy(), SetExamDay("2026-12-20"), Practise()),
    *(StartMock(), StartMock("mini"), TellOutcome(), TellOutcome("fail", "655", ("1",), "yes")),
)
OF_LEADS: tuple[Command, ...] = (ShowReadiness(), ShowReadiness("csv"), SetBrief("now"), ShowStatus())


@pytest.mark.parametrize("domains", [1, 7, WIDEST])
async def test_an_exam_may_have_as_many_domains_as_a_pack(memory_store: SqlStore, domains: int) -> None:
    """An estimate plays general ability and every domain, however many there are."""
    world = World(memory_store, Bank.of([wide(domains)]))
    ada = await world.set_up()
    world.at += timedelta(days=4)
    studies(world, usual())
    for person, looks in ((world.member("Maya"), OF_MEMBERS), (ada, OF_LEADS)):
        for look in looks:
            card = await person.wants(look)
            assert card.tone != "trouble", card
            assert faults(card) == [], look

    page = looked(world)
    assert {one.name for one in page.sections} >= {"readiness", "reliability"}
    assert all(drawing(picture.figure) for part in page.sections for picture in part.pictures)
