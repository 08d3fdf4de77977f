"""What is believed of members and items: more evidence makes surer, right answers never lower, and replays agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from math import exp, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rules.abilities import Ability, Difficulty, chance, faded, grown, learn, lesson, newcomer, replay, untried
from bot.rules.evidence import evidence
from bot.rules.information import GUESSED, guessed
from bot.rules.sessions import Response
from tests.bot.rules.answer_logs import AT, DOMAINS, ITEMS, PILOTS, answer
from tests.bot.specimens import item, matching, ordering, response

GIVEN = st.lists(
    st.builds(
        answer,
        st.sampled_from(["maya", "omar", "lin"]),
        st.integers(0, len(PILOTS) - 1),
        right=st.booleans(),
        minutes=st.integers(0, 100_000),
        seconds=st.sampled_from([None, 3, 8, 60, 400]),
        session=st.sampled_from(["daily", "quiz", "mock"]),
    ),
    max_size=40,
)


def learned(responses: Sequence[Response]) -> Ability:
    """What is believed of Maya after these answers."""
    return replay(evidence(responses, {}, ITEMS), ITEMS, DOMAINS).abilities.get("maya") or newcomer(4)


# --- one answer ----------------------------------------------------------------------------------


@given(GIVEN, st.integers(0, 3), st.booleans(), st.floats(0, 1))
def test_an_answer_never_makes_less_sure(before: list[Response], domain: int, right: bool, weight: float) -> None:
    ability, hard = learned(before), untried(PILOTS[domain])
    after, item_after = learn(ability, hard, domain, right=right, weight=weight)

    assert item_after.variance <= hard.variance
    for place in range(4):
        assert after.variance(place) <= ability.variance(place) + 1e-12
        assert after.variance(place) > 0


@given(GIVEN, st.integers(0, 3))
def test_a_right_answer_lowers_nobody_and_a_wrong_one_raises_nobody(before: list[Response], domain: int) -> None:
    ability, hard = learned(before), untried(PILOTS[domain])
    up, easier = learn(ability, hard, domain, right=True)
    down, harder = learn(ability, hard, domain, right=False)

    assert down.mean[0] < ability.mean[0] < up.mean[0]
    assert down.logits(domain) < ability.logits(domain) < up.logits(domain)
    assert easier.logits < hard.logits < harder.logits


@given(st.integers(0, 12))
def test_more_right_answers_never_lower_an_ability(count: int) -> None:
    answers = [answer(number=number, minutes=number) for number in range(12)]
    fewer, more = learned(answers[:count]), learned(answers[: count + 1])

    assert all(more.logits(domain) >= fewer.logits(domain) for domain in range(4))


def test_an_answer_of_no_weight_tells_nothing() -> None:
    ability, hard = newcomer(4), untried(PILOTS[0])

    assert learn(ability, hard, 0, right=True, weight=0) == (ability, hard)


@pytest.mark.parametrize("right", [True, False])
@pytest.mark.parametrize("able", [-1.0, 0.3, 1.5])
def test_one_answer_moves_beliefs_as_integrating_over_all_of_them_does(able: float, right: bool) -> None:
    """The exact posterior of a member and an item, summed over a grid, without any formula of ours."""
    spread, hard = 0.85, untried(PILOTS[2])
    before = Ability((able, 0.0), ((spread**2 - 0.25, 0.0), (0.0, 0.25)))
    after, item_after = learn(before, hard, 0, right=right)

    steps = [n / 20 for n in range(-100, 101)]
    weights: dict[tuple[float, float], float] = {}
    for member in steps:
        for of_item in steps:
            theta, logits = able + member * spread, hard.logits + of_item * hard.doubt
            likely = 0.25 + 0.73 / (1 + exp(-0.95 * (theta - logits)))
            prior = exp(-(member**2 + of_item**2) / 2)
            weights[theta, logits] = prior * (likely if right else 1 - likely)
    total = sum(weights.values())
    theta = sum(weight * t for (t, _), weight in weights.items()) / total
    logits = sum(weight * b for (_, b), weight in weights.items()) / total
    doubt = sqrt(sum(weight * (t - theta) ** 2 for (t, _), weight in weights.items()) / total)

    assert after.logits(0) == pytest.approx(theta, abs=0.06)
    assert sqrt(after.variance(0)) == pytest.approx(doubt, abs=0.06)
    assert item_after.logits == pytest.approx(logits, abs=0.06)


def test_what_is_less_known_is_flatter() -> None:
    """The chance with an uncertain difficulty is the mean over the difficulties it may have."""
    hard, doubt = Difficulty(0.0, 0.75**2, 0.25), 0.75
    steps = [n / 20 for n in range(-100, 101)]
    weights = [exp(-step * step / 2) for step in steps]
    each = [0.25 + 0.73 / (1 + exp(-0.95 * (1.2 - doubt * step))) for step in steps]
    mean = sum(weight * one for weight, one in zip(weights, each, strict=True)) / sum(weights)

    assert chance(1.2, hard) == pytest.approx(mean, abs=0.005)


def test_a_lesson_is_the_slope_of_the_likelihood() -> None:
    hard, near = untried(PILOTS[1]), 1e-6
    rise = (chance(0.4 + near, hard) - chance(0.4 - near, hard)) / (2 * near)
    likely = chance(0.4, hard)
    said = lesson(0.4, hard, right=True)

    assert said.chance == likely
    assert said.pull == pytest.approx(rise / likely, rel=1e-6)
    assert said.information == pytest.approx(rise**2 / (likely * (1 - likely)), rel=1e-6)


# --- time and beginnings -------------------------------------------------------------------------


def test_ability_grows_with_time_and_less_is_known_of_it() -> None:
    first = grown(newcomer(4), AT)
    later = grown(first, AT + timedelta(days=3))
    forgotten = 0.1 * (1 - exp(-3 / 120))

    assert (first.at, first.mean) == (AT, newcomer(4).mean)
    assert later.mean[0] - first.mean[0] == pytest.approx(0.065 - forgotten)
    assert later.learned == pytest.approx(0.165 - forgotten)
    assert later.mean[1:] == first.mean[1:]
    assert later.variance(2) - first.variance(2) == pytest.approx(3 * 0.0006 + 0.025**2 * (1 - exp(-3 / 60)))
    assert grown(later, AT) == later


@given(st.lists(st.integers(1, 200), min_size=1, max_size=6), st.floats(0, 2))
def test_forgetting_is_the_same_however_often_one_looks(days: list[int], learned: float) -> None:
    at_once = stepwise = replace(grown(newcomer(4), AT), learned=learned)
    for number in range(len(days)):
        stepwise = faded(stepwise, AT + timedelta(days=sum(days[: number + 1])))
    at_once = faded(at_once, AT + timedelta(days=sum(days)))

    assert stepwise.mean == pytest.approx(at_once.mean)
    assert stepwise.learned == pytest.approx(at_once.learned)
    assert stepwise.variance(2) == pytest.approx(at_once.variance(2))
    assert 0 <= at_once.learned <= learned
    assert at_once.mean[0] - at_once.learned == pytest.approx(newcomer(4).mean[0] - learned), "one account for both"


def test_who_stays_away_for_months_does_not_learn_by_it() -> None:
    first = grown(newcomer(4), AT)
    means = [grown(first, AT + timedelta(days=days)).mean[0] for days in (4, 30, 400)]

    assert means == sorted(means, reverse=True)
    assert means[2] < first.mean[0]


def test_a_wrong_answer_is_no_sign_of_growth() -> None:
    counted = evidence([answer(number=0), answer(number=1, right=False, minutes=60 * 24 * 4)], {}, ITEMS)
    first, second = (replay(counted[:count], ITEMS, DOMAINS).abilities["maya"] for count in (1, 2))

    assert second.learned < first.learned
    assert (first.right_at, second.right_at, second.at) == (AT, AT, AT + timedelta(days=4))


def test_a_newcomer_is_like_anybody() -> None:
    anybody = newcomer(4)

    assert anybody.logits(3) == 0.3
    assert anybody.variance(3) == pytest.approx(0.85**2 + 0.45**2 + 0.5**2)


@pytest.mark.parametrize(
    ("problem", "floor"),
    [(response(), 1 / 10), (ordering(), 1 / 60), (matching(), 1 / 24), (matching(reuse=True), 1 / 64)],
)
def test_blind_guessing_is_what_the_options_allow(problem: object, floor: float) -> None:
    assert guessed(problem) == pytest.approx(floor)  # type: ignore[arg-type] # every one is a problem


def test_the_usual_sizes_are_the_ones_forms_reckon_with() -> None:
    for problem in (item().problem, response(), ordering(), matching()):
        assert guessed(problem) == pytest.approx(GUESSED[problem.type])


@pytest.mark.parametrize(("counted", "doubt"), [(10, 0.54), (20, 0.44), (30, 0.38), (50, 0.31)])
def test_an_item_is_known_as_well_as_was_published(counted: int, doubt: float) -> None:
    """For a type that cannot be guessed; of four options, where guessing blurs, it takes half as many again."""
    hard = untried(item(problem=ordering()))
    for number in range(counted):
        member = Ability((0.3, 0.0), ((0.0001, 0.0), (0.0, 0.0)))
        _, hard = learn(member, hard, 0, right=number % 5 < 3)

    assert hard.doubt == pytest.approx(doubt, abs=0.04)


# --- replays -------------------------------------------------------------------------------------


@given(GIVEN, st.randoms())
def test_the_order_of_the_record_changes_nothing(responses: list[Response], chance_: object) -> None:
    shuffled = list({(r.session, r.item, r.member): r for r in responses}.values())
    in_order = replay(evidence(shuffled, {}, ITEMS), ITEMS, DOMAINS)
    chance_.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis gives a Random

    assert replay(evidence(shuffled, {}, ITEMS), ITEMS, DOMAINS) == in_order


def test_of_items_set_aside_nothing_is_learned() -> None:
    one, other = answer(number=0), answer(number=1, minutes=5)
    counted = evidence([one, other], {}, ITEMS)
    without = replay(counted, ITEMS, DOMAINS, aside={(other.item, 1)})

    assert without == replay(counted[:1], ITEMS, DOMAINS)
    assert replay(counted, ITEMS, ("3",)).abilities == {}
