"""Time is up: the post is amended once, and its thread gets the key and the reasons."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.cards.model import Meter
from bot.commands import ChangeBoardName, OpenSheet
from bot.rules.items import Item
from tests.bot.cards.gallery import right_answer, wrong_answer
from tests.bot.specimens import EACH_TYPE, bank, item, pack
from tests.world import World


@pytest.mark.parametrize("one", EACH_TYPE, ids=[f"{item.type} {item.id}" for item in EACH_TYPE])
async def test_at_the_close_the_post_shows_the_shares_and_the_thread_the_reasons(world: World, one: Item) -> None:
    world = World(world.store, bank(pack([one])))
    await world.set_up()
    session = await world.daily_question()
    await world.member("Maya").answers(session, right_answer(one))
    await world.member("Omar").answers(session, wrong_answer(one))
    await world.until_the_close(session)

    closing, (thread,) = world.chat.cards("amend")[-1], world.chat.cards("thread")
    assert closing.title == "This question has closed"
    assert "2 people answered, 1 of them right." in repr(closing)
    meters = [block for block in closing.blocks if isinstance(block, Meter)]
    assert meters
    assert all(meter.share >= 0.5 for meter in meters if meter.state == "right")
    assert thread.title == "Monday 23 November: the key, and why"
    for line in one.problem.reveal():
        assert line.why in repr(thread)
    assert one.takeaway in repr(thread)
    assert one.references[0].url in repr(thread)


async def test_the_post_is_amended_in_place_and_the_reasons_stand_under_it(world: World) -> None:
    await world.set_up()
    session = await world.daily_question()
    await world.until_the_close(session)

    assert [(deed, message) for deed, _, _, message in world.chat.said] == [
        ("say", "m1"),
        ("amend", "m1"),
        ("thread of m1", "m2"),
    ]


async def test_a_session_closes_once_however_often_the_clock_beats(world: World) -> None:
    await world.set_up()
    session = await world.daily_question()
    await world.until_the_close(session)
    said = len(world.chat.said)
    closed = world.sessions()[0].closed_at

    world.at += timedelta(minutes=5)
    await world.beat()
    assert len(world.chat.said) == said
    assert world.sessions()[0].closed_at == closed


async def test_what_closes_late_is_said_to_have_closed_at_its_hour(world: World) -> None:
    """An answer after that hour would have been refused, too, though nobody had noticed yet."""
    await world.set_up()
    session = await world.daily_question()
    assert session.closes_at is not None
    await world.pass_until(session.closes_at + timedelta(hours=3))

    late = await world.member("Maya").wants(OpenSheet(session.id, session.form[0][0]))
    assert late.title == "This one has closed."
    for card in (world.chat.cards("amend")[-1], late):
        assert repr(session.closes_at) in repr(card)
        assert repr(world.sessions()[0].closed_at) not in repr(card)


async def test_a_question_nobody_answered_closes_with_its_key(world: World) -> None:
    await world.set_up()
    session = await world.daily_question()
    await world.until_the_close(session)

    closing = world.chat.cards("amend")[0]
    assert "Nobody answered this one." in repr(closing)
    assert not [block for block in closing.blocks if isinstance(block, Meter)]


async def test_streaks_of_two_days_are_named_as_members_chose(world: World) -> None:
    await world.set_up()
    people = [world.member(name) for name in ("Maya", "Omar", "Lin", "Ray")]

    await people[2].wants(ChangeBoardName("alias", "Night owl"))
    await people[3].wants(ChangeBoardName("hidden"))
    for day in range(2):
        session = await world.daily_question()
        for person in people if day else [people[0], *people[2:]]:
            await person.answers(session, right_answer(world.item(session)))
        await world.until_the_close(session)

    thread = repr(world.chat.cards("thread")[-1])
    assert "Maya (2)" in thread
    assert "Night owl (2)" in thread
    assert "Omar" not in thread
    assert "Ray" not in thread
    assert "Streaks kept alive" not in repr(world.chat.cards("thread")[0])


async def test_a_question_withdrawn_while_it_was_open_says_so_at_the_close(world: World) -> None:
    await world.set_up()
    session = await world.daily_question()
    later = World(world.store, bank(pack([item("mla-d1-9999")])), at=world.at, chat=world.chat)
    await later.until_the_close(session)

    assert [card.title for card in world.chat.cards("amend")] == ["This question was withdrawn"]
    assert world.chat.cards("thread") == []
