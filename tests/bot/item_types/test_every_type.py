"""What holds for every question type: asked in steps or at once, marked all or nothing, told in full."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import NotAnAnswer
from bot.item_types import ITEM_TYPES, Choice, Matching
from bot.rules.items import Answer, Pair, Problem
from tests.bot.item_types.problems import IDS, answered, problems, the_key


@given(answered())
def test_asking_step_by_step_comes_to_the_same_as_asking_at_once(both: tuple[Problem, Answer]) -> None:
    problem, answer = both

    assert problem.wants(answer) is None
    for length in range(len(answer)):
        entry = problem.wants(answer[:length])
        assert entry is not None
        left = len(entry.prompts) if isinstance(entry, Pair) else entry.exactly
        assert left == len(answer) - (0 if isinstance(problem, Choice) else length)
        assert answer[length] in {option.id for option in entry.options}


@given(problems)
def test_only_the_whole_key_is_right(problem: Problem) -> None:
    mark = problem.mark(the_key(problem))

    assert mark.right
    assert mark.near == 1
    assert problem.wants(the_key(problem)) is None


@given(answered())
def test_an_answer_is_right_exactly_when_nothing_is_missing(both: tuple[Problem, Answer]) -> None:
    problem, answer = both
    mark = problem.mark(answer)

    assert mark.right is (mark.near == 1)
    assert mark.right is (problem.hits(answer) == {line.id for line in problem.reveal() if line.right})
    assert mark.near == len(problem.hits(answer)) / len([line for line in problem.reveal() if line.right])


@given(answered(), st.sampled_from(["", "Z", "a", "AB", "1"]))
def test_what_is_not_on_offer_is_refused_wherever_it_stands(both: tuple[Problem, Answer], odd: str) -> None:
    problem, answer = both

    for place in range(len(answer)):
        with pytest.raises(NotAnAnswer):
            problem.wants((*answer[:place], odd, *answer[place + 1 :]))


@given(answered())
def test_an_answer_that_is_too_long_is_refused(both: tuple[Problem, Answer]) -> None:
    problem, answer = both

    with pytest.raises(NotAnAnswer):
        problem.wants((*answer, answer[0]))


@given(answered())
def test_one_thing_given_twice_is_refused_unless_it_may_be_used_again(both: tuple[Problem, Answer]) -> None:
    problem, answer = both
    twice = (answer[0], answer[0])

    if isinstance(problem, Matching) and problem.reuse:
        entry = problem.wants(twice)
        assert entry is None or len(entry.options) == len(problem.options)
    else:
        with pytest.raises(NotAnAnswer):
            problem.wants(twice)


@given(problems, st.lists(st.text(max_size=3), max_size=9).map(tuple))
def test_nonsense_is_refused_and_never_breaks_anything(problem: Problem, answer: Answer) -> None:
    try:
        wanted = problem.wants(answer)
    except NotAnAnswer:
        return
    assert set(answer) <= set(IDS)
    assert wanted is not None or 0 <= problem.mark(answer).near <= 1


@given(problems)
def test_the_key_is_told_with_a_reason_for_every_option(problem: Problem) -> None:
    lines = problem.reveal()
    entry = problem.wants(())

    assert entry is not None
    assert all(line.why for line in lines)
    for option in entry.options:
        assert any(option.text in line.text for line in lines)


@given(problems, st.data())
def test_shares_are_parts_of_all_answers_and_the_key_alone_fills_its_own_bars(
    problem: Problem, data: st.DataObject
) -> None:
    count = data.draw(st.integers(1, 5))
    shares = problem.tally([the_key(problem)] * count)

    assert all(share.part == (1 if share.right else 0) for share in shares)
    assert all(share.part == 0 for share in problem.tally([]))


@given(st.data())
def test_shares_count_every_member_once(data: st.DataObject) -> None:
    problem, first = data.draw(answered())
    shares = problem.tally([first, the_key(problem)])

    for share in shares:
        assert share.part in {0, 0.5, 1}
    assert any(share.right and share.part >= 0.5 for share in shares)


@given(answered())
def test_an_answer_is_spelled_in_words_one_for_each_choice(both: tuple[Problem, Answer]) -> None:
    problem, answer = both
    words = problem.spell(answer)

    assert len(words) == len(answer)
    assert all(any(f"text of {one}" in each for each in words) for one in answer)


@given(problems, st.lists(st.sampled_from(IDS), max_size=4).map(tuple))
def test_an_answer_to_an_older_version_can_still_be_told(problem: Problem, answer: Answer) -> None:
    assert len(problem.spell(answer)) <= len(answer)
    assert all(0 <= share.part <= 1 for share in problem.tally([answer, the_key(problem)]))
    assert problem.hits(answer) <= {line.id for line in problem.reveal()}


def test_there_are_three_problems_and_no_two_are_alike() -> None:
    assert Counter(kind.__name__ for kind in ITEM_TYPES) == {"Choice": 1, "Ordering": 1, "Matching": 1}
