"""The book of briefs on both databases: who gets one and when, what was handed out, and nothing of who is forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from adapters.store import SqlStore
from bot.calls import Place
from bot.ports.briefs import Reader
from bot.ports.ledger import Ledger
from bot.rules.groups import Role
from tests.adapters.store_scene import AT, LIN, found, later, line, person

READER = Reader("g", "maya", Place("slack", "T1", ""), "U1", time(7, 30), manages=True)
FORM = (("item-a", 1), ("item-b", 3))


def scene(ledger: Ledger) -> None:
    found(ledger)
    person(ledger, role=Role.LEAD)
    person(ledger, LIN)


def test_a_reader_comes_back_as_kept_and_is_replaced(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        scene(ledger)
        assert ledger.briefs.of("g", "maya") is None
        ledger.briefs.keep(READER, later(60))
        assert ledger.briefs.of("g", "maya") == READER
        ledger.briefs.keep(replace(READER, hour=time(8), manages=False), later(90))
        assert ledger.briefs.of_group("g") == (replace(READER, hour=time(8), manages=False),)
        ledger.briefs.drop("g", "maya")
        assert ledger.briefs.of_group("g") == ()

    store.run_now(work)


def test_due_are_those_whose_instant_has_come_the_earliest_first(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        scene(ledger)
        ledger.briefs.keep(READER, later(60))
        ledger.briefs.keep(replace(READER, member="lin"), later(30))
        assert ledger.briefs.due(AT, 9) == ()
        assert ledger.briefs.due(later(60), 9) == (("g", "lin"), ("g", "maya"))
        assert ledger.briefs.due(later(60), 1) == (("g", "lin"),)

    store.run_now(work)


def test_a_weeks_questions_are_noted_once(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        scene(ledger)
        monday = date(2026, 11, 23)
        assert ledger.briefs.hand_out("g", monday, FORM)
        assert not ledger.briefs.hand_out("g", monday, FORM[:1])
        ledger.briefs.hand_out("g", date(2026, 11, 16), ())
        assert list(ledger.briefs.handed_out("g").items()) == [(date(2026, 11, 16), ()), (monday, FORM)]

    store.run_now(work)


def test_who_is_forgotten_gets_no_brief_and_a_group_takes_everything_along(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        scene(ledger)
        ledger.briefs.keep(READER, later(60))
        ledger.briefs.hand_out("g", date(2026, 11, 23), FORM)
        ledger.deliveries.add(line("brief", "brief", place=READER.seat, account="U1"))
        ledger.groups.forget("g", "maya")
        assert ledger.briefs.of_group("g") == ()
        assert ledger.deliveries.claim({"slack"}, owner="o", at=AT, lease_until=later(9), limit=9) == ()
        ledger.briefs.keep(replace(READER, member="lin"), later(60))
        ledger.groups.dissolve("g")
        assert ledger.briefs.due(later(99), 9) == ()
        assert ledger.briefs.handed_out("g") == {}

    store.run_now(work)
