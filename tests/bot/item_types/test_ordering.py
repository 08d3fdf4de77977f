"""Ordering: the right steps in the right order, and nothing else."""

from __future__ import annotations

import pytest

from bot.errors import NotAnAnswer
from bot.item_types import Ordering
from bot.rules.items import Arrange, Mark
from tests.bot.specimens import options, ordering


def test_the_right_steps_in_the_wrong_order_are_wrong() -> None:
    assert ordering().mark(("C", "A", "E")) == Mark(right=True, near=1)
    assert ordering().mark(("A", "C", "E")) == Mark(right=False, near=1 / 3)
    assert ordering().mark(("E", "C", "A")).near == 0


def test_a_step_taken_is_no_longer_on_offer() -> None:
    entry = ordering().wants(("C",))

    assert isinstance(entry, Arrange)
    assert [option.id for option in entry.options] == ["A", "B", "D", "E"]
    assert entry.exactly == 2


def test_a_step_placed_twice_is_refused_with_a_reason() -> None:
    with pytest.raises(NotAnAnswer, match="Each step stands once"):
        ordering().wants(("C", "C"))


def test_the_sequence_is_told_in_order_before_what_does_not_belong() -> None:
    lines = ordering().reveal()

    assert [line.id for line in lines] == ["C", "A", "E", "B", "D"]
    assert [line.text[:2] for line in lines[:3]] == ["1.", "2.", "3."]
    assert [line.right for line in lines] == [True, True, True, False, False]


def test_shares_say_how_many_had_each_step_in_its_place() -> None:
    assert [share.part for share in ordering().tally([("C", "A", "E"), ("C", "E", "A")])] == [1, 0.5, 0.5]


def test_an_answer_is_spelled_first_step_first() -> None:
    assert ordering().spell(("E", "A")) == ("1. Step e of the specimen", "2. Step a of the specimen")


@pytest.mark.parametrize("key", [("A", "A"), ("A", "Z")])
def test_an_order_that_cannot_be_is_refused(key: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="twice, or one that is not offered"):
        Ordering(options(3), key)


def test_two_steps_with_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="same id"):
        Ordering((*options(2), options(1)[0]), ("A", "B"))


def test_ordering_is_its_own_type() -> None:
    assert ordering().type == "ordering"
