"""The book of sessions and the book of answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from adapters.store import SqlStore
from bot.ports.ledger import Ledger
from bot.ports.records import Tally
from bot.rules.sessions import Session
from tests.adapters.store_scene import AT, LIN, MONDAY, answer, ask, found, later, person

TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


def test_a_session_comes_back_as_it_went(store: SqlStore) -> None:
    def work(ledger: Ledger) -> tuple[Session, Session]:
        found(ledger)
        quiz = Session("g", "q", "quiz", MONDAY, (), AT, None)
        ledger.sessions.add(quiz)
        return ask(ledger), quiz

    daily, quiz = store.run_now(work)

    assert store.run_now(lambda ledger: ledger.sessions.load("g", "s")) == daily
    assert store.run_now(lambda ledger: ledger.sessions.load("g", "q")) == quiz
    assert store.run_now(lambda ledger: ledger.sessions.load("g", "x")) is None


def test_a_group_has_one_session_for_each_purpose_and_day(store: SqlStore) -> None:
    def work(ledger: Ledger) -> tuple[bool, bool]:
        found(ledger)
        session = ask(ledger)
        again = ledger.sessions.add(replace(session, id="other"))
        quiz = ledger.sessions.add(replace(session, id="quiz", purpose="quiz"))
        return again, quiz

    assert store.run_now(work) == (False, True)


def test_the_latest_is_the_one_opened_last(store: SqlStore) -> None:
    def work(ledger: Ledger) -> Session | None:
        found(ledger)
        ask(ledger, "tuesday", day=TUESDAY)
        ask(ledger, "monday")
        ask(ledger, "quiz", day=WEDNESDAY, purpose="quiz")
        return ledger.sessions.latest("g", "daily")

    session = store.run_now(work)

    assert session is not None
    assert session.id == "tuesday"


def test_open_ones_still_take_answers(store: SqlStore) -> None:
    def work(ledger: Ledger) -> list[str]:
        found(ledger)
        for name, day in {"monday": MONDAY, "tuesday": TUESDAY, "wednesday": WEDNESDAY}.items():
            ask(ledger, name, day=day)
        ledger.sessions.add(Session("g", "endless", "daily", MONDAY - timedelta(days=1), (), later(-60), None))
        ask(ledger, "quiz", day=WEDNESDAY, purpose="quiz")
        ledger.sessions.close("g", "wednesday", AT)
        return [session.id for session in ledger.sessions.open_ones("g", AT + timedelta(hours=8))]

    assert store.run_now(work) == ["tuesday", "endless"]


def test_what_was_asked_comes_in_the_order_of_posting(store: SqlStore) -> None:
    def work(ledger: Ledger) -> tuple[str, ...]:
        found(ledger)
        for name, day in {"b": WEDNESDAY, "c": MONDAY, "a": TUESDAY}.items():
            ask(ledger, name, day=day)
        ask(ledger, "quiz", purpose="quiz")
        return ledger.sessions.asked("g")

    assert store.run_now(work) == ("item-c", "item-a", "item-b")


def test_what_was_before_the_group_since_then_closed_then_or_later_or_is_open(store: SqlStore) -> None:
    def work(ledger: Ledger) -> list[str]:
        found(ledger)
        for name, day in {"monday": MONDAY, "tuesday": TUESDAY, "wednesday": WEDNESDAY}.items():
            ask(ledger, name, day=day, purpose="mock" if name == "tuesday" else "daily")
        ask(ledger, "quiz", day=WEDNESDAY, purpose="quiz")
        ledger.sessions.close("g", "monday", AT + timedelta(days=2) - timedelta(seconds=1))
        ledger.sessions.close("g", "tuesday", AT + timedelta(days=2))
        return [session.id for session in ledger.sessions.since("g", AT + timedelta(days=2))]

    assert store.run_now(work) == ["tuesday", "wednesday"]


def test_overdue_sessions_are_closed_once(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        found(ledger)
        ask(ledger, "monday")
        ask(ledger, "tuesday", day=TUESDAY)
        ledger.sessions.add(Session("g", "quiz", "quiz", MONDAY, (), AT, None))

    store.run_now(work)
    up = AT + timedelta(days=1, hours=8)

    assert store.run_now(lambda ledger: ledger.sessions.overdue(up, 9)) == (("g", "monday"), ("g", "tuesday"))
    assert store.run_now(lambda ledger: ledger.sessions.overdue(up, 1)) == (("g", "monday"),)
    assert store.run_now(lambda ledger: ledger.sessions.close("g", "monday", up))
    assert not store.run_now(lambda ledger: ledger.sessions.close("g", "monday", up))
    assert store.run_now(lambda ledger: ledger.sessions.overdue(up, 9)) == (("g", "tuesday"),)
    closed = store.run_now(lambda ledger: ledger.sessions.load("g", "monday"))
    assert closed is not None
    assert closed.closed_at == up


def test_the_first_answer_stands(store: SqlStore) -> None:
    def work(ledger: Ledger) -> tuple[bool, bool]:
        found(ledger)
        ask(ledger)
        person(ledger)
        first = ledger.responses.add(answer())
        return first, ledger.responses.add(replace(answer(right=False), answer=("C",), at=later(99)))

    assert store.run_now(work) == (True, False)
    assert store.run_now(lambda ledger: ledger.responses.of("g", "s", "maya", "item-s")) == answer()
    assert store.run_now(lambda ledger: ledger.responses.of("g", "s", "lin", "item-s")) is None


def test_a_quiz_counts_members_not_answers(store: SqlStore) -> None:
    def work(ledger: Ledger) -> tuple[int, int]:
        found(ledger)
        ask(ledger)
        person(ledger)
        person(ledger, LIN)
        for number in range(3):
            ledger.responses.add(replace(answer(), item=f"i{number}", seconds=None))
        before = ledger.responses.count("g", "s")
        ledger.responses.add(answer("lin"))
        return before, ledger.responses.count("g", "s")

    assert store.run_now(work) == (1, 2)


def test_answers_come_in_order_of_time(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        found(ledger)
        ask(ledger)
        ask(ledger, "t", day=TUESDAY)
        person(ledger)
        person(ledger, LIN)
        ledger.responses.add(replace(answer("lin"), at=later(9)))
        ledger.responses.add(replace(answer(session="t"), day=TUESDAY, at=later(8)))
        ledger.responses.add(replace(answer(), at=later(7)))

    store.run_now(work)

    in_session = store.run_now(lambda ledger: ledger.responses.in_session("g", "s"))
    by_member = store.run_now(lambda ledger: ledger.responses.by_member("g", "maya"))
    assert [response.member for response in in_session] == ["maya", "lin"]
    assert [response.session for response in by_member] == ["s", "t"]
    assert store.run_now(lambda ledger: ledger.responses.seen("g")) == {"item-s": 2, "item-t": 1}


def test_a_tally_counts_daily_sessions_closed_since_then(store: SqlStore) -> None:
    def work(ledger: Ledger) -> tuple[Tally, ...]:
        found(ledger)
        person(ledger)
        person(ledger, LIN)
        for name, day in {"old": MONDAY, "new": TUESDAY, "open": WEDNESDAY}.items():
            ask(ledger, name, day=day)
            ledger.responses.add(answer(session=name, day=day))
            ledger.responses.add(answer("lin", session=name, day=day, right=False))
        ask(ledger, "quiz", day=TUESDAY, purpose="quiz")
        ledger.responses.add(answer(session="quiz", day=TUESDAY))
        for name in ("old", "new", "quiz"):
            ledger.sessions.close("g", name, AT)
        return ledger.responses.tallies("g", AT + timedelta(days=1))

    assert store.run_now(work) == (Tally("lin", 0, 1), Tally("maya", 1, 1))
