"""A key is corrected: answers are marked anew, scores follow by themselves, and those concerned are told once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.store import SqlStore
from bot.commands import HandIn, ShowMe, ShowScore, ShowStandings
from bot.ports import Correction, Later, Ledger
from bot.rules.items import Item
from bot.rules.packs import Pack
from tests.bot.mock_scene import (
    PACK,
    SUNDAY,
    begins,
    gives,
    items_of,
    mock_world,
    session_of,
    takes,
    updated,
    weekly,
)
from tests.bot.mock_specimens import with_key
from tests.world import World


@pytest.fixture
async def world(store: SqlStore) -> World:
    """A group with a bank that suffices for every mock exam."""
    return await mock_world(store)


def changed(world: World, *items: Item) -> Pack:
    """The pack with these items in place of theirs."""
    by_id = {one.id: one for one in items}
    one = world.bank.pack("mla-c01")
    return replace(one, items=tuple(by_id.get(item.id, item) for item in one.items))


async def restarted(world: World, *items: Item) -> World:
    """The same group after a restart with these items in its pack, and what follows from that."""
    world = updated(world, changed(world, *items))
    await world.app.take_stock(world.at)
    await world.beat()
    return world


async def choice_of_the_day(world: World) -> tuple[Item, str]:
    """A daily question of one choice, closed, which Maya answered B and Ben C."""
    while True:
        session = await world.daily_question()
        asked = world.item(session)
        if asked.problem.type == "multiple_choice":
            break
    await world.member("Maya").answers(session, ("B",))
    await world.member("Ben").answers(session, ("C",))
    await world.until_the_close(session)
    return asked, session.id


def whispers(world: World) -> list[tuple[str, str]]:
    """Who was told what in private."""
    return [(account, card.title) for deed, _, card, account in world.chat.said if deed == "whisper"]


ONE = "The key of a question you answered was corrected."


async def test_every_answer_to_that_version_is_marked_anew_and_the_board_follows(world: World) -> None:
    asked, session = await choice_of_the_day(world)
    group = world.group().id
    assert "This week: 1 of 1 right." in repr(await world.member("Maya").wants(ShowMe()))
    world = await restarted(world, with_key(asked, "C", version=2))

    found = world.ask(lambda ledger: ledger.responses.in_session(group, session))
    assert {one.answer: one.right for one in found} == {("B",): False, ("C",): True}
    assert "This week: 0 of 1 right." in repr(await world.member("Maya").wants(ShowMe()))
    board = repr(await world.member("Ben").wants(ShowStandings()))
    assert board.index("Ben (you)") < board.index("Maya")


async def test_the_thread_and_the_members_concerned_are_told_once(world: World) -> None:
    asked, _ = await choice_of_the_day(world)
    await world.member("Lin").wants(ShowMe())
    world = await restarted(world, with_key(asked, "C", version=2))
    for _ in range(3):  # further restarts with the same pack
        await world.app.take_stock(world.at)
        world.at += timedelta(minutes=5)
        await world.beat()

    assert sorted(whispers(world)) == [("ben", ONE), ("maya", ONE)]
    errata = [card for card in world.chat.cards("thread") if card.title.endswith(": a key was corrected")]
    assert len(errata) == 1
    assert "2 answers were marked anew." in repr(errata)
    words = {account: repr(card) for deed, _, card, account in world.chat.said if deed == "whisper"}
    assert "By this key your answer is wrong." in words["maya"]
    assert "By this key your answer is right." in words["ben"]


async def test_who_answered_wrong_either_way_is_not_disturbed(world: World) -> None:
    session = await world.daily_question()
    while world.item(session).problem.type != "multiple_choice":
        session = await world.daily_question()
    await world.member("Maya").answers(session, ("A",))
    await world.until_the_close(session)
    world = await restarted(world, with_key(world.item(session), "C", version=2))

    assert whispers(world) == []
    assert "No answer here changes by it." in repr(world.chat.cards("thread")[-1])


async def test_a_busy_or_failing_channel_loses_no_word_of_it(world: World) -> None:
    first, _ = await choice_of_the_day(world)
    second, _ = await choice_of_the_day(world)
    world = updated(world, changed(world, with_key(first, "C", version=2), with_key(second, "C", version=2)))
    await world.app.take_stock(world.at)
    world.chat.fault += [Later(5), OSError("no network"), Later(7)]
    for _ in range(40):
        await world.beat()
        world.at += timedelta(seconds=10)

    errata = [card for card in world.chat.cards("thread") if "corrected" in card.title]
    assert sorted(one.id for one in (first, second) for card in errata if one.stem in repr(card)) == sorted(
        [first.id, second.id]
    )
    assert sorted(account for account, _ in whispers(world)) == ["ben", "maya"]
    for deed, _, card, _ in world.chat.said:
        assert deed != "whisper" or (first.stem in repr(card) and second.stem in repr(card))


async def test_a_report_of_a_mock_follows_and_its_member_is_told(world: World) -> None:
    maya = world.member("Maya")
    await begins(maya)
    session = session_of(maya)
    assert session.paper is not None
    asked = [one for one in items_of(world, session) if one.id not in session.paper.unscored]
    await gives(maya, session, asked)
    assert (await maya.wants(HandIn(session.id, sure=True))).title == "Mini mock: 15 of 15 right"
    wrong = next(one for one in asked if one.problem.type == "multiple_choice")
    world = await restarted(world, with_key(wrong, "D", version=2))

    assert (await world.member("Maya").wants(ShowScore(session.id))).title == "Mini mock: 14 of 15 right"
    assert whispers(world) == [("maya", ONE)]


async def test_of_a_mock_that_is_open_nothing_is_told_before_its_close(store: SqlStore) -> None:
    world = await mock_world(store, feedback="at_close")
    session = await weekly(world)
    assert session.paper is not None
    asked = next(
        one
        for one in items_of(world, session)
        if one.problem.type == "multiple_choice" and one.id not in session.paper.unscored
    )
    await takes(world.member("Maya"), session, 20)
    world = await restarted(world, with_key(asked, "A", version=2))
    assert whispers(world) == []
    assert world.chat.cards("thread") == []

    await world.pass_until(SUNDAY)
    assert (await world.member("Maya").wants(ShowScore(session.id))).title == "Mini mock: 14 of 15 right"


async def test_a_key_corrected_under_the_same_version_counts_too(world: World) -> None:
    asked, session = await choice_of_the_day(world)
    group = world.group().id
    world = await restarted(world, with_key(asked, "C", version=1))

    found = world.ask(lambda ledger: ledger.responses.in_session(group, session))
    assert {one.answer: one.right for one in found} == {("B",): False, ("C",): True}


async def test_a_key_corrected_twice_is_marked_and_told_twice(world: World) -> None:
    asked, session = await choice_of_the_day(world)
    group = world.group().id
    world = await restarted(world, with_key(asked, "C", version=2))
    world.at += timedelta(days=1)
    world = await restarted(world, with_key(asked, "B", version=3))

    found = world.ask(lambda ledger: ledger.responses.in_session(group, session))
    assert {one.answer: one.right for one in found} == {("B",): True, ("C",): False}
    assert sorted(account for account, _ in whispers(world)) == ["ben", "ben", "maya", "maya"]


async def test_many_corrections_at_once_are_carried_out_group_by_group(world: World) -> None:
    """A beat takes a hundred; of a group of which it cannot take all it takes none, so that nobody is told twice."""
    first = world.group()
    second = replace(first, id=max(first.id, "zz"))
    items = [item.id for item in PACK.items[:60]]

    def note(ledger: Ledger) -> None:
        ledger.groups.save(second)
        for group in (first.id, second.id):
            for item in items:
                ledger.stock.note(Correction(group, item, 1, 1, world.at))

    world.ask(note)
    done = []
    for _ in range(2):
        await world.app.tick(world.at)
        world.at += timedelta(seconds=1)
        done.append([len(world.ask(lambda ledger, g=g: ledger.stock.of_group(g))) for g in (first.id, second.id)])  # type: ignore[misc]
    assert done == [[60, 0], [60, 60]]


async def test_another_question_under_the_same_name_marks_nothing_anew(world: World) -> None:
    asked, session = await choice_of_the_day(world)
    group = world.group().id
    world = await restarted(world, replace(with_key(asked, "C", version=2), stem="Another question altogether?"))

    found = world.ask(lambda ledger: ledger.responses.in_session(group, session))
    assert {one.answer: one.right for one in found} == {("B",): True, ("C",): False}
    assert whispers(world) == []


async def test_stock_is_taken_of_every_item_and_twice_changes_nothing(world: World) -> None:
    before = world.ask(lambda ledger: ledger.stock.editions())
    assert before.keys() == {(one.id, 1) for one in PACK.items}
    await world.app.take_stock(world.at + timedelta(days=3))

    assert world.ask(lambda ledger: ledger.stock.editions()) == before
