"""Who agreed to be seen and has not answered yet: in the group's table and file, without an estimate of nothing."""

from __future__ import annotations

import csv
from io import StringIO

from bot.cards.charts import Bands, HeatMap
from bot.cards.enclosures import enclosed_in
from bot.cards.model import Figure, Table
from bot.commands import SetPrivacy, ShowReadiness
from tests.bot.lead_scene import agrees, answers, stocked
from tests.world import World


async def test_of_those_who_never_answered_no_estimate_is_told_or_drawn(world: World) -> None:
    world = stocked(world)
    ada, maya = await world.set_up(), world.member("Maya", manages=False)
    await answers(maya)
    for person in (world.member("Abe", manages=False), maya):
        await agrees(person)
    card = await ada.wants(ShowReadiness())
    table = next(block for block in card.blocks if isinstance(block, Table))
    file = enclosed_in(await ada.wants(ShowReadiness(file="csv")))
    assert file is not None
    abe, told = list(csv.DictReader(StringIO(file.content.removeprefix("\ufeff"))))

    assert table.rows[0] == ("1. Abe", "–", "–", "not enough", "–", "–")
    drawings = [block.drawing for block in card.blocks if isinstance(block, Figure)]
    drawn = [drawing for drawing in drawings if isinstance(drawing, Bands | HeatMap)]
    assert [[row.label for row in chart.rows] for chart in drawn] == [["2. Maya"], ["2. Maya"]]
    assert [abe[head] for head in ("scaled", "range_low", "range_high", "evidence", "first_answers")] == [
        *[""] * 3,
        "not enough",
        "0",
    ]
    assert all(told[head] for head in ("scaled", "range_low", "range_high", "evidence", "first_answers"))

    await maya.wants(SetPrivacy("no"))
    assert not [block for block in (await ada.wants(ShowReadiness())).blocks if isinstance(block, Figure)]
