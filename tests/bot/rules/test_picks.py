"""What is asked next: in the exam's proportion, nothing twice too soon, and the same on any machine."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import NothingToAsk
from bot.rules.items import Item
from bot.rules.packs import Pack
from bot.rules.picks import largest_deficit, pick, practice_pool
from tests.bot.specimens import SHARES, item, matching, ordering, pack, plenty, response

EXACT = {domain: Fraction(share, 100) for domain, share in SHARES.items()}
PLENTY = plenty()


def share_sets(most: int) -> st.SearchStrategy[dict[str, Fraction]]:
    """Shares of two domains or more that add up to one."""
    return st.lists(st.integers(1, 40), min_size=2, max_size=most).map(
        lambda parts: {str(n): Fraction(part, sum(parts)) for n, part in enumerate(parts)}
    )


def asked_over(days: int, one: Pack = PLENTY, seed: str = "g") -> list[Item]:
    """What a group is asked on so many days."""
    ids: list[str] = []
    for day in range(days):
        ids.append(pick(one, ids, pool=one.live, seen={}, seed=f"{seed} {day}").id)
    return [one.item(each) for each in ids]


@settings(deadline=None, max_examples=60)
@given(share_sets(4))
def test_any_beginning_is_within_one_question_of_each_share(shares: dict[str, Fraction]) -> None:
    given_out: Counter[str] = Counter()
    for turn in range(1, 121):
        given_out[largest_deficit(shares, given_out, shares)] += 1
        assert all(abs(given_out[name] - share * turn) < 1 for name, share in shares.items())


@settings(deadline=None, max_examples=60)
@given(share_sets(7))
def test_no_domain_is_ever_a_whole_question_ahead_however_many_there_are(shares: dict[str, Fraction]) -> None:
    given_out: Counter[str] = Counter()
    for turn in range(1, 121):
        given_out[largest_deficit(shares, given_out, shares)] += 1
        assert all(given_out[name] - share * turn < 1 for name, share in shares.items())
        assert all(share * turn - given_out[name] < 2 for name, share in shares.items())


def test_a_year_of_questions_keeps_to_the_exam_and_any_fifty_days_are_exact() -> None:
    domains = [each.domain for each in asked_over(200)]

    for turn in range(1, 201):
        so_far = Counter(domains[:turn])
        assert all(abs(so_far[domain] - share * turn) < 1 for domain, share in EXACT.items())
    for start in range(151):
        assert Counter(domains[start : start + 50]) == {"1": 14, "2": 13, "3": 11, "4": 12}


def test_any_window_is_within_two_questions_of_each_share() -> None:
    domains = [each.domain for each in asked_over(150)]

    for length in (7, 14, 28):
        for start in range(150 - length):
            window = Counter(domains[start : start + length])
            assert all(abs(window[domain] - share * length) < 2 for domain, share in EXACT.items())


def test_nothing_comes_twice_before_the_pool_of_its_domain_is_used_up() -> None:
    pools = Counter(each.domain for each in PLENTY.live)
    met: dict[str, Counter[str]] = {domain: Counter() for domain in SHARES}
    for each in asked_over(130):
        met[each.domain][each.id] += 1
        rounds = met[each.domain]
        assert max(rounds.values()) == 1 or len(rounds) == pools[each.domain]
        assert max(rounds.values()) - min(rounds.values()) <= 1


def test_a_tasks_weight_shows_inside_its_domain() -> None:
    tasks = Counter(each.task for each in asked_over(50, plenty(per_task=12)) if each.domain == "1")

    assert tasks["1.1"] < tasks["1.2"] < tasks["1.3"]


def test_types_come_in_their_proportion_too() -> None:
    problems = (response, ordering, matching)
    one = pack(
        [item(f"mla-d1-8{n:03}", domain="1", task="1.1") for n in range(20)]
        + [item(f"mla-d1-9{n:03}", problems[n % 3](), domain="1", task="1.1") for n in range(18)]
    )
    kinds = Counter(each.type for each in asked_over(20, one))

    assert kinds["multiple_choice"] > kinds["multiple_response"] > kinds["ordering"] > 0
    assert kinds["matching"] > 0


@settings(max_examples=25, deadline=None)
@given(st.permutations(PLENTY.items), st.text(max_size=20), st.integers(0, 30))
def test_the_same_group_gets_the_same_question_on_any_machine(items: list[Item], seed: str, days: int) -> None:
    past = [each.id for each in asked_over(days)]
    shuffled = pack(items)

    assert (
        pick(shuffled, past, pool=shuffled.live, seen={}, seed=seed).id
        == pick(PLENTY, past, pool=PLENTY.live, seen={}, seed=seed).id
    )


def test_two_groups_are_not_asked_the_same_all_week_where_questions_are_equals() -> None:
    equals = pack(item(f"mla-d1-9{n:03}", domain="1", task="1.1") for n in range(30))
    first, second = ([each.id for each in asked_over(7, equals, seed)] for seed in ("one", "two"))

    assert first != second


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=12), st.integers(0, 40))
def test_a_new_question_in_the_pack_comes_next_or_changes_nothing(seed: str, days: int) -> None:
    more = pack([*PLENTY.items, item("mla-d2-7777", domain="2", task="2.2", difficulty=3)])
    past = [each.id for each in asked_over(days)]

    before = pick(PLENTY, past, pool=PLENTY.live, seen={}, seed=seed).id
    after = pick(more, past, pool=more.live, seen={}, seed=seed).id

    assert after in {before, "mla-d2-7777"}


def test_a_question_fewer_members_have_met_comes_first() -> None:
    one = pack([item(f"mla-d1-900{n}", domain="1", task="1.1") for n in range(3)])

    chosen = pick(one, [], pool=one.live, seen={"mla-d1-9000": 3, "mla-d1-9001": 1, "mla-d1-9002": 2}, seed="g")

    assert chosen.id == "mla-d1-9001"


def test_of_equals_the_one_of_middling_difficulty_comes_first() -> None:
    one = pack([item(f"mla-d1-900{n}", domain="1", task="1.1", difficulty=n) for n in range(1, 6)])

    assert pick(one, [], pool=one.live, seen={}, seed="g").difficulty in {3, 4}


def test_what_has_left_the_pack_no_longer_counts() -> None:
    assert pick(PLENTY, ["gone"] * 7, pool=PLENTY.live, seen={}, seed="g") == pick(
        PLENTY, [], pool=PLENTY.live, seen={}, seed="g"
    )


def test_a_domain_without_questions_is_passed_over() -> None:
    one = pack([item("mla-d3-9001", domain="3", task="3.1")])

    assert [each.id for each in asked_over(3, one)] == ["mla-d3-9001"] * 3


def test_an_empty_pool_is_refused() -> None:
    with pytest.raises(NothingToAsk):
        pick(PLENTY, [], pool=(), seen={}, seed="g")


def test_practice_begins_with_what_is_new() -> None:
    new, old = item("mla-d1-0001"), item("mla-d1-0002")

    assert practice_pool([new, old], [(old.id, False)]) == (new,)


def test_practice_then_brings_back_what_was_missed_last_time() -> None:
    one, two, three = (item(f"mla-d1-000{n}") for n in range(1, 4))
    met = [(one.id, False), (two.id, False), (one.id, True), (three.id, True)]

    assert practice_pool([one, two, three], met) == (two,)


def test_practice_never_asks_the_same_one_twice_in_a_row_where_there_is_another() -> None:
    one, two = item("mla-d1-0001"), item("mla-d1-0002")

    assert practice_pool([one, two], [(two.id, True), (one.id, False)]) == (two,)
    assert practice_pool([one], [(one.id, False)]) == (one,)


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.booleans()), max_size=12))
def test_there_is_always_something_to_practise(met: list[tuple[str, bool]]) -> None:
    shelf = [item(name) for name in "abcd"]
    pool = practice_pool(shelf, met)

    assert pool
    assert set(pool) <= set(shelf)
    assert not met or met[-1][0] not in {each.id for each in pool}
