"""The book of outcomes: kept as told, one for each member, changed, taken back and forgotten, read over all groups."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from adapters.store import SqlStore
from bot.calls import Place
from bot.ports.ledger import Ledger
from bot.rules.outcomes import ExamOutcome
from tests.adapters.store_scene import AT, LIN, MAYA, found, later, person

PASSED = ExamOutcome(
    "g", "maya", "mla-c01", date(2026, 11, 20), True, 764, frozenset({"2", "4"}), True, AT, (0.5, -0.25, 1.0, 0.1), 0.25
)
PLAIN = replace(PASSED, member="lin", passed=False, scaled=None, needs_work=None, foreseen=(), doubt=0.0)


def scene(ledger: Ledger) -> None:
    """Two members who told."""
    found(ledger)
    person(ledger, MAYA)
    person(ledger, LIN)
    ledger.outcomes.keep(PASSED)
    ledger.outcomes.keep(PLAIN)


def test_what_was_told_is_kept_as_it_was(store: SqlStore) -> None:
    store.run_now(scene)

    assert store.run_now(lambda ledger: ledger.outcomes.of("g", "maya")) == PASSED
    assert store.run_now(lambda ledger: ledger.outcomes.of("g", "lin")) == PLAIN
    assert store.run_now(lambda ledger: ledger.outcomes.of("g", "omar")) is None


def test_the_last_word_stands_and_can_be_taken_back(store: SqlStore) -> None:
    store.run_now(scene)
    changed = replace(PASSED, passed=False, scaled=None, needs_work=frozenset(), told_at=later(60))
    store.run_now(lambda ledger: ledger.outcomes.keep(changed))
    assert store.run_now(lambda ledger: ledger.outcomes.of("g", "maya")) == changed

    store.run_now(lambda ledger: ledger.outcomes.drop("g", "maya"))
    assert store.run_now(lambda ledger: ledger.outcomes.of("g", "maya")) is None
    assert store.run_now(lambda ledger: ledger.outcomes.of("g", "lin")) == PLAIN


def test_those_that_count_are_found_over_all_groups_by_pack(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        scene(ledger)
        found(ledger, "h", Place("slack", "T1", "C2"))
        person(ledger, MAYA, "h")
        ledger.outcomes.keep(replace(PASSED, group="h"))
        ledger.outcomes.keep(replace(PLAIN, counts=False))

    store.run_now(work)

    counting = store.run_now(lambda ledger: ledger.outcomes.counting("mla-c01"))
    assert [(one.group, one.member) for one in counting] == [("g", "maya"), ("h", "maya")]
    assert store.run_now(lambda ledger: ledger.outcomes.counting("other")) == ()


def test_who_is_forgotten_leaves_no_outcome_and_so_does_a_group(store: SqlStore) -> None:
    store.run_now(scene)
    store.run_now(lambda ledger: ledger.groups.forget("g", "maya"))
    assert [one.member for one in store.run_now(lambda ledger: ledger.outcomes.counting("mla-c01"))] == ["lin"]

    store.run_now(lambda ledger: ledger.groups.dissolve("g"))
    assert store.run_now(lambda ledger: ledger.outcomes.counting("mla-c01")) == ()
