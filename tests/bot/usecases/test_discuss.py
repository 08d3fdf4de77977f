"""Where we keep the chat ourselves: members write, threads open at the close, and everybody sees the same channel."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.store import SqlStore
from bot.cards.model import Card
from bot.commands import Discuss, ForgetMe
from bot.errors import NoGroupHere
from bot.usecases.look_at_channel import Channel, Post, look_at_thread
from tests.bot.mock_scene import PACK, SUNDAY, mock_world, takes, updated, weekly
from tests.bot.mock_specimens import with_key
from tests.world import PLACE, Person, World


async def look(person: Person) -> Channel:
    """The channel as this person sees it now."""
    return await person.world.app.look(person.actor, PLACE, person.world.at)


def thread(world: World, post: Post) -> Post:
    """The post with the cards of its thread."""
    return world.ask(lambda ledger: look_at_thread(ledger, world.bank, post, PLACE, world.at))


async def test_a_thread_opens_when_its_question_has_closed(world: World) -> None:
    await world.set_up()
    session = await world.daily_question()
    maya = world.member("Maya")
    refused = await maya.wants(Discuss("It is B!", session.id))
    assert "opens when the question closes" in refused.summary

    await world.until_the_close(session)
    assert (await maya.wants(Discuss("It was B!", session.id))).title == "Sent."
    (post,) = (await look(maya)).posts
    assert [(said.author, said.words) for said in post.replies] == [("", ""), ("Maya", "It was B!")]


async def test_words_in_the_channel_stand_in_their_order_and_once(world: World) -> None:
    await world.set_up()
    maya, omar = world.member("Maya"), world.member("Omar")
    await maya.wants(Discuss("Good morning\nall\u202e"))
    await world.daily_question()
    world.at = world.at.replace(hour=9)
    await omar.wants(Discuss("Hello"))
    posts = (await look(maya)).posts

    assert [post.said.words for post in posts] == ["Good morning\nall", "", "Hello"]
    assert [post.said.mine for post in posts] == [True, False, False]


@pytest.mark.parametrize("words", ["", "  \n ", "\u200b\u202e"])
async def test_nothing_said_is_not_kept(world: World, words: str) -> None:
    await world.set_up()
    maya = world.member("Maya")

    assert "no words in that" in (await maya.wants(Discuss(words))).summary
    assert (await look(maya)).posts == ()


async def test_a_thread_of_another_group_is_refused(world: World) -> None:
    await world.set_up()

    assert "belongs to another group" in (await world.member("Maya").wants(Discuss("hi", "nowhere"))).summary


async def test_the_channel_shows_what_stands_and_how_one_does(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    empty = await look(maya)
    assert (empty.posts, empty.touched, empty.streak, empty.code) == ((), None, 0, "MLA-C01")

    session = await world.daily_question()
    await maya.answers(session, ("B",))
    seen = await look(maya)
    assert seen.member is not None
    assert (seen.member.name, seen.streak, seen.zone) == ("Maya", 1, "Europe/Berlin")
    assert [(post.session, post.open, post.answered) for post in seen.posts] == [(session.id, True, True)]
    assert seen.touched == datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    (other,) = (await look(world.member("Omar"))).posts
    assert not other.answered


async def test_an_open_question_shows_no_key_and_a_closed_one_all_reasons(world: World) -> None:
    await world.set_up()
    session = await world.daily_question()
    maya = world.member("Maya")
    assert "Because of" not in repr(await look(maya))

    await world.until_the_close(session)
    (post,) = (await look(maya)).posts
    assert not post.open
    assert isinstance(post.said.card, Card)
    assert post.said.card.title == "This question has closed"
    assert "Because of" not in repr(post.replies), "nobody has opened the thread"
    assert "Because of" in repr(thread(world, post).replies[0].card)


async def test_an_erratum_stands_in_its_thread(memory_store: SqlStore) -> None:
    world = await mock_world(memory_store)
    session = await world.daily_question()
    while world.item(session).problem.type != "multiple_choice":
        session = await world.daily_question()
    maya, asked = world.member("Maya"), world.item(session)
    await maya.answers(session, ("B",))
    await world.until_the_close(session)
    await maya.wants(Discuss("Is it not C?", session.id))

    mended = with_key(asked, "C", version=2)
    world = updated(world, replace(PACK, items=tuple(mended if one.id == asked.id else one for one in PACK.items)))
    world.at += timedelta(minutes=5)
    await world.app.take_stock(world.at)
    await world.beat()
    post = (await look(world.member("Maya"))).posts[-1]
    assert len(post.replies) == 3
    titles = [reply.card.title if reply.card else reply.words for reply in thread(world, post).replies]
    assert titles == ["Monday 23 November: the key, and why", "Is it not C?", "Monday 23 November: a key was corrected"]


async def test_the_results_of_a_mock_are_added_up_for_who_opens_them(memory_store: SqlStore) -> None:
    world = await mock_world(memory_store)
    session = await weekly(world)
    await takes(world.member("Maya"), session, 3)
    await world.pass_until(SUNDAY)
    (post,) = (one for one in (await look(world.member("Maya"))).posts if one.session == session.id)

    assert [reply.card for reply in post.replies] == [None]
    assert [reply.card.title for reply in thread(world, post).replies if reply.card] == [
        "Friday 27 November: how the mini mock went"
    ]


async def test_who_has_left_is_named_no_more(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    await maya.wants(Discuss("Goodbye"))
    await maya.wants(ForgetMe(sure=True))

    assert "Maya" not in repr((await look(world.member("Omar"))).posts)


async def test_nobody_looks_into_a_place_without_a_group(world: World) -> None:
    with pytest.raises(NoGroupHere):
        await look(world.member("Maya"))
