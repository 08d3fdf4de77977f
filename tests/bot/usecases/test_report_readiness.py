"""A member's report: every task within reach, a plan back from the exam day, and the trend of a fortnight."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from bot.cards.charts import Bars
from bot.cards.model import Card, Figure, Meter, Paragraph
from bot.cards.numbers import spelled
from bot.commands import AnswerItem, HandIn, SetExamDay, SetUpGroup, ShowHome, ShowMe, StartMock
from tests.bot.lead_scene import answers
from tests.bot.specimens import bank, plenty
from tests.bot.usecases.test_show_me import PRIVATE
from tests.bot.usecases.test_show_readiness import practises, words
from tests.world import USUAL, Person, World


@pytest.fixture
def world(world: World) -> World:
    """The group has a bank of many questions."""
    return World(world.store, bank(plenty(40)))


def bars(card: Card) -> Bars:
    """The picture on the card."""
    (figure,) = (block for block in card.blocks if isinstance(block, Figure))
    assert isinstance(figure.drawing, Bars)
    return figure.drawing


async def test_every_task_is_one_press_away_with_its_counts(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    await practises(maya, 60)
    rows = bars(await maya.presses(await maya.wants(ShowMe()), "All tasks")).rows

    assert [row.label.split()[0] for row in rows] == [f"{d}.{n}" for d in range(1, 5) for n in range(1, 4)]
    assert sum(int(word) for row in rows for word in row.note.replace(",", " ").split() if word.isdigit()) == 60
    assert all(row.side == "" for row in rows if "too few" in row.note)


async def test_a_part_that_is_none_is_told(world: World) -> None:
    await world.set_up()

    assert "“topics” is no part of the report." in (await world.member("Maya").wants(ShowMe("topics"))).title


async def test_who_has_no_exam_day_has_no_plan_and_who_has_one_sees_it_at_home_too(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    await practises(maya, 4)
    for command in (ShowMe(), ShowHome()):
        assert "Plan for today" not in words(await maya.wants(command, place=PRIVATE))

    await maya.wants(SetExamDay("2026-12-18"))
    for command in (ShowMe(), ShowHome()):
        said = words(await maya.wants(command, place=PRIVATE))
        assert "Plan for today: 7 questions" in said, "11 a day, and four are done"
        assert "The exam comes in 25 days" in said
        assert "Until the exam: 11 questions on each of" in said
        assert "weekends are free" in said


async def test_home_tells_domains_and_tasks_in_the_words_of_the_report(world: World) -> None:
    """The share with its count, weak or strong only beyond the doubt there is; no picture, and no bare counts."""
    await world.set_up()
    maya = world.member("Maya", manages=False)
    await answers(maya, right=9, weak=("3.1", "3.2", "3.3"))
    report, home = await maya.wants(ShowMe()), await maya.wants(ShowHome(), place=PRIVATE)
    (picture,) = (block for block in report.blocks if isinstance(block, Figure))
    (tasks,) = (block for block in report.blocks if isinstance(block, Paragraph) and "Weak: " in repr(block))
    told = [block for block in home.blocks if isinstance(block, Meter)]

    assert told == [block for block in spelled(picture) if isinstance(block, Meter)]
    assert re.fullmatch(r"\d+%, 30 answers, weak, \d+% to \d+%, below pass line", told[2].note)
    assert tasks in home.blocks
    assert not [block for block in home.blocks if isinstance(block, Figure)]


async def test_a_home_without_answers_stays_short(world: World) -> None:
    await world.set_up()
    said = words(await world.member("Maya").wants(ShowHome(), place=PRIVATE))

    assert "to pass" not in said
    assert "Not enough answers" not in said


async def test_the_plan_follows_the_groups_study_days(world: World) -> None:
    ada = await world.set_up()
    await ada.wants(SetExamDay("2026-12-18"))
    assert "Plan for today: 11 questions" in words(await ada.wants(ShowMe()))

    other_days = SetUpGroup(USUAL.time, USUAL.zone, ("tue", "thu"), USUAL.closes, USUAL.feedback)
    await ada.wants(other_days)
    said = words(await ada.wants(ShowMe()))
    assert "Plan for today: nothing is left to do" in said
    assert "the other days are free" in said


async def hands_in(person: Person, kind: str) -> None:
    """Take a mock exam of one's own, with one answer, and hand it in."""
    begun = await person.presses(await person.wants(StartMock(kind)), "Begin")
    press = next(control.press for control in begun.controls if len(control.label) == 1)  # type: ignore[union-attr]
    assert isinstance(press, AnswerItem)
    await person.wants(press)
    await person.wants(HandIn(press.session, sure=True))


async def test_a_mini_mock_that_was_taken_does_not_come_again_this_week(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    world.at = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
    await maya.wants(SetExamDay("2026-12-18"))
    assert "Plan for today: a mini mock exam" in words(await maya.wants(ShowMe()))

    await hands_in(maya, "mini")
    said = words(await maya.wants(ShowMe()))
    assert "a mini mock exam, instead" not in said
    assert "next on Friday 4 December" in said


async def test_a_trend_is_told_of_who_answered_a_fortnight_ago_and_has_changed(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    await practises(maya, 60, of_four=2)
    world.at += timedelta(days=13)
    await practises(maya, 30, of_four=4)
    assert "in 14 days" not in words(await maya.wants(ShowMe())), "nothing was known fourteen days ago"

    world.at += timedelta(days=1, hours=1)  # an estimate is of a full hour
    assert "Up by about" in words(await maya.wants(ShowMe()))
