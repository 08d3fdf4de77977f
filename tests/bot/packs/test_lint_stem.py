"""Lints of the stem: each speaks on the item it is meant for, and is silent otherwise."""

from __future__ import annotations

import pytest

from tests.bot.packs.specimens import STEM, Mapping, case, choice, codes, matching, ordering, response

ASKED = "Which setup meets these requirements with the LEAST operational overhead?"
FACTS = STEM.removesuffix(ASKED)


@pytest.mark.parametrize(
    ("stem", "speaks"),
    [
        (STEM, set()),
        (ASKED, {"warning stem-length"}),
        (FACTS * 3 + ASKED, {"warning stem-length"}),
        (FACTS + "Which setup is NOT fit for this?", {"error negative-stem"}),
        (FACTS + "All of these fit EXCEPT which one?", {"error negative-stem"}),
        (FACTS + "Which of these setups does not fit?", {"warning negative-stem"}),
        (FACTS + "Which setup needs the LEAST work at the LOWEST cost?", {"error two-superlatives"}),
        (FACTS + "Which setup has the lowest cost?", {"warning quiet-superlative"}),
        (FACTS + "Which step comes FIRST and helps most?", set()),
        (STEM + " (Choose TWO.)", {"error choose"}),
    ],
)
def test_a_stem_has_a_length_and_one_positive_question(stem: str, speaks: set[str]) -> None:
    assert codes(choice(stem=stem)) == speaks


def test_in_a_case_a_short_stem_is_no_fault() -> None:
    short = choice(stem=ASKED)

    assert "warning stem-length" not in codes(cases=(case(short),))


def test_an_item_fits_one_chat_message() -> None:
    long = "It says in many words that were chosen for their length what a short remark could have said as well. "
    options = [dict(o) for o in response()["options"] if isinstance(o, dict)]
    for number, entry in enumerate(options):
        entry["text"] = f"{long * 3} {number}"

    assert "warning item-length" in codes(response(options=list(options)))
    assert "warning item-length" not in codes(response())


@pytest.mark.parametrize(
    ("closing", "speaks"),
    [
        ("Which TWO steps fit? (Choose TWO.)", set()),
        ("Which two steps fit? (Choose TWO.)", set()),
        ("Which steps fit? (Choose TWO.)", {"warning choose-sentence"}),
        ("Which TWO steps fit? (Choose THREE.)", {"error choose"}),
        ("Which TWO steps fit?", {"error choose"}),
    ],
)
def test_multiple_response_says_how_many_to_choose(closing: str, speaks: set[str]) -> None:
    assert codes(response(stem=FACTS + closing)) == speaks


@pytest.mark.parametrize(
    ("closing", "order", "speaks"),
    [
        ("Put ALL FOUR steps in order.", ["A", "B", "C", "D"], set()),
        ("Put the steps in order.", ["A", "B", "C", "D"], {"error order-number"}),
        ("Select and order THREE steps.", ["A", "B", "C"], set()),
        ("Select the steps and put them in order: THREE fit.", ["A", "B", "C"], set()),
        ("Put ALL THREE steps in order.", ["A", "B", "C"], {"error order-number"}),
    ],
)
def test_ordering_says_how_many_steps_it_wants(closing: str, order: list[str], speaks: set[str]) -> None:
    texts = ("Cut the readings by time.", "Fit a scaler.", "Train the model at last.", "Ask a friend for help.")
    steps: list[Mapping] = [
        {"id": name, "text": text, "why": "Needs the one before."} for name, text in zip("ABCD", texts, strict=True)
    ]

    assert codes(ordering(stem=FACTS + closing, responses=list(steps), order=list(order))) == speaks


@pytest.mark.parametrize(
    ("closing", "reuse", "speaks"),
    [
        ("Match them. Use each tool at most once.", "false", set()),
        ("Match them.", "false", {"warning reuse"}),
        ("Match them. A tool may be used more than once.", "true", set()),
        ("Match them. Use each tool at most once.", "true", {"warning reuse"}),
    ],
)
def test_matching_says_whether_an_option_may_return(closing: str, reuse: str, speaks: set[str]) -> None:
    assert codes(matching(stem=FACTS + closing, reuse=reuse)) == speaks
