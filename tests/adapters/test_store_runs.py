"""Runs: the days answered since the last one missed, as the rule says, on both databases and for few and many."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from adapters.store import SqlStore
from bot.calls import Actor
from bot.ports.ledger import Ledger
from bot.rules.streaks import missed
from tests.adapters.store_scene import AT, MONDAY, answer, ask, found, person
from tests.adapters.test_store_properties import on_paper

OTHERS = [f"m{number}" for number in range(9)]
offsets = st.sets(st.integers(0, 20), max_size=12)


def days(those: set[int]) -> set[date]:
    return {MONDAY + timedelta(days=number) for number in those}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answered=offsets, closed=offsets, still_open=offsets, until=st.integers(0, 25), on=st.sets(st.integers(0, 6)))
def test_the_database_counts_as_the_rule_does(
    engine: Engine, answered: set[int], closed: set[int], still_open: set[int], until: int, on: set[int]
) -> None:
    end = MONDAY + timedelta(days=until)
    asked = {day for day in days(closed) if day.weekday() in on}
    since = missed(days(answered), asked=asked, until=end)

    def work(ledger: Ledger) -> None:
        found(ledger)
        person(ledger)
        for number in sorted(closed | still_open):
            ask(ledger, f"s{number}", day=MONDAY + timedelta(days=number))
            if number in closed:
                ledger.sessions.close("g", f"s{number}", AT)
        ask(ledger, "quiz", purpose="quiz")
        ledger.sessions.close("g", "quiz", AT)
        for number in answered:  # in practice, on any day
            ask(ledger, f"q{number}", day=MONDAY + timedelta(days=number + 100), purpose="quiz")
            ledger.responses.add(answer(session=f"q{number}", day=MONDAY + timedelta(days=number)))

        few = ledger.responses.runs("g", ["maya"], until=end, on=on)
        assert few == {"maya": {day for day in days(answered) if day > since}}
        assert ledger.responses.runs("g", ["maya", *OTHERS], until=end, on=on)["maya"] == few["maya"]

    on_paper(engine, work)


def test_a_run_is_of_one_member_and_one_group(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        found(ledger)
        ask(ledger)
        ledger.sessions.close("g", "s", AT)
        for name in OTHERS:
            person(ledger, Actor("web", "", name, name))
        ledger.responses.add(answer("m3"))

    store.run_now(work)

    tuesday = MONDAY + timedelta(days=1)
    few = store.run_now(lambda ledger: ledger.responses.runs("g", ["m3", "nobody"], until=tuesday, on={0}))
    many = store.run_now(lambda ledger: ledger.responses.runs("g", OTHERS, until=tuesday, on={0}))
    assert few == {"m3": {MONDAY}, "nobody": frozenset()}
    assert set(many) == set(OTHERS)
    assert (many["m3"], many["m1"]) == ({MONDAY}, frozenset())
    assert store.run_now(lambda ledger: ledger.responses.runs("h", ["m3"], until=tuesday, on={0})) == {"m3": set()}
