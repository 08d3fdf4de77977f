"""What stands on the lead's desk: names with consent alone, sums that give nobody away, nothing that is still open."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.cards.charts import Bands
from bot.cards.model import Paragraph
from bot.commands import PausePosts, SetPrivacy
from bot.errors import NothingThere, NotInSight
from bot.ports import Ledger
from bot.rules.attempts import Attempt
from bot.rules.gaps import FLOOR
from bot.rules.honesty import CURVE, MEASURED_ON, SIMULATED
from bot.rules.outcomes import ExamOutcome
from bot.rules.packs import Bank
from bot.rules.sessions import Paper, Session
from bot.usecases.look_at_desk import look_at_member, look_at_picture, look_at_sheet
from tests.bot.desk_looks import desk_of, looked, names_on, section, sheet, studies, studying
from tests.desk_scene import NAMES, Classmate, fill, member_id, usual
from tests.world import PLACE, World

ROOT = Path(__file__).parents[3]


@pytest.fixture
async def world(world: World) -> World:
    """A group with a bank of many questions, four days old."""
    return await studying(world)


# --- who is seen ---------------------------------------------------------------------------------


async def test_those_who_agreed_are_seen_and_nobody_else_is_named(world: World) -> None:
    studies(world, usual(shares=9))
    page = looked(world)

    assert names_on(page) == set(NAMES[:9])
    assert [row[0].words for row in sheet(page, "members").rows] == sorted(NAMES[:9], key=str.casefold)
    assert page.counted == "13 members: 9 let leads see how ready they are, 4 keep it to themselves."
    hidden = {member_id(world.group(), PLACE, name) for name in NAMES[9:]}
    assert not any(name in repr(page) for name in hidden)


async def test_a_no_holds_at_the_next_look(world: World) -> None:
    studies(world, usual())
    assert "Lin" in names_on(looked(world))
    await world.member("Lin").wants(SetPrivacy("no"))
    page = looked(world)

    assert "Lin" not in names_on(page)
    lin = member_id(world.group(), PLACE, "Lin")
    with pytest.raises(NotInSight):
        world.ask(lambda ledger: look_at_member(desk_of(world, ledger), lin))


async def test_a_member_is_shown_as_they_see_themselves(world: World) -> None:
    studies(world, usual())
    lin = member_id(world.group(), PLACE, "Lin")
    card = world.ask(lambda ledger: look_at_member(desk_of(world, ledger), lin))
    own = await world.member("Lin").wants(SetPrivacy())

    assert card.title == "Lin’s report"
    assert set(card.blocks[1:]) <= set(own.blocks), "all that the lead sees stands under /privacy"
    told = [block for block in card.blocks if isinstance(block, Paragraph) and "weekly mock exams: " in repr(block)]
    assert len(told) == 1
    scores = next(row for row in sheet(looked(world), "mock-scores").rows if row[0].words == "Lin")
    assert all(cell.words in repr(told[0]) for cell in scores[1:] if cell.by is not None)


@pytest.mark.parametrize("name", ["nobody", "", "../../etc"])
async def test_who_is_not_there_is_not_shown(world: World, name: str) -> None:
    studies(world, usual())
    with pytest.raises(NotInSight):
        world.ask(lambda ledger: look_at_member(desk_of(world, ledger), name))


async def test_a_member_of_another_group_is_not_shown(world: World) -> None:
    studies(world, usual(3))
    other = World(world.store, world.bank, place=replace(PLACE, room="elsewhere"))
    await other.set_up()
    other.ask(lambda ledger: fill(ledger, other.place, world.bank.pack("mla-c01"), usual(3), world.at))
    theirs = member_id(other.group(), other.place, NAMES[0])
    with pytest.raises(NotInSight):
        world.ask(lambda ledger: look_at_member(desk_of(world, ledger), theirs))


async def test_of_those_who_never_answered_no_estimate_is_told(world: World) -> None:
    studies(world, [*usual(3), Classmate("Zed", days=0)])
    page = looked(world)
    told = {row[0].words: row for row in sheet(page, "members").rows}
    (picture,) = section(page, "readiness").pictures
    bands = picture.figure.drawing

    assert [cell.by for cell in told["Zed"][1:] if cell.words != "not enough"] == [
        None,
        None,
        None,
        0,
        None,
        None,
        None,
    ]
    assert all(told["Maya"][place].by is not None for place in (2, 3, 4))
    assert isinstance(bands, Bands)
    assert sorted(band.label for band in bands.rows) == ["Lin", "Maya", "Omar"]


async def test_where_nobody_who_agreed_has_answered_there_are_no_bands(world: World) -> None:
    studies(world, [Classmate("Zed", days=0)])
    assert section(looked(world), "readiness").pictures == ()


# --- what is still open --------------------------------------------------------------------------


async def test_a_mock_that_is_open_is_not_told(world: World) -> None:
    studies(world, usual(6))
    group = world.group()
    items = world.bank.pack("mla-c01").live[:20]
    form = tuple((item.id, item.version) for item in items)
    day, closes = group.day_of(world.at), world.at + timedelta(hours=5)
    session = Session(group.id, "open", "mock", day, form, world.at, closes, None, Paper("mini", 40))
    maya = member_id(group, PLACE, "Maya")

    def taken(ledger: Ledger) -> None:
        ledger.sessions.add(session)
        ledger.attempts.begin(Attempt(group.id, "open", maya, "exam", world.at, closes), PLACE, "maya")
        ledger.attempts.hand_in(group.id, "open", maya, world.at)

    world.ask(taken)
    assert len(sheet(looked(world), "mocks").rows) == 3
    world.at = closes
    assert len(sheet(looked(world), "mocks").rows) == 4


# --- the rest of the page ------------------------------------------------------------------------


async def test_an_empty_group_is_told_what_comes(world: World) -> None:
    page = looked(world)

    assert page.finding == "Nothing yet that you may see. This page fills as members answer and agree to be seen."
    assert page.counted == "1 member. Nobody lets leads see yet how ready they are: each chooses with /privacy."
    assert not any(one.pictures for one in page.sections if one.name != "reliability")
    for name in ("members", "words", "tasks", "gaps", "mocks", "questions", "reports"):
        assert sheet(page, name).rows == ()
        assert len(sheet(page, name).empty) > 20


async def test_the_schedule_names_the_next_question_the_next_mock_and_the_zone(world: World) -> None:
    facts = {fact.label: fact for fact in section(looked(world), "schedule").facts}
    assert facts["Next question"].command == "/cohort pause"
    assert facts["Next weekly mock"].command == "/cohort mocks"
    assert "Europe/Berlin" in repr(facts["Time zone"])

    await world.member("Ada", manages=True).wants(PausePosts())
    paused = section(looked(world), "schedule")
    assert "paused" in paused.finding
    facts = {fact.label: fact for fact in paused.facts}
    assert facts["Next question"].command == "/cohort resume"


async def test_every_setting_names_the_command_that_changes_it(world: World) -> None:
    facts = section(looked(world), "settings").facts
    assert {fact.label for fact in facts} >= {"Exam", "Question", "Days", "Key", "Weekly mini mock", "Place"}
    assert all(re.fullmatch(r"/cohort \w+", fact.command) for fact in facts)


async def test_reports_are_told_without_names(world: World) -> None:
    studies(world, usual(shares=0))
    page = looked(world)
    assert len(sheet(page, "reports").rows) == 2
    assert section(page, "reports").finding == "2 reports from members"
    assert names_on(page) == set()


async def test_what_is_asked_for_alone_is_what_the_page_shows(world: World) -> None:
    studies(world, usual())
    page = looked(world)

    def alone(ledger: Ledger) -> None:
        desk = desk_of(world, ledger)
        for part in page.sections:
            for one in part.sheets:
                assert look_at_sheet(desk, one.name) == one
            for picture in part.pictures:
                assert look_at_picture(desk, picture.name) == picture.figure
        for look in (look_at_sheet, look_at_picture):
            with pytest.raises(NothingThere):
                look(desk, "nothing")

    world.ask(alone)


def test_the_curve_is_the_one_that_the_docs_draw() -> None:
    told = (ROOT / "docs" / "reliability.svg").read_text(encoding="utf-8")
    mixed = re.search(r"Set mixed, readiness: (.*?)\.", told)
    assert mixed is not None
    found = re.findall(r"(\d+)% told, (\d+)% passed", mixed[1])
    assert tuple((int(chance) / 100, int(passed) / 100) for chance, passed in found) == CURVE
    measured = re.search(
        r"^On (\S+), (\d+) groups in each set", (ROOT / "docs" / "readiness.md").read_text(), re.MULTILINE
    )
    assert measured is not None
    day = date.fromisoformat(measured[1])
    assert f"{day.day} {day:%B %Y}" == MEASURED_ON
    assert int(measured[2]) == SIMULATED


async def test_a_curve_of_another_exam_is_said_to_be_one(world: World) -> None:
    studies(world, usual(7))
    assert "MLA-C01" not in repr(section(looked(world), "reliability"))

    one = world.bank.pack("mla-c01")
    world.bank = Bank.of([replace(one, exam=replace(one.exam, code="BBA-01"))])
    told = section(looked(world), "reliability")
    assert told.finding.endswith("in groups simulated for MLA-C01")
    assert "They sat MLA-C01; for BBA-01 nothing was simulated" in repr(told.words)
    assert all("for MLA-C01" in picture.figure.title for picture in told.pictures)
    assert all("for MLA-C01" in one.caption for one in told.sheets)


async def test_reported_results_are_told_from_five_up(world: World) -> None:
    studies(world, usual(7))
    group = world.group()
    assert "Fewer than 5" in repr(section(looked(world), "reliability").facts)

    def told(ledger: Ledger) -> None:
        for name in NAMES[:FLOOR]:
            identity, day = member_id(group, PLACE, name), group.day_of(world.at)
            ledger.outcomes.keep(
                ExamOutcome(
                    *(group.id, identity, "mla-c01", day, True, 800, None, True, world.at),
                    foreseen=(0.5, 0.5, 0.5, 0.5),
                    doubt=0.3,
                )
            )

    world.ask(told)
    facts = section(looked(world), "reliability").facts
    assert "5 that count for this pack" in repr(facts)
    assert "without the results" in repr(facts)
    assert "5 of them passed; what was believed when each exam began" in repr(facts)
