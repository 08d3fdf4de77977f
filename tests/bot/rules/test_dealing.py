"""Dealing: an order that depends on the seed alone."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.dealing import deal

names = st.lists(st.text(max_size=6), unique=True, max_size=12)


@given(names.flatmap(lambda things: st.tuples(st.just(things), st.permutations(things))), st.text(max_size=10))
def test_the_order_in_which_things_arrive_does_not_matter(both: tuple[list[str], list[str]], seed: str) -> None:
    things, shuffled = both

    assert deal(shuffled, seed=seed, name=str) == deal(things, seed=seed, name=str)
    assert Counter(deal(things, seed=seed, name=str)) == Counter(things)


@given(names, st.text(max_size=6), st.text(max_size=10))
def test_a_new_thing_does_not_reshuffle_the_rest(things: list[str], more: str, seed: str) -> None:
    with_more = deal({*things, more}, seed=seed, name=str)

    assert [thing for thing in with_more if thing != more] == [
        thing for thing in deal(things, seed=seed, name=str) if thing != more
    ]


def test_every_option_comes_first_for_about_as_many_members() -> None:
    first = Counter(deal("ABCD", seed=f"session item member{n}", name=str)[0] for n in range(2000))

    assert all(420 < count < 580 for count in first.values())
    assert len(first) == 4


def test_an_order_is_the_same_on_every_machine() -> None:
    assert "".join(deal("ABCDEF", seed="monday", name=str)) == "DFABCE"
