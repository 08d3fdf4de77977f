"""A member tells how their exam went: private, changed and deleted at will, counted only with a yes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from bot.calls import Place
from bot.cards.model import Form
from bot.commands import ForgetMe, SetExamDay, ShowHome, ShowMe, ShowReadiness, TellOutcome
from bot.ports import Ledger
from bot.rules.outcomes import FEWEST, ExamOutcome
from bot.rules.packs import Bank
from bot.wire import read_words
from tests.adapters.store_scene import found, person
from tests.bot.specimens import bank, plenty
from tests.bot.usecases.test_show_readiness import practises, words
from tests.world import World


@pytest.fixture
def world(world: World) -> World:
    """The group has a bank of many questions."""
    return World(world.store, bank(plenty(40)))


def kept(world: World) -> list[ExamOutcome]:
    """Everything that anybody told."""
    group = world.group().id
    people = world.ask(lambda ledger: ledger.groups.members(group))
    return world.ask(lambda ledger: [told for one in people if (told := ledger.outcomes.of(group, one)) is not None])


async def test_the_form_asks_nothing_of_the_exams_questions_and_says_so(world: World) -> None:
    await world.set_up()
    card = await world.member("Maya").wants(TellOutcome())

    assert "Only you see what you tell here." in words(card)
    assert "Tell nothing of the exam’s questions" in words(card)
    assert isinstance(card.form, Form)
    assert [field.name for field in card.form.fields] == ["result", "scaled", "needs", "counts"]
    assert "Delete" not in repr(card.form), "nothing is there to delete"


async def test_what_the_form_gives_is_kept_shown_and_offered_again(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    await maya.wants(SetExamDay("2026-11-24"))
    world.at += timedelta(days=2)
    form = await maya.presses(await maya.wants(ShowMe()), "How my exam went")
    card = await maya.sends(form, {"result": "pass", "scaled": "764", "needs": ("2", "4"), "counts": "yes"})

    assert card.title == "Saved."
    assert "Passed, 764 points, needs improvement in 2, 4. Well done." in words(card)
    assert "It counts for estimates, without your name." in words(card)
    (one,) = kept(world)
    assert (one.exam_day, one.passed, one.scaled, one.counts) == (date(2026, 11, 24), True, 764, True)
    assert one.needs_work == frozenset({"2", "4"})
    assert len(one.foreseen) == 4
    assert one.doubt > 0.5, "nothing was known of Maya"
    assert "Your exam: passed, 764 points" in words(await maya.wants(ShowMe()))
    again = await maya.presses(card, "Change it")
    assert "764" in repr(again.form)
    assert "Delete what I told" in repr(again.form)


@pytest.mark.parametrize(
    ("typed", "passed", "scaled", "needs", "counts"),
    [
        ("outcome pass", True, None, None, False),
        ("outcome fail 655", False, 655, None, False),
        ("outcome result:fail scaled:655 needs:2,4 counts:yes", False, 655, {"2", "4"}, True),
        ("outcome pass 1000 none yes", True, 1000, set(), True),
        ("outcome scaled:720", True, 720, None, False),
        ("outcome 764", True, 764, None, False),
        ("outcome scaled:100", False, 100, None, False),
        ("outcome result:Pass needs:none", True, None, set(), False),
    ],
)
async def test_it_can_be_typed(
    world: World, typed: str, passed: bool, scaled: int | None, needs: set[str] | None, counts: bool
) -> None:
    await world.set_up()
    card = await world.member("Maya").wants(read_words(typed))

    assert card.title == "Saved.", card
    (one,) = kept(world)
    assert (one.passed, one.scaled, one.needs_work, one.counts) == (passed, scaled, needs, counts)
    assert one.exam_day == date(2026, 11, 23), "today, where no exam day is set"


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (TellOutcome("perhaps"), "“perhaps” is no result I know."),
        (TellOutcome("5000"), "“5000” is no score of MLA-C01: they run from 100 to 1000."),
        (TellOutcome("pass", "1001"), "“1001” is no score of MLA-C01: they run from 100 to 1000."),
        (TellOutcome("pass", "99"), "“99” is no score"),
        (TellOutcome("pass", "-764"), "“-764” is no score"),
        (TellOutcome("pass", "٧٦٤"), "is no score"),
        (TellOutcome("pass", "719"), "719 is no pass: 720 passes."),
        (TellOutcome("fail", "720"), "720 is a pass: 720 passes."),
        (TellOutcome("pass", needs=("5",)), "“5” is no domain of MLA-C01."),
        (TellOutcome("pass", needs=("none", "2")), "Either all domains met the bar"),
        (TellOutcome("pass", counts="maybe"), "“maybe” is neither yes nor no."),
    ],
)
async def test_what_cannot_be_is_told_and_nothing_is_kept(world: World, command: TellOutcome, told: str) -> None:
    await world.set_up()
    card = await world.member("Maya").wants(command)

    assert told in card.title
    assert kept(world) == []


async def test_it_can_be_taken_back_and_goes_with_its_member(world: World) -> None:
    await world.set_up()
    maya, omar = world.member("Maya"), world.member("Omar")
    for one in (maya, omar):
        await one.wants(TellOutcome("pass"))
    assert (await maya.wants(TellOutcome("off"))).title == "Deleted."
    assert len(kept(world)) == 1
    assert "Your exam:" not in words(await maya.wants(ShowMe()))

    await omar.wants(ForgetMe(sure=True))
    assert kept(world) == []


async def test_a_choice_that_was_made_stands_until_another_is(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    await maya.wants(TellOutcome("fail", counts="yes"))
    await maya.wants(TellOutcome("fail", "700"))
    assert [one.counts for one in kept(world)] == [True]

    await maya.wants(TellOutcome("fail", "700", counts="no"))
    assert [one.counts for one in kept(world)] == [False]


async def test_nobody_else_sees_it(world: World) -> None:
    ada = await world.set_up()
    maya = world.member("Maya")
    await maya.wants(TellOutcome("fail", "655", ("2",), "yes"))

    for command in (ShowReadiness(), ShowMe(), ShowHome()):
        assert "655" not in repr(await ada.wants(command))


async def test_what_is_foreseen_ends_where_the_exam_day_begins(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    await practises(maya, 60, of_four=4)
    await maya.wants(SetExamDay("2026-11-24"))
    world.at += timedelta(days=2)
    await maya.wants(TellOutcome("pass"))
    (before,) = kept(world)
    await practises(maya, 40, of_four=0)
    await maya.wants(TellOutcome("pass"))
    (after,) = kept(world)

    assert after.foreseen == before.foreseen
    assert before.foreseen[0] > 1


async def test_a_correction_leaves_the_day_and_what_was_foreseen(world: World) -> None:
    """Who changes it weeks later has studied on since: that was not known on the exam day."""
    await world.set_up()
    maya = world.member("Maya")
    await practises(maya, 60, of_four=4)
    await maya.wants(SetExamDay("2026-11-24"))
    world.at += timedelta(days=2)
    await maya.wants(TellOutcome("fail", "655"))
    (before,) = kept(world)
    await maya.wants(SetExamDay("2027-02-01"))
    await practises(maya, 40, of_four=0)
    world.at += timedelta(days=3)
    await maya.wants(TellOutcome("fail", "665"))
    world.at += timedelta(days=40)
    await maya.wants(TellOutcome("fail", "665", counts="yes"))
    (after,) = kept(world)

    assert (after.scaled, after.counts) == (665, True)
    assert (after.exam_day, after.foreseen, after.doubt) == (before.exam_day, before.foreseen, before.doubt)


async def test_what_was_told_of_another_exam_is_neither_a_correction_nor_a_yes(world: World) -> None:
    """The group has moved on to another pack, whose exam has other domains."""
    await world.set_up()
    maya = world.member("Maya")
    await maya.wants(TellOutcome("fail", "655", ("2",), "yes"))
    (one,) = kept(world)
    world.ask(lambda ledger: ledger.outcomes.keep(replace(one, pack="other", needs_work=frozenset({"2", "9"}))))
    form = (await maya.wants(TellOutcome())).form
    assert isinstance(form, Form)
    assert [field.value for field in form.fields if field.name != "counts"] == ["", "", ()]
    assert "Delete what I told" in repr(form)
    assert "kept until you delete it" in words(await maya.wants(TellOutcome()))
    assert "Your exam:" not in words(await maya.wants(ShowMe())), "a score of another scale"

    await maya.wants(TellOutcome("fail", "655"))
    assert [(told.pack, told.counts) for told in kept(world)] == [("mla-c01", False)]


async def test_the_next_try_is_foreseen_anew(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    await practises(maya, 60, of_four=1)
    world.at += timedelta(days=2)
    await maya.wants(TellOutcome("fail", "655"))
    (before,) = kept(world)
    await practises(maya, 40, of_four=4)
    await maya.wants(SetExamDay("2026-12-20"))
    world.at += timedelta(days=30)
    await maya.wants(TellOutcome("pass", "780"))
    (after,) = kept(world)

    assert after.exam_day == date(2026, 12, 20)
    assert after.foreseen[0] > before.foreseen[0]


async def test_results_of_other_groups_adjust_the_report_from_five_on(world: World) -> None:
    await world.set_up()
    maya = world.member("Maya")
    await practises(maya, 120)
    plain = words(await maya.wants(ShowMe()))
    assert "it assumes that about 69% right passes." in plain
    await maya.wants(TellOutcome("pass", "990", counts="yes"))
    (one,) = kept(world)

    def elsewhere(ledger: Ledger, number: int) -> None:
        group = f"g{number}"
        found(ledger, group, Place("web", "elsewhere", group))
        ledger.outcomes.keep(replace(one, group=group, member=person(ledger, group=group).id))

    for number in range(1, FEWEST):
        said = words(await maya.wants(ShowMe()))
        assert said.replace("Your exam: passed, 990 points.", "") == plain, "fewer than five change nothing"
        world.ask(partial(elsewhere, number=number))

    adjusted = words(await maya.wants(ShowMe()))
    assert f"adjusted by {FEWEST} reported results." in adjusted
    assert chance(adjusted) > chance(plain)


def chance(said: str) -> int:
    """The chance that is told, in percent."""
    told = re.search(r"About (\d+)% to pass", said)
    assert told is not None, said
    return int(told[1])


@pytest.mark.parametrize(("retake_days", "same"), [(14, True), (40, True), (5, False)])
async def test_how_soon_it_may_be_sat_again_is_the_exams_own(world: World, retake_days: int, same: bool) -> None:
    """Ten days after a fail, a pass corrects it, or is of another try."""
    one = world.bank.packs["mla-c01"]
    world = World(world.store, Bank.of([replace(one, exam=replace(one.exam, retake_days=retake_days))]))
    await world.set_up()
    maya = world.member("Maya")
    await maya.wants(TellOutcome("fail", "655"))
    (before,) = kept(world)
    world.at += timedelta(days=10)
    await maya.wants(TellOutcome("pass", "780"))
    (after,) = kept(world)

    assert (after.exam_day == before.exam_day) is same
