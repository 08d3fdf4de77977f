"""A member answers: the first answer counts, a second press is told so, and the key waits where it must."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.calls import Place
from bot.cards.model import Button, ChooseSome, Form, Match, Order
from bot.commands import AnswerItem, OpenSheet, Practise, ShowToday
from bot.rules.items import Item
from bot.rules.sessions import Session
from tests.bot.cards.gallery import right_answer, wrong_answer
from tests.bot.specimens import EACH_TYPE, bank, choice, item, matching, ordering, pack, response
from tests.world import PLACE, USUAL, World

EACH = pytest.mark.parametrize("one", EACH_TYPE, ids=[f"{item.type} {item.id}" for item in EACH_TYPE])


async def asked(world: World, one: Item, **settings: str) -> tuple[World, Session]:
    """A group that is asked this very item."""
    fresh = World(world.store, bank(pack([one])))
    await fresh.set_up(**settings)
    return fresh, await fresh.daily_question()


@EACH
async def test_a_right_answer_is_told_at_once_and_counts(world: World, one: Item) -> None:
    world, session = await asked(world, one)
    card = await world.member("Maya").answers(session, right_answer(one))

    assert (card.title, card.tone) == ("Right.", "right")
    assert one.takeaway in repr(card)
    (response,) = world.responses(session)
    assert (response.right, response.near) == (True, 1)
    assert (response.item, response.version, response.day) == (one.id, one.version, session.day)


@EACH
async def test_a_wrong_answer_is_told_with_every_reason(world: World, one: Item) -> None:
    world, session = await asked(world, one)
    card = await world.member("Maya").answers(session, wrong_answer(one))

    assert card.tone == "wrong"
    assert card.title.startswith(("Not this one.", "Close: "))
    assert all(line.why in repr(card) for line in one.problem.reveal())
    assert not world.responses(session)[0].right


@EACH
async def test_the_first_answer_stands_and_a_second_press_is_told_so(world: World, one: Item) -> None:
    world, session = await asked(world, one)
    maya = world.member("Maya")
    await maya.answers(session, wrong_answer(one))
    card = await maya.answers(session, right_answer(one))

    assert card.title == "You have answered this one. Your first answer stands."
    assert card.tone == "wrong"
    assert [response.answer for response in world.responses(session)] == [wrong_answer(one)]


@EACH
async def test_at_close_the_key_is_kept_back_until_the_close(world: World, one: Item) -> None:
    world, session = await asked(world, one, feedback="at_close")
    maya = world.member("Maya")
    first = await maya.answers(session, right_answer(one))
    again = await maya.wants(ShowToday())

    for card in (first, again):
        assert card.tone == "plain"
        assert one.takeaway not in repr(card)
        assert "Because of" not in repr(card)
        assert all(text in repr(card) for text in one.problem.spell(right_answer(one)))
    assert first.title == "Your answer is in."
    assert again.title.startswith("You have answered this one.")

    await world.until_the_close(session)
    assert (await maya.wants(OpenSheet(session.id, one.id))).tone == "right"


@EACH
async def test_an_answer_after_the_close_does_not_count_and_gets_the_reasons(world: World, one: Item) -> None:
    world, session = await asked(world, one)
    await world.until_the_close(session)
    card = await world.member("Maya").answers(session, right_answer(one))

    assert card.title == "This one has closed."
    assert one.takeaway in repr(card)
    assert world.responses(session) == ()


async def test_time_is_up_at_the_closing_hour_even_before_the_clock_has_beaten(world: World) -> None:
    world, session = await asked(world, item())
    assert session.closes_at is not None
    world.at = session.closes_at - timedelta(minutes=3)
    late = await world.member("Maya").answers(session, ("B",))
    assert late.title == "This one has closed."

    world.at = session.closes_at - timedelta(minutes=3, seconds=1)
    assert (await world.member("Omar").answers(session, ("B",))).title == "Right."


async def test_each_member_has_an_order_of_letters_of_their_own(world: World) -> None:
    world, session = await asked(world, item())
    orders = set()
    for n in range(12):
        sheet = await world.member(f"Member {n}").wants(OpenSheet(session.id, "mla-d1-9001"))
        assert [button.label for button in sheet.controls] == ["A", "B", "C", "D"]
        presses = [button.press for button in sheet.controls if isinstance(button, Button)]
        orders.add(tuple(press.answer for press in presses if isinstance(press, AnswerItem)))

    assert len(orders) > 3


async def test_a_press_on_ones_own_letter_gives_the_option_that_stands_beside_it(world: World) -> None:
    world, session = await asked(world, item())
    maya = world.member("Maya")
    sheet = await maya.wants(OpenSheet(session.id, "mla-d1-9001"))
    spoken = {b.spoken.split(": ")[1]: b.label for b in sheet.controls if isinstance(b, Button)}
    right = spoken["Option b of the specimen"]

    assert (await maya.presses(sheet, right)).title == "Right."


async def test_a_wrong_choice_names_the_key_by_the_members_own_letter(world: World) -> None:
    world, session = await asked(world, item())
    maya = world.member("Maya")
    sheet = await maya.wants(OpenSheet(session.id, "mla-d1-9001"))
    spoken = {b.spoken.split(": ")[1]: b.label for b in sheet.controls if isinstance(b, Button)}
    card = await maya.presses(sheet, spoken["Option a of the specimen"])

    assert card.title == f"Not this one. The key is {spoken['Option b of the specimen']}."


@pytest.mark.parametrize(
    ("one", "kind"),
    [(item(problem=response()), ChooseSome), (item(problem=ordering()), Order), (item(problem=matching()), Match)],
)
async def test_a_form_asks_for_the_whole_answer_at_once(world: World, one: Item, kind: type) -> None:
    world, session = await asked(world, one)
    maya = world.member("Maya")
    sheet = await maya.wants(ShowToday())
    assert isinstance(sheet.form, Form)
    assert isinstance(sheet.form.fields[0], kind)

    assert (await maya.sends(sheet, {"answer": right_answer(one)})).title == "Right."
    assert len(world.responses(session)) == 1


@pytest.mark.parametrize("one", [item(problem=ordering()), item(problem=matching(prompts=7))])
async def test_step_by_step_comes_to_the_same_and_nothing_is_kept_between_presses(world: World, one: Item) -> None:
    world, session = await asked(world, one)
    maya, answer = world.member("Maya"), right_answer(one)
    for length in range(1, len(answer)):
        sheet = await maya.wants(AnswerItem(session.id, one.id, answer[:length]))
        assert sheet.title == "Your answer sheet"
        assert one.problem.spell(answer[:length])[-1] in repr(sheet)
        assert world.responses(session) == ()

    assert (await maya.wants(AnswerItem(session.id, one.id, answer))).title == "Right."


@pytest.mark.parametrize("answer", [("Z",), ("A", "B"), ("",), ("a",)])
async def test_an_answer_that_is_none_is_refused_and_the_first_one_is_still_to_come(
    world: World, answer: tuple[str, ...]
) -> None:
    world, session = await asked(world, item())
    maya = world.member("Maya")
    card = await maya.wants(AnswerItem(session.id, "mla-d1-9001", answer))

    assert (card.tone, card.field) == ("trouble", "answer")
    assert world.responses(session) == ()
    assert (await maya.answers(session, ("B",))).title == "Right."


@pytest.mark.parametrize("asked_at", [0, 1, 9_999_999_999])
async def test_a_sheet_left_open_for_days_or_a_clock_that_lies_says_nothing_about_thinking(
    world: World, asked_at: int
) -> None:
    await world.set_up()
    maya = world.member("Maya")
    card = await maya.wants(Practise())
    press = next(c.press for c in card.controls if isinstance(c, Button) and isinstance(c.press, AnswerItem))
    await maya.wants(replace(press, asked=asked_at))

    group = world.group()
    (given,) = world.ask(lambda ledger: ledger.responses.in_session(group.id, press.session))
    assert given.seconds is None


async def test_a_button_of_another_group_is_refused(world: World) -> None:
    world, session = await asked(world, item())
    library = replace(PLACE, room="library")
    boris = world.member("Boris", manages=True)
    await boris.wants(replace(USUAL, time="20:00", closes="23:00"), place=library)

    for command in (OpenSheet(session.id, "mla-d1-9001"), AnswerItem(session.id, "mla-d1-9001", ("B",))):
        card = await boris.wants(command, place=library)
        assert "belongs to another group" in card.summary
    assert world.responses(session) == ()


async def test_a_button_for_another_question_of_the_pack_is_refused(world: World) -> None:
    world = World(world.store, bank(pack([item("mla-d1-9001"), item("mla-d2-9002", domain="2", task="2.1")])))
    await world.set_up()
    session = await world.daily_question()
    card = await world.member("Maya").wants(AnswerItem(session.id, "mla-d2-9002", ("B",)))

    assert "belongs to another group" in card.summary


async def test_in_private_a_member_answers_for_the_group_that_was_asked(world: World) -> None:
    world, session = await asked(world, item())
    maya = world.member("Maya")
    await maya.wants(ShowToday())
    private = Place("web", "local", "")
    card = await maya.wants(AnswerItem(session.id, "mla-d1-9001", ("B",)), place=private)

    assert card.title == "Right."
    assert len(world.responses(session)) == 1


async def test_a_question_that_has_left_the_pack_is_over(world: World) -> None:
    world, session = await asked(world, item("mla-d1-9001"))
    later = World(world.store, bank(pack([item("mla-d1-9009")])), at=world.at)
    card = await later.member("Maya").wants(AnswerItem(session.id, "mla-d1-9001", ("B",)))

    assert "was withdrawn" in card.summary
    assert world.responses(session) == ()


async def test_an_answer_to_an_older_version_is_told_by_what_stands_now(world: World) -> None:
    world, session = await asked(world, item(problem=ordering()), feedback="at_close")
    maya = world.member("Maya")
    await maya.answers(session, ("D", "A", "E"))
    steps = ordering()
    fewer = replace(steps, options=tuple(o for o in steps.options if o.id != "D"))
    later = World(world.store, bank(pack([item(problem=fewer, version=2)])), at=world.at, chat=world.chat)

    assert (await later.member("Maya").wants(ShowToday())).title.startswith("You have answered")
    await later.until_the_close(session)
    assert (await later.member("Maya").wants(OpenSheet(session.id, "mla-d1-9001"))).tone == "wrong"
    assert later.chat.cards("thread")


async def test_the_streak_grows_with_the_answer(world: World) -> None:
    world, session = await asked(world, item(problem=choice()))
    card = await world.member("Maya").answers(session, ("A",))

    assert "Streak: 1 study day" in repr(card.foot)
