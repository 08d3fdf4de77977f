"""What a mock exam keeps to itself: the keys until it is handed in or closed, and always what is on trial in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.store import SqlStore
from bot.cards.model import Card
from bot.commands import (
    AnswerItem,
    ExplainItem,
    FlagItem,
    HandIn,
    OpenSheet,
    Practise,
    ReportItem,
    ShowHome,
    ShowMe,
    ShowOverview,
    ShowScore,
    StartMock,
    TakeMock,
)
from bot.item_types import Choice, Matching, Ordering
from bot.rules.attempts import Attempt, Mode
from bot.rules.items import Item, Option
from bot.rules.packs import Pack
from bot.rules.sessions import Paper, Session, session_id
from tests.bot.mock_scene import (
    PACK,
    SUNDAY,
    gives,
    items_of,
    member_id,
    mock_world,
    takes,
    weekly,
)
from tests.bot.mock_specimens import key_of, secrets_of, wrong_of
from tests.databases import sqlite_engine
from tests.world import Person, World

FORM = tuple((one.id, 1) for one in PACK.items if one.id[-1] in "2469" or one.case is not None)[:18]


def rekeyed(asked: Item) -> Item:
    """The same question with another key and other reasons: whoever does not see them cannot tell the two apart."""
    problem = asked.problem
    assert isinstance(problem, Choice | Ordering | Matching)
    options = tuple(replace(option, why=f"Other {option.why}") for option in problem.options)
    return replace(asked, takeaway="Other.", references=(), problem=_other_key(problem, options))


def _other_key(problem: Choice | Ordering | Matching, options: tuple[Option, ...]) -> Choice | Ordering | Matching:
    match problem:
        case Choice(select=select):
            return Choice(options, frozenset("ACE"[:select]), select)
        case Ordering():
            return Ordering(options, ("B", "D", "A"))
        case Matching(prompts=prompts):
            turned = (*prompts[1:], prompts[0])
            pairs = tuple(replace(a, answer=b.answer, why="") for a, b in zip(prompts, turned, strict=True))
            return replace(problem, options=options, prompts=pairs)


async def seated(one: Pack, *, unscored: frozenset[str] = frozenset(), mode: Mode = "exam") -> tuple[Person, Session]:
    """Maya in a mock exam of a given form, some of which does not count."""
    world = await mock_world(SqlStore(sqlite_engine()), one)
    maya = world.member("Maya")
    await maya.wants(ShowMe())
    group, member = world.group().id, member_id(maya)
    paper = Paper("mini", 50, unscored)
    session = Session(group, "s", "own", world.at.date(), FORM, world.at, None, paper=paper)
    attempt = Attempt(group, "s", member, mode, world.at, world.at + timedelta(minutes=50) if mode == "exam" else None)
    world.ask(lambda ledger: ledger.sessions.add(session))
    assert world.ask(lambda ledger: ledger.attempts.begin(attempt, world.place, maya.actor.id))
    return maya, session


async def journey(maya: Person, session: Session) -> list[Card]:
    """Every card of an attempt before it is handed in: sheets, answers right and wrong, marks, overviews, warnings."""
    world = maya.world
    cards = [await maya.wants(TakeMock(session.id)), await maya.wants(StartMock("mini"))]
    for number, asked in enumerate(items_of(world, session)):
        answer = tuple("ABCD" if number % 2 else "CBAD")[: len(key_of(asked))]
        cards += [
            await maya.wants(OpenSheet(session.id, asked.id)),
            await maya.wants(AnswerItem(session.id, asked.id, answer[:1])),
            await maya.wants(AnswerItem(session.id, asked.id, answer)),
            await maya.wants(OpenSheet(session.id, asked.id, sure=3)),
            await maya.wants(FlagItem(session.id, asked.id, on=number % 3 == 0)),
            await maya.wants(ExplainItem(session.id, asked.id)),
            await maya.wants(ReportItem("", session.id, asked.id)),
        ]
    cards += [await maya.wants(ShowOverview(session.id)), await maya.wants(HandIn(session.id))]
    cards += [await maya.wants(ShowMe()), await maya.wants(ShowHome()), await maya.wants(ShowScore(session.id))]
    for minutes in (45, 48):
        await world.pass_until(session.opened_at + timedelta(minutes=minutes))
    return [*cards, *world.chat.cards("whisper")]


async def test_no_card_before_the_end_holds_a_reason_a_takeaway_or_a_reference() -> None:
    maya, session = await seated(PACK)
    asked = items_of(maya.world, session)
    assert {one.problem.type for one in asked} == {"multiple_choice", "multiple_response", "ordering", "matching"}
    cards = await journey(maya, session)

    assert len([card for card in cards if "left in your mock exam" in card.title]) == 2
    secrets = {secret for one in asked for secret in secrets_of(one)}
    told = "\n".join(map(repr, cards))
    assert [secret for secret in secrets if secret in told] == []
    assert "state='right'" not in told
    assert "state='wrong'" not in told


async def test_two_exams_that_differ_in_their_keys_alone_look_the_same_until_the_end() -> None:
    other = replace(PACK, items=tuple(map(rekeyed, PACK.items)))
    cards = [await journey(*await seated(one)) for one in (PACK, other)]

    assert len(cards[0]) > 100
    assert cards[0] == cards[1]


@pytest.mark.parametrize("mode", ["exam", "practice"])
async def test_what_is_on_trial_looks_like_everything_else(mode: Mode) -> None:
    scored, on_trial = frozenset(name for name, _ in FORM[::2]), frozenset(name for name, _ in FORM[1::2])
    pilots = replace(PACK, items=tuple(_turned(one) for one in PACK.items))
    first, second = await seated(PACK, unscored=scored, mode=mode), await seated(pilots, unscored=on_trial, mode=mode)

    assert await journey(*first) == await journey(*second)
    for maya, session in (first, second):
        await maya.wants(HandIn(session.id, sure=True))
    reviews = [[await maya.wants(OpenSheet(session.id, name)) for name, _ in FORM] for maya, session in (first, second)]
    assert reviews[0] == reviews[1]
    assert "Why " in repr(reviews[0])


def _turned(asked: Item) -> Item:
    return replace(asked, status="pilot" if asked.live else "live")


async def test_the_channel_never_tells_what_is_on_trial(memory_store: SqlStore) -> None:
    world = await mock_world(memory_store)
    session = await weekly(world)
    assert session.paper is not None
    assert session.paper.unscored
    for name in ("Ada", "Ben", "Lin", "Maya"):
        await takes(world.member(name), session, 3)
    await world.pass_until(SUNDAY)

    public = [card for deed, _, card, _ in world.chat.said if deed != "whisper"]
    assert "pilot" not in repr(public)
    assert "on trial" not in repr(public)
    invitation = repr(world.chat.cards("say")[-1])
    assert not [one.id for one in items_of(world, session) if one.stem in invitation or one.id in invitation]


async def test_where_the_group_sees_the_keys_together_nobody_sees_them_before_the_close(store: SqlStore) -> None:
    world = await mock_world(store, feedback="at_close")
    session = await weekly(world)
    maya = world.member("Maya")
    asked = items_of(world, session)
    before = await maya.wants(ShowMe())
    await maya.wants(TakeMock(session.id))
    await gives(maya, session, asked)
    receipt = await maya.wants(HandIn(session.id, sure=True))
    assert receipt.title == "Handed in."
    assert repr(session.closes_at) in repr(receipt)

    cards = [receipt, await maya.wants(TakeMock(session.id)), await maya.wants(ShowScore(session.id))]
    cards += [await maya.wants(StartMock()), await maya.wants(ShowOverview(session.id))]
    for one in asked:
        cards += [await maya.wants(OpenSheet(session.id, one.id)), await maya.wants(ExplainItem(session.id, one.id))]
        cards += [await maya.wants(AnswerItem(session.id, one.id, wrong_of(one)))]
    secrets = {secret for one in asked for secret in secrets_of(one)}
    told = "\n".join(map(repr, cards))
    assert [secret for secret in secrets if secret in told] == []
    assert not [card.title for card in cards if " right" in card.title]
    after = await maya.wants(ShowMe())
    assert "This week: 0 of 0 right." in repr(after), "the sums would tell as well"
    assert after.blocks[1:] == before.blocks[1:]

    await world.pass_until(SUNDAY)
    report = await maya.wants(TakeMock(session.id))
    assert report.title == "Mini mock: 15 of 15 right"
    assert asked[0].takeaway in repr(await maya.wants(OpenSheet(session.id, asked[0].id)))


async def test_where_the_key_comes_at_once_it_comes_with_handing_in(store: SqlStore) -> None:
    world = await mock_world(store)
    session = await weekly(world)
    report = await takes(world.member("Maya"), session, 20)

    assert report.title == "Mini mock: 15 of 15 right"
    first = await world.member("Maya").presses(report, "Go through the questions")
    assert "Why " in repr(first)


async def test_nobody_meets_a_question_of_a_mock_in_practice_while_it_is_open(store: SqlStore) -> None:
    small = replace(PACK, items=tuple(one for one in PACK.items if one.id[-1] in "01" and one.live))
    world = await mock_world(store, small)
    maya = world.member("Maya")
    session = await weekly(world)
    kept = items_of(world, session)
    met: list[Card] = []
    while (card := await maya.wants(Practise())).tone != "trouble":
        met.append(card)
        (asked,) = [one for one in small.items if one.stem in repr(card)]
        await maya.wants(AnswerItem(_quiz(world), asked.id, key_of(asked)))

    assert "Come back tomorrow" in repr(card)
    assert len(met) > 2
    assert not [one.id for one in kept for card in met if one.stem in repr(card)]
    for one in kept:  # from a sheet that was opened before
        card = await maya.wants(AnswerItem(_quiz(world), one.id, key_of(one)))
        assert "asked in an open question or mock exam now" in repr(card)


def _quiz(world: World) -> str:
    group = world.group()
    return session_id(group.id, "quiz", group.day_of(world.at))
