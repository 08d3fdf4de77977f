"""How ready members are: what they see themselves, what a lead sees, and who decides that."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.cards.model import Card, Figure, Paragraph
from bot.commands import AnswerItem, OpenSheet, Practise, SetExamDay, SetPrivacy, ShowMe, ShowReadiness
from bot.rules.items import Item
from tests.bot.specimens import bank, plenty
from tests.world import Person, World


def words(card: Card) -> str:
    """Everything a card says in paragraphs."""
    spans = [span for block in card.blocks if isinstance(block, Paragraph) for span in block.text]
    return "".join(getattr(span, "text", "") for span in spans)


async def practises(person: Person, times: int, *, of_four: int = 3) -> None:
    """Answer so many questions of one's own, half a minute each, so many of four rightly."""
    pack = next(iter(person.world.bank.packs.values()))
    for turn in range(times):
        card = await person.wants(Practise())
        press = next(control.press for control in card.controls if len(control.label) == 1)  # type: ignore[union-attr]
        assert isinstance(press, AnswerItem)
        item: Item = pack.item(press.item)
        key = tuple(line.id for line in item.problem.reveal() if line.right == (turn % 4 < of_four))[:1]
        person.world.at += timedelta(seconds=30)
        await person.wants(AnswerItem(press.session, press.item, key, press.asked))


@pytest.fixture
def world(world: World) -> World:
    """The group has a bank of many questions."""
    return World(world.store, bank(plenty(20)))


async def test_a_member_without_answers_is_told_what_is_missing(world: World) -> None:
    await world.set_up()
    card = await world.member("Maya").wants(ShowMe())

    assert "Not enough answers yet to say: 0 of 20" in words(card)
    assert "if there was time to read the question: 8 seconds at the least" in words(card)
    assert "%" not in words(card).split("assumes")[0], "no chance is told"
    assert "So far" not in words(card)
    assert not [block for block in card.blocks if isinstance(block, Figure)], "nothing is known that could be drawn"


@pytest.mark.parametrize(("posted", "known", "counted"), [(7, 7, 0), (8, None, 1), (24, None, 1), (28_000, None, 1)])
async def test_who_read_the_question_in_the_channel_may_be_quick_on_the_sheet(
    world: World, posted: int, known: int | None, counted: int
) -> None:
    """Only an answer within eight seconds of the post is too quick to count."""
    await world.set_up()
    session, maya = await world.daily_question(), world.member("Maya")
    world.at = session.opened_at + timedelta(seconds=posted - 4)
    sheet = await maya.wants(OpenSheet(session.id, session.form[0][0]))
    world.at += timedelta(seconds=4)
    await maya.presses(sheet, "A")

    assert world.responses(session)[0].seconds == known
    await world.until_the_close(session)
    assert f"Not enough answers yet to say: {counted} of 20" in words(await maya.wants(ShowMe()))


async def test_a_member_sees_a_band_its_evidence_and_what_to_study_next(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    await practises(maya, 120)
    card = await maya.wants(ShowMe())

    assert "to pass" in words(card)
    assert "Evidence:" in words(card)
    assert "120 first answers" in words(card)
    assert "not a score of the exam’s makers" in words(card)
    assert "Study next:" in words(card)
    assert any(isinstance(block, Figure) for block in card.blocks)


async def test_right_answers_raise_the_estimate_and_wrong_ones_lower_it(world: World) -> None:
    await world.set_up()
    told = {}
    for name, of_four in (("Maya", 3), ("Omar", 2)):
        person = world.member(name)
        await practises(person, 120, of_four=of_four)
        said = re.search(r"About (\d+)% to pass", words(await person.wants(ShowMe())))
        assert said is not None
        told[name] = int(said[1])

    assert told["Maya"] > told["Omar"] + 20


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("2026-12-18", "Saved."),
        ("off", "Saved."),
        ("18.12.2026", "“18.12.2026” is not a date."),
        ("2026-02-30", "“2026-02-30” is not a date."),
        ("2020-01-01", "1 January 2020 has passed."),
        ("2099-01-01", "2099 is more than three years away."),
    ],
)
async def test_an_exam_day_is_a_day_to_come(world: World, typed: str, told: str) -> None:
    await world.set_up()
    card = await world.member("Maya").wants(SetExamDay(typed))

    assert card.title == told


async def test_the_report_looks_at_the_exam_day_until_it_has_passed(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    await maya.wants(SetExamDay("2026-12-18"))
    assert "The exam comes in 25 days (18 December 2026)" in words(await maya.wants(ShowMe()))

    world.at += timedelta(days=25)
    assert "The exam is today" in words(await maya.wants(ShowMe()))
    world.at += timedelta(days=1)
    said = words(await maya.wants(ShowMe()))
    assert "has passed." in said
    assert "How did it go?" in said


async def test_nonsense_about_privacy_changes_nothing(world: World) -> None:
    ada = await world.set_up()
    maya = world.member("Maya")
    card = await maya.wants(SetPrivacy("perhaps"))

    assert card.title == "“perhaps” is neither yes nor no."
    await practises(maya, 5)
    assert "Maya" not in repr(await ada.wants(ShowReadiness()))


async def test_who_is_forgotten_leaves_no_plan(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    await maya.wants(SetExamDay("2026-12-18"))
    group = world.group().id
    member = next(m for m in world.ask(lambda ledger: ledger.groups.members(group)).values() if m.name == "Maya")
    world.ask(lambda ledger: ledger.groups.forget(group, member.id))

    assert world.ask(lambda ledger: ledger.plans.of_group(group)) == {}
