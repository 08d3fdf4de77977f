"""What the demo's classmates are like: dice that repeat, whole answers of any sort, hours that suit the visitor."""

from __future__ import annotations

import doctest
from datetime import UTC, datetime, time
from functools import cache
from statistics import fmean, pstdev

import pytest

import adapters.demo.dice
import bot.cards.simulated
from adapters.demo.cast import TWELVE, draw_cast
from adapters.demo.dice import between, roll, scatter, spread
from adapters.demo.mind import Mind, compose
from adapters.demo.story import setting_for
from adapters.settings import REPOSITORY
from adapters.shelf.shelf import read_shelf
from bot.rules.packs import Pack

DOMAINS = ("1", "2", "3", "4")
EVENING = datetime(2026, 11, 22, 19, 30, tzinfo=UTC)
"""Four weeks after Europe changed its clocks, three after New York."""


@cache
def pack() -> Pack:
    bank, _ = read_shelf(REPOSITORY / "content")
    return bank.pack("mla-c01")


@pytest.mark.parametrize("module", [adapters.demo.dice, bot.cards.simulated], ids=lambda module: module.__name__)
def test_examples_in_docstrings_hold(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type] # a module


def test_dice_fall_evenly() -> None:
    rolls = [roll("seed", number) for number in range(4000)]
    assert all(0 <= one < 1 for one in rolls)
    assert abs(fmean(rolls) - 0.5) < 0.02
    normal = [spread("seed", number) for number in range(4000)]
    assert abs(fmean(normal)) < 0.05
    assert abs(pstdev(normal) - 1) < 0.05
    middle = sorted(scatter(50, 0.4, "seed", number) for number in range(4000))[2000]
    assert abs(middle - 50) < 2
    assert all(3 <= between(3, 8, "seed", number) < 8 for number in range(100))


@pytest.mark.parametrize("right", [True, False])
def test_an_answer_of_any_sort_is_whole_and_right_only_if_it_shall_be(right: bool) -> None:
    for item in pack().items:
        answer = compose(item.problem, right=right, seed=f"seed {item.id}")
        assert item.problem.wants(answer) is None, item.id
        assert item.problem.mark(answer).right is right, item.id


def test_mistakes_differ_from_one_to_the_next() -> None:
    item = next(item for item in pack().live if item.type == "multiple_choice")
    assert len({compose(item.problem, right=False, seed=f"seed {number}") for number in range(30)}) == 3


def test_the_able_are_right_more_often_than_the_less_able_and_everybody_learns() -> None:
    cast = {who.name.partition(" ")[0]: who for who in draw_cast("seed", DOMAINS)}

    def share(name: str, day: int) -> float:
        mind = Mind(cast[name], pack(), "seed", 42)
        thoughts = [(item, mind.think(item.id, f"session {day}", day)) for item in pack().live]
        return fmean(item.problem.mark(thought.answer).right for item, thought in thoughts)

    assert share("Grace", 20) > share("Bruno", 20) > share("Dmitri", 20)
    assert share("Amara", 41) > share("Amara", 0)
    met = Mind(cast["Farid"], pack(), "seed", 42)
    fresh, again = (
        fmean(i.problem.mark(met.think(i.id, "s", 5, met=known).answer).right for i in pack().live)
        for known in (False, True)
    )
    assert again > fresh


def test_who_guesses_takes_no_time_to_read() -> None:
    cast = {who.character: who for who in draw_cast("seed", DOMAINS)}
    quick = {
        kind: fmean(Mind(who, pack(), "seed", 42).think(item.id, "s", 9).seconds < 8 for item in pack().live)
        for kind, who in cast.items()
    }
    assert quick["guesser"] > 0.3
    assert max(share for kind, share in quick.items() if kind != "guesser") < 0.06


def test_everybody_in_the_cast_is_labelled_and_one_of_them_leads() -> None:
    cast = draw_cast("seed", DOMAINS)
    assert len({who.id for who in cast}) == len(TWELVE) == 12
    assert all(who.name.endswith(" (simulated)") for who in cast)
    assert [who.leads for who in cast] == [True] + 11 * [False]
    assert all("(simulated)" in who.show[1] for who in cast if who.show[:1] == ("alias",))
    with pytest.raises(ValueError, match="1 to 12"):
        draw_cast("seed", DOMAINS, size=13)


@pytest.mark.parametrize(
    ("own", "lives_in"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("America/New_York", "America/New_York"),
        ("UTC", "Europe/London"),  # never changes its clock; London is nearest and has
        ("Africa/Lagos", "Europe/Berlin"),
        ("Asia/Kolkata", "Asia/Kolkata"),  # none is near enough to be of use to somebody there
    ],
)
def test_the_group_lives_where_a_clock_has_changed_if_that_is_not_far(own: str, lives_in: str) -> None:
    assert setting_for(pack(), own, EVENING).zone == lives_in


def test_in_a_season_without_clock_changes_the_group_lives_in_the_visitors_own_zone() -> None:
    assert setting_for(pack(), "UTC", datetime(2026, 7, 30, 19, 0, tzinfo=UTC)).zone == "UTC"


@pytest.mark.parametrize(("hour", "opens"), [(0, time(0)), (9, time(0)), (10, time(9)), (23, time(9))])
def test_whatever_the_hour_a_question_has_been_open_for_a_while(hour: int, opens: time) -> None:
    setting = setting_for(pack(), "Europe/London", EVENING.replace(hour=hour))
    assert (setting.opens, setting.closes) == (opens, opens)
