"""What answers add up to: additive over groups, blind to an answer's own influence, and the same in any order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.abilities import chance, newcomer, replay, untried
from bot.rules.evidence import Counted, Edition, evidence
from bot.rules.health import Health
from bot.rules.item_sums import Sums, add_up
from bot.rules.sessions import Response
from tests.bot.rules.answer_logs import DOMAINS, ITEMS, PILOTS, answer
from tests.bot.specimens import ordering

FIRST = PILOTS[0].id, 1


def summed(responses: Sequence[Response]) -> Mapping[Edition, Sums]:
    """What these answers add up to."""
    counted = evidence(responses, {}, ITEMS)
    return add_up(counted, ITEMS, DOMAINS, replay(counted, ITEMS, DOMAINS))


def test_a_lone_answer_is_set_against_what_a_newcomer_would_give() -> None:
    """What the answer itself tells of the member is taken off again, but for the curve of the model."""
    found = summed([answer(right=False)])[FIRST]

    assert (found.answers, found.right, found.chosen["A"][0]) == (1, 0, 1)
    assert found.expected == pytest.approx(chance(0.3, untried(PILOTS[0])), abs=0.02)
    assert found.noise == pytest.approx(found.expected * (1 - found.expected))
    assert found.able == pytest.approx(newcomer(4).logits(0), abs=0.1)


def test_wrong_choices_are_counted_option_by_option_and_whole_orders_as_they_are() -> None:
    members = [answer("a"), answer("b", right=False), answer("c", right=False)]
    assert {name: count for name, (count, _) in summed(members)[FIRST].chosen.items()} == {"A": 2}

    items = {FIRST: replace(PILOTS[0], problem=ordering())}
    given_ = [Counted(member, FIRST, "1", answer().at, right=False, answer=("C", "E", "A")) for member in "ab"]
    found = add_up(given_, items, DOMAINS, replay(given_, items, DOMAINS))[FIRST]
    assert {name: count for name, (count, _) in found.chosen.items()} == {"C, E, A": 2}


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 5), st.booleans()), unique_by=lambda one: one[:2]))
def test_the_health_of_two_groups_is_that_of_their_sums(given_: list[tuple[str, int, bool]]) -> None:
    answers = [answer(member, number, right=right) for member, number, right in given_]
    here = summed([one for one in answers if one.member in "abc"])
    there = summed([one for one in answers if one.member in "def"])
    none = Sums()

    for edition in {*here, *there}:
        one, other = here.get(edition, none), there.get(edition, none)
        both = one + other
        assert both == other + one
        assert (both.answers, both.right) == (one.answers + other.answers, one.right + other.right)
        item = ITEMS[edition]
        known, first, second = (Health(item, sums).difficulty for sums in (both, one, other))
        start = untried(item)
        certainty = 1 / first.variance + 1 / second.variance - 1 / start.variance
        assert known.variance == pytest.approx(1 / certainty, abs=1e-6)
        pull = first.logits / first.variance + second.logits / second.variance - start.logits / start.variance
        assert known.logits == pytest.approx(pull / certainty, abs=1e-6)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 5), st.booleans()), max_size=20), st.randoms())
def test_any_order_of_the_record_adds_up_the_same(given_: list[tuple[str, int, bool]], chance_: object) -> None:
    answers = [
        answer(member, number, right=right, minutes=place, session=f"s{place}")
        for place, (member, number, right) in enumerate(given_)
    ]
    found = summed(answers)
    chance_.shuffle(answers)  # type: ignore[attr-defined] # hypothesis gives a Random

    assert summed(answers) == found


def test_one_group_s_sums_give_back_what_it_has_learned() -> None:
    answers = [
        answer(member, number, right=(number + ord(member)) % 3 > 0) for member in "abcdefgh" for number in range(9)
    ]
    counted = evidence(answers, {}, ITEMS)
    beliefs = replay(counted, ITEMS, DOMAINS)

    for edition, sums in summed(answers).items():
        known, learned = Health(ITEMS[edition], sums).difficulty, beliefs.difficulties[edition]
        assert known.logits == pytest.approx(learned.logits, abs=1e-6)
        assert known.variance == pytest.approx(learned.variance, abs=1e-6)


def test_of_another_exams_domains_nothing_is_added() -> None:
    counted = evidence([answer(), answer(number=1)], {}, ITEMS)

    assert add_up(counted, ITEMS, ("1",), replay(counted, ITEMS, ("1",))).keys() == {FIRST}
