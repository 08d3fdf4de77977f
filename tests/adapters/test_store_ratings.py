"""Ratings in the book: a group's are replaced as a whole, and come back to the last digit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from adapters.store import SqlStore
from bot.ports import Ledger, Report
from bot.rules.item_sums import Sums
from tests.adapters.store_scene import AT, HERE, LIN, MAYA, answer, ask, found, later, person

SUMS = Sums(3, 2, 0.1 + 0.2, 1 / 3, 1e-9, -2.5, 0.75, 12.0, -0.0, {"A": (1, -0.125), "C, „E“, A": (2, 1.5)})


def report(member: str, name: str, *, item: str = "i", version: int = 1) -> Report:
    return Report("g", name, item, version, member, "The key is wrong.", AT)


def test_ratings_are_replaced_as_a_whole(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        found(ledger)
        found(ledger, "h", replace(HERE, room="C2"))
        ledger.ratings.replace("g", {("i", 1): SUMS, ("i", 2): Sums(1), ("old", 1): Sums(9)}, ())
        ledger.ratings.replace("h", {("i", 1): Sums(5)}, ())
        ledger.ratings.replace("g", {("i", 1): SUMS, ("i", 2): Sums(1)}, ())

    store.run_now(work)

    assert store.run_now(lambda ledger: ledger.ratings.of_group("g")) == {("i", 1): SUMS, ("i", 2): Sums(1)}
    assert store.run_now(lambda ledger: ledger.ratings.of_group("h")) == {("i", 1): Sums(5)}
    assert store.run_now(lambda ledger: ledger.ratings.of_group("nobody")) == {}
    assert store.run_now(lambda ledger: ledger.ratings.groups()) == ("g", "h")


def test_a_member_who_reports_twice_is_one_reporter(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        found(ledger)
        person(ledger, MAYA)
        person(ledger, LIN)
        for number, member in enumerate(("maya", "maya", "lin")):
            ledger.notes.report(report(member, f"r{number}"))
        ledger.notes.report(report("lin", "r9", version=2))

    store.run_now(work)

    assert store.run_now(lambda ledger: ledger.ratings.reporters("g")) == {("i", 1): 2, ("i", 2): 1}
    assert store.run_now(lambda ledger: ledger.ratings.reporters("h")) == {}


def test_every_answer_of_the_group_is_told_in_order_of_time(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        found(ledger)
        person(ledger, MAYA)
        person(ledger, LIN)
        ask(ledger)
        ledger.responses.add(replace(answer("lin"), at=later(20)))
        ledger.responses.add(replace(answer("maya"), at=later(10)))

    store.run_now(work)

    assert [one.member for one in store.run_now(lambda ledger: ledger.responses.of_group("g"))] == ["maya", "lin"]
    assert store.run_now(lambda ledger: ledger.responses.of_group("h")) == ()


def test_a_group_that_is_forgotten_leaves_no_ratings(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        found(ledger)
        ledger.ratings.replace("g", {("i", 1): SUMS}, ())
        ledger.groups.dissolve("g")

    store.run_now(work)

    assert store.run_now(lambda ledger: ledger.ratings.of_group("g")) == {}


def stale(store: SqlStore) -> None:
    """Two groups out of date: h since the beginning, g since three later instants of which two were given as one."""

    def work(ledger: Ledger) -> None:
        found(ledger)
        found(ledger, "h", replace(HERE, room="C2"))
        ledger.ratings.note_stale("h", AT)
        for seconds in (1, 1, 5):
            ledger.ratings.note_stale("g", later(seconds))

    store.run_now(work)


def rated(store: SqlStore, group: str, noted: Collection[datetime]) -> bool:
    return store.run_now(lambda ledger: ledger.ratings.replace(group, {("i", 1): SUMS}, noted))


def test_what_is_out_of_date_is_told_until_it_is_rated_the_oldest_first(store: SqlStore) -> None:
    stale(store)
    assert store.run_now(lambda ledger: ledger.ratings.stale(1)) == ("h",)
    assert store.run_now(lambda ledger: ledger.ratings.stale(9)) == ("h", "g")

    for group, left in (("h", ("g",)), ("g", ())):
        assert rated(store, group, store.run_now(lambda ledger, group=group: ledger.ratings.noted(group)))  # type: ignore[misc] # mypy does not follow the default
        assert store.run_now(lambda ledger: ledger.ratings.stale(9)) == left


def test_what_is_noted_while_somebody_rates_stays(store: SqlStore) -> None:
    """Also a note at the very instant of one they saw."""
    stale(store)
    seen = store.run_now(lambda ledger: ledger.ratings.noted("g"))
    assert seen == (later(1), later(1) + datetime.resolution, later(5))
    store.run_now(lambda ledger: ledger.ratings.note_stale("g", later(1)))

    assert rated(store, "g", seen)
    assert store.run_now(lambda ledger: ledger.ratings.noted("g")) == (later(1) + 2 * datetime.resolution,)


def test_who_was_overtaken_while_rating_changes_nothing(store: SqlStore) -> None:
    stale(store)
    seen = store.run_now(lambda ledger: ledger.ratings.noted("g"))
    assert rated(store, "g", seen[:1])

    assert not store.run_now(lambda ledger: ledger.ratings.replace("g", {}, seen))
    assert store.run_now(lambda ledger: ledger.ratings.of_group("g")) == {("i", 1): SUMS}
    assert store.run_now(lambda ledger: ledger.ratings.noted("g")) == seen[1:]
