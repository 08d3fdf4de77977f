"""The questions of a mock exam one by one: forth and back, changed, marked, with the time that is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.store import SqlStore
from bot.cards.model import Card
from bot.commands import AnswerItem, FlagItem, HandIn, OpenSheet, ShowOverview
from bot.item_types import Matching
from bot.rules.items import Item
from bot.rules.packs import Pack
from tests.bot.mock_scene import (
    PACK,
    attempts,
    given_by,
    gives,
    labels,
    mock_world,
    responses,
    session_of,
    sitting,
    updated,
)
from tests.bot.mock_specimens import key_of, with_key, wrong_of
from tests.world import Person, World


@pytest.fixture
async def world(store: SqlStore) -> World:
    """A group with a bank that suffices for every mock exam."""
    return await mock_world(store)


async def test_paging_forth_and_back_meets_every_question_once_in_the_same_order(world: World) -> None:
    maya, order, session = await sitting(world)
    assert len({one.id for one in order}) == 20

    card = await maya.wants(OpenSheet(session, order[-1].id))
    back = [card.title]
    while "Back" in labels(card):
        card = await maya.presses(card, "Back")
        back.append(card.title)
    assert back == [f"Question {n} of 20" for n in range(20, 0, -1)]
    assert order[0].stem in repr(card)


async def test_the_questions_of_a_case_come_together_with_their_scenario(world: World) -> None:
    maya, order, session = await sitting(world, kind="full")
    cases = {one.case for one in order if one.case is not None}

    assert cases
    for case in cases:
        places = [place for place, one in enumerate(order) if one.case == case]
        assert places == list(range(places[0], places[0] + 3))
        for place in places:
            assert case.scenario in repr(await maya.wants(OpenSheet(session, order[place].id)))


async def test_an_answer_can_be_changed_until_it_is_handed_in_and_the_last_one_counts(world: World) -> None:
    maya, order, session = await sitting(world)
    asked = order[4]
    await maya.wants(AnswerItem(session, asked.id, wrong_of(asked)))
    card = await maya.wants(OpenSheet(session, asked.id))
    assert "Your answer" in repr(card)
    await maya.wants(AnswerItem(session, asked.id, key_of(asked)))
    await maya.wants(HandIn(session, sure=True))

    (response,) = responses(world, session_of(maya))
    assert (response.item, response.answer, response.right) == (asked.id, key_of(asked), True)


async def test_after_an_answer_comes_the_next_blank_question_and_after_the_last_the_overview(world: World) -> None:
    maya, order, session = await sitting(world)
    card = await gives_one(maya, session, order[18])
    assert card.title == "Question 20 of 20"
    card = await gives_one(maya, session, order[19])
    assert card.title == "Question 1 of 20", "it goes round"
    for asked in order[:17]:
        card = await gives_one(maya, session, asked)
    assert card.title == "Question 18 of 20"
    card = await gives_one(maya, session, order[17])
    assert card.title == "Overview"
    assert "20 of 20 answered." in repr(card)


async def gives_one(maya: Person, session: str, asked: Item) -> Card:
    return await maya.wants(AnswerItem(session, asked.id, key_of(asked)))


async def test_the_overview_tells_what_is_blank_and_what_is_marked_and_leads_there(world: World) -> None:
    maya, order, session = await sitting(world)
    for asked in order[2:]:
        await gives_one(maya, session, asked)
    await maya.wants(FlagItem(session, order[1].id, on=True))
    card = await maya.wants(FlagItem(session, order[9].id, on=True))
    assert "marked for review" in repr(card)
    overview = await maya.presses(card, "Overview")

    assert "Blank, and wrong if they stay so: " in repr(overview)
    assert "'1, 2.'" in repr(overview)
    assert "'2, 10.'" in repr(overview)
    assert labels(overview) == ["Question 1", "Question 2", "Question 10", "Hand in"]
    card = await maya.presses(overview, "Question 10")
    assert order[9].stem in repr(card)
    assert "Unmark" in labels(card)
    await maya.presses(card, "Unmark")
    assert labels(await maya.wants(ShowOverview(session))) == ["Question 1", "Question 2", "Hand in"]


async def test_marking_loses_no_answer_and_answering_no_mark(world: World) -> None:
    maya, order, session = await sitting(world)
    await gives_one(maya, session, order[0])
    await maya.wants(FlagItem(session, order[0].id, on=True))
    await maya.wants(AnswerItem(session, order[0].id, wrong_of(order[0])))
    await maya.wants(FlagItem(session, order[1].id, on=True))

    assert given_by(maya, session) == {
        order[0].id: (wrong_of(order[0]), 0, True, 0),
        order[1].id: ((), 0, True, 0),
    }
    await maya.wants(HandIn(session, sure=True))
    assert [one.item for one in responses(world, session_of(maya))] == [order[0].id], "a marked blank is a blank"


async def test_how_sure_one_is_can_be_said_before_and_after_and_taken_back(world: World) -> None:
    maya, order, session = await sitting(world)
    first = next(one for one in order if one.problem.type == "multiple_choice")
    card = await maya.presses(await maya.wants(OpenSheet(session, first.id)), "I am sure")
    assert "✓ I am sure" in labels(card)
    await maya.presses(card, "A")
    assert given_by(maya, session)[first.id][1] == 3
    card = await maya.presses(await maya.wants(OpenSheet(session, first.id)), "A guess")
    assert given_by(maya, session)[first.id][1] == 1, "the answer stands, so it is kept at once"
    card = await maya.presses(card, "✓ A guess")

    assert labels(card)[-2:] == ["I am sure", "A guess"]
    assert given_by(maya, session)[first.id][1] == 0


async def test_how_sure_one_is_waits_for_the_answer_wherever_one_turns(world: World) -> None:
    maya, order, session = await sitting(world)
    asked = next(one for one in order if isinstance(one.problem, Matching))
    sheet = await maya.wants(OpenSheet(session, asked.id))
    await maya.presses(sheet, "I am sure")
    card = await maya.wants(FlagItem(session, asked.id, on=True))
    assert "✓ I am sure" in labels(card)
    assert "0 of 20 answered" in repr(card), "said of a blank, it is no answer"
    card = await maya.wants(AnswerItem(session, asked.id, ("A",)))
    assert "✓ I am sure" in labels(card)
    await maya.wants(AnswerItem(session, asked.id, key_of(asked)))
    assert given_by(maya, session)[asked.id] == (key_of(asked), 3, True, 0)


async def test_where_a_platform_asks_step_by_step_the_steps_are_kept_until_the_answer_is_whole(world: World) -> None:
    maya, order, session = await sitting(world)
    asked = next(one for one in order if isinstance(one.problem, Matching))
    card = await maya.wants(AnswerItem(session, asked.id, ("A",)))
    assert "So far" in repr(card)
    assert given_by(maya, session) == {}

    await maya.wants(AnswerItem(session, asked.id, ("A", "B", "C")))
    assert given_by(maya, session)[asked.id][0] == ("A", "B", "C")


@pytest.mark.parametrize("answer", [("Z",), ("A", "A"), ("A", "B", "C", "D", "E")])
async def test_what_is_no_answer_is_refused_and_changes_nothing(world: World, answer: tuple[str, ...]) -> None:
    maya, order, session = await sitting(world)
    asked = next(one for one in order if one.problem.type == "multiple_choice")
    await gives_one(maya, session, asked)
    card = await maya.wants(AnswerItem(session, asked.id, answer))

    assert card.field == "answer"
    assert given_by(maya, session)[asked.id][0] == key_of(asked)
    stranger = next(one for one in PACK.items if one.id not in {each.id for each in order})
    assert (await maya.wants(AnswerItem(session, stranger.id, ("A",)))).tone == "trouble"


async def test_in_practice_mode_the_verdict_comes_at_once_and_the_first_answer_stands(world: World) -> None:
    maya, order, session = await sitting(world, mode="practice")
    asked = order[0]
    verdict = await maya.wants(AnswerItem(session, asked.id, wrong_of(asked)))
    assert verdict.title.startswith("Question 1 of 20: ")
    assert asked.takeaway in repr(verdict)
    again = await gives_one(maya, session, asked)
    assert again == await maya.wants(OpenSheet(session, asked.id)) == verdict

    card = await maya.presses(verdict, "Next")
    assert order[1].stem in repr(card)
    for one in order[1:]:
        verdict = await gives_one(maya, session, one)
    report = await maya.presses(verdict, "Hand in")
    assert report.title in {"Mini mock: 14 of 15 right", "Mini mock: 15 of 15 right"}


async def test_a_pack_update_in_the_middle_changes_nothing_of_the_attempt(world: World) -> None:
    maya, order, session = await sitting(world)
    before = [await maya.wants(OpenSheet(session, one.id)) for one in order]
    reworded = [replace(one, version=2, stem=f"Reworded {one.id}?", takeaway="New.") for one in PACK.items]
    world = updated(world, replace(PACK, items=tuple(reworded)))
    await world.app.take_stock(world.at)
    maya = world.member("Maya")

    assert [await maya.wants(OpenSheet(session, one.id)) for one in order] == before
    for one in order:
        await gives_one(maya, session, one)
    assert (await maya.wants(HandIn(session, sure=True))).title == "Mini mock: 15 of 15 right"
    assert {one.version for one in responses(world, session_of(maya))} == {1}
    assert order[0].takeaway in repr(await maya.wants(OpenSheet(session, order[0].id)))


async def test_items_removed_from_the_pack_in_the_middle_are_still_asked_and_counted(world: World) -> None:
    maya, order, session = await sitting(world)
    gone = {one.id for one in order[:10]}
    world = updated(world, replace(PACK, items=tuple(one for one in PACK.items if one.id not in gone)))
    await world.app.take_stock(world.at)
    maya = world.member("Maya")
    await gives(maya, session_of(maya), order)

    assert (await maya.wants(HandIn(session, sure=True))).title == "Mini mock: 15 of 15 right"


async def test_a_key_corrected_in_the_middle_is_the_one_that_counts(world: World) -> None:
    maya, order, session = await sitting(world)
    asked = next(one for one in order if one.problem.type == "multiple_choice" and one.id not in unscored_of(maya))
    world = updated(world, _with(PACK, with_key(asked, "C", version=2)))
    await world.app.take_stock(world.at)
    maya = world.member("Maya")
    await maya.wants(AnswerItem(session, asked.id, ("C",)))

    assert (await maya.wants(HandIn(session, sure=True))).title == "Mini mock: 1 of 15 right"
    await world.beat()
    assert world.chat.cards("whisper") == []


def unscored_of(maya: Person) -> frozenset[str]:
    paper = session_of(maya).paper
    assert paper is not None
    return paper.unscored


def _with(one: Pack, changed: Item) -> Pack:
    return replace(one, items=tuple(changed if item.id == changed.id else item for item in one.items))


async def test_the_clock_is_shown_in_minutes_and_in_the_groups_own_time(world: World) -> None:
    maya, order, session = await sitting(world)
    (attempt,) = attempts(maya)
    for passed, words in ((0, "53 minutes left"), (52, "1 minute left"), (52.5, "Less than a minute left")):
        world.at = attempt.started_at + timedelta(minutes=passed)
        card = await maya.wants(OpenSheet(session, order[3].id))
        assert words in repr(card)
        assert repr(attempt.ends_at) in repr(card)
        assert "Europe/Berlin" in repr(card)
