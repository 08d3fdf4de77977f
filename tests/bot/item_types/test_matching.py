"""Matching: every pair must be right, with or without reuse of an option."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.errors import NotAnAnswer
from bot.item_types import Matching
from bot.rules.items import Mark, Pair
from tests.bot.specimens import matching, options


def test_every_pair_must_be_right() -> None:
    assert matching().mark(("A", "B", "C")) == Mark(right=True, near=1)
    assert matching().mark(("A", "C", "B")) == Mark(right=False, near=1 / 3)
    assert not matching().mark(("A", "B")).right


def test_an_option_given_is_gone_without_reuse_and_stays_with_it() -> None:
    once, again = matching().wants(("B",)), matching(reuse=True).wants(("B",))

    assert isinstance(once, Pair)
    assert isinstance(again, Pair)
    assert [option.id for option in once.options] == ["A", "C", "D"]
    assert [option.id for option in again.options] == ["A", "B", "C", "D"]
    assert [prompt.id for prompt in once.prompts] == ["2", "3"]


def test_an_option_used_twice_is_refused_with_a_reason_and_accepted_with_reuse() -> None:
    with pytest.raises(NotAnAnswer, match="at most one prompt"):
        matching().wants(("B", "B", "C"))
    assert matching(reuse=True).wants(("B", "B", "C")) is None


def test_pairs_are_told_before_the_surplus_options() -> None:
    lines = matching().reveal()

    assert [line.text for line in lines] == [
        "Need 1 → Tool a of the specimen",
        "Need 2 → Tool b of the specimen",
        "Need 3 → Tool c of the specimen",
        "Tool d of the specimen",
    ]
    assert [line.right for line in lines] == [True, True, True, False]


def test_shares_say_how_many_had_each_pair() -> None:
    assert [share.part for share in matching().tally([("A", "B", "C"), ("A", "C", "D")])] == [1, 0.5, 0.5]


def test_an_answer_is_spelled_pair_by_pair() -> None:
    assert matching().spell(("C", "A")) == ("Need 1 → Tool c of the specimen", "Need 2 → Tool a of the specimen")


def test_matching_is_its_own_type() -> None:
    assert matching().type == "matching"


def test_pairs_that_cannot_be_are_refused() -> None:
    fine = matching()
    with pytest.raises(ValueError, match="not among the options"):
        replace(fine, options=options(2))
    with pytest.raises(ValueError, match="same id"):
        Matching(fine.prompts, (*fine.options, fine.options[0]), reuse=False)
    with pytest.raises(ValueError, match="reuse is false"):
        replace(fine, prompts=(fine.prompts[0], replace(fine.prompts[1], answer="A")))
