"""What was missed comes back: the next day, one after another, never while the group is being asked it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.cards.model import Button, Card
from bot.commands import AnswerItem, OpenSheet, Practise, ReviewItem, SetExamDay, ShowHome, ShowMe, StartMock
from tests.bot.specimens import bank, item, pack
from tests.bot.usecases.test_practise import practised
from tests.world import Person, World

DAY = timedelta(days=1)


def small(world: World, *names: str) -> World:
    """The same group with a bank of these items."""
    return World(world.store, bank(pack([item(name) for name in names])))


def command_on(card: Card) -> AnswerItem:
    """The command behind a sheet, without an answer."""
    press = next(control.press for control in card.controls if isinstance(control, Button))
    assert isinstance(press, AnswerItem)
    return replace(press, answer=())


async def answered_wrong(maya: Person, *, after: int) -> tuple[AnswerItem, Card]:
    """Practise a question and miss it after so many seconds: the command of its sheet, and what is said."""
    command = command_on(await maya.wants(Practise()))
    maya.world.at += timedelta(seconds=after)
    return command, await maya.wants(replace(command, answer=("A",)))


async def reviewed(maya: Person, answer: str) -> tuple[str, Card]:
    """Review one question: its id, and what is said to the answer."""
    command = command_on(await maya.wants(ReviewItem()))
    maya.world.at += timedelta(seconds=30)
    return command.item, await maya.wants(replace(command, answer=(answer,)))


def labels(card: Card) -> list[str]:
    """What can be pressed."""
    return [control.label for control in card.controls if isinstance(control, Button)]


async def test_what_was_missed_comes_back_the_next_day_and_then_not_for_some(world: World) -> None:
    world = small(world, "mla-d1-9001", "mla-d1-9002")
    await world.set_up()
    maya = world.member("Maya")
    missed, known = await practised(maya, "A"), await practised(maya, "B")

    today = await maya.wants(ReviewItem())
    assert today.title == "Nothing to review right now."
    assert "comes back on Tuesday 24 November" in repr(today.blocks)
    assert labels(today) == ["Practise something new", "Mock of what I missed"]

    world.at += DAY
    again, said = await reviewed(maya, "B")
    assert again == missed != known
    assert said.title == "Right."
    assert labels(said)[:2] == ["Next review", "Another question"]
    assert "Comes back" not in repr(said.foot)
    assert (await maya.wants(ReviewItem())).title == "Nothing to review right now."

    world.at += DAY
    assert (await maya.wants(ReviewItem())).title == "Nothing to review right now."
    world.at += 4 * DAY
    assert command_on(await maya.wants(ReviewItem())).item == missed


async def test_reviews_follow_one_another_and_a_wrong_one_comes_back(world: World) -> None:
    world = small(world, "mla-d1-9001", "mla-d1-9002")
    await world.set_up()
    maya = world.member("Maya")
    first = {await practised(maya, "A"), await practised(maya, "C")}
    world.at += DAY
    one, said = await reviewed(maya, "A")

    assert "Comes back for review" in repr(said.foot)
    assert labels(said)[0] == "Next review"
    sheet = await maya.presses(said, "Next review")
    assert {one, command_on(sheet).item} == first


async def test_a_first_wrong_answer_says_that_it_comes_back(world: World) -> None:
    world = small(world, "mla-d1-9001", "mla-d1-9002")
    await world.set_up()
    maya = world.member("Maya")
    _, said = await answered_wrong(maya, after=30)

    assert "Comes back for review" in repr(said.foot)
    assert "Next review" not in labels(said)
    right = command_on(await maya.wants(Practise()))
    assert "Comes back" not in repr((await maya.wants(AnswerItem(right.session, right.item, ("B",)))).foot)


async def test_practice_is_no_review_though_it_asks_again(world: World) -> None:
    world = small(world, "mla-d1-9001")
    await world.set_up()
    maya = world.member("Maya")
    command, _ = await answered_wrong(maya, after=30)
    world.at += DAY
    again = command_on(await maya.wants(Practise()))
    said = await maya.wants(replace(again, answer=("B",)))
    assert again.item == command.item
    assert labels(said)[0] == "Another question"
    reopened = await maya.wants(OpenSheet(command.session, command.item))
    assert labels(reopened)[0] == "Another question"


async def test_too_fast_to_have_been_read_does_not_come_back(world: World) -> None:
    world = small(world, "mla-d1-9001", "mla-d1-9002")
    await world.set_up()
    maya = world.member("Maya")
    _, said = await answered_wrong(maya, after=7)
    assert "Comes back" not in repr(said.foot)
    world.at += DAY
    assert (await maya.wants(ReviewItem())).title == "Nothing to review yet."


async def test_a_sheet_left_open_till_tomorrow_takes_one_answer_for_each_day(world: World) -> None:
    world = small(world, "mla-d1-9001")
    await world.set_up()
    maya = world.member("Maya")
    await practised(maya, "A")
    world.at += DAY
    old = command_on(await maya.wants(ReviewItem()))
    world.at += DAY
    new = command_on(await maya.wants(ReviewItem()))
    assert old.session != new.session
    for command in (old, new, new):
        world.at += timedelta(seconds=30)
        await maya.wants(replace(command, answer=("B",)))
    assert (await maya.wants(ReviewItem())).title == "Nothing to review right now."


async def test_nothing_was_missed_yet(world: World) -> None:
    await world.set_up()
    card = await world.member("Maya").wants(ReviewItem())

    assert card.title == "Nothing to review yet."
    assert labels(card) == ["Practise something new"]


async def test_what_the_group_is_being_asked_does_not_come_back_before_the_close(world: World) -> None:
    world = small(world, "mla-d1-9001")
    await world.set_up(feedback="at_close")
    session, maya = await world.daily_question(), world.member("Maya")
    await maya.answers(session, ("A",))
    assert (await maya.wants(ReviewItem())).title == "Nothing to review yet.", "that would tell that it was wrong"
    await world.until_the_close(session)
    assert (await maya.wants(ReviewItem())).title == "Nothing to review right now."

    world.at += DAY
    assert command_on(await maya.wants(ReviewItem())).item == "mla-d1-9001"
    await world.daily_question()
    held = await maya.wants(ReviewItem())
    assert held.title == "Nothing to review right now.", "the group is asked it again"
    assert "Thursday 26 November" in repr(held.blocks)


async def test_todays_question_that_was_missed_is_announced_for_tomorrow(world: World) -> None:
    world = small(world, "mla-d1-9001")
    await world.set_up()
    session, maya = await world.daily_question(), world.member("Maya")
    world.at += timedelta(minutes=1)
    assert "Comes back for review" in repr((await maya.answers(session, ("A",))).foot)
    card = await maya.wants(ReviewItem())
    assert card.title == "Nothing to review right now."
    assert "Tuesday 24 November" in repr(card.blocks)


async def test_ones_report_and_home_say_how_many_come_back(world: World) -> None:
    world = small(world, "mla-d1-9001", "mla-d1-9002")
    await world.set_up()
    maya = world.member("Maya")
    for _ in range(2):
        await practised(maya, "A")
    for view in (ShowMe(), ShowHome()):
        assert "To review" not in repr((await maya.wants(view)).blocks)
    world.at += DAY
    for view in (ShowMe(), ShowHome()):
        card = await maya.wants(view)
        assert "2 questions that you missed come back today." in repr(card.blocks)
        assert isinstance(command_on(await maya.presses(card, "Review (2)")), AnswerItem)
    await reviewed(maya, "B")
    assert "1 question that you missed comes back today." in repr((await maya.wants(ShowMe())).blocks)


async def test_a_day_holds_fifteen_and_the_rest_waits(world: World) -> None:
    world = small(world, *(f"mla-d1-90{n:02}" for n in range(18)))
    await world.set_up()
    maya = world.member("Maya")
    for _ in range(18):
        await practised(maya, "A")
    world.at += DAY
    seen = {(await reviewed(maya, "B"))[0] for _ in range(15)}

    assert len(seen) == 15
    enough = await maya.wants(ReviewItem())
    assert enough.title == "Enough reviewed for today."
    assert "3 more wait for tomorrow" in repr(enough.blocks)
    world.at += DAY
    assert command_on(await maya.wants(ReviewItem())).item not in seen


async def test_a_planned_exam_brings_everything_back_before_it(world: World) -> None:
    world = small(world, "mla-d1-9001")
    await world.set_up()
    maya = world.member("Maya")
    await practised(maya, "A")
    await maya.wants(SetExamDay("2026-12-01"))
    for _ in range(2):
        world.at += 2 * DAY
        await reviewed(maya, "B")
    world.at += 2 * DAY
    assert (await reviewed(maya, "B"))[0] == "mla-d1-9001"


async def test_a_question_of_a_mock_exam_that_one_takes_does_not_come_back_in_it(world: World) -> None:
    world = small(world, *(f"mla-d1-90{n:02}" for n in range(3)))
    await world.set_up()
    maya = world.member("Maya")
    missed = await practised(maya, "A")
    world.at += DAY
    assert command_on(await maya.wants(ReviewItem())).item == missed
    begin = await maya.wants(StartMock("missed"))
    await maya.presses(begin, "Begin")
    assert (await maya.wants(ReviewItem())).title == "Nothing to review right now."
