"""The book of what members write."""

from __future__ import annotations

from adapters.store import SqlStore
from bot.ports.ledger import Ledger
from bot.ports.records import Remark, Report
from tests.adapters.store_scene import LIN, found, later, person


def _people(ledger: Ledger) -> None:
    found(ledger)
    person(ledger)
    person(ledger, LIN)


def test_reports_come_latest_first_and_once(store: SqlStore) -> None:
    old = Report("g", "r1", "item-s", 2, "maya", "B is right too", later(1))
    new = Report("g", "r2", "item-s", 2, "lin", "the link is dead", later(2))
    store.run_now(_people)

    assert store.run_now(lambda ledger: [ledger.notes.report(each) for each in (old, new, old)]) == [True, True, False]
    assert store.run_now(lambda ledger: ledger.notes.reports("g", 9)) == (new, old)
    assert store.run_now(lambda ledger: ledger.notes.reports("g", 1)) == (new,)
    assert store.run_now(lambda ledger: ledger.notes.reports("h", 9)) == ()


def test_the_latest_remarks_come_oldest_first_and_once(store: SqlStore) -> None:
    remarks = [Remark("g", f"w{n}", "s" if n % 2 else "", "maya", f"{n} <b>", later(n)) for n in range(4)]
    store.run_now(_people)

    assert all(store.run_now(lambda ledger: [ledger.notes.remark(each) for each in remarks]))
    assert not store.run_now(lambda ledger: ledger.notes.remark(remarks[0]))
    assert store.run_now(lambda ledger: ledger.notes.remarks("g", 9)) == tuple(remarks)
    assert store.run_now(lambda ledger: ledger.notes.remarks("g", 2)) == tuple(remarks[2:])
