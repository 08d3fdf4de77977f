"""Which answers count: first ones, neither at a glance nor after the key was told; everything else feeds nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.evidence import EVERYBODY, evidence, rulings
from bot.rules.sessions import Response
from tests.bot.rules.answer_logs import AT, ITEMS, PILOTS, answer
from tests.bot.specimens import CASE


def ruled(*responses: Response) -> list[str]:
    """What each answer is worth, in order of time."""
    return [ruling for _, ruling in rulings(responses, {})]


def test_the_first_answer_to_a_version_counts_and_later_ones_are_repeats() -> None:
    first = answer(right=False)
    again = answer(minutes=90, session="mock")
    corrected = replace(answer(minutes=95, session="own"), version=2)

    assert ruled(again, first, corrected) == ["counted", "repeat", "counted"]
    assert ruled(first, answer("omar", minutes=2)) == ["counted", "counted"]


@pytest.mark.parametrize(("seconds", "ruling"), [(0, "rapid"), (7, "rapid"), (8, "counted"), (None, "counted")])
def test_nobody_reads_a_question_in_less_than_eight_seconds(seconds: int | None, ruling: str) -> None:
    assert ruled(answer(seconds=seconds)) == [ruling]


def test_after_a_guess_at_a_glance_the_key_is_known() -> None:
    assert ruled(answer(seconds=2), answer(minutes=9, session="mock")) == ["rapid", "repeat"]


@pytest.mark.parametrize(("known", "ruling"), [(9, "counted"), (10, "rapid")])
def test_once_ten_times_are_known_a_tenth_of_their_median_is_a_glance(known: int, ruling: str) -> None:
    others = [answer(f"m{n}", minutes=n, seconds=200 + n) for n in range(known - 1)]
    unknown = answer("nobody", minutes=70, seconds=None)

    assert ruled(*others, unknown, answer("maya", minutes=80, seconds=19))[-1] == ruling


def test_after_the_key_was_told_to_all_or_to_oneself_practice_tells_nothing() -> None:
    first, second = ((one.id, 1) for one in PILOTS[:2])
    told = {first: {EVERYBODY: AT + timedelta(hours=1)}, second: {"maya": AT + timedelta(minutes=30)}}
    before, after = answer(minutes=59), answer("omar", minutes=60)
    mine, of_omar = answer(number=1, minutes=30), answer("omar", number=1, minutes=61)
    later_version = replace(answer("lin", minutes=70), version=2)

    found = rulings([before, after, mine, of_omar, later_version], told)
    assert {(one.member, one.item, one.version): ruling for one, ruling in found} == {
        ("maya", first[0], 1): "counted",
        ("omar", first[0], 1): "revealed",
        ("maya", second[0], 1): "revealed",
        ("omar", second[0], 1): "counted",
        ("lin", first[0], 2): "counted",
    }


def test_questions_on_one_scenario_share_what_they_tell() -> None:
    items = {name: replace(one, case=CASE) if one in PILOTS[:3] else one for name, one in ITEMS.items()}
    together = [answer(number=number, minutes=number) for number in (0, 1, 3)]
    apart = answer(number=2, minutes=9, session="daily")
    of_omar = answer("omar", minutes=10)

    found = {(one.member, one.edition[0]): one.weight for one in evidence([*together, apart, of_omar], {}, items)}
    assert found == {
        ("maya", PILOTS[0].id): pytest.approx(1 / 1.2),
        ("maya", PILOTS[1].id): pytest.approx(1 / 1.2),
        ("maya", PILOTS[2].id): 1,
        ("maya", PILOTS[3].id): 1,
        ("omar", PILOTS[0].id): 1,
    }


def test_what_nobody_knows_any_more_is_left_out() -> None:
    gone = replace(answer(number=1, minutes=1), version=7)
    (one,) = evidence([answer(), gone], {}, ITEMS)

    assert (one.member, one.edition, one.domain, one.right) == ("maya", (PILOTS[0].id, 1), "1", True)


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(100, 200), st.sampled_from([0, 7, 30, None])), max_size=8),
    st.booleans(),
)
def test_repeats_and_glances_change_nothing(more: list[tuple[int, int, int | None]], right: bool) -> None:
    firsts = [answer(number=number, minutes=number) for number in range(4)]
    repeats = [
        answer(number=number, right=right, minutes=minutes, seconds=seconds, session=f"s{place}")
        for place, (number, minutes, seconds) in enumerate(more)
    ]
    glances = [answer("omar", number=number, right=right, seconds=3) for number in range(4)]

    assert evidence([*glances, *repeats, *firsts], {}, ITEMS) == evidence(firsts, {}, ITEMS)
