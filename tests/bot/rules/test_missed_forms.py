"""What was missed is asked again: cases whole, enemies apart, and what is on trial without counting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.form_checks import Broken, checked
from bot.rules.forms import Form, Plan
from bot.rules.items import Case, Item
from bot.rules.missed_forms import MISSED, missed_form
from tests.bot.rules.form_banks import banks, blueprints
from tests.bot.specimens import blueprint, item

NONE: Mapping[str, frozenset[str]] = {}
CASE = Case("case", 1, "A case", "A scenario.")
SINGLES = [item(f"i{n}", domain="1", task="1.1") for n in range(6)]
PILOT = item("pilot", domain="1", task="1.1", status="pilot")
QUESTIONS = [item(f"q{n}", domain="1", task="1.2", case=CASE) for n in range(2)]
TRIED = item("q2", domain="1", task="1.2", case=CASE, status="pilot")
POOL = [*SINGLES, PILOT, *QUESTIONS, TRIED]


def after(*met: str, enemies: Mapping[str, frozenset[str]] = NONE) -> Form:
    """The form after these were met in that order; those with a star were missed."""
    told = [(name.rstrip("*"), not name.endswith("*")) for name in met]
    return missed_form(POOL, blueprint(), told, enemies)


def test_what_was_missed_when_it_was_last_met_comes_again() -> None:
    assert after("i0*", "i1", "i2*", "i2", "i3", "i3*").items == ("i0", "i3")
    assert after().items == after("i0", "i1*", "i1").items == ()


def test_a_case_comes_whole_and_what_is_on_trial_in_it_does_not_count() -> None:
    form = after("i0*", "q0", "q1*", "q2")

    assert form.items == ("i0", "q0", "q1", "q2")
    assert (form.unscored, form.relaxed, form.missing) == (frozenset({"q2"}), (), {})


def test_what_is_on_trial_does_not_count_nor_comes_where_the_score_would_tell_it() -> None:
    form = after("i0*", "pilot*")

    assert (form.items, form.unscored) == (("i0", "pilot"), frozenset({"pilot"}))
    assert after("pilot*").items == ()
    assert after("q2*").items == ("q0", "q1", "q2")


def test_a_case_that_stays_away_for_that_leaves_nothing_on_trial_behind() -> None:
    case = Case("wide", 1, "A case", "A scenario.")
    pool = [
        item("live", domain="1", task="1.1", case=case),
        item("mate", domain="2", task="2.1", case=case, status="pilot"),
        PILOT,
    ]

    assert missed_form(pool, blueprint(), [("live", False), ("pilot", False)], NONE).items == ()


def test_of_two_enemies_the_one_missed_earlier_waits_for_the_next_time() -> None:
    foes = {"i0": frozenset({"i1", "q2"})}

    assert after("i0*", "i1*", "i2*", enemies=foes).items == ("i1", "i2")
    assert after("i0*", "i1*", "i2*", "i1", "i2", enemies=foes).items == ("i0",)
    assert after("q0*", "i0*", enemies=foes).items == ("i0",), "a whole case waits with its question"


def test_twenty_come_those_missed_last_first() -> None:
    pool = [item(f"i{n:02}", domain=str(1 + n % 4), task=f"{1 + n % 4}.1") for n in range(60)]
    form = missed_form(pool, blueprint(), [(each.id, False) for each in pool], NONE)

    known = {each.id: each for each in pool}
    assert Counter(known[name].domain for name in form.items) == {"1": 6, "2": 5, "3": 4, "4": 5}
    for domain in "1234":
        here = [each.id for each in pool if each.domain == domain]
        asked = [name for name in form.items if name in here]
        assert asked == here[-len(asked) :]


@st.composite
def histories(draw: st.DrawFn) -> tuple[Plan, list[Item], list[tuple[str, bool]]]:
    """An exam, a bank with enemies, and what a member has met of it."""
    exam = draw(blueprints())
    pool = draw(banks(exam))
    some = st.sampled_from([*(each.id for each in pool), "gone"])
    foes = {one: frozenset({other}) - {one} for one, other in draw(st.lists(st.tuples(some, some), max_size=9))}
    met = draw(st.lists(st.tuples(some, st.booleans()), max_size=60))
    return Plan(exam, dict.fromkeys(exam.shares, MISSED), enemies=foes), pool, met


@settings(deadline=None, max_examples=200)
@given(histories())
def test_whatever_was_missed_the_rules_of_every_form_hold(
    history: tuple[Plan, list[Item], list[tuple[str, bool]]],
) -> None:
    plan, pool, met = history
    form = missed_form(pool, plan.blueprint, met, plan.enemies)
    known = {each.id: each for each in pool}
    items = [known[name] for name in form.items]
    counts = Counter(each.domain for each in items)

    assert len(items) <= MISSED
    assert form.unscored == {each.id for each in items if each.pilot}
    assert {each.domain for each in items if each.live} == counts.keys()
    if items:
        rules: set[Broken] = {"length", "domains", "twice", "unknown", "case_split", "enemies"}
        assert not rules & {*checked(form, pool, Plan(plan.blueprint, counts, enemies=plan.enemies))}
    last = dict(met)
    for each in items:
        mates = [each] if each.case is None else [one for one in items if one.case == each.case]
        assert any(last.get(one.id) is False for one in mates)
