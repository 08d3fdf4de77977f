"""The book of groups: places, rhythms and what is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

from adapters.store import SqlStore
from bot.calls import Actor, Place
from bot.ports.ledger import Ledger
from bot.ports.records import Home
from bot.rules.groups import Member, Rhythm, Role
from bot.rules.mock_rhythms import MockRhythm
from tests.adapters.store_scene import AT, HERE, MAYA, ask, found, later, line, person

THERE = Place("slack", "T1", "C2")
DISCORD = Place("discord", "G1", "C9")


def test_a_group_is_found_by_its_place_and_by_its_id(store: SqlStore) -> None:
    group = store.run_now(found)

    assert store.run_now(lambda ledger: ledger.groups.at(HERE)) == group
    assert store.run_now(lambda ledger: ledger.groups.load("g")) == group
    assert store.run_now(lambda ledger: ledger.groups.at(THERE)) is None
    assert store.run_now(lambda ledger: ledger.groups.load("h")) is None


def test_saving_a_group_again_replaces_it_and_keeps_its_members(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        group = found(ledger)
        person(ledger)
        ledger.groups.save(replace(group, zone="Asia/Tokyo", feedback="at_close", timer=130))

    store.run_now(work)

    group = store.run_now(lambda ledger: ledger.groups.load("g"))
    assert group is not None
    assert (group.zone, group.feedback, group.timer) == ("Asia/Tokyo", "at_close", 130)
    assert set(store.run_now(lambda ledger: ledger.groups.members("g"))) == {"maya"}


def test_a_group_lives_in_several_places(store: SqlStore) -> None:
    store.run_now(lambda ledger: found(ledger, "g", HERE, DISCORD))

    assert store.run_now(lambda ledger: ledger.groups.homes("g")) == (Home(DISCORD), Home(HERE))


def test_a_place_has_one_group(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        found(ledger, "g")
        found(ledger, "h")

    store.run_now(work)

    group = store.run_now(lambda ledger: ledger.groups.at(HERE))
    assert group is not None
    assert group.id == "h"
    assert store.run_now(lambda ledger: ledger.groups.homes("g")) == ()


def test_a_move_leaves_the_other_rooms_of_the_same_space_only(store: SqlStore) -> None:
    other_space = Place("slack", "T2", "C1")

    def work(ledger: Ledger) -> tuple[Home, ...]:
        found(ledger, "g", HERE, other_space, DISCORD)
        found(ledger, "h", Place("slack", "T1", "C3"))
        ledger.groups.move("g", THERE)
        return ledger.groups.homes("h")

    assert len(store.run_now(work)) == 1
    assert store.run_now(lambda ledger: ledger.groups.homes("g")) == (Home(DISCORD), Home(THERE), Home(other_space))


def test_a_place_is_parked_once_and_bound_again(store: SqlStore) -> None:
    store.run_now(found)

    assert store.run_now(lambda ledger: ledger.groups.park("g", HERE, "channel deleted"))
    assert not store.run_now(lambda ledger: ledger.groups.park("g", HERE, "still deleted"))
    assert store.run_now(lambda ledger: ledger.groups.homes("g")) == (Home(HERE, "channel deleted"),)

    store.run_now(lambda ledger: ledger.groups.bind("g", HERE))
    assert store.run_now(lambda ledger: ledger.groups.homes("g")) == (Home(HERE),)


def test_a_rhythm_comes_back_as_it_went(store: SqlStore) -> None:
    rhythm = Rhythm("g", time(9, 30), time(0, 5), frozenset({0, 4, 6}), paused=True)

    def work(ledger: Ledger) -> None:
        found(ledger)
        ledger.groups.keep_rhythm(rhythm, None)

    store.run_now(work)

    assert store.run_now(lambda ledger: ledger.groups.rhythm("g")) == rhythm
    assert store.run_now(lambda ledger: ledger.groups.rhythm("h")) is None


def test_what_is_due_comes_earliest_first_and_no_more_than_asked_for(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        for group, at in {"a": later(2), "b": later(1), "c": later(3), "d": None, "e": later(4)}.items():
            found(ledger, group, Place("web", "", group))
            ledger.groups.keep_rhythm(Rhythm(group, time(9), time(17), frozenset({0})), at)

    store.run_now(work)

    assert store.run_now(lambda ledger: ledger.groups.due(later(3), 10)) == ("b", "a", "c")
    assert store.run_now(lambda ledger: ledger.groups.due(later(3), 2)) == ("b", "a")


def test_what_was_due_moves_on_and_what_a_lead_has_changed_meanwhile_stays(store: SqlStore) -> None:
    usual, mocks = Rhythm("g", time(9), time(17), frozenset({0})), MockRhythm("g")

    def moved(ledger: Ledger, at: datetime, then: datetime | None) -> list[bool]:
        return [book.move_on("g", at, then) for book in (ledger.groups, ledger.mocks)]

    def due(ledger: Ledger, at: datetime) -> list[tuple[str, ...]]:
        return [book.due(at, 9) for book in (ledger.groups, ledger.mocks)]

    def work(ledger: Ledger) -> None:
        found(ledger)
        ledger.groups.keep_rhythm(usual, later(60))
        ledger.mocks.keep_rhythm(mocks, later(60))
        assert moved(ledger, later(59), later(99)) == [False, False]
        assert moved(ledger, later(60), later(90)) == [True, True]
        assert (due(ledger, later(89)), due(ledger, later(90))) == ([(), ()], [("g",), ("g",)])
        assert moved(ledger, later(60), later(99)) == [False, False]
        ledger.groups.keep_rhythm(replace(usual, paused=True), None)
        assert ledger.groups.move_on("g", later(90), later(99)) is False
        assert moved(ledger, later(90), None) == [False, True]
        assert due(ledger, later(999)) == [(), ()]

    store.run_now(work)
    assert store.run_now(lambda ledger: ledger.groups.rhythm("g")) == replace(usual, paused=True)
    assert store.run_now(lambda ledger: ledger.mocks.rhythm("g")) == mocks


def test_the_groups_of_an_account_come_latest_joined_first(store: SqlStore) -> None:
    def work(ledger: Ledger) -> list[str]:
        for hours, group in enumerate(("a", "b", "c")):
            found(ledger, group, Place("web", "", group))
            if group != "b":
                ledger.groups.join(MAYA, Member(group, "m", "Maya", Role.MEMBER, AT + timedelta(hours=hours)))
        return [group.id for group in ledger.groups.of(MAYA)]

    assert store.run_now(work) == ["c", "a"]


def test_an_account_is_the_same_person_only_in_the_same_space(store: SqlStore) -> None:
    def work(ledger: Ledger) -> Member | None:
        found(ledger)
        person(ledger)
        return ledger.groups.member_of("g", Actor("slack", "T2", MAYA.id, "Mallory"))

    assert store.run_now(work) is None


def test_a_group_never_sees_another_groups_session(store: SqlStore) -> None:
    def work(ledger: Ledger) -> object:
        found(ledger)
        found(ledger, "h", THERE)
        ask(ledger)
        return ledger.sessions.load("h", "s")

    assert store.run_now(work) is None


def test_a_room_remembers_who_spoke_in_it_and_lives_elsewhere_in_the_space(store: SqlStore) -> None:
    third = replace(HERE, room="C3")

    def work(ledger: Ledger) -> None:
        for number, (group, moved_to) in enumerate((("g", THERE), ("h", third))):
            found(ledger, group)
            ledger.deliveries.add(line("q", group=group))
            at = later(number * 60)
            (held,) = ledger.deliveries.claim(["slack"], owner="o", at=at, lease_until=later(999), limit=1)
            ledger.deliveries.settle(held, state="sent", at=at, message="m")
            ledger.groups.move(group, moved_to)
        found(ledger, "silent", replace(HERE, room="C4"))
        ledger.groups.park("h", third, "it was archived")

    store.run_now(work)

    moved = store.run_now(lambda ledger: ledger.groups.moved_from(HERE))
    assert [(group.id, home) for group, home in moved] == [("h", Home(third, "it was archived")), ("g", Home(THERE))]
    assert store.run_now(lambda ledger: ledger.groups.moved_from(replace(HERE, room="C9"))) == ()
