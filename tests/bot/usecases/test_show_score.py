"""What a mock exam came to: for the member alone, and for the group in its thread."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.demo.errands import sheet_on
from adapters.store import SqlStore
from bot.cards.model import Card
from bot.commands import ChangeBoardName, HandIn, OpenSheet, ShowScore, ShowStandings, StartMock, TakeMock
from tests.bot.mock_scene import (
    PACK,
    SUNDAY,
    begins,
    gives,
    items_of,
    labels,
    latest,
    mock_world,
    session_of,
    takes,
    weekly,
)
from tests.bot.mock_specimens import key_of, wrong_of
from tests.world import PLACE, USUAL, World


@pytest.fixture
async def world(store: SqlStore) -> World:
    """A group with a bank that suffices for every mock exam."""
    return await mock_world(store)


PEOPLE = ("Ada", "Ben", "Quinn", "Olga", "Maya", "Zoe")


async def results(world: World, rights: dict[str, int]) -> Card:
    """The group's results after these people had so many of the scored questions right."""
    session = await weekly(world)
    assert session.paper is not None
    scored = [one for one in items_of(world, session) if one.id not in session.paper.unscored]
    for name, right in rights.items():
        await world.member(name).wants(TakeMock(session.id))
        await gives(world.member(name), session, scored[:right], scored[right:])
        await world.member(name).wants(HandIn(session.id, sure=True))
    assert session.closes_at is not None
    await world.pass_until(session.closes_at)
    return [card for card in world.chat.cards("thread") if "how the mini mock went" in card.title][-1]


async def test_a_mock_that_nobody_took_says_so_and_no_more(world: World) -> None:
    card = await results(world, {})

    assert "Nobody took this one." in repr(card)
    assert "Most" not in repr(card)


@pytest.mark.parametrize(("people", "missed", "spread"), [(1, 0, False), (2, 0, False), (3, 3, False), (6, 3, True)])
async def test_what_few_people_had_is_not_told_of_them(world: World, people: int, missed: int, *, spread: bool) -> None:
    card = await results(world, {name: 5 + 2 * n for n, name in enumerate(PEOPLE[:people])})

    told = repr(card)
    assert f"{people} {'person' if people == 1 else 'people'} took it." in told
    assert told.count("Most missed, ") == missed
    assert ("5 to 15, half of you 10 or more." in told) == spread
    assert ("The spread of scores is shown from 5 people up." in told) != spread
    assert not [name for name in PEOPLE if name in told]


async def test_most_improved_is_named_of_those_who_chose_to_be(world: World) -> None:
    """Who never chose, or chose to be hidden, is not named and not counted in it, however much they improved."""
    await world.member("Zoe").wants(ChangeBoardName("hidden"))
    await world.member("Olga").wants(ChangeBoardName("alias", "Owl"))
    await world.member("Quinn").wants(ChangeBoardName("name"))
    await results(world, {"Ben": 5, "Olga": 5, "Quinn": 5, "Zoe": 1, "Ada": 9})
    card = await results(world, {"Ben": 15, "Olga": 11, "Quinn": 11, "Zoe": 15, "Maya": 15, "Ada": 8})

    assert "Most improved of those who chose to be named: " in repr(card)
    assert "Owl (+40 in 100), Quinn (+40 in 100)." in repr(card)
    assert not [name for name in ("Ben", "Olga", "Zoe", "Maya", "Ada") if name in repr(card)]


async def test_nobody_was_asked_so_nobody_is_named(world: World) -> None:
    await results(world, dict.fromkeys(PEOPLE, 3))
    card = await results(world, {name: 4 + n for n, name in enumerate(PEOPLE)})

    assert "Most improved" not in repr(card)


async def test_of_fewer_than_five_nobody_is_named_whatever_they_chose(world: World) -> None:
    for name in PEOPLE:
        await world.member(name).wants(ChangeBoardName("name"))
    await results(world, dict.fromkeys(PEOPLE, 3))
    assert "Most improved" not in repr(await results(world, dict.fromkeys(PEOPLE[:4], 13)))
    assert "(+13 in 100)" in repr(await results(world, dict.fromkeys(PEOPLE[:5], 15)))


async def test_the_invitation_promises_what_is_kept(world: World) -> None:
    await weekly(world)
    foot = next(repr(card.foot) for card in world.chat.cards("say") if "mini mock is open" in card.title)

    assert "Nobody sees" not in foot
    assert "/name says how it shows you" in foot
    form = repr(await world.member("Ben").wants(ChangeBoardName()))
    assert "Until you choose, both show you by your name, and no mock’s results name you." in form
    await world.member("Ben").wants(ChangeBoardName("name"))
    assert "Until you choose" not in repr(await world.member("Ben").wants(ChangeBoardName()))


async def test_where_nobody_improved_nobody_is_named(world: World) -> None:
    await results(world, {"Ben": 9})
    assert "Most improved" not in repr(await results(world, {"Ben": 4}))


async def test_the_weekly_mock_counts_on_the_board_by_its_scored_questions(world: World) -> None:
    await results(world, {"Ben": 15, "Maya": 3})
    board = repr(await world.member("Maya").wants(ShowStandings()))

    assert board.index("Ben") < board.index("Maya (you)")
    assert latest(world).closes_at == SUNDAY


async def test_the_report_leads_to_every_question_and_to_a_mock_of_what_was_missed(world: World) -> None:
    maya = world.member("Maya")
    await begins(maya)
    session = session_of(maya)
    report = await takes_own(world)
    card = await maya.presses(report, "Go through the questions")
    seen = 1
    while "Next" in labels(card):
        card = await maya.presses(card, "Next")
        seen += 1
    assert seen == 20
    assert await maya.presses(card, "Report") == report
    assert (await maya.presses(report, "Mock of what I missed")).title == "Mock of missed questions"
    blank = items_of(world, session)[-1]
    review = await maya.wants(OpenSheet(session.id, blank.id))
    assert "Left blank." in review.title
    assert blank.takeaway in repr(review)


async def test_each_question_tells_how_long_its_answer_took_and_a_blank_one_nothing(world: World) -> None:
    maya = world.member("Maya")
    page = await begins(maya)
    session = session_of(maya)
    for seconds in (130, 200):
        answer = sheet_on(page)
        assert answer is not None
        world.at += timedelta(seconds=seconds)
        asked = PACK.item(answer.item)
        page = await maya.wants(replace(answer, answer=key_of(asked) if seconds == 200 else wrong_of(asked)))
    report = await maya.wants(HandIn(session.id, sure=True))
    assert "an answer took 2 minutes 45 seconds on average, the exam’s pace is 2 minutes 39 seconds" in repr(report)
    assert "question 2 (3 minutes 20 seconds, right)." in repr(report)

    first = await maya.presses(report, "Go through the questions")
    assert "Your answer took 2 minutes 10 seconds; the exam’s pace is 2 minutes 39 seconds." in repr(first.foot)
    third = await maya.presses(await maya.presses(first, "Next"), "Next")
    assert "Left blank." in third.title
    assert "took" not in repr(third.foot)


async def takes_own(world: World) -> Card:
    maya = world.member("Maya")
    session = session_of(maya)
    asked = items_of(world, session)
    await gives(maya, session, asked[:8], asked[8:19])
    return await maya.wants(HandIn(session.id, sure=True))


async def test_a_report_is_there_only_once_it_is_handed_in(world: World) -> None:
    maya = world.member("Maya")
    await begins(maya)
    session = session_of(maya)
    assert (await maya.wants(ShowScore(session.id))).tone == "trouble"

    report = await takes_own(world)
    assert await maya.wants(ShowScore(session.id)) == report


async def test_one_person_in_two_groups_meets_no_question_of_an_open_mock_in_the_other(world: World) -> None:
    other = PLACE.__class__(PLACE.platform, PLACE.space, "elsewhere")
    maya = world.member("Maya")
    await begins(maya, "full")
    here = session_of(maya)
    await world.member("Boris", manages=True).wants(USUAL, place=other)
    assert (await maya.wants(StartMock("full", offered=1), place=other)).title.startswith("Question 1 of 6")
    group = world.ask(lambda ledger: ledger.groups.at(other))
    assert group is not None
    member = world.ask(lambda ledger: ledger.groups.member_of(group.id, maya.actor))
    assert member is not None
    (there,) = world.ask(lambda ledger: ledger.attempts.of_member(group.id, member.id))
    session = world.ask(lambda ledger: ledger.sessions.load(group.id, there.session))
    assert session is not None

    assert not dict(session.form).keys() & dict(here.form).keys()
    assert "another group" in repr(await maya.wants(OpenSheet(here.id, here.form[0][0]), place=other))
    private = PLACE.__class__(PLACE.platform, PLACE.space, "")
    assert (await maya.wants(OpenSheet(here.id, here.form[0][0]), place=private)).title.endswith("of 65")


async def test_every_question_of_a_full_mock_is_of_the_bank_and_asked_once(world: World) -> None:
    maya = world.member("Maya")
    await begins(maya, "full")
    form = [name for name, _ in session_of(maya).form]

    assert len(set(form)) == len(form) == 65
    assert set(form) <= {one.id for one in PACK.for_mocks}


async def test_the_groups_mock_in_full_is_all_right(world: World) -> None:
    session = await weekly(world)
    report = await takes(world.member("Maya"), session, 20)

    assert report.title == "Mini mock: 15 of 15 right"
    assert report.tone == "right"
    assert "About 1000 of 1000" in repr(report)
