"""When the key of a question is told: to everybody at a close and by an erratum, to one member by their own attempt."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from bot.rules.evidence import EVERYBODY
from bot.rules.reveals import Correction, Reading, Readings, Tellers, told_by
from bot.rules.sessions import Paper, Purpose, Response, Session
from tests.bot.rules.answer_logs import AT, PILOTS, answer

FORM = tuple((one.id, 1) for one in PILOTS)
FIRST, SECOND = FORM[:2]


def at(minutes: float) -> datetime:
    """So many minutes after the beginning."""
    return AT + timedelta(minutes=minutes)


def put(
    purpose: Purpose, closed: float | None, *, form: tuple[tuple[str, int], ...] = FORM[:1], opened: float = 0
) -> Session:
    """A session that is to close after eight hours, closed so many minutes after the beginning, or open still."""
    paper = Paper("mini", 40, frozenset({form[0][0]})) if purpose == "mock" else None
    at_end = None if closed is None else at(closed)
    name = f"{purpose} {opened} {closed}"
    return Session("g", name, purpose, date(2026, 11, 23), form, at(opened), at(480), at_end, paper)


def tellers(
    *sessions: Session,
    readings: tuple[Reading, ...] = (),
    corrections: tuple[Correction, ...] = (),
    together: bool = False,
) -> Tellers:
    """All that tells keys."""
    return Tellers(sessions, Readings(readings), corrections, together)


def test_a_daily_question_is_told_at_its_first_close() -> None:
    told = told_by(tellers(put("daily", 60), put("daily", 600), put("mock", 1), put("daily", None)), [])

    assert told == {FIRST: {EVERYBODY: at(60)}}


@pytest.mark.parametrize(("took", "told"), [(2, ()), (3, (FORM[5], FORM[1], FORM[0]))])
def test_of_a_weekly_mock_the_three_most_missed_are_told_at_its_close(
    took: int, told: tuple[tuple[str, int], ...]
) -> None:
    """Of few nothing is told; the first question is a pilot, so it comes after those missed as often."""
    mock = put("mock", 480, form=FORM[:8])
    members = [f"m{number}" for number in range(took)]
    readings = tuple(Reading(mock.id, member, at(100), FORM[:8]) for member in members)
    hits = dict(enumerate((1, 1, 2, 2, 2, 0, 3, 3)))
    answers: list[Response] = [
        answer(member, number, right=place < hits[number], session=mock.id)
        for number in hits
        for place, member in enumerate(members)
    ]
    found = told_by(tellers(mock, readings=readings), answers)

    assert found == {edition: {EVERYBODY: at(480)} for edition in told}


@pytest.mark.parametrize("mode", ["handed in", "practised"])
def test_an_attempt_tells_its_member_what_they_have_not_on_record_in_it(mode: str) -> None:
    form = FORM[:3] if mode == "handed in" else (FIRST,)
    reading = Reading("own", "maya", at(50), form)
    answers = [answer("maya", 1, session="own"), *(answer("maya", number, session="quiz") for number in range(3))]

    wanted = {FIRST: {"maya": at(50)}} | ({FORM[2]: {"maya": at(50)}} if mode == "handed in" else {})
    assert told_by(tellers(readings=(reading,)), [*answers, answer("lin", 0, session="quiz")]) == wanted


@pytest.mark.parametrize(("together", "minutes"), [(True, 480), (False, 50)])
def test_where_keys_are_told_together_a_report_is_read_after_the_close(together: bool, minutes: float) -> None:
    mock = put("mock", None)
    readings = (Reading(mock.id, "maya", at(50), FORM[:1]), Reading("own", "lin", at(60), FORM[:1]))
    told = told_by(tellers(mock, readings=readings, together=together), [answer("maya"), answer("lin")])

    assert told == {FIRST: {"maya": at(minutes), "lin": at(60)}}


def test_the_earliest_word_is_the_one_that_counts() -> None:
    readings = (Reading("b", "maya", at(90), FORM[:1]), Reading("a", "maya", at(50), FORM[:1]))

    assert told_by(tellers(readings=readings), [answer()]) == {FIRST: {"maya": at(50)}}


SECOND_VERSION = (PILOTS[0].id, 2)
CORRECTION = Correction(PILOTS[0].id, 1, 2, at(700))


@pytest.mark.parametrize(
    ("session", "whom"), [("daily 0 480", {EVERYBODY}), ("quiz", {"maya", "omar"}), ("later", set[str]())]
)
def test_a_correction_is_told_in_the_thread_or_to_those_who_had_answered(session: str, whom: set[str]) -> None:
    """Who answers the old version later has read it or not, but not for its sake."""
    minutes = 900 if session == "later" else 10
    answers = [answer("maya", session=session, minutes=minutes), answer("omar", session=session, minutes=minutes)]
    asked = put("daily", 480)
    told = told_by(tellers(asked, corrections=(CORRECTION,)), answers)

    assert told.get(SECOND_VERSION, {}) == dict.fromkeys(whom, at(700))


def test_an_erratum_waits_for_the_close_of_what_asks_the_question() -> None:
    early, running = put("daily", 480), put("mock", None, form=(SECOND_VERSION,), opened=490)
    done = CORRECTION._replace(at=at(470))
    asked = [answer("maya", session=early.id, minutes=10)]

    assert told_by(tellers(early, corrections=(done,)), asked)[SECOND_VERSION] == {EVERYBODY: at(481)}
    assert told_by(tellers(early, running, corrections=(CORRECTION,)), asked)[SECOND_VERSION] == {EVERYBODY: at(700)}
    waiting = put("mock", None, form=(SECOND_VERSION,), opened=400)
    told = told_by(tellers(put("daily", 300), waiting, corrections=(done,)), [answer(session="daily 0 300")])
    assert told[SECOND_VERSION] == {EVERYBODY: at(481)}
