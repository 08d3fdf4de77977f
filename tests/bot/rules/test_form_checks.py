"""The check of a form finds whatever is wrong with it, however it was made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest

from bot.rules.assembling import assemble
from bot.rules.blueprints import Blueprint
from bot.rules.form_checks import Broken, at_odds, cases_fit, checked, type_shares
from bot.rules.forms import Form, Plan, domain_counts
from bot.rules.items import FormType, Item
from tests.benchmarks.form_bank import form_bank
from tests.bot.specimens import CASE, blueprint, item

BANK = form_bank(300)
PLAN = Plan(blueprint(), domain_counts(blueprint(), 20), 5)
FORM = assemble(BANK.items, PLAN, seed="s")
HELD = {name: BANK.item(name) for name in FORM.items}


def swapped(wanted: Callable[[Item, Item], bool]) -> Form:
    """The form with one single item given away for another that `wanted` names, which counts as the first one did."""
    for old in HELD.values():
        for new in BANK.items:
            if not (old.case or new.case or new.id in HELD) and wanted(old, new):
                unscored = FORM.unscored - {old.id} | ({new.id} if old.id in FORM.unscored else set())
                return Form(tuple(new.id if name == old.id else name for name in FORM.items), frozenset(unscored))
    raise AssertionError("the bank holds no such item")


def alike(old: Item, new: Item, *, but: str) -> bool:
    """Whether two items are alike but for this."""
    names = {"domain", "pilot", "task", "type"} - {but, "task" if but == "domain" else but}
    return getattr(old, but) != getattr(new, but) and all(getattr(old, name) == getattr(new, name) for name in names)


def in_case(name: str) -> bool:
    """Whether a case asks for this item."""
    return HELD[name].case is not None


def test_a_good_form_has_nothing_wrong() -> None:
    assert checked(FORM, BANK.items, PLAN) == ()


def test_a_good_form_may_change_one_item_for_its_like() -> None:
    form = swapped(lambda old, new: alike(old, new, but="id"))

    assert checked(form, BANK.items, PLAN) == ()


@pytest.mark.parametrize(
    ("form", "plan", "broken"),
    [
        (replace(FORM, items=(*FORM.items, FORM.items[0])), PLAN, "twice"),
        (replace(FORM, items=(*FORM.items, "gone")), PLAN, "unknown"),
        (replace(FORM, unscored=FORM.unscored | {"gone"}), PLAN, "unknown"),
        (replace(FORM, items=FORM.items[1:], unscored=FORM.unscored - {FORM.items[0]}), PLAN, "length"),
        (replace(FORM, missing={"1": 1}), PLAN, "length"),
        (replace(FORM, unscored=frozenset()), PLAN, "unscored"),
        (replace(FORM, unscored=frozenset(FORM.items)), PLAN, "unscored"),
        (swapped(lambda old, new: alike(old, new, but="type")), PLAN, "type"),
        (FORM, replace(PLAN, seen={FORM.items[0]: 27}), "rest"),
        (FORM, replace(PLAN, seen={FORM.items[0]: 28}), None),
        (FORM, replace(PLAN, enemies={FORM.items[0]: frozenset({FORM.items[-1]})}), "enemies"),
        (FORM, replace(PLAN, enemies={FORM.items[-1]: frozenset({FORM.items[0]})}), "enemies"),
    ],
)
def test_each_fault_is_found(form: Form, plan: Plan, broken: Broken | None) -> None:
    found = checked(form, BANK.items, plan)

    assert broken in found if broken else found == ()


def test_items_of_another_domain_than_planned_are_found() -> None:
    form = swapped(lambda old, new: alike(old, new, but="domain"))
    wrong = {HELD[name].domain for name in set(FORM.items) - set(form.items)}

    assert checked(form, BANK.items, PLAN) == ("length",)
    assert "domains" in checked(replace(form, missing=dict.fromkeys(wrong, 1)), BANK.items, PLAN)


def test_a_case_that_is_torn_apart_or_not_whole_is_found() -> None:
    questions = [name for name in FORM.items if in_case(name)]
    others = [name for name in FORM.items if not in_case(name)]

    assert len(questions) == 3
    assert checked(replace(FORM, items=(*questions, *others)), BANK.items, PLAN) == ()
    torn = replace(FORM, items=(questions[0], *others, *questions[1:]))
    assert checked(torn, BANK.items, PLAN) == ("case_split",)
    domain = HELD[questions[0]].domain
    short = Form(tuple(n for n in FORM.items if n != questions[0]), FORM.unscored - {questions[0]}, (), {domain: 1})
    assert "case_split" in checked(short, BANK.items, PLAN)


def test_a_crowded_task_and_too_many_pilot_items_are_found() -> None:
    pool = [item(f"i{n}", domain="1", task="1.1", status="pilot" if n == 0 else "live") for n in range(4)]
    names = tuple(each.id for each in pool)

    assert checked(Form(names, frozenset({"i0"})), pool, Plan(blueprint(), {"1": 4}, 1)) == ("task_cap", "type")
    assert "pilots" in checked(Form(names, frozenset({"i0"})), pool, Plan(blueprint(), {"1": 4}, 0))
    assert "unscored" in checked(Form(names), pool, Plan(blueprint(), {"1": 4}, 0))


def test_an_item_that_is_no_longer_asked_is_found() -> None:
    pool = [item("i0", status="quarantined")]

    assert checked(Form(("i0",)), pool, Plan(blueprint(), {"1": 1})) == ("unknown",)


@pytest.mark.parametrize(
    ("length", "sizes", "fit"),
    [
        (10, (), True),
        (10, (3,), False),
        (20, (), False),
        (20, (3,), True),
        (20, (5,), True),
        (20, (3, 3), False),
        (65, (3, 3), True),
        (65, (3,), True),
        (65, (5,), True),
        (65, (4, 4), False),
        (65, (2,), False),
    ],
)
def test_cases_come_whole_as_near_to_the_exams_number_as_they_can(
    length: int, sizes: tuple[int, ...], fit: bool
) -> None:
    assert cases_fit(Plan(blueprint(), {"1": length}).case_questions, sizes) is fit


def test_the_other_types_keep_their_proportions_beside_a_case() -> None:
    shares = type_shares(blueprint(), 20, 3)

    assert sum(shares.values()) == 17
    assert shares["multiple_choice"] / shares["ordering"] == Fraction(60, 8)
    none: dict[FormType, Fraction] = {"case_study": Fraction(1)}
    assert type_shares(Blueprint(blueprint().domains, none), 20, 3) == {}


def test_questions_of_one_case_may_be_alike() -> None:
    plan = replace(PLAN, enemies={"a": frozenset({"b"})})

    assert at_odds(item("a"), item("b"), plan)
    assert at_odds(item("a", case=CASE), item("b"), plan)
    assert not at_odds(item("a", case=CASE), item("b", case=CASE), plan)
