"""Nobody learns the key before they may: not from a post, a count, a sheet, a receipt or a view."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.model import Card
from bot.cards.question import letters_for, options_of, question_card, sheet_card
from bot.cards.result import receipt_card
from bot.commands import (
    AnswerItem,
    PostNow,
    Practise,
    ReportItem,
    ShowHome,
    ShowMe,
    ShowStandings,
    ShowStatus,
    ShowToday,
)
from bot.item_types import Choice, Matching, Ordering
from bot.ports import Ledger
from bot.rules.items import Answer, Item, Problem
from bot.usecases.look_at_channel import look_at_thread
from tests.bot.cards.gallery import right_answer, wrong_answer
from tests.bot.item_types.problems import answered, the_key
from tests.bot.specimens import EACH_TYPE, bank, item, pack
from tests.world import PLACE, Person, World

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
EACH = pytest.mark.parametrize("one", EACH_TYPE, ids=[f"{item.type} {item.id}" for item in EACH_TYPE])


def secrets_of(one: Item) -> set[str]:
    """Every phrase that only the rationale may hold."""
    return {line.why for line in one.problem.reveal()} | {one.takeaway, one.references[0].url}


def leaks(card: object, one: Item) -> set[str]:
    """What a card gives away: a phrase of the rationale, or the state of a row."""
    said = repr(card)
    return {phrase for phrase in secrets_of(one) if phrase in said} | {
        state for state in ("state='right'", "state='wrong'", "state='missed'") if state in said
    }


async def looked(person: Person) -> list[object]:
    """What the page shows: the channel, and each post with its thread."""
    world = person.world
    channel = await world.app.look(person.actor, PLACE, world.at)

    def work(ledger: Ledger) -> list[object]:
        return [look_at_thread(ledger, world.bank, post, PLACE, world.at) for post in channel.posts]

    return [channel, *await world.store.run(work)]


@EACH
async def test_before_the_close_no_card_anybody_sees_holds_the_key(world: World, one: Item) -> None:
    world = World(world.store, bank(pack([one])))
    ada = await world.set_up(feedback="at_close")
    shown: list[object] = [await ada.wants(PostNow())]
    await world.beat()
    session = world.sessions()[0]
    maya, omar = world.member("Maya"), world.member("Omar")
    shown += [await maya.answers(session, right_answer(one)), await omar.answers(session, wrong_answer(one))]
    for command in (ShowToday(), ShowMe(), ShowHome(), ShowStandings(), ReportItem(), Practise(), ShowStatus()):
        shown += [await person.wants(command) for person in (maya, omar, ada)]
    for person in (maya, omar):
        shown += await looked(person)
        shown.append(await person.answers(session, right_answer(one)))
    world.at = world.at.replace(minute=59)
    await world.beat()
    shown += [card for _, _, card, _ in world.chat.said]

    assert len(shown) > 25
    assert [leaks(card, one) for card in shown] == [set()] * len(shown)


@EACH
async def test_where_members_are_told_at_once_the_public_still_learns_nothing(world: World, one: Item) -> None:
    world = World(world.store, bank(pack([one])))
    await world.set_up()
    session = await world.daily_question()
    told = await world.member("Maya").answers(session, right_answer(one))
    world.at = world.at.replace(minute=59)
    await world.beat()

    assert leaks(told, one)
    assert [leaks(card, one) for _, _, card, _ in world.chat.said] == [set(), set()]
    assert leaks(await world.member("Omar").wants(ShowToday()), one) == set()


def other_key(problem: Problem) -> Problem:
    """The same problem with another key."""
    if isinstance(problem, Choice):
        left = [option.id for option in problem.options if option.id not in problem.key]
        return replace(problem, key=frozenset([*left, *sorted(problem.key)][: problem.select]))
    if isinstance(problem, Ordering):
        return replace(problem, key=tuple(reversed(problem.key)))
    assert isinstance(problem, Matching)
    turned = [prompt.answer for prompt in reversed(problem.prompts)]
    return replace(problem, prompts=tuple(replace(p, answer=a) for p, a in zip(problem.prompts, turned, strict=True)))


def before_the_close(one: Item, answer: Answer) -> list[Card]:
    """Every card about a question that is shown while it is open and the key waits."""
    entry = one.problem.wants(())
    assert entry is not None
    letters = letters_for(options_of(one), "seed")
    receipts = [
        receipt_card(one, answer, fresh=fresh, closes_at=AT, zone="UTC", letters=letters, session="s", foot=())
        for fresh in (True, False)
    ]
    return [
        question_card(one, session="s", foot=(), closes_at=AT, zone="UTC", answered=3),
        sheet_card(one, entry, AnswerItem("s", one.id), seed="seed", foot=()),
        *receipts,
    ]


def bare(cards: list[Card]) -> str:
    """What people see of cards, whatever hangs on their problems."""
    return repr(cards)


@given(answered(), st.text("xyz", max_size=5))
def test_with_another_key_every_card_before_the_close_would_be_the_same(
    both: tuple[Problem, Answer], name: str
) -> None:
    problem, answer = both
    one, other = (item(f"mla-d1-{name}", each) for each in (problem, other_key(problem)))

    assert bare(before_the_close(one, answer)) == bare(before_the_close(other, answer))
    assert not any(leaks(card, one) for card in before_the_close(one, answer))
    assert one.problem.mark(the_key(problem)).right
