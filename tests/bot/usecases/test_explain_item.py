"""The reasons of a question in the channel: told after the answer or the close, and kindly kept back before."""

from __future__ import annotations

import pytest

from bot.cards.model import Button, Card, Listing, Moment, Paragraph
from bot.commands import AnswerItem, ExplainItem, OpenSheet, Practise
from bot.rules.sessions import Session
from tests.world import World


def labels(card: Card) -> list[str]:
    return [block.label for block in card.blocks if isinstance(block, Listing)]


def explain(session: Session) -> ExplainItem:
    return ExplainItem(session.id, session.form[0][0])


@pytest.mark.parametrize(
    ("feedback", "sooner"), [("at_once", "come with your answer, or when"), ("at_close", "come when the")]
)
async def test_an_open_question_keeps_its_reasons_and_offers_the_sheet(
    world: World, feedback: str, sooner: str
) -> None:
    ada = await world.set_up(feedback=feedback)
    session = await world.daily_question()
    card = await ada.wants(explain(session))
    assert card.title == "Answer first, then the reasons."
    (paragraph,) = card.blocks
    assert isinstance(paragraph, Paragraph)
    assert sooner in str(paragraph.text)
    assert [span.at for span in paragraph.text if isinstance(span, Moment)] == [session.closes_at]
    assert (await ada.presses(card, "Answer")).title == "Your answer sheet"
    assert world.responses(session) == ()


async def test_who_has_answered_sees_the_reasons_at_once(world: World) -> None:
    ada = await world.set_up()
    session = await world.daily_question()
    await ada.answers(session, ("A",))
    card = await ada.wants(explain(session))
    assert card == await ada.wants(OpenSheet(session.id, session.form[0][0]))
    assert "Why" in labels(card)


async def test_where_the_key_is_kept_back_it_stays_back(world: World) -> None:
    ada = await world.set_up(feedback="at_close")
    session = await world.daily_question()
    await ada.answers(session, ("A",))
    assert "Why" not in labels(await ada.wants(explain(session)))
    await world.until_the_close(session)
    assert "Why" in labels(await ada.wants(explain(session)))


async def test_a_closed_question_is_explained_to_everybody(world: World) -> None:
    await world.set_up()
    session = await world.daily_question()
    await world.until_the_close(session)
    assert "Why" in labels(await world.member("Maya").wants(explain(session)))


async def test_practice_has_its_sheet(world: World) -> None:
    """A question of practice never closes, so its sheet is the way to its reasons."""
    ada = await world.set_up()
    sheet = await ada.wants(Practise())
    press = next(control.press for control in sheet.controls if isinstance(control, Button))
    assert isinstance(press, AnswerItem)
    card = await ada.wants(ExplainItem(press.session, press.item))
    assert card.title == "Your answer sheet"


async def test_a_question_of_another_group_is_refused(world: World) -> None:
    ada = await world.set_up()
    assert (await ada.wants(ExplainItem("elsewhere", "mla-d1-9001"))).tone == "trouble"
