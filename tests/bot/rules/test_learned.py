"""Learning goes on where it ended, and gives what a replay of the whole record gives."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.rules.abilities import replay
from bot.rules.learned import Learned, learn_on
from tests.bot.rules.answer_logs import DOMAINS, simulated

GROUP = simulated(7)
ANSWERS, ITEMS = tuple(GROUP.answers), GROUP.items
HALF = len(ANSWERS) // 2


def scratch(answers: tuple[object, ...] = ANSWERS) -> Learned:
    """Learned from nothing."""
    return learn_on(answers, ITEMS, DOMAINS)  # type: ignore[arg-type] # they are counted answers


def test_what_is_learned_is_a_replay() -> None:
    assert scratch().beliefs == replay(ANSWERS, ITEMS, DOMAINS)


@pytest.mark.parametrize("known", [0, 1, HALF, len(ANSWERS) - 1, len(ANSWERS)])
def test_gone_on_from_a_beginning_it_is_the_same_to_the_last_digit(known: int) -> None:
    assert learn_on(ANSWERS, ITEMS, DOMAINS, scratch(ANSWERS[:known])) == scratch()


def test_of_several_beginnings_the_longest_that_fits_is_gone_on_from() -> None:
    wrong = scratch((*ANSWERS[:HALF], ANSWERS[HALF]._replace(right=not ANSWERS[HALF].right)))
    earlier = [scratch(ANSWERS[:9]), scratch(ANSWERS[:HALF]), wrong]

    assert [one.begins(ANSWERS, ITEMS, DOMAINS) for one in earlier] == [True, True, False]
    assert learn_on(ANSWERS, ITEMS, DOMAINS, *earlier) == scratch()


def test_a_corrected_mark_an_answer_taken_out_and_one_put_in_are_not_overlooked() -> None:
    known = scratch()
    flipped = (*ANSWERS[:3], ANSWERS[3]._replace(right=not ANSWERS[3].right), *ANSWERS[4:])
    shorter = (*ANSWERS[:HALF], *ANSWERS[HALF + 1 :])
    for changed in (flipped, shorter, ANSWERS[:HALF], (*ANSWERS[1:], ANSWERS[0])):
        assert learn_on(changed, ITEMS, DOMAINS, known).beliefs == replay(changed, ITEMS, DOMAINS)
        assert not known.begins(changed, ITEMS, DOMAINS)


def test_a_changed_item_and_another_exam_are_not_overlooked() -> None:
    known, edition = scratch(ANSWERS[:HALF]), ANSWERS[0].edition
    harder = {**ITEMS, edition: replace(ITEMS[edition], difficulty=1 + ITEMS[edition].difficulty % 5)}

    assert learn_on(ANSWERS, harder, DOMAINS, known).beliefs == replay(ANSWERS, harder, DOMAINS)
    assert learn_on(ANSWERS, ITEMS, DOMAINS[:2], known).beliefs == replay(ANSWERS, ITEMS, DOMAINS[:2])
