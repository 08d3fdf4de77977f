"""Health: when an item is flagged, when it earns its place, and how often that is wrong in simulated groups."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.rules.abilities import replay
from bot.rules.health import Flag, Health, Verdict, by_merit
from bot.rules.item_sums import Sums, add_up
from tests.bot.rules.answer_logs import DOMAINS, simulated
from tests.bot.specimens import CASE, item, ordering

PLAIN = Sums(answers=20, right=13, expected=12.5, noise=4.2, information=3.4, able=6, able_squared=24, able_right=6.5)
MANY = Sums(
    answers=60, right=39, expected=38, noise=12, information=9, able=18, able_squared=70, able_right=19,
    chosen={"A": (12, -1.0), "C": (7, 1.0), "D": (2, 0.1)},
)  # fmt: skip


def health(sums: Sums = PLAIN, *, reporters: int = 0, status: Any = "pilot", **changes: Any) -> Health:
    """The health of a pilot item."""
    return Health(item(status=status), replace(sums, **changes), reporters)


# --- flags ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "flag"),
    [
        (health(), None),
        (health(reporters=1), None),
        (health(reporters=2), "reported"),
        (health(right=7, reporters=2), "reported"),
        (health(right=7), "check_key"),
        (health(right=8), None),
        (health(answers=5, right=0, expected=3.0, noise=1.2), "check_key"),
        (health(answers=4, right=0, expected=2.9, noise=0.9), None),
        (health(right=18), "too_easy"),
        (health(answers=30, right=5, expected=9, noise=6), "few_right"),
        (health(answers=29, right=5, expected=9, noise=6), None),
        (health(answers=30, right=6, expected=9, noise=6), None),
        (health(answers=30, right=29, expected=27, noise=3), "nearly_all_right"),
        (health(answers=29, right=28, expected=26, noise=3), None),
        (health(MANY), None),
        (health(MANY, able_right=11), "tells_little"),
        (health(MANY, answers=49, right=32, expected=31, able_right=6), None),
    ],
)
def test_flags_come_from_so_many_answers_on_and_the_gravest_is_told(found: Health, flag: Flag | None) -> None:
    assert found.flag == flag


def test_surprise_is_the_distance_from_what_was_expected_in_standard_errors() -> None:
    assert health(right=7).surprise == pytest.approx((7 - 12.5) / 4.2**0.5)
    assert Health(item(), Sums()).surprise == 0


def test_telling_is_the_correlation_of_ability_and_being_right() -> None:
    """Two able members right, two others wrong: by hand 1; when nobody differs it is none."""
    perfect = Sums(4, 2, able=2.0, able_squared=2.0, able_right=2.0)
    assert health(perfect).telling == pytest.approx(1)
    assert health(replace(perfect, able_right=0.0)).telling == pytest.approx(-1)
    assert health(replace(perfect, right=4)).telling == 0
    assert health(Sums()).telling == 0


def test_wrong_choices_the_rival_and_the_idle_ones() -> None:
    found = health(MANY)
    assert [(one.choice, round(one.share, 2)) for one in found.wrong] == [("A", 0.2), ("C", 0.12), ("D", 0.03)]
    assert found.rival is not None
    assert found.rival.choice == "C" or found.rival.correlation >= found.wrong[0].correlation
    assert found.idle == ("D",)
    assert health().idle == ()
    assert Health(item(problem=ordering()), MANY).idle == ()
    assert Health(item(), Sums()).wrong == ()


# --- verdicts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        (health(), "promoted"),
        (health(answers=19, right=12), "held"),
        (health(information=3.1), "held"),
        (health(reporters=2), "set aside"),
        (health(right=7), "set aside"),
        (health(Sums()), "held"),
        (health(status="live"), "live"),
        (health(right=7, status="live"), "set aside"),
    ],
)
def test_a_pilot_is_promoted_held_or_set_aside(found: Health, verdict: Verdict) -> None:
    assert found.verdict == verdict


def test_by_merit_promoted_ones_count_and_those_set_aside_are_out_with_their_case() -> None:
    pilots = [item(f"mla-d1-900{n}", status="pilot") for n in range(4)]
    in_case = [item(f"mla-d1-901{n}", case=CASE) for n in range(3)]
    found = {
        pilots[0].id: Health(pilots[0], PLAIN),
        pilots[1].id: Health(pilots[1], replace(PLAIN, right=5)),
        pilots[2].id: Health(pilots[2], Sums()),
        in_case[1].id: Health(in_case[1], Sums(), reporters=2),
    }

    assert by_merit([*pilots, *in_case], found) == [replace(pilots[0], status="live"), pilots[2], pilots[3]]


# --- simulated groups ----------------------------------------------------------------------------


def test_wrong_keys_are_found_and_good_items_left_alone_about_as_often_as_was_published() -> None:
    """Published for z < -2.5: of good items 1, 2, 3, 4 in 100 by number of answers; of wrong keys 30, 58, 72, 82."""
    bands = {(3, 5): (0.03, 0.25), (6, 9): (0.04, 0.45), (10, 15): (0.06, 0.65), (16, 30): (0.08, 0.75)}
    tally = {band: [0, 0, 0, 0] for band in bands}
    for seed in range(40):
        group = simulated(seed)
        beliefs = replay(group.answers, group.items, DOMAINS)
        for edition, sums in add_up(group.answers, group.items, DOMAINS, beliefs).items():
            found = Health(group.items[edition], sums)
            for (least, most), counts in tally.items():
                if least <= sums.answers <= most:
                    kind = 2 if edition in group.miskeyed else 0
                    counts[kind] += 1
                    counts[kind + 1] += found.surprise < -2.5
    for band, (most_good, least_bad) in bands.items():
        good, accused, bad, caught = tally[band]
        assert min(good, 10 * bad) >= 100, (band, tally)
        assert accused / good <= most_good, (band, tally)
        assert caught / bad >= least_bad, (band, tally)
