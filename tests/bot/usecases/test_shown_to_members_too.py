"""Whatever leads can read about a member stands on the member's own card: from chat, pictures, desk and files."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from datetime import date
from io import StringIO

import pytest

from adapters.web.desk_files import csv_of
from bot.cards.charts import Bands, HeatMap
from bot.cards.enclosures import enclosed_in
from bot.cards.model import Card, Figure, Table
from bot.cards.numbers import numbers
from bot.cards.sheets import DeskPage
from bot.commands import SetPrivacy, ShowReadiness
from tests.bot.desk_looks import looked, studies, studying
from tests.bot.lead_scene import words
from tests.desk_scene import Classmate
from tests.world import World

NUMBER = re.compile(r"\d+(?:\.\d+)?")
CLASS = (
    Classmate("Maya", 1.2, days=24, exam_in=18),
    Classmate("Omar", 0.4, days=3),
    Classmate("Lin", 0.8, days=20, idle=9),
    Classmate("Priya", -0.4, days=1, each=2),
)
"""Of whom much is known, too little, something from some time ago, and hardly anything."""


@pytest.fixture
async def world(world: World) -> World:
    """A class that has studied and lets itself be seen."""
    group = await studying(world)
    studies(group, CLASS)
    return group


def spelled_out(card: Card) -> str:
    """Everything on a card, its pictures too."""
    drawn = [line for block in card.blocks if isinstance(block, Figure) for line in (block.title, *numbers(block))]
    return "\n".join((words(card), *drawn))


def found_in(said: str) -> set[str]:
    """Numbers however they are written: shares as percent, days as people write them, without the year."""
    said = re.sub(r"\d{4}-\d\d-\d\d", lambda day: f"{date.fromisoformat(day[0]).day}", said)
    said = re.sub(r"([A-Z][a-z]+) 20\d\d\b", r"\1", said)
    said = re.sub(r"\b0\.(\d\d?)\b", lambda share: f"{int(f'{share[1]:0<2}')}", said)
    return set(NUMBER.findall(said))


def of_cards(card: Card, name: str) -> Iterator[str]:
    """What the group's card, its pictures and its pictures' words say of a member."""
    label = re.compile(rf"\d+\. {name}\b:?")
    for block in card.blocks:
        if isinstance(block, Table):
            yield from ("  ".join(row[1:]) for row in block.rows if label.match(row[0]))
        if isinstance(block, Figure) and isinstance(block.drawing, Bands | HeatMap):
            yield from (label.sub("", line) for line in numbers(block) if label.match(line))
    yield from (label.sub("", line) for line in words(card).splitlines() if label.match(line))


def of_desk(page: DeskPage, name: str) -> Iterator[str]:
    """What the desk's tables, their files, what they are sorted by, and its pictures say of a member."""
    for section in page.sections:
        for sheet in section.sheets:
            for row, kept in zip(
                sheet.rows, list(csv.reader(StringIO(csv_of(sheet).removeprefix("\ufeff"))))[1:], strict=True
            ):
                if row[0].words == name:
                    yield from (cell.words for cell in row[1:])
                    yield from kept[1:]
                    if sheet.name in {"tasks", "mock-scores"}:
                        yield from (str(cell.by) for cell in row[1:] if cell.by is not None)
        for picture in section.pictures:
            yield from (line for line in numbers(picture.figure) if line.startswith(f"{name}: "))


@pytest.mark.parametrize("name", [one.name for one in CLASS])
async def test_every_number_that_leads_can_read_stands_on_the_members_own_card(world: World, name: str) -> None:
    ada = world.member("Ada", manages=True)
    own = found_in(spelled_out(await world.member(name).wants(SetPrivacy())))
    file = enclosed_in(await ada.wants(ShowReadiness(file="csv")))
    assert file is not None
    (row,) = (row for row in csv.reader(StringIO(file.content.removeprefix("\ufeff"))) if row[0] == name)
    for said in (*of_cards(await ada.wants(ShowReadiness()), name), *of_desk(looked(world), name), *row[1:]):
        assert found_in(said) <= own | {"0"}, said


async def test_without_enough_evidence_no_middle_is_told_and_no_points_of_a_steady_trend(world: World) -> None:
    ada = world.member("Ada", manages=True)
    file = enclosed_in(await ada.wants(ShowReadiness(file="csv")))
    assert file is not None
    rows = {row["member"]: row for row in csv.DictReader(StringIO(file.content.removeprefix("\ufeff")))}
    bands = next(
        block.drawing
        for block in (await ada.wants(ShowReadiness())).blocks
        if isinstance(block, Figure) and isinstance(block.drawing, Bands)
    )
    middles = {band.label.partition(". ")[2]: band.middle for band in bands.rows}

    assert rows["Omar"]["evidence"] == "not enough"
    assert rows["Omar"]["scaled"] == ""
    assert middles["Omar"] is None
    assert rows["Maya"]["scaled"] == str(middles["Maya"])
    assert {row["trend"] for row in rows.values()} >= {"steady"}
    assert {row["change_in_14_days"] for row in rows.values() if row["trend"] == "steady"} == {""}
