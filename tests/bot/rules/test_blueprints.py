"""The exam's outline: shares that add up, and how many questions each domain gets."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.blueprints import Blueprint, Domain
from tests.bot.specimens import blueprint

EXAM = blueprint()


@pytest.mark.parametrize(
    ("length", "counts"),
    [(10, [3, 3, 2, 2]), (20, [6, 5, 4, 5]), (50, [14, 13, 11, 12]), (65, [18, 17, 14, 16]), (0, [0, 0, 0, 0])],
)
def test_a_form_has_so_many_questions_of_each_domain(length: int, counts: list[int]) -> None:
    assert list(EXAM.counts(length).values()) == counts


@given(st.lists(st.integers(1, 50), min_size=1, max_size=8), st.integers(0, 200))
def test_a_form_is_full_and_each_domain_within_one_question_of_its_share(parts: list[int], length: int) -> None:
    domains = tuple(Domain(str(n), "", Fraction(part, sum(parts)), ()) for n, part in enumerate(parts))
    counts = Blueprint(domains, {"matching": Fraction(1)}).counts(length)

    assert sum(counts.values()) == length
    assert all(abs(counts[domain.id] - domain.share * length) < 1 for domain in domains)


def test_shares_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="domains add up to 76, not 100 percent"):
        replace(EXAM, domains=EXAM.domains[:3])
    with pytest.raises(ValueError, match="item types add up to 50, not 100 percent"):
        replace(EXAM, types={"matching": Fraction(1, 2)})


def test_the_outline_finds_its_domains_tasks_and_skills() -> None:
    assert EXAM.domain("2").title == "Domain number 2"
    assert EXAM.tasks["2.3"].title == "Task 3 of 2"
    assert EXAM.skills["2.3.01"].min_items == 2
    with pytest.raises(KeyError):
        EXAM.domain("5")
