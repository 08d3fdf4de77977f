"""The book of what is to be said: leases, order, pauses, and what the page reads back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.store import SqlStore
from bot.calls import Place
from bot.ports.ledger import Ledger
from bot.ports.records import Delivery, Sort
from tests.adapters.store_scene import AT, HERE, found, later, line

THERE = Place("slack", "T1", "C2")
ON_THE_PAGE = Place("web", "", "c")


def claim(store: SqlStore, seconds: float = 0, *, owner: str = "one", limit: int = 9) -> dict[str, Delivery]:
    """What this owner gets at that second, for a lease of a minute, by key."""
    taken = store.run_now(
        lambda ledger: ledger.deliveries.claim(
            ["slack", "web"], owner=owner, at=later(seconds), lease_until=later(seconds + 60), limit=limit
        )
    )
    return {delivery.key: delivery for delivery in taken}


def settle(store: SqlStore, delivery: Delivery, seconds: float = 0, message: str = "m1") -> bool:
    """Say that it was sent at that second."""
    return store.run_now(
        lambda ledger: ledger.deliveries.settle(delivery, state="sent", at=later(seconds), message=message)
    )


def write_down(store: SqlStore, *lines: Delivery) -> None:
    """A group that lives in three places, with these things to say."""

    def work(ledger: Ledger) -> None:
        found(ledger, "g", HERE, THERE, ON_THE_PAGE)
        for delivery in lines:
            assert ledger.deliveries.add(delivery)

    store.run_now(work)


def test_a_delivery_is_written_down_once(store: SqlStore) -> None:
    write_down(store, line("q"))

    assert not store.run_now(lambda ledger: ledger.deliveries.add(line("q", place=THERE)))


def test_a_claimed_delivery_is_nobody_elses_until_its_lease_ends(store: SqlStore) -> None:
    write_down(store, line("q"))

    held = claim(store)["q"]
    assert (held.owner, held.attempts, held.state) == ("one", 1, "waiting")
    assert claim(store, 59, owner="two") == {}
    again = claim(store, 60, owner="two")["q"]
    assert (again.owner, again.attempts) == ("two", 2)


def test_who_lost_the_lease_changes_nothing(store: SqlStore) -> None:
    write_down(store, line("q"))
    lost = claim(store)["q"]
    held = claim(store, 60, owner="two")["q"]

    assert not settle(store, lost, 61)
    assert not store.run_now(lambda ledger: ledger.deliveries.release(lost, not_before=later(99)))
    assert settle(store, held, 61)
    assert not settle(store, held, 62)


def test_a_lease_that_nobody_took_over_may_still_be_settled(store: SqlStore) -> None:
    write_down(store, line("q"))

    assert settle(store, claim(store)["q"], 90)


def test_nothing_is_claimed_before_its_time_or_for_other_platforms(store: SqlStore) -> None:
    write_down(store, replace(line("q"), not_before=later(5)), line("d", place=Place("discord", "G", "C")))

    assert claim(store, 4) == {}
    assert set(claim(store, 5)) == {"q"}
    assert store.run_now(
        lambda ledger: ledger.deliveries.claim([], owner="x", at=AT, lease_until=later(60), limit=9) == ()
    )


def test_a_claim_takes_the_oldest_first_and_no_more_than_asked_for(store: SqlStore) -> None:
    write_down(
        store, line("new"), *(replace(line(key, place=place), not_before=later(-9)) for key, place in _two_places())
    )

    assert set(claim(store, limit=2)) == {"old-there", "old-page"}


def _two_places() -> list[tuple[str, Place]]:
    return [("old-there", THERE), ("old-page", ON_THE_PAGE)]


def test_one_thing_at_a_time_is_said_in_a_place(store: SqlStore) -> None:
    write_down(store, line("q1"), line("q2", about="s2"), line("q3", place=THERE))

    held = claim(store)
    assert set(held) == {"q1", "q3"}
    assert claim(store, 1, owner="two") == {}
    assert settle(store, held["q1"], 2)
    assert claim(store, 2.9) == {}
    assert set(claim(store, 3)) == {"q2"}


def test_other_places_are_not_held_back(store: SqlStore) -> None:
    write_down(store, line("q1"), line("q2", place=THERE))
    held = claim(store, limit=1)["q1"]
    settle(store, held)

    assert set(claim(store)) == {"q2"}


@pytest.mark.parametrize("after", ["tally", "closing", "rationale"])
def test_whatever_follows_a_question_waits_for_it(store: SqlStore, after: Sort) -> None:
    late = replace(line("q"), not_before=later(10))
    write_down(store, late, line("x", after), line("other", after, about="s0", place=THERE))

    assert set(claim(store)) == {"other"}
    settle(store, claim(store, 10)["q"], 10)
    assert set(claim(store, 11)) == {"x"}


def test_the_rationale_waits_for_the_closing(store: SqlStore) -> None:
    write_down(store, replace(line("c", "closing"), not_before=later(5)), line("r", "rationale"))

    assert claim(store) == {}
    settle(store, claim(store, 5)["c"], 5)
    assert set(claim(store, 6)) == {"r"}


def test_a_question_that_was_dropped_holds_nothing_up(store: SqlStore) -> None:
    write_down(store, line("q"), line("c", "closing"))
    held = claim(store)["q"]

    assert store.run_now(lambda ledger: ledger.deliveries.settle(held, state="dropped", at=AT))
    assert set(claim(store)) == {"c"}
    assert store.run_now(lambda ledger: ledger.deliveries.said(HERE, limit=9)) == ()


def test_a_released_delivery_comes_again_at_its_time(store: SqlStore) -> None:
    write_down(store, line("q"))
    held = claim(store)["q"]

    assert store.run_now(lambda ledger: ledger.deliveries.release(held, not_before=later(30)))
    assert claim(store, 29) == {}
    assert claim(store, 30, owner="two")["q"].attempts == 2


def test_a_parked_place_is_silent_but_what_is_being_said_can_be_settled(store: SqlStore) -> None:
    write_down(store, line("q1"), line("q2", about="s2"), line("q3", place=THERE))
    held = claim(store, limit=1)["q1"]

    store.run_now(lambda ledger: ledger.deliveries.park("g", HERE))

    assert set(claim(store, 99)) == {"q3"}
    assert settle(store, held)
    assert [each.key for each in store.run_now(lambda ledger: ledger.deliveries.said(HERE, limit=9))] == ["q1"]


def test_what_follows_a_question_waits_again_where_the_question_stands(store: SqlStore) -> None:
    write_down(store, line("q"), line("q-there", place=THERE))
    settle(store, claim(store, limit=1)["q"])
    late = replace(line("e", "erratum"), not_before=later(500))
    following = line("t", "tally"), line("c", "closing"), line("r", "rationale"), late
    unasked = line("q2", about="s2"), line("c2", "closing", about="s2"), line("c-there", "closing", place=THERE)

    def work(ledger: Ledger) -> int:
        for delivery in (*following, *unasked):
            ledger.deliveries.add(delivery)
        for place in (HERE, THERE):
            ledger.deliveries.park("g", place)
        return ledger.deliveries.revive("g", HERE, later(9))

    assert store.run_now(work) == 1, "the question that waits again"
    told = []
    for second in (9, 10, 11, 499, 500):
        for key, held in claim(store, second).items():
            settle(store, held, second)
            told.append((second, key))
    assert sorted(told) == [(9, "c"), (10, "q2"), (11, "r"), (500, "e")], "an erratum keeps its later instant"


def test_the_questions_message_is_remembered(store: SqlStore) -> None:
    write_down(store, line("q"), line("c", "closing"), line("q-there", place=THERE))
    settle(store, claim(store)["q"], 1, "1700.1")

    def message(place: Place) -> Delivery | None:
        return store.run_now(lambda ledger: ledger.deliveries.message("g", "s", place))

    said, waiting = message(HERE), message(THERE)
    assert said is not None
    assert (said.key, said.message, said.said_at, said.state) == ("q", "1700.1", later(1), "sent")
    assert waiting is not None
    assert waiting.message == ""
    assert message(ON_THE_PAGE) is None


def test_a_closing_marks_the_question_as_amended(store: SqlStore) -> None:
    write_down(store, line("q"), line("c", "closing"))
    settle(store, claim(store)["q"])
    settle(store, claim(store, 7)["c"], 7)

    question = store.run_now(lambda ledger: ledger.deliveries.message("g", "s", HERE))

    assert question is not None
    assert question.amended_at == later(7)
    assert store.run_now(lambda ledger: ledger.deliveries.touched(HERE)) == later(7)


def said_at(store: SqlStore, delivery: Delivery, second: int) -> None:
    """Write it down, and say it then."""
    write_down(store, delivery)
    (held,) = claim(store, second).values()
    settle(store, held, second)


def test_the_page_reads_what_was_said_oldest_first(store: SqlStore) -> None:
    write_down(store, line("z-q"), line("t", "tally"), line("a-c", "closing"), line("m-r", "rationale"))
    for second in range(4):
        (held,) = claim(store, second).values()
        settle(store, held, second)
    said_at(store, line("later", about="n"), 10)
    said_at(store, line("b-e", "erratum"), 20)

    said = store.run_now(lambda ledger: ledger.deliveries.said(HERE, limit=2))
    assert [each.key for each in said] == ["z-q", "a-c", "m-r", "later", "b-e"]
    assert [each.key for each in store.run_now(lambda ledger: ledger.deliveries.said(HERE, limit=1))] == ["later"]


def test_a_group_that_moves_in_does_not_read_what_another_one_said(store: SqlStore) -> None:
    write_down(store, line("q"))
    settle(store, claim(store)["q"])

    store.run_now(lambda ledger: found(ledger, "h"))

    assert store.run_now(lambda ledger: ledger.deliveries.said(HERE, limit=9)) == ()
    assert store.run_now(lambda ledger: ledger.deliveries.touched(HERE)) is None
    assert store.run_now(lambda ledger: ledger.deliveries.touched(Place("web", "", "nowhere"))) is None


def test_a_backlog_of_one_place_starves_no_other(store: SqlStore) -> None:
    old = [replace(line(f"n{number}", about=f"s{number}"), not_before=AT - timedelta(hours=1)) for number in range(30)]
    write_down(store, *old, line("q", place=THERE))

    first, second = claim(store, limit=20), claim(store, limit=20)

    assert len(first) == 1
    assert set(second) == {"q"}
