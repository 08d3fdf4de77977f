"""Leads see the settings, the places and the next questions, and may pause them."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.cards.model import Card, Moment, Paragraph
from bot.commands import PausePosts, ResumePosts, ShowHelp, ShowStatus
from tests.world import World


def ahead(card: Card) -> list[datetime]:
    """The hours of the next questions."""
    paragraphs = [block for block in card.blocks if isinstance(block, Paragraph)]
    return [span.at for block in paragraphs for span in block.text if isinstance(span, Moment)]


async def test_the_status_names_every_setting_and_the_next_ten_questions(world: World) -> None:
    ada = await world.set_up(feedback="at_close", timer="130")
    card = await ada.wants(ShowStatus())

    for words in ("MLA-C01", "09:00 to 17:00, Europe/Berlin", "mon, tue, wed, thu, fri", "At the close", "130 minutes"):
        assert words in repr(card)
    assert len(ahead(card)) == 10
    assert ahead(card)[0] == datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    assert "study" in repr(card)
    assert ": all well." in repr(card)


async def test_the_status_says_before_which_question_the_clocks_change(world: World) -> None:
    world.at = datetime(2026, 3, 25, 12, 0, tzinfo=UTC)
    ada = await world.set_up()

    assert repr(await ada.wants(ShowStatus())).count("the clocks change before this one") == 1


async def test_a_pause_is_shown_and_ends_with_a_press(world: World) -> None:
    ada = await world.set_up()
    assert (await ada.wants(PausePosts())).title == "Paused."
    paused = await ada.wants(ShowStatus())
    assert "Nothing is posted until you resume." in repr(paused)
    assert ahead(paused) == []

    assert (await ada.presses(paused, "Resume")).title == "Resumed."
    assert len(ahead(await ada.wants(ShowStatus()))) == 10


async def test_members_may_neither_pause_nor_resume(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")

    for command in (PausePosts(), ResumePosts(), ShowStatus()):
        assert "Only leads" in (await maya.wants(command)).summary


async def test_help_names_what_one_may_do(world: World) -> None:
    assert "/cohort setup" in repr(await world.member("Maya").wants(ShowHelp()))
    assert "/cohort setup" not in repr(await world.member("Maya", manages=False).wants(ShowHelp()))
    ada = await world.set_up()

    mine = repr(await world.member("Maya").wants(ShowHelp()))
    assert "'/quiz'" in mine
    assert "/cohort" not in mine.replace("works as /cohort", "")
    assert "/cohort pause" in repr(await ada.wants(ShowHelp()))
