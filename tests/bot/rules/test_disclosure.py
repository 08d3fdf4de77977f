"""Disclosure: from what is told of a group and what is seen by name, nobody can be worked out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.disclosure import counted_of, told_of
from bot.rules.gaps import FLOOR

PEOPLE = st.integers(0, 12)


@given(PEOPLE, PEOPLE, st.booleans())
def test_who_is_left_when_those_seen_are_taken_from_a_sum_is_nobody_or_enough_to_hide_among(
    agreed: int, hidden: int, onlooker: bool
) -> None:
    of = told_of(agreed, hidden, onlookers=int(onlooker and hidden > 0))
    counted = {"everybody": agreed + hidden, "agreed": agreed, "": 0}[of]
    left = counted - agreed - (onlooker and hidden > 0 and of == "everybody") if counted else 0

    assert counted == 0 or counted >= FLOOR
    assert left == 0 or left >= FLOOR


@given(PEOPLE)
def test_who_sees_everybody_may_be_told_of_everybody_from_the_floor_up(agreed: int) -> None:
    assert (told_of(agreed, 0) == "everybody") == (agreed >= FLOOR)


def test_a_lead_who_keeps_to_themselves_knows_their_own_part() -> None:
    assert told_of(3, 5) == "everybody"
    assert told_of(3, 5, onlookers=1) == ""
    assert told_of(6, 5, onlookers=1) == "agreed"
    assert told_of(6, 1, onlookers=1) == "everybody"


def test_who_is_added_up_is_who_it_is_told_of() -> None:
    agreed, hidden = {"a", "b", "c"}, {"d", "e", "f", "g", "h"}
    assert counted_of(agreed, hidden, ["a"]) == ("everybody", agreed | hidden)
    assert counted_of(hidden, agreed, []) == ("agreed", hidden)
    assert counted_of(agreed, hidden, ["h"]) == ("", frozenset())
