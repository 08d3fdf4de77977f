"""The weeks together follow the exam's mix of types, though a case comes whole and a short form has no room for all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from bot.rules.assembling import assemble
from bot.rules.form_checks import checked
from bot.rules.forms import WINDOW, Plan, domain_counts, types_owed, unscored_places
from bot.rules.items import FormType, Item
from tests.benchmarks.form_bank import IN_CASE, form_bank
from tests.bot.specimens import TYPES, blueprint

EXAM = blueprint()
BANK = form_bank(600)
ALL = Counter[FormType]


def weeks_of(pool: Sequence[Item], length: int, weeks: int) -> list[list[Item]]:
    """So many weekly forms in a row, each as it shall be."""
    known = {each.id: each for each in pool}
    past: list[list[Item]] = []
    last: dict[str, int] = {}
    for week in range(weeks):
        plan = Plan(
            EXAM,
            domain_counts(EXAM, length, [Counter(each.domain for each in form) for form in past]),
            unscored_places(BANK.exam, length, pool),
            seen={name: 7 * (week - then) - 3 for name, then in last.items()},
            owed=types_owed(EXAM, [Counter(each.type for each in form) for form in past]),
        )
        form = assemble(pool, plan, seed=f"week {week}")
        assert checked(form, pool, plan) == ()
        past.append([known[name] for name in form.items])
        last |= dict.fromkeys(form.items, week)
    return past


def furthest_off(kinds: Sequence[Mapping[FormType, int]], length: int) -> Mapping[FormType, float]:
    """For each type, how far it was at most from its share of any eight forms in a row."""
    spans = [sum(map(ALL, kinds[start : start + WINDOW]), ALL()) for start in range(len(kinds) - WINDOW + 1)]
    return {
        kind: max(abs(float(span[kind] - share * length * WINDOW)) for span in spans)
        for kind, share in EXAM.types.items()
    }


@pytest.mark.parametrize("length", [10, 12, 15, 20, 25, 30])
def test_over_any_eight_weeks_each_type_is_within_a_case_of_its_share(length: int) -> None:
    kinds = [ALL(each.type for each in form) for form in weeks_of(BANK.items, length, 2 * WINDOW)]

    assert max(furthest_off(kinds, length).values()) <= IN_CASE
    assert {each["case_study"] for each in kinds} == {0, IN_CASE}


def test_what_forms_owe_adds_up_to_nothing() -> None:
    owed = types_owed(EXAM, [{"multiple_choice": 12, "multiple_response": 3, "ordering": 1, "matching": 1}, {}])

    assert types_owed(EXAM, []) == dict.fromkeys(TYPES, 0)
    assert sum(owed.values()) == 0
    assert owed["case_study"] == Fraction(17 * 8, 100)


def test_a_bank_without_cases_is_asked_for_half_a_case_more_at_the_most() -> None:
    plan = Plan(EXAM, {"1": 20}, owed={"case_study": Fraction(40)})

    assert plan.case_questions == Fraction(16, 10) + Fraction(5, 2)


def test_a_type_that_was_never_at_hand_comes_in_no_greater_number_when_it_is() -> None:
    owed: dict[FormType, Fraction] = {"matching": Fraction(30), "multiple_choice": Fraction(-30)}
    plan = Plan(EXAM, domain_counts(EXAM, 20), owed=owed)
    form = assemble(BANK.items, plan, seed="s")

    assert form.relaxed == ()
    assert Counter(BANK.item(name).type for name in form.items)["matching"] == 2
