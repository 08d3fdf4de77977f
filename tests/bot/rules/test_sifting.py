"""Sifting a log that goes on gives what weighing the whole of it gives, whatever was added."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.rules.evidence import EVERYBODY, Edition, Gist, Told, evidence
from bot.rules.items import Item
from bot.rules.sifting import sift
from tests.bot.rules.answer_logs import AT, PILOTS
from tests.bot.specimens import CASE

ITEMS: dict[Edition, Item] = {
    (one.id, one.version): replace(one, case=CASE) if number < 3 else one for number, one in enumerate(PILOTS[:6])
}
"""Six questions, three of them on one scenario."""

TOLD: Told = {
    list(ITEMS)[5]: {EVERYBODY: AT + timedelta(minutes=40)},
    list(ITEMS)[4]: {"maya": AT + timedelta(minutes=20), "omar": AT + timedelta(minutes=50)},
    list(ITEMS)[1]: {"ada": AT + timedelta(minutes=10)},
}


@st.composite
def logs(draw: st.DrawFn) -> tuple[Gist, ...]:
    """Answers of three members in two sessions to these and an unknown question: first ones, repeats and glances."""
    gists = [
        Gist(
            session=draw(st.sampled_from(["a", "b"])),
            edition=draw(st.sampled_from([*ITEMS, ("unknown", 1)])),
            member=draw(st.sampled_from(["ada", "maya", "omar"])),
            answer=("B",),
            right=draw(st.booleans()),
            at=AT + timedelta(minutes=draw(st.integers(0, 60))),
            seconds=draw(st.sampled_from([None, 3, 9, 60, 900])),
        )
        for _ in range(draw(st.integers(0, 60)))
    ]
    return tuple(sorted(gists, key=lambda one: (one.at, one.session, one.edition, one.member)))


@given(logs(), st.integers(0, 60))
def test_gone_on_from_any_beginning_the_same_answers_count_for_the_same(log: tuple[Gist, ...], known: int) -> None:
    whole = sift(log, TOLD, ITEMS)
    begun = sift(log[:known], TOLD, ITEMS)

    assert sift(log, TOLD, ITEMS, begun) == whole
    assert whole.counted == evidence(log, TOLD, ITEMS)


@given(logs(), logs())
def test_another_log_is_not_taken_for_the_one_before(log: tuple[Gist, ...], other: tuple[Gist, ...]) -> None:
    assert sift(log, TOLD, ITEMS, sift(other, TOLD, ITEMS)) == sift(log, TOLD, ITEMS)


@given(logs())
def test_what_was_told_meanwhile_and_a_changed_question_are_not_overlooked(log: tuple[Gist, ...]) -> None:
    before = sift(log, {}, ITEMS)
    moved = {edition: replace(item, domain="4") for edition, item in ITEMS.items()}

    assert sift(log, TOLD, ITEMS, before) == sift(log, TOLD, ITEMS)
    assert sift(log, {}, ITEMS, sift(log, TOLD, ITEMS)) == before
    assert sift(log, {}, moved, before) == sift(log, {}, moved)


@given(logs(), st.integers(0, 6))
def test_a_question_that_went_and_one_that_came_back_are_not_overlooked(log: tuple[Gist, ...], known: int) -> None:
    fewer = dict(list(ITEMS.items())[:known])

    assert sift(log, TOLD, ITEMS, sift(log, TOLD, fewer)) == sift(log, TOLD, ITEMS)
    assert sift(log, TOLD, fewer, sift(log, TOLD, ITEMS)) == sift(log, TOLD, fewer)


@given(logs(), st.sets(st.integers(0, 60)), st.sets(st.integers(0, 60)))
def test_answers_that_come_in_between_or_go_are_not_overlooked(
    log: tuple[Gist, ...], before: set[int], after: set[int]
) -> None:
    """Of one log, as when a question closes, a mock exam is handed in or somebody is forgotten."""
    first, then = (tuple(one for place, one in enumerate(log) if place not in out) for out in (before, after))

    assert sift(then, TOLD, ITEMS, sift(first, TOLD, ITEMS)) == sift(then, TOLD, ITEMS)
