"""Runs: the days answered since the last one missed, as the rule says, on both databases and for few and many."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from adapters.store import SqlStore
from bot.calls import Actor, Place
from bot.ports.ledger import Ledger
from bot.rules.streaks import missed
from tests.adapters.store_scene import AT, MONDAY, answer, ask, found, line, person
from tests.adapters.test_store_properties import on_paper

ELSEWHERE = Place("discord", "G1", "C7")
OTHERS = [f"m{number}" for number in range(9)]
LATER = AT + timedelta(days=30)
"""After the hour of every question."""

offsets = st.sets(st.integers(0, 20), max_size=12)
becomes = st.dictionaries(st.integers(0, 20), st.sampled_from(["open", "unsaid", "taken away"]), max_size=12)
"""What became of the questions of some days that nobody could miss."""


def happen(ledger: Ledger, number: int, fate: str) -> None:
    """A question is asked on that day, beside what else is said of it, and comes to its fate."""
    session = ask(ledger, f"s{number}", day=MONDAY + timedelta(days=number))
    assert session.closes_at is not None
    ledger.deliveries.add(line(f"{number} said", "closing", about=session.id))
    ledger.deliveries.add(line(f"{number} lost", about=session.id, place=ELSEWHERE))
    if fate != "unsaid":
        ledger.deliveries.add(line(f"{number}", about=session.id))
    say_all(ledger)
    if fate != "open":
        ledger.sessions.close("g", session.id, session.closes_at - timedelta(seconds=fate == "taken away"))


def say_all(ledger: Ledger) -> None:
    """All that waits for Slack is said; of Discord nobody takes care."""
    while held := ledger.deliveries.claim(["slack"], owner="o", at=LATER, lease_until=LATER, limit=99):
        for delivery in held:
            ledger.deliveries.settle(delivery, state="sent", at=AT)


def days(those: set[int]) -> set[date]:
    return {MONDAY + timedelta(days=number) for number in those}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=offsets, others=becomes, answered=offsets, until=st.integers(0, 25), on=st.sets(st.integers(0, 6)))
def test_the_database_counts_as_the_rule_does(
    engine: Engine, asked: set[int], others: dict[int, str], answered: set[int], until: int, on: set[int]
) -> None:
    end = MONDAY + timedelta(days=until)
    became = others | dict.fromkeys(asked, "asked")
    study = {day for day in days(asked) if day.weekday() in on}
    since = missed(days(answered), asked=study, until=end)

    def work(ledger: Ledger) -> None:
        found(ledger)
        person(ledger)
        for number, fate in sorted(became.items()):
            happen(ledger, number, fate)
        ask(ledger, "quiz", purpose="quiz")
        ledger.sessions.close("g", "quiz", LATER)
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
        happen(ledger, 0, "asked")
        for name in OTHERS:
            person(ledger, Actor("web", "", name, name))
        ledger.responses.add(answer("m3", session="s0"))

    store.run_now(work)

    tuesday = MONDAY + timedelta(days=1)
    few = store.run_now(lambda ledger: ledger.responses.runs("g", ["m3", "nobody"], until=tuesday, on={0}))
    many = store.run_now(lambda ledger: ledger.responses.runs("g", OTHERS, until=tuesday, on={0}))
    assert few == {"m3": {MONDAY}, "nobody": frozenset()}
    assert set(many) == set(OTHERS)
    assert (many["m3"], many["m1"]) == ({MONDAY}, frozenset())
    assert store.run_now(lambda ledger: ledger.responses.runs("h", ["m3"], until=tuesday, on={0})) == {"m3": set()}
