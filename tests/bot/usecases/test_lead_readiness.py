"""What a lead sees of how ready members are: those who agree, while they do, and sums that give nobody away."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from bot.calls import Actor
from bot.cards.charts import Bands, HeatMap
from bot.cards.enclosures import enclosed_in
from bot.cards.model import Card, Figure, Table
from bot.commands import SetExamDay, SetPrivacy, ShowHelp, ShowReadiness
from bot.wire import decode, encode, read_words
from tests.bot.lead_scene import agrees, answers, stocked, words
from tests.world import Person, World

HIDES = "Where the group has gaps is told from 5 people"


@pytest.fixture
def world(world: World) -> World:
    """The group has a bank of many questions."""
    return stocked(world)


async def study(world: World, *names: str, each: int = 10, right: int = 7) -> list[Person]:
    """These people have answered enough."""
    people = [world.member(name, manages=False) for name in names]
    for person in people:
        await answers(person, each=each, right=right)
    return people


def charts(card: Card) -> list[object]:
    return [block.drawing for block in card.blocks if isinstance(block, Figure)]


def rows_of(card: Card) -> list[str]:
    return [row[0] for block in card.blocks if isinstance(block, Table) for row in block.rows]


async def test_a_lead_sees_nobody_who_did_not_agree(world: World) -> None:
    ada = await world.set_up()
    (maya,) = await study(world, "Maya")
    card = await ada.wants(ShowReadiness())
    assert "Maya" not in repr(card)
    assert "2 members keep theirs to themselves" in words(card), "the lead too"

    await agrees(maya)
    card = await ada.wants(ShowReadiness())
    assert rows_of(card) == ["1. Maya"]
    assert [type(chart) for chart in charts(card)] == [Bands, HeatMap]

    await maya.wants(SetPrivacy("no"))
    assert "Maya" not in repr(await ada.wants(ShowReadiness())), "a no holds at once"


async def test_a_row_has_band_evidence_last_answer_and_trend(world: World) -> None:
    ada = await world.set_up()
    (maya,) = await study(world, "Maya")
    await answers(world.member("Maya", manages=False), each=2, days=20)
    await agrees(maya)
    table = next(block for block in (await ada.wants(ShowReadiness())).blocks if isinstance(block, Table))
    _, chance, band, evidence, last, trend = table.rows[0]

    assert chance.endswith("%")
    assert " to " in band
    assert evidence in {"solid", "preliminary"}
    assert last == "21 Nov"
    assert trend.split()[0] in {"up", "down", "steady"}


async def test_consent_taken_back_holds_on_old_buttons_and_tokens_too(world: World) -> None:
    ada = await world.set_up()
    (maya,) = await study(world, "Maya", right=2)
    await maya.wants(SetExamDay("2026-12-01"))
    await agrees(maya)
    card = await ada.wants(ShowReadiness())
    report = await ada.presses(card, "Maya’s report")
    assert report.title == "Maya’s report"

    await maya.wants(SetPrivacy("no"))
    for late in (
        await ada.presses(card, "Maya’s report"),
        await ada.wants(ShowReadiness(member="Maya")),
        await ada.presses(card, "All of it as a file"),
    ):
        assert late.tone == "trouble"
        assert "to pass" not in words(late)
    assert enclosed_in(await ada.presses(card, "All of it as a file")) is None


async def test_whether_somebody_keeps_to_themselves_is_not_told(world: World) -> None:
    ada = await world.set_up()
    await study(world, "Maya")
    real, unreal = [await ada.wants(ShowReadiness(member=name)) for name in ("Maya", "Zoë")]

    assert real.summary.replace("Maya", "Zoë") == unreal.summary
    assert "/cohort readiness lists everybody who does" in real.summary


async def test_a_member_is_found_by_the_whole_name_or_a_part_of_it(world: World) -> None:
    ada = await world.set_up()
    for person in await study(world, "Maya Lin", "Maya Lindqvist", "Omar", each=2):
        await agrees(person)

    assert (await ada.wants(ShowReadiness(member="maya lin"))).title == "Maya Lin’s report"
    assert (await ada.wants(ShowReadiness(member="oma"))).title == "Omar’s report"
    assert (await ada.wants(read_words("readiness Maya Lindqvist"))).title == "Maya Lindqvist’s report"
    assert (await ada.wants(read_words("readiness member:Maya Lindqvist"))).title == "Maya Lindqvist’s report"
    card = await ada.wants(ShowReadiness(member="Maya"))
    assert card.title == "Whose report? 2 members answer to “Maya”."
    assert (await ada.presses(card, "Maya Lin (last answer 21 November)")).title == "Maya Lin’s report"


async def test_two_people_of_one_name_are_told_apart_by_buttons_and_offers(world: World) -> None:
    ada = await world.set_up()
    for account, days in (("m1", 2), ("m2", 5)):
        person = Person(world, Actor(world.place.platform, world.place.space, account, "Maya", manages=False))
        await answers(person, each=1, days=days)
        await agrees(person)
    card = await ada.wants(ShowReadiness(member="Maya"))
    labels = {control.label for control in card.controls}
    assert labels == {"Maya (last answer 21 November)", "Maya (last answer 18 November)"}
    assert "Last answer: 18 November." in words(await ada.presses(card, "Maya (last answer 18 November)"))

    offers = await world.app.offers(ada.actor, world.place, "member", "may")
    assert [one.text for one in offers] == ["Maya (joined 23 November 2026)"] * 2
    reports = [await ada.wants(ShowReadiness(member=one.value)) for one in offers]
    assert {report.title for report in reports} == {"Maya’s report"}
    assert reports[0] != reports[1]


async def test_a_member_called_csv_is_asked_for_by_the_option(world: World) -> None:
    ada = await world.set_up()
    (odd,) = await study(world, "csv", each=1)
    await agrees(odd)

    assert enclosed_in(await ada.wants(read_words("readiness csv"))) is not None
    assert (await ada.wants(read_words("readiness member:csv"))).title == "csv’s report"


async def test_privacy_shows_a_member_word_for_word_what_a_lead_sees(world: World) -> None:
    ada = await world.set_up()
    (maya,) = await study(world, "Maya", right=4)
    before = await maya.wants(SetPrivacy())
    await agrees(maya)
    after = await maya.wants(SetPrivacy())
    lead = await ada.wants(ShowReadiness(member="Maya"))

    shown = lead.blocks[1:]
    assert len(shown) > 5
    assert before.blocks[-len(shown) :] == after.blocks[-len(shown) :] == shown
    assert "Leads do not see how ready you are" in words(before)
    assert "Leads see what stands below" in words(after)


async def test_every_number_of_the_group_card_stands_on_the_members_own(world: World) -> None:
    """The table's row, the picture's cells and the words about who may need a word are on the member's card too."""
    ada = await world.set_up()
    (maya,) = await study(world, "Maya", right=3)
    await agrees(maya)
    group, own = await ada.wants(ShowReadiness()), await maya.wants(SetPrivacy())
    heat = [chart for chart in charts(group) if isinstance(chart, HeatMap)]
    mine = [chart for chart in charts(own) if isinstance(chart, HeatMap)]
    worries = words(group).partition("Who may need a word\n1. Maya ")[2].partition("\n")[0]

    assert heat[0].rows[0].cells == mine[0].rows[0].cells
    assert worries
    assert worries in words(own)


async def test_gaps_are_told_from_five_people_up(world: World) -> None:
    ada = await world.set_up()
    for number in range(5):
        assert HIDES in words(await ada.wants(ShowReadiness()))
        await study(world, f"Member {number}")

    said = words(await ada.wants(ShowReadiness()))
    assert HIDES not in said
    assert "Counted are all 5 with enough answers." in said
    assert "Member" not in said


async def test_a_task_in_which_nobody_is_above_the_line_is_a_good_subject(world: World) -> None:
    ada = await world.set_up()
    for number in range(5):
        await answers(world.member(f"Member {number}", manages=False), right=9, weak=("3.2",))
    said = words(await ada.wants(ShowReadiness()))

    assert "Nobody is above the pass line in 3.2." in said
    assert "A good subject for the next session together: 3.2" in said
    assert said.partition("in which tasks\n")[2].startswith("nobody 3.2")


async def test_nobody_is_worked_out_by_taking_those_seen_from_the_sum(world: World) -> None:
    """Five agree and one does not: the sum of six less the five would be the one."""
    ada = await world.set_up()
    people = await study(world, *(f"Member {number}" for number in range(6)))
    for person in people[:5]:
        await agrees(person)
    said = words(await ada.wants(ShowReadiness()))
    assert "Counted are 5 who agreed" in said
    assert "of 6" not in said

    await agrees(people[5])
    assert "Counted are all 6 with enough answers." in words(await ada.wants(ShowReadiness()))

    for person in people[:2]:
        await person.wants(SetPrivacy("no"))
    assert HIDES in words(await ada.wants(ShowReadiness())), "four agree, and two could be worked out together"


async def test_a_lead_who_did_not_agree_does_not_see_four_others_as_five(world: World) -> None:
    ada = await world.set_up()
    await answers(ada)
    await study(world, *(f"Member {number}" for number in range(4)))
    assert HIDES in words(await ada.wants(ShowReadiness()))


async def test_whether_somebody_who_keeps_to_themselves_has_answered_is_not_told(world: World) -> None:
    ada = await world.set_up()
    omar = world.member("Omar", manages=False)
    await omar.wants(ShowHelp())
    before = await ada.wants(ShowReadiness())
    await answers(omar)

    assert await ada.wants(ShowReadiness()) == before


async def test_the_file_has_everybody_who_agreed_and_runs_nothing(world: World) -> None:
    ada = await world.set_up()
    risky = "=cmd|' /C calc'!A0"
    for person in await study(world, risky, 'Maya, "the" First', "Łukasz", "مها"):
        await agrees(person)
    await study(world, "Omar")
    file = enclosed_in(await ada.wants(ShowReadiness(file="csv")))
    assert file is not None
    assert file.name == "readiness-2026-11-23.csv"
    assert file.content.startswith("\ufeff")
    assert file.again == ShowReadiness(file="csv", group=world.group().id)

    head, *rows = csv.reader(StringIO(file.content.removeprefix("\ufeff")))
    assert [row[0] for row in rows] == [f"'{risky}", 'Maya, "the" First', "Łukasz", "مها"]
    assert {len(row) for row in rows} == {len(head)}
    assert all(not cell.startswith(("=", "+", "@", "\t", "\r")) for row in rows for cell in row)
    maya = dict(zip(head, rows[1], strict=True))
    assert maya["first_answers"] == "120"
    assert 0 < float(maya["task_1.1"]) < 1
    assert maya["task_1.1_answers"] == "10"
    assert maya["last_answer"] == "2026-11-21"


async def test_where_nobody_agreed_there_is_no_file(world: World) -> None:
    ada = await world.set_up()
    await study(world, "Maya")
    card = await ada.wants(ShowReadiness(file="csv"))

    assert card.tone == "trouble"
    assert "Nobody has agreed yet" in card.summary


async def test_members_and_outsiders_do_not_see_the_group(world: World) -> None:
    await world.set_up()
    (maya,) = await study(world, "Maya")
    await agrees(maya)
    for person in (world.member("Omar", manages=False), maya):
        for command in (ShowReadiness(), ShowReadiness(member="Maya"), ShowReadiness(file="csv")):
            card = await person.wants(decode(encode(command)))
            assert card.tone == "trouble"
            assert "Maya" not in repr(card)


async def test_names_are_offered_to_leads_alone_and_of_those_who_agreed(world: World) -> None:
    ada = await world.set_up()
    people = await study(world, "Maya", "Maja", "Omar", each=1)
    await agrees(people[0])
    await agrees(people[2])

    async def offered(person: Person, typed: str) -> list[str]:
        return [one.value for one in await world.app.offers(person.actor, world.place, "member", typed)]

    assert await offered(ada, "") == ["Maya", "Omar"]
    assert await offered(ada, "ma") == ["Maya", "Omar"]
    assert await offered(ada, "may") == ["Maya"]
    assert await offered(people[0], "") == []
    assert await offered(world.member("Zed", manages=False), "") == []
    assert [one.value for one in await world.app.offers(ada.actor, world.place, "file", "")] == ["csv"]
