"""The book of attempts: one open at a time, each answer in place of the one before, handed in once."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import time, timedelta

import pytest
from sqlalchemy import Engine, func, select

from adapters.store import SqlStore
from adapters.store.mock_tables import attempts, editions, givens
from adapters.store.tables import metadata
from bot.calls import Place
from bot.ports.ledger import Ledger
from bot.rules.attempts import Attempt, Given
from bot.rules.mock_rhythms import MockRhythm
from bot.rules.reveals import Reading, Readings
from tests.adapters.store_scene import AT, HERE, LIN, MAYA, ask, found, later, person

PRIVATE = Place("slack", "T1", "")


def attempt(session: str = "s", member: str = "maya", *, minutes: int | None = 60) -> Attempt:
    """An attempt on the clock for an hour, or without one."""
    ends_at = None if minutes is None else AT + timedelta(minutes=minutes)
    return Attempt("g", session, member, "exam" if minutes else "practice", AT, ends_at)


def scene(ledger: Ledger) -> None:
    """Maya and Lin, and three mock exams that nobody has begun."""
    found(ledger)
    person(ledger)
    person(ledger, LIN)
    for name in ("s", "t", "u"):
        ask(ledger, name, purpose="own")


def begin(ledger: Ledger, *many: Attempt) -> list[bool]:
    return [ledger.attempts.begin(one, HERE, "U1") for one in many]


def test_an_attempt_comes_back_as_it_went(store: SqlStore) -> None:
    kept = [attempt(), replace(attempt("t", "lin", minutes=None))]

    def work(ledger: Ledger) -> list[Attempt | None]:
        scene(ledger)
        assert begin(ledger, *kept) == [True, True]
        return [ledger.attempts.load("g", one.session, one.member) for one in kept]

    assert store.run_now(work) == kept


def test_a_member_has_one_open_attempt_and_a_second_waits_until_it_is_handed_in(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        scene(ledger)
        assert begin(ledger, attempt(), attempt(), attempt("t"), attempt("t", "lin")) == [True, False, False, True]
        assert ledger.attempts.open_of("g", "maya") == attempt()
        assert ledger.attempts.hand_in("g", "s", "maya", later(60))
        assert ledger.attempts.open_of("g", "maya") is None
        assert begin(ledger, attempt(), attempt("t")) == [False, True], "what was handed in is not begun again"
        assert [one.session for one in ledger.attempts.of_member("g", "maya")] == ["t", "s"]

    store.run_now(work)


def test_of_two_presses_at_once_one_begins(store: SqlStore) -> None:
    store.run_now(scene)
    together, begun = threading.Barrier(2), []

    def press(session: str) -> None:
        together.wait(10)
        begun.append(store.run_now(lambda ledger: begin(ledger, attempt(session))[0]))

    threads = [threading.Thread(target=press, args=[session]) for session in ("s", "t")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(begun) == [False, True]
    assert len(store.run_now(lambda ledger: ledger.attempts.of_member("g", "maya"))) == 1


def test_two_transactions_that_begin_at_once_leave_one_attempt(postgres_engine: Engine) -> None:
    first, second = SqlStore(postgres_engine), SqlStore(postgres_engine)
    first.run_now(scene)
    begun_first, may_end = threading.Event(), threading.Event()
    results: dict[str, bool] = {}

    def slow(ledger: Ledger) -> None:
        results["s"] = begin(ledger, attempt("s"))[0]
        begun_first.set()
        assert may_end.wait(10)

    def other(ledger: Ledger) -> None:
        results["t"] = begin(ledger, attempt("t"))[0]

    one = threading.Thread(target=first.run_now, args=[slow])
    one.start()
    assert begun_first.wait(10)
    two = threading.Thread(target=second.run_now, args=[other])
    two.start()
    two.join(0.3)
    assert two.is_alive(), "it waits for what the first one makes of it"
    may_end.set()
    one.join(30)
    two.join(30)

    assert results == {"s": True, "t": False}
    second.close_now()


def test_an_answer_takes_the_place_of_the_one_before(store: SqlStore) -> None:
    first = Given("item-1", ("A",), later(1), 10, 3)
    second = replace(first, answer=("B", 'a,"b"'), at=later(2), seconds=25, sure=1, flagged=True)
    blank = Given("item-2", (), later(3), flagged=True)

    def work(ledger: Ledger) -> None:
        scene(ledger)
        begin(ledger, attempt(), attempt("t", "lin"))
        for given in (first, second, blank):
            ledger.attempts.give(attempt(), given)
        ledger.attempts.give(attempt("t", "lin"), first)

    store.run_now(work)
    assert store.run_now(lambda ledger: ledger.attempts.given("g", "s", "maya")) == {"item-1": second, "item-2": blank}
    assert store.run_now(lambda ledger: ledger.attempts.given("g", "t", "lin")) == {"item-1": first}
    assert store.run_now(lambda ledger: ledger.attempts.given("g", "s", "lin")) == {}


def test_an_attempt_is_handed_in_once_and_the_clock_forgets_it(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        scene(ledger)
        begin(ledger, attempt())
        assert ledger.attempts.hand_in("g", "s", "maya", later(60))
        assert not ledger.attempts.hand_in("g", "s", "maya", later(90))
        assert ledger.attempts.load("g", "s", "maya") == replace(attempt(), handed_in_at=later(60))
        ledger.attempts.warn(attempt())
        assert ledger.attempts.due(later(99999), 9) == ()
        assert not ledger.attempts.hand_in("g", "s", "nobody", later(60))

    store.run_now(work)


def test_the_clock_comes_to_each_warning_and_to_the_end_earliest_first(store: SqlStore) -> None:
    def due(seconds: float, limit: int = 9) -> list[str]:
        return [member for _, _, member in store.run_now(lambda ledger: ledger.attempts.due(later(seconds), limit))]

    def warn(seconds: float) -> None:
        def work(ledger: Ledger) -> None:
            taken = ledger.attempts.load("g", "s", "maya")
            assert taken is not None
            ledger.attempts.warn(taken.warned_by(later(seconds)))

        store.run_now(work)

    def work(ledger: Ledger) -> None:
        scene(ledger)
        begin(ledger, attempt(), attempt("t", "lin", minutes=30))
        person(ledger, replace(MAYA, id="U3", name="Zoe"))
        begin(ledger, attempt("u", "zoe", minutes=None))

    store.run_now(work)
    assert due(1619) == []
    assert due(1620) == ["lin"]
    assert due(99999) == ["lin", "maya"]
    assert due(99999, limit=1) == ["lin"]
    assert due(54 * 60)[1:] == ["maya"]
    for seconds, following in ((54 * 60, 58 * 60), (58 * 60, 60 * 60)):
        warn(seconds)
        assert "maya" not in due(following - 1)
        assert "maya" in due(following)


def test_where_a_member_takes_it_can_change(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        scene(ledger)
        begin(ledger, attempt())
        assert ledger.attempts.seat("g", "s", "maya") == (HERE, "U1")
        ledger.attempts.move(attempt(), PRIVATE, "U9")
        assert ledger.attempts.seat("g", "s", "maya") == (PRIVATE, "U9")
        assert ledger.attempts.seat("g", "s", "lin") is None

    store.run_now(work)


def test_how_many_have_begun_and_handed_in(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        scene(ledger)
        assert ledger.attempts.taking("g", "s") == (0, 0)
        begin(ledger, replace(attempt(), started_at=later(5)), attempt("s", "lin"))
        ledger.attempts.hand_in("g", "s", "lin", later(60))
        assert ledger.attempts.taking("g", "s") == (2, 1)
        assert [one.member for one in ledger.attempts.of_session("g", "s")] == ["lin", "maya"]

    store.run_now(work)


def full(ledger: Ledger) -> None:
    """Two attempts with an answer each, a rhythm and an edition."""
    scene(ledger)
    begin(ledger, attempt(), attempt("t", "lin"))
    for one in (attempt(), attempt("t", "lin")):
        ledger.attempts.give(one, Given("item-1", ("A",), AT))
    ledger.mocks.keep_rhythm(MockRhythm("g"), AT)
    ledger.stock.keep([("item-1", 1, "{}")], AT)


def test_who_is_forgotten_leaves_no_attempt_and_nothing_given(store: SqlStore, engine: Engine) -> None:
    store.run_now(full)
    store.run_now(lambda ledger: ledger.groups.forget("g", "maya"))

    with engine.connect() as connection:
        for table in (attempts, givens):
            assert list(connection.scalars(select(table.c.member_id))) == ["lin"]


def test_a_group_that_is_dissolved_takes_everything_along_but_the_editions(store: SqlStore, engine: Engine) -> None:
    store.run_now(full)
    store.run_now(lambda ledger: ledger.groups.dissolve("g"))

    with engine.connect() as connection:
        rows = {
            table.name: connection.scalar(select(func.count()).select_from(table)) for table in metadata.sorted_tables
        }
    assert {name for name, count in rows.items() if count} == {editions.name}


@pytest.mark.parametrize("on", [True, False])
def test_a_rhythm_comes_back_as_it_went_and_is_due_at_its_hour(store: SqlStore, *, on: bool) -> None:
    kept = MockRhythm("g", 1, time(18, 30), 2, time(21), 10, on)

    def work(ledger: Ledger) -> None:
        found(ledger)
        assert ledger.mocks.rhythm("g") is None
        ledger.mocks.keep_rhythm(MockRhythm("g"), None)
        assert ledger.mocks.due(later(99999), 9) == ()
        ledger.mocks.keep_rhythm(kept, later(60))
        assert ledger.mocks.rhythm("g") == kept
        assert (ledger.mocks.due(later(59), 9), ledger.mocks.due(later(60), 9)) == ((), ("g",))
        assert ledger.mocks.due(later(60), 0) == ()

    store.run_now(work)


def test_readings_are_what_was_handed_in_and_what_was_answered_in_practice_mode(store: SqlStore) -> None:
    """Known again while nothing has changed; an exam that goes on shows no key, nor does a blank that was marked."""

    def read(last: Readings | None = None) -> Readings:
        return store.look_now(lambda ledger: ledger.attempts.readings("g", last))

    def work(ledger: Ledger) -> None:
        scene(ledger)
        begin(ledger, attempt(), attempt("t", "lin", minutes=None))
        practised = attempt("t", "lin", minutes=None)
        ledger.attempts.give(attempt(), Given("item-s", ("B",), later(1)))
        ledger.attempts.give(practised, Given("item-t", (), later(2), flagged=True))

    store.run_now(work)
    assert read().each == ()
    answered = Given("item-t", ("B",), later(3))
    store.run_now(lambda ledger: ledger.attempts.give(attempt("t", "lin", minutes=None), answered))
    first = read()
    assert first.each == (Reading("t", "lin", later(3), (("item-t", 1),)),)
    assert read(first) is first

    store.run_now(lambda ledger: ledger.attempts.hand_in("g", "s", "maya", later(60)))
    store.run_now(lambda ledger: ledger.attempts.hand_in("g", "t", "lin", later(50)))
    again = read(first)
    assert again == read()
    assert again.each == (
        Reading("t", "lin", later(50), (("item-t", 1),)),
        Reading("s", "maya", later(60), (("item-s", 1),)),
    )
    store.run_now(lambda ledger: ledger.groups.forget("g", "maya"))
    assert read(again).each == again.each[:1]
    assert store.look_now(lambda ledger: ledger.attempts.readings("h")).each == ()
