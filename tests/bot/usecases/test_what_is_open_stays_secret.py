"""What is asked in an open question or mock exam is told nowhere else, and other edges of mocks that readers found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.store import SqlStore
from bot.commands import AnswerItem, HandIn, OpenSheet, StartMock
from bot.rules.items import Item
from bot.rules.packs import Bank
from bot.rules.sessions import Session
from bot.wire import read_words
from tests.bot.mock_scene import PACK, begins, mock_world, session_of, updated
from tests.bot.mock_specimens import key_of, with_key, wrong_of
from tests.world import Person, World


@pytest.fixture
async def world(store: SqlStore) -> World:
    """A group that sees keys together at the close."""
    return await mock_world(store, feedback="at_close")


def secrets(item: Item) -> list[str]:
    """What would give an item away."""
    return [*(line.why for line in item.problem.reveal() if line.why), item.takeaway]


async def daily_within(world: World, person: Person, mode: str) -> tuple[Session, Session, Item]:
    """A full mock of one's own, begun in the morning, and a daily question that asks one of its items later on."""
    for _ in range(40):
        await begins(person, "full", mode=mode)
        own = session_of(person)
        daily = await world.daily_question()
        if daily.form[0][0] in dict(own.form):
            return own, daily, world.item(daily)
        await person.wants(HandIn(own.id, sure=True))
        await world.until_the_close(daily)
    raise AssertionError("no daily question came from a mock")


async def test_practice_does_not_tell_the_key_of_todays_question(world: World) -> None:
    maya = world.member("Maya")
    own, daily, item = await daily_within(world, maya, "practice")

    card = await maya.wants(AnswerItem(own.id, item.id, key_of(item)))
    assert not [words for words in secrets(item) if words in repr(card)]
    assert card.title.endswith("Kept.")

    await world.until_the_close(daily)
    told = await maya.wants(OpenSheet(own.id, item.id))
    assert item.takeaway in repr(told)


async def test_a_report_keeps_back_what_is_asked_in_the_open(world: World) -> None:
    maya = world.member("Maya")
    own, daily, item = await daily_within(world, maya, "")
    await maya.wants(HandIn(own.id, sure=True))

    card = await maya.wants(OpenSheet(own.id, item.id))
    assert not [words for words in secrets(item) if words in repr(card)]
    await world.until_the_close(daily)
    assert item.takeaway in repr(await maya.wants(OpenSheet(own.id, item.id)))


async def test_a_correction_waits_while_the_question_is_open_again(world: World) -> None:
    """Asked on Monday, corrected while it stands in the open on another day: nobody is given the key by it."""
    maya = world.member("Maya")
    first = await world.daily_question()
    item = world.item(first)
    await maya.answers(first, key_of(item))
    await world.until_the_close(first)
    again = await world.daily_question()
    group = world.group().id
    # As after a bank is used up: the same item is asked again.
    reopened = replace(again, form=first.form, id="again", purpose="mock", day=again.day + timedelta(days=1))
    assert world.ask(lambda ledger: ledger.sessions.add(reopened))
    said = len(world.chat.said)

    corrected = with_key(item, wrong_of(item)[0], version=2)
    pack = replace(PACK, items=tuple(corrected if one.id == item.id else one for one in PACK.items))
    world = updated(world, pack)
    await world.app.take_stock(world.at)
    await world.beat()
    meanwhile = [card.title for _, _, card, _ in world.chat.said[said:]]
    assert not [title for title in meanwhile if "corrected" in title]

    assert again.closes_at is not None
    await world.pass_until(again.closes_at)
    await world.pass_until(again.closes_at + timedelta(minutes=2))
    later = [card.title for _, _, card, _ in world.chat.said[said:]]
    assert ": a key was corrected" in " ".join(later)
    assert any(title.startswith("The key of a question you answered") for title in later)
    assert world.ask(lambda ledger: ledger.stock.of_group(group))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("mock full practice", "without a clock"),
        ("mock domain:3", "Mock of domain 3"),
        ("mock domain Domain number 3", "Mock of domain 3"),
        ("mock full 3", "A full mock takes no domain"),
        ("mock mini mode:practice", "without a clock"),
    ],
)
async def test_words_in_a_row_are_understood_or_refused_and_never_dropped(world: World, typed: str, told: str) -> None:
    card = await world.member("Maya").wants(read_words(typed))

    assert told in repr(card)


async def test_a_sheet_sent_twice_counts_its_time_once(world: World) -> None:
    maya = world.member("Maya")
    await begins(maya)
    own = session_of(maya)
    item = PACK.item(own.form[0][0])
    asked = int(world.at.timestamp())
    world.at += timedelta(seconds=100)
    for _ in range(2):
        await maya.wants(AnswerItem(own.id, item.id, key_of(item), asked))
    await maya.wants(HandIn(own.id, sure=True))

    assert [response.seconds for response in world.responses(own)] == [100]


async def test_who_comes_back_after_the_end_is_told_of_it_all_the_same(world: World) -> None:
    maya = world.member("Maya")
    await begins(maya)
    world.at += timedelta(hours=3)
    assert (await maya.wants(StartMock())).title == "Mock exams"
    await world.beat()

    assert [card.title for card in world.chat.cards("whisper")] == ["Mini mock: 0 of 15 right"]


async def test_handing_in_needs_no_pack(world: World) -> None:
    maya = world.member("Maya")
    await begins(maya)
    own = session_of(maya)
    world = World(world.store, Bank.of([]), at=world.at, chat=world.chat, calls=world.calls)

    card = await world.member("Maya").wants(HandIn(own.id, sure=True))
    assert card.title == "Handed in."
    assert "a pack that is not installed" in repr(card)
