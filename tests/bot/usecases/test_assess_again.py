"""Asked again, a group's estimates are what they would be if they were worked out for the first time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from adapters.store import SqlStore
from bot.calls import Actor, Call
from bot.commands import ForgetMe
from bot.ports import Ledger, Report
from bot.rules.attempts import Attempt
from bot.rules.packs import Bank
from bot.rules.plans import StudyPlan
from bot.rules.sessions import Response, Session
from bot.usecases.assess_members import Assessed, assess_members
from bot.usecases.forget_me import forget_me
from bot.usecases.memory import Memory
from bot.usecases.verb import Desk
from tests.adapters.store_scene import AT, HERE, person
from tests.bot.assess_scene import BANK, ITEMS, NOW, answer, desk_of, some
from tests.bot.specimens import bank, pack

MAYA, OMAR = Actor("slack", "T1", "maya", "Maya"), Actor("slack", "T1", "omar", "Omar")
PEOPLE = ("maya", "omar")


@pytest.fixture
def store(memory_store: SqlStore) -> SqlStore:
    """A group of two that has answered sixty questions each, a month ago and since."""

    def work(ledger: Ledger) -> None:
        desk_of(ledger)
        for actor in (MAYA, OMAR):
            person(ledger, actor)
        for number, name in enumerate(("first", "second")):
            ledger.sessions.add(Session("g", name, "quiz", AT.date() + timedelta(days=number), (), AT, None))
        for one in (*some(60, share=0.6), *some(60, share=0.4, member="omar")):
            assert ledger.responses.add(one)

    memory_store.run_now(work)
    return memory_store


def asked(
    store: SqlStore,
    memory: Memory[object],
    *,
    at: datetime = NOW,
    shelf: Bank = BANK,
    members: tuple[str, ...] = PEOPLE,
) -> Mapping[str, Assessed]:
    """What is believed, with this memory at hand."""
    return store.look_now(
        lambda ledger: assess_members(replace(desk_of(ledger, at=at, shelf=shelf), memory=memory), members)
    )


def late(number: int, **more: object) -> Response:
    """An answer given just now, to a question nobody has answered yet."""
    return replace(answer(ITEMS[100 + number], 0, at=NOW - timedelta(minutes=9 - number)), **more)  # type: ignore[arg-type]


def add(*responses: Response) -> Callable[[Ledger], object]:
    """More answers."""
    return lambda ledger: [ledger.responses.add(one) for one in responses]


def swapped(ledger: Ledger) -> None:
    """Two marks change places, so that no sum of marks tells."""
    for one in some(2, share=0.6):
        ledger.responses.remark(replace(one, right=not one.right, near=float(not one.right)))


def closed_question(ledger: Ledger) -> None:
    """A daily question that closed long ago comes to light: answers after it tell nothing."""
    opened = AT + timedelta(days=2)
    form = tuple((one.id, one.version) for one in ITEMS[40:50])
    ledger.sessions.add(Session("g", "daily", "daily", opened.date(), form, opened, opened, opened))


def read(ledger: Ledger) -> None:
    """A mock exam that Maya handed in long ago comes to light, with blanks whose keys she could read."""
    opened = AT + timedelta(days=3)
    form = tuple((one.id, one.version) for one in ITEMS[50:55])
    ledger.sessions.add(Session("g", "own", "own", opened.date(), form, opened, None))
    ledger.attempts.begin(Attempt("g", "own", "maya", "practice", opened, None), HERE, "maya")
    ledger.attempts.hand_in("g", "own", "maya", opened)


def reported(ledger: Ledger) -> None:
    """A question is set aside, because two members reported it."""
    for number, member in enumerate(PEOPLE):
        ledger.notes.report(Report("g", f"r{number}", ITEMS[3].id, 1, member, "Wrong.", AT))


def forgotten(ledger: Ledger) -> None:
    """Omar leaves without a trace."""
    desk = desk_of(ledger)
    me = ledger.groups.member_of("g", OMAR)
    call = Call("c", ForgetMe(sure=True), OMAR, HERE, NOW)
    forget_me(ForgetMe(sure=True), Desk(ledger, call, BANK, desk.home, me))


CHANGES: dict[str, Callable[[Ledger], object]] = {
    "nothing": lambda _ledger: None,
    "three answers more": add(late(1), late(2, member="omar"), late(3, right=False)),
    "an answer that was given long ago": add(answer(ITEMS[99], 5)),
    "a repeat": add(answer(ITEMS[0], 0, session="second", at=NOW, member="omar")),
    "a corrected mark": lambda ledger: ledger.responses.remark(replace(some(9, share=0.6)[8], right=True, near=1.0)),
    "two marks that change places": swapped,
    "a question whose key is out": closed_question,
    "a report that was read": read,
    "a question set aside": reported,
    "an exam day": lambda ledger: ledger.plans.keep(StudyPlan("g", "maya", NOW.date() + timedelta(days=9))),
    "somebody forgotten": forgotten,
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_has_changed_since_is_seen(store: SqlStore, change: str) -> None:
    memory: Memory[object] = Memory()
    first = asked(store, memory)
    store.run_now(CHANGES[change])
    again = asked(store, memory)

    assert again == asked(store, Memory())
    assert (again == first) == (change == "nothing")


def test_one_change_after_the_other_is_seen(store: SqlStore) -> None:
    memory: Memory[object] = Memory()
    for change in CHANGES.values():
        store.run_now(change)
        assert asked(store, memory) == asked(store, Memory())


@pytest.mark.parametrize("later", [timedelta(minutes=20), timedelta(hours=3), timedelta(days=10), timedelta(days=80)])
def test_time_that_has_passed_is_seen(store: SqlStore, later: timedelta) -> None:
    memory: Memory[object] = Memory()
    asked(store, memory)

    assert asked(store, memory, at=NOW + later) == asked(store, Memory(), at=NOW + later)


def test_within_the_hour_nothing_flickers(store: SqlStore) -> None:
    memory: Memory[object] = Memory()
    first = asked(store, memory, at=NOW + timedelta(minutes=1))

    assert asked(store, Memory(), at=NOW + timedelta(minutes=59)) == first
    again = asked(store, memory, at=NOW + timedelta(minutes=59))
    assert all(again[member] is first[member] for member in PEOPLE), "nothing was worked out anew"


def test_a_pack_that_was_updated_is_seen(store: SqlStore) -> None:
    memory: Memory[object] = Memory()
    first = asked(store, memory)
    harder = bank(pack([replace(one, difficulty=5) for one in ITEMS]))

    again = asked(store, memory, shelf=harder)
    assert again == asked(store, Memory(), shelf=harder)
    assert again != first


def test_who_was_asked_for_alone_finds_the_others_as_they_are(store: SqlStore) -> None:
    memory: Memory[object] = Memory()
    asked(store, memory)
    store.run_now(add(late(1)))
    alone = asked(store, memory, members=("maya",))

    assert alone == asked(store, Memory(), members=("maya",))
    assert asked(store, memory) == asked(store, Memory())
