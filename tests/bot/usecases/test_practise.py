"""A question of one's own: what is new first, then what was missed, and never what the group is being asked."""

from __future__ import annotations

import pytest

from bot.cards.model import Card
from bot.commands import AnswerItem, Command, OpenSheet, Practise
from bot.rules.sessions import session_id
from tests.bot.specimens import bank, item, pack, plenty
from tests.world import Person, World


def command_on(card: Card) -> AnswerItem:
    """The command behind a sheet."""
    (command,) = {_bare(getattr(control, "press", None)) for control in card.controls}
    return command


def _bare(command: Command | None) -> AnswerItem:
    assert isinstance(command, AnswerItem)
    return AnswerItem(command.session, command.item)


async def practised(maya: Person, answer: str = "B", **scope: str) -> str:
    """Practise one question and return its id."""
    command = command_on(await maya.wants(Practise(**scope)))
    await maya.wants(AnswerItem(command.session, command.item, (answer,)))
    return command.item


@pytest.mark.parametrize("domain", ["2", "Domain number 2", "2 domain NUMBER 2"])
async def test_a_domain_is_found_by_number_and_by_title(world: World, domain: str) -> None:
    await world.set_up()
    card = await world.member("Maya").wants(Practise(domain))

    assert "Domain 2: Domain number 2" in repr(card.foot) or "has no domain" in card.summary


@pytest.mark.parametrize("scope", [{"task": "2.2"}, {"task": "Task 2 of 2"}, {"domain": "2.2"}, {"domain": " 2 "}])
async def test_practice_keeps_to_what_was_asked_for(world: World, scope: dict[str, str]) -> None:
    world = World(world.store, bank(plenty()))
    await world.set_up()
    command = command_on(await world.member("Maya").wants(Practise(**scope)))

    assert command.item.startswith("mla-d2-2" if "2 " not in scope.get("domain", "") else "mla-d2-")


@pytest.mark.parametrize(
    ("scope", "field", "sentence"),
    [
        ({"domain": "7"}, "domain", "has no domain “7”. It has 1 (Domain number 1)"),
        ({"task": "9.9"}, "task", "has no task “9.9”. It has 1.1, 1.2"),
        ({"domain": "storage"}, "domain", "has no domain “storage”"),
    ],
)
async def test_an_unknown_part_of_the_exam_is_told_with_the_known_ones(
    world: World, scope: dict[str, str], field: str, sentence: str
) -> None:
    await world.set_up()
    card = await world.member("Maya").wants(Practise(**scope))

    assert (card.tone, card.field) == ("trouble", field)
    assert sentence in card.summary


async def test_the_groups_open_question_is_never_met_in_practice(world: World) -> None:
    one, two = item("mla-d1-9001"), item("mla-d1-9002")
    world = World(world.store, bank(pack([one, two])))
    await world.set_up()
    session = await world.daily_question()
    maya = world.member("Maya")
    met = await practised(maya)
    assert met != session.form[0][0]

    card = await maya.wants(Practise())
    assert card.tone == "trouble"
    assert "You have practised everything there is" in card.summary


async def test_a_practice_sheet_for_what_has_become_the_groups_question_is_refused(world: World) -> None:
    world = World(world.store, bank(pack([item("mla-d1-9001")])))
    await world.set_up()
    maya = world.member("Maya")
    command = command_on(await maya.wants(Practise()))
    await world.daily_question()

    card = await maya.wants(AnswerItem(command.session, command.item, ("B",)))
    assert card.tone == "trouble"
    assert "Because of" not in repr(card)


async def test_new_questions_come_before_missed_ones_and_missed_ones_come_back(world: World) -> None:
    world = World(world.store, bank(pack([item(f"mla-d1-900{n}", domain="1", task="1.1") for n in range(3)])))
    await world.set_up(time="20:00", closes="22:00")
    maya = world.member("Maya")
    first = [await practised(maya, answer) for answer in ("A", "B", "B")]
    assert sorted(first) == ["mla-d1-9000", "mla-d1-9001", "mla-d1-9002"]

    await world.until_the_close(await world.daily_question())
    world.at = world.at.replace(day=24)
    assert await practised(maya) == first[0]


async def test_practice_is_told_at_once_even_where_the_key_waits_for_the_close(world: World) -> None:
    await world.set_up(feedback="at_close")
    maya = world.member("Maya")
    command = command_on(await maya.wants(Practise(task="1.1")))
    card = await maya.wants(AnswerItem(command.session, command.item, ("B",)))

    assert card.title == "Right."
    assert [control.label for control in card.controls] == [
        "Another question",
        "More of task 1.1",
        "Report this question",
    ]


async def test_practice_says_nothing_in_public_and_counts_one_answer_a_day(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    command = command_on(await maya.wants(Practise(task="1.1")))
    await maya.wants(AnswerItem(command.session, command.item, ("A",)))
    again = await maya.wants(AnswerItem(command.session, command.item, ("B",)))
    await world.beat()

    assert again.title.startswith("You have answered this one.")
    assert world.chat.said == []
    assert (await maya.wants(OpenSheet(command.session, command.item))).tone == "wrong"


async def test_practice_of_a_group_and_day_is_one_session(world: World) -> None:
    await world.set_up()
    sessions = {command_on(await world.member(name).wants(Practise(task="1.1"))).session for name in ("Maya", "Omar")}

    assert sessions == {session_id(world.group().id, "quiz", world.at.date())}
