"""The book of editions and of corrections: each item as it was asked, each correction carried out once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

from adapters.store import SqlStore
from bot.calls import Actor, Place
from bot.ports import Correction
from bot.ports.ledger import Ledger
from bot.rules.attempts import Attempt, Given
from bot.rules.groups import Member, Role
from bot.rules.reveals import Reading
from bot.rules.sessions import Session
from tests.adapters.store_scene import AT, HERE, LIN, MAYA, MONDAY, answer, ask, found, later, line, person

FIRST = Correction("g", "item-s", 1, 2, AT)


def test_editions_are_kept_by_item_and_version_and_replaced(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        ledger.stock.keep([("a", 1, "one"), ("a", 2, "two"), ("b", 1, "Зоя “🦉”")], AT)
        ledger.stock.keep([("a", 1, "one, mended")], later(1))

    store.run_now(work)
    kept = {("a", 1): "one, mended", ("a", 2): "two", ("b", 1): "Зоя “🦉”"}
    assert store.run_now(lambda ledger: ledger.stock.editions()) == kept
    assert store.run_now(lambda ledger: ledger.stock.edition("a", 1)) == "one, mended"
    assert store.run_now(lambda ledger: ledger.stock.edition("a", 3)) is None


def test_a_correction_concerns_the_groups_that_answered_that_version(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        for group in ("g", "h"):
            found(ledger, group, replace(HERE, room=group))
        ask(ledger)
        for actor in (MAYA, LIN):
            ledger.responses.add(answer(person(ledger, actor).id))
        assert ledger.stock.answered_by("item-s", 1) == ("g",)
        assert ledger.stock.answered_by("item-s", 2) == ()

    store.run_now(work)


def test_it_concerns_those_too_who_were_told_a_verdict_in_practice_mode(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        found(ledger)
        practised = Attempt("g", "p", person(ledger, MAYA).id, "practice", AT, None)
        for attempt in (practised, replace(practised, session="e", member=person(ledger, LIN).id, mode="exam")):
            own = Session("g", attempt.session, "own", MONDAY, (("a", 1), ("b", 2)), AT, None)
            assert ledger.sessions.add(own)
            assert ledger.attempts.begin(attempt, HERE, "U1")
            ledger.attempts.give(attempt, Given("a", ("B",), later(60)))
            ledger.attempts.give(attempt, Given("b", (), later(60), flagged=True))
        assert ledger.stock.answered_by("a", 1) == ("g",)
        assert ledger.attempts.practised("g", "a", 1) == (Reading("p", "maya", later(60), (("a", 1),)),)
        for other in (("a", 2), ("b", 2), ("c", 1)):
            assert ledger.stock.answered_by(*other) == ()
            assert ledger.attempts.practised("g", *other) == ()
        assert ledger.attempts.practised("h", "a", 1) == ()
        ledger.attempts.hand_in("g", "p", "maya", later(90))
        assert ledger.stock.answered_by("a", 1) == ()
        assert ledger.attempts.practised("g", "a", 1) == ()

    store.run_now(work)


def test_a_correction_is_noted_and_carried_out_once(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        found(ledger)
        for _ in range(2):
            ledger.stock.note(FIRST)
        ledger.stock.note(replace(FIRST, noted_at=later(0.001)))  # by another process that started with this one
        again = replace(FIRST, by_version=3, noted_at=later(60))
        ledger.stock.note(again)
        assert ledger.stock.waiting(9) == (FIRST, again)
        assert ledger.stock.waiting(1) == (FIRST,)
        assert ledger.stock.of_group("g") == ()
        assert ledger.stock.done(FIRST, later(90), 4)
        assert not ledger.stock.done(FIRST, later(95), 7)
        assert ledger.stock.waiting(9) == (again,)
        assert ledger.stock.of_group("g") == (replace(FIRST, done_at=later(90), remarked=4),)
        ledger.stock.note(FIRST)
        assert ledger.stock.waiting(9) == (again,), "what was carried out does not wait again"

    store.run_now(work)


def test_an_answer_is_marked_anew_without_touching_anything_else(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        found(ledger)
        ask(ledger)
        given = [answer(person(ledger, actor).id) for actor in (MAYA, LIN)]
        for one in given:
            ledger.responses.add(one)
        ledger.responses.remark(replace(given[0], right=False, near=0.5, answer=("Z",)))
        wanted = {replace(given[0], right=False, near=0.5), given[1]}
        assert set(ledger.responses.of_item("g", "item-s", 1)) == wanted
        assert ledger.responses.of_item("g", "item-s", 2) == ()

    store.run_now(work)


def test_a_member_is_told_in_a_room_of_their_own_space_that_was_not_left(store: SqlStore) -> None:
    there = Place("discord", "G1", "C7")

    def work(ledger: Ledger) -> None:
        found(ledger, "g", HERE, there)
        maya = ledger.groups.join(MAYA, Member("g", "maya", "Maya", Role.MEMBER, AT))
        assert ledger.stock.seats("g", "maya") == ((HERE, "U1"),)
        ledger.groups.join(Actor("discord", "G1", "777", "Maya"), maya)
        assert ledger.stock.seats("g", "maya") == ((there, "777"), (HERE, "U1"))
        ledger.groups.leave("g", "slack", "T1", reason="removed", at=AT)
        assert ledger.stock.seats("g", "maya") == ((there, "777"),)
        assert ledger.stock.seats("g", "lin") == ()

    store.run_now(work)


def test_an_account_without_a_space_is_told_in_whatever_space_the_group_lives(store: SqlStore) -> None:
    there, another = Place("discord", "G1", "C7"), Place("slack", "T1", "C1")

    def work(ledger: Ledger) -> None:
        found(ledger, "g", there, another)
        ledger.groups.join(Actor("discord", "", "777", "Maya"), Member("g", "maya", "Maya", Role.MEMBER, AT))
        assert ledger.stock.seats("g", "maya") == ((there, "777"),)

    store.run_now(work)


def test_three_hundred_people_in_one_room_are_told_side_by_side_while_its_posts_keep_their_breath(
    store: SqlStore,
) -> None:
    def scene(ledger: Ledger) -> None:
        found(ledger)
        for number in range(300):
            ledger.deliveries.add(line(f"w{number:03}", "warning", account=f"U{number}"))
        for number in range(2):
            ledger.deliveries.add(line(f"a{number}", about=f"s{number}"))

    def say(ledger: Ledger, seconds: float) -> list[str]:
        at = later(seconds)
        held = ledger.deliveries.claim(["slack"], owner="one", at=at, lease_until=at + timedelta(minutes=1), limit=400)
        for delivery in held:
            assert ledger.deliveries.settle(delivery, state="sent", at=at, message="m")
        return sorted(delivery.key for delivery in held)

    store.run_now(scene)
    told = [store.run_now(partial(say, seconds=seconds)) for seconds in (0, 0.5, 1)]
    assert told == [["a0", *(f"w{number:03}" for number in range(300))], [], ["a1"]]
