"""A member's own views add up what they answered, and give nothing away before the close."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.store import SqlStore
from bot.calls import Place
from bot.cards.model import Card, Meter
from bot.commands import ChangeBoardName, ForgetMe, PausePosts, Practise, ResumePosts, ShowHome, ShowMe
from tests.bot.mock_scene import SUNDAY, mock_world, takes, weekly
from tests.bot.mock_specimens import key_of
from tests.bot.specimens import bank, choice, item, pack, response
from tests.world import World

PRIVATE = Place("web", "local", "")


def bars(card: Card) -> dict[str, str]:
    """Each domain with what its bar says."""
    return {block.label: block.note for block in card.blocks if isinstance(block, Meter)}


async def test_somebody_new_has_no_streak_and_no_answers(world: World) -> None:
    await world.set_up()
    card = await world.member("Maya").wants(ShowMe())

    assert "No streak yet" in repr(card)
    assert set(bars(card).values()) == {"no answers yet"}
    assert len(bars(card)) == 4


async def test_answers_add_up_by_week_and_domain(world: World) -> None:
    world = World(world.store, bank(pack([item("mla-d1-9001"), item("mla-d2-9002", domain="2", task="2.1")])))
    await world.set_up()
    maya = world.member("Maya")
    for answer in ("B", "A"):
        session = await world.daily_question()
        await maya.answers(session, (answer,))
        await world.until_the_close(session)
    card = await maya.wants(ShowMe())

    assert "Streak: 2 study days in a row" in repr(card)
    assert "This week: 1 of 2 right." in repr(card)
    assert bars(card)["1. Domain number 1"] == "1 of 1 right"
    assert bars(card)["2. Domain number 2"] == "0 of 1 right"


async def test_a_bar_counts_the_first_answer_to_each_question_alone(world: World) -> None:
    world = World(world.store, bank(pack([item("mla-d1-9001")])))
    await world.set_up()
    maya = world.member("Maya")
    session = await world.daily_question()
    await maya.answers(session, ("A",))
    await world.until_the_close(session)
    sheet = await maya.wants(Practise())
    for label in ("A", "B", "C", "D"):
        await maya.presses(sheet, label)
    await maya.answers(await world.daily_question(), ("B",))

    assert bars(await maya.wants(ShowMe()))["1. Domain number 1"] == "0 of 1 right"


async def test_a_new_week_begins_at_nothing_and_keeps_the_streak(world: World) -> None:
    world = World(world.store, bank(pack([item(problem=choice())])))
    await world.set_up(days=("fri", "mon"))
    maya = world.member("Maya")
    world.at += timedelta(days=3)
    session = await world.daily_question()
    await maya.answers(session, ("B",))
    await world.pass_until(session.opened_at + timedelta(days=3))
    card = await maya.wants(ShowMe())

    assert "This week: 0 of 0 right." in repr(card)
    assert "Streak: 1 study day" in repr(card)


async def test_a_close_call_is_told_as_one(world: World) -> None:
    world = World(world.store, bank(pack([item(problem=response())])))
    await world.set_up()
    maya = world.member("Maya")
    await maya.answers(await world.daily_question(), ("A", "B"))

    assert "One wrong answer was close." in repr(await maya.wants(ShowMe()))


@pytest.mark.parametrize("answer", ["A", "B"])
async def test_before_the_close_nobodys_counts_give_the_key_away(world: World, answer: str) -> None:
    world = World(world.store, bank(pack([item(problem=choice())])))
    await world.set_up(feedback="at_close")
    session = await world.daily_question()
    maya = world.member("Maya")
    await maya.answers(session, (answer,))

    for command in (ShowMe(), ShowHome()):
        card = await maya.wants(command)
        assert "This week: 0 of 0 right." in repr(card)
        assert "Streak: 1 study day" in repr(card)
    await world.until_the_close(session)
    assert f"This week: {int(answer == 'B')} of 1 right." in repr(await maya.wants(ShowMe()))


async def test_home_follows_the_day(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    assert "No question is open right now." in repr(await maya.wants(ShowHome()))

    session = await world.daily_question()
    assert "It waits for you until " in repr(await maya.wants(ShowHome(), place=PRIVATE))
    await maya.answers(session, ("B",))
    assert "You have answered it." in repr(await maya.wants(ShowHome(), place=PRIVATE))


async def test_home_shows_a_lead_the_groups_settings_and_a_member_not(world: World) -> None:
    ada = await world.set_up()
    maya = world.member("Maya")

    assert "Group settings" in [control.label for control in (await ada.wants(ShowHome())).controls]
    assert "Group settings" not in [control.label for control in (await maya.wants(ShowHome())).controls]


async def test_home_says_how_the_board_shows_one(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    await maya.wants(ChangeBoardName("alias", "Night owl"))

    assert "By an alias, Night owl." in repr(await maya.wants(ShowHome()))


async def test_a_stranger_is_welcomed_and_told_where_to_begin(world: World) -> None:
    card = await world.member("Maya").wants(ShowHome(), place=PRIVATE)

    assert card.title == "Welcome to Cohort"
    assert "You are in no study group yet." in repr(card)


async def test_who_leaves_leaves_without_a_trace(world: World) -> None:
    await world.set_up()
    session = await world.daily_question()
    maya = world.member("Maya")
    await maya.answers(session, ("B",))
    asked = await maya.wants(ForgetMe())
    assert len(world.responses(session)) == 1

    done = await maya.presses(asked, "Delete everything")
    group = world.group().id
    assert done.title == "Everything about you is deleted."
    assert world.responses(session) == ()
    names = world.ask(lambda ledger: [member.name for member in ledger.groups.members(group).values()])
    assert "Maya" not in names
    assert "No streak yet" in repr(await maya.wants(ShowMe()))


async def test_days_without_a_question_break_no_streak(world: World) -> None:
    """A pause and a failure are nobody's fault; a question that was there and closed is another matter."""
    world = World(world.store, bank(pack([item(problem=choice())])))
    ada = await world.set_up()
    for _ in range(2):
        session = await world.daily_question()
        await ada.answers(session, ("A",))
        await world.until_the_close(session)
    await ada.wants(PausePosts())
    world.at += timedelta(days=14)
    await ada.wants(ResumePosts())
    session = await world.daily_question()
    assert "2 study days in a row" in repr(await ada.wants(ShowMe()))
    await ada.answers(session, ("A",))
    assert "3 study days in a row" in repr(await ada.wants(ShowMe()))
    await world.until_the_close(session)

    missed = await world.daily_question()
    await world.until_the_close(missed)
    assert "3 study days in a row" in repr(await ada.wants(ShowMe())), "the day is not over"
    world.at += timedelta(days=1)
    assert "No streak yet" in repr(await ada.wants(ShowMe()))


async def test_who_missed_fridays_question_but_took_its_mock_keeps_the_streak(store: SqlStore) -> None:
    world = await mock_world(store)
    maya, kim = world.member("Maya"), world.member("Kim")
    for _ in range(4):
        session = await world.daily_question()
        for person in (maya, kim):
            await person.answers(session, key_of(world.item(session)))
        await world.until_the_close(session)
    friday = await world.daily_question()
    mock = await weekly(world)
    await takes(maya, mock, 5)
    await world.until_the_close(friday)
    await world.pass_until(SUNDAY)

    assert friday.day == mock.day
    assert "Streak: 5 study days in a row" in repr(await maya.wants(ShowMe()))
    assert "No streak yet" in repr(await kim.wants(ShowMe()))
