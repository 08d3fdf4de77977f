"""Full forms: sixteen new ones from a whole bank, each as hard as the next, then the oldest again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest

from bot.rules.form_checks import checked
from bot.rules.forms import Form, Plan, domain_counts
from bot.rules.full_forms import full_form
from bot.rules.information import difficulty
from bot.rules.items import Item
from bot.rules.packs import Pack
from tests.benchmarks.form_bank import form_bank
from tests.bot.specimens import item


def forms_of(bank: Pack, count: int, pool: Sequence[Item] | None = None) -> list[Form]:
    """So many full forms of one member, one after the other."""
    forms: list[Form] = []
    for number in range(count):
        past = [form.items for form in forms]
        given = bank.items if pool is None else pool
        forms.append(
            full_form(given, bank.blueprint, bank.exam, past=past, seed=f"member {number}", enemies=bank.enemies)
        )
    return forms


@pytest.fixture(scope="module")
def bank() -> Pack:
    """A whole bank with a quarter of pilot items."""
    return form_bank(1_050)


@pytest.fixture(scope="module")
def forms(bank: Pack) -> list[Form]:
    """Eighteen forms from it."""
    return forms_of(bank, 18)


def test_a_whole_bank_holds_sixteen_full_forms_that_share_nothing(forms: list[Form]) -> None:
    sixteen = [name for form in forms[:16] for name in form.items]

    assert len(sixteen) == len({*sixteen}) == 16 * 65
    assert not any(form.missing for form in forms)
    assert not any(form.relaxed for form in forms[:14])
    assert {rule for form in forms[:16] for rule in form.relaxed} <= {"pilots"}  # 787 live ones are not 16 x 50


def test_each_is_the_exam_fifty_scored_and_fifteen_not(bank: Pack, forms: list[Form]) -> None:
    domains = [Counter(bank.item(name).domain for name in form.items) for form in forms]

    assert domains[0] == {"1": 18, "2": 17, "3": 14, "4": 16}
    for number, form in enumerate(forms[:14]):
        plan = Plan(bank.blueprint, domain_counts(bank.blueprint, 65, domains[:number]), 15, inform=False)
        assert checked(form, bank.items, plan) == ()
        assert len(form.unscored) == 15
        assert form.unscored == {name for name in form.items if bank.item(name).pilot}


def test_one_is_as_hard_as_the_next(bank: Pack, forms: list[Form]) -> None:
    means = [sum(difficulty(bank.item(name)) for name in form.items) / 65 for form in forms]

    assert max(means) - min(means) < 0.05


def test_when_all_is_used_up_the_oldest_comes_again(forms: list[Form]) -> None:
    again = Counter(
        number for name in forms[16].items for number, form in enumerate(forms[:16]) if name in {*form.items}
    )

    assert forms[16].relaxed == ("rest",)
    assert again[0] > 50
    assert max(again) <= 1


def test_with_live_items_alone_all_sixteen_keep_every_rule() -> None:
    forms = forms_of(form_bank(1_050, pilots=0), 16)

    assert len({name for form in forms for name in form.items}) == 16 * 65
    assert [(form.relaxed, form.missing) for form in forms] == [((), {})] * 16
    assert {len(form.unscored) for form in forms} == {15}


def test_a_small_bank_gives_a_shorter_exam_and_says_so(bank: Pack) -> None:
    pool = [item(f"i{n}", domain="1", task="1.1") for n in range(7)]
    first, second = forms_of(bank, 2, pool)

    assert first.missing == {"1": 11, "2": 17, "3": 14, "4": 16}
    assert {*second.items} == {*first.items}
    assert "rest" in second.relaxed


def test_a_case_of_which_one_question_was_had_is_not_new(bank: Pack) -> None:
    case = next(each for each in bank.items if each.case).case
    questions = [each.id for each in bank.items if each.case == case]

    for seed in "abcdefgh":
        form = full_form(bank.items, bank.blueprint, bank.exam, past=[questions[:1]], seed=seed)
        assert not {*questions} & {*form.items}
