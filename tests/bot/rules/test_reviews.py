"""Reviews: what was missed comes back after growing pauses, before the exam, a few a day, and nothing else does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.rules.reviews import A_DAY, AFTER_A_PAUSE, LONGEST, Queue, queue, slipped
from bot.rules.sessions import Response

AT = datetime(2026, 11, 2, 9, tzinfo=UTC)
ONE = {"a": 0.28}


def answer(item: str = "a", day: int = 0, *, right: bool = False, sure: int = 0, seconds: int | None = 60) -> Response:
    """An answer so many days after the first Monday."""
    at = AT + timedelta(days=day)
    return Response("g", f"s{day}", item, 1, "maya", ("A",), right, 0.0, at, at.date(), seconds, sure)


def on(day: int, answers: Sequence[Response], shares: dict[str, float] = ONE, exam_in: int | None = None) -> Queue:
    """The queue so many days after the first Monday."""
    return queue(answers, shares, at=AT + timedelta(days=day), day_of=datetime.date, exam_in=exam_in)


def asked_on(answers: Sequence[bool], *, exam_day: int | None = None) -> list[int]:
    """On which days a question comes back that was missed on day 0 and answered so each time it was due."""
    record = [answer()]
    days: list[int] = []
    for right in answers:
        day = next(
            day
            for day in range(days[-1] + 1 if days else 1, 1000)
            if on(day, record, exam_in=None if exam_day is None else exam_day - day).now
        )
        days.append(day)
        record.append(answer(day=day, right=right))
    return days


def test_a_missed_question_comes_back_the_next_day_and_then_ever_later() -> None:
    days = asked_on([True] * 5)
    pauses = [after - before for before, after in zip([0, *days], days, strict=False)]

    assert days[0] == 1
    assert pauses == sorted(pauses)
    assert pauses[1] >= 3
    assert max(pauses) <= LONGEST


def test_one_that_is_missed_again_comes_back_sooner_than_before() -> None:
    days = asked_on([True, True, False, True])
    assert days[3] - days[2] < (days[2] - days[1]) / 2


def test_nothing_comes_back_that_was_known() -> None:
    assert on(30, [answer(right=True, sure=3), answer(day=3, right=True)]) == Queue((), 0, 0, None)
    assert on(30, []) == Queue((), 0, 0, None)


def test_what_is_new_today_is_no_review_yet() -> None:
    assert on(0, [answer("a"), answer("b", right=True)], {"a": 0.25, "b": 0.25}).done == 0


def test_answers_before_the_first_slip_say_nothing() -> None:
    knew = answer(right=True)
    assert on(8, [knew, answer(day=7)]).next_on is None
    assert on(7, [knew, answer(day=7)]).next_on == on(7, [answer(day=7)]).next_on


def test_the_day_of_the_exam_still_counts_as_ahead_and_the_shortest_pause_is_kept() -> None:
    known = [answer(), answer(day=1, right=True), answer(day=2, right=True)]
    assert on(2, known, exam_in=0).next_on == date(2026, 11, 6), "two days at the least at the most"
    assert on(2, known, exam_in=4).next_on == date(2026, 11, 6)
    assert on(2, known, exam_in=11).next_on == date(2026, 11, 8), "30 % of eleven days, rounded up"


def test_no_pause_is_longer_than_sixty_days() -> None:
    known = [answer(), *(answer(day=day, right=True) for day in (1, 5, 20, 80, 140, 200))]
    assert on(200, known).next_on == (AT + timedelta(days=260)).date()


def test_a_guess_that_was_right_comes_back_later_than_a_wrong_answer() -> None:
    guessed = on(0, [answer(right=True, sure=1)]).next_on
    wrong = on(0, [answer()]).next_on
    assert guessed is not None
    assert wrong == date(2026, 11, 3) < guessed


def test_a_first_glance_makes_no_review_and_later_haste_does() -> None:
    assert on(30, [answer(seconds=3)]).now == ()
    assert not slipped(answer(seconds=3), first=True)
    hasty = [answer(), answer(day=1, right=True, seconds=3)]
    assert on(2, hasty).now, "too fast to be remembering"


@pytest.mark.parametrize("days", [3, 10, 30, 100])
def test_what_was_missed_comes_back_before_the_exam(days: int) -> None:
    seen = asked_on([True] * 3, exam_day=days)
    assert seen[0] == 1
    assert len([day for day in seen if day < days]) >= 2 if days > 3 else seen[0] < days


def test_the_most_worthwhile_comes_first() -> None:
    record = [answer("a", 0), answer("b", 0), answer("c", 0, sure=3)]
    order = [review.item for review in on(3, record, {"a": 0.22, "b": 0.28, "c": 0.22}).now]
    assert order == ["c", "b", "a"], "a firm belief, then the larger domain"
    forgotten = [answer("a", -20), answer("b", 0)]
    assert on(1, forgotten, {"a": 0.25, "b": 0.25}).now[0].item == "a", "the longer ago, the less is remembered"


def test_in_the_last_days_it_counts_what_will_be_remembered_at_the_exam() -> None:
    near, far = on(5, [answer()], exam_in=7).now[0], on(5, [answer()]).now[0]
    assert near.remembered < far.remembered
    assert near.worth > far.worth
    assert on(5, [answer()], exam_in=8).now[0] == far, "until then what counts is what is remembered today"


def test_a_day_holds_so_many_and_the_rest_waits() -> None:
    many = {f"i{n:02}": 0.25 for n in range(40)}
    record = [answer(name) for name in many]
    assert (len(on(1, record, many).now), on(1, record, many).waiting) == (A_DAY, 40 - A_DAY)
    done = [*record, *(answer(f"i{n:02}", 1, right=True) for n in range(A_DAY))]
    assert (on(1, done, many).now, on(1, done, many).done, on(1, done, many).waiting) == ((), A_DAY, 40 - A_DAY)
    assert len(on(2, done, many).now) == A_DAY


def test_after_a_pause_one_begins_again_with_few() -> None:
    many = {f"i{n:02}": 0.25 for n in range(40)}
    record = [answer(name) for name in many]
    assert len(on(4, record, many).now) == A_DAY
    assert len(on(5, record, many).now) == AFTER_A_PAUSE == 5
    some = [*record, answer("i00", 5, right=True), answer("i01", 5, right=True)]
    assert (len(on(5, some, many).now), on(5, some, many).done) == (3, 2), "the pause is not over with one answer"
    assert len(on(6, some, many).now) == A_DAY == 15


def test_what_something_open_asks_comes_another_day() -> None:
    found = queue([answer()], ONE, at=AT + timedelta(days=4), day_of=datetime.date, held={"a"})
    assert found == Queue((), 0, 0, date(2026, 11, 7))


def test_what_may_not_be_asked_now_is_left_out_and_a_passed_exam_is_none() -> None:
    assert on(1, [answer("b")]).now == ()
    assert on(1, [answer()], exam_in=-3) == on(1, [answer()])


def test_whole_days_count_wherever_one_lives_and_at_whatever_hour_one_studies() -> None:
    """Missed in the evening and known the next morning are a day apart; midnight is where they study."""
    berlin = ZoneInfo("Europe/Berlin")

    def here(instant: datetime) -> date:
        return instant.astimezone(berlin).date()

    late = replace(answer(), at=datetime(2026, 11, 2, 23, 30, tzinfo=UTC))  # it is the 3rd in Berlin
    assert queue([late], ONE, at=datetime(2026, 11, 3, 22, tzinfo=UTC), day_of=here).now == ()
    assert queue([late], ONE, at=datetime(2026, 11, 3, 23, 5, tzinfo=UTC), day_of=here).now
    evening = replace(answer(), at=AT + timedelta(hours=11))
    morning = replace(answer(day=1, right=True), at=AT + timedelta(hours=23))
    assert on(1, [evening, morning]).next_on == on(1, [answer(), answer(day=1, right=True)]).next_on


def test_answers_of_the_slots_day_after_midnight_count_for_their_own_day() -> None:
    late = replace(answer(), at=AT + timedelta(hours=20), day=AT.date())
    assert on(0, [late]).next_on == AT.date() + timedelta(days=2)


answers = st.lists(
    st.builds(
        answer,
        st.sampled_from("abcd"),
        st.integers(0, 60),
        right=st.booleans(),
        sure=st.integers(0, 3),
        seconds=st.one_of(st.none(), st.integers(0, 300)),
    ),
    max_size=25,
    unique_by=lambda one: (one.item, one.session),
)


@settings(deadline=None)
@given(answers, st.integers(60, 90), st.one_of(st.none(), st.integers(-5, 200)))
def test_whatever_was_answered_the_queue_is_sound(record: list[Response], day: int, exam_in: int | None) -> None:
    shares = {"a": 0.28, "b": 0.26, "c": 0.22}
    found = on(day, record, shares, exam_in)

    assert on(day, list(reversed(record)), shares, exam_in) == found, "the order they come in says nothing"
    missed = {one.item for one in record if not one.right or one.sure == 1}
    assert {review.item for review in found.now} <= missed & set(shares)
    assert len({review.item for review in found.now}) == len(found.now) <= A_DAY
    assert all(0 <= review.remembered <= 1 and review.worth >= 0 for review in found.now)
    assert all(review.due_on <= (AT + timedelta(days=day)).date() for review in found.now)
    assert found.next_on is None or found.next_on > (AT + timedelta(days=day)).date()
