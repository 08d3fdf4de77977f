"""The board ranks right answers alone, and equals share a place."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.standings import rank, week_of

rows = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.tuples(st.integers(0, 7), st.integers(0, 7)))


def ranks(*right: int) -> list[int]:
    return [row.rank for row in rank((str(n), hits, 7) for n, hits in enumerate(right))]


def test_equals_share_a_place_and_the_next_one_is_skipped() -> None:
    assert ranks(5, 3, 5, 1) == [1, 1, 3, 4]
    assert ranks(2, 2, 2) == [1, 1, 1]


def test_answering_more_often_wins_nothing() -> None:
    eager, careful = rank([("eager", 3, 9), ("careful", 3, 3)])

    assert eager.rank == careful.rank == 1


def test_nobody_is_ranked_where_nobody_answered() -> None:
    assert rank([]) == ()


@given(rows)
def test_a_rank_is_one_more_than_the_number_of_members_with_more_right(found: dict[str, tuple[int, int]]) -> None:
    table = rank((name, right, answered) for name, (right, answered) in found.items())

    assert {row.member for row in table} == set(found)
    for row in table:
        assert row.rank == 1 + sum(other.right > row.right for other in table)
    assert [row.rank for row in table] == sorted(row.rank for row in table)


@given(rows)
def test_the_order_in_which_answers_came_does_not_matter(found: dict[str, tuple[int, int]]) -> None:
    listed = [(name, right, answered) for name, (right, answered) in found.items()]

    assert rank(listed) == rank(reversed(listed))


@given(st.dates(date(2026, 1, 1), date(2036, 1, 1)))
def test_a_week_begins_on_its_monday(day: date) -> None:
    monday = week_of(day)

    assert monday.weekday() == 0
    assert timedelta(0) <= day - monday < timedelta(days=7)
