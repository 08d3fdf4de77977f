"""A group's log: the gist of every answer, known again when nothing has changed and read anew when anything has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.store import SqlStore
from bot.ports import Ledger
from bot.rules.evidence import Gist, Log
from bot.rules.sessions import Response
from tests.adapters.store_scene import AT, HERE, LIN, MAYA, answer, ask, found, person


@pytest.fixture
def answered(store: SqlStore) -> SqlStore:
    """A group of two with three answers, and another group."""

    def work(ledger: Ledger) -> None:
        found(ledger)
        found(ledger, "h", replace(HERE, room="C2"))
        for actor in (MAYA, LIN):
            person(ledger, actor)
        ask(ledger)
        ask(ledger, "t", purpose="mock")
        for one in (answer(), answer("lin", right=False), answer(session="t")):
            assert ledger.responses.add(one)

    store.run_now(work)
    return store


def log_of(store: SqlStore, last: Log | None = None) -> Log:
    """The log as it stands."""
    return store.look_now(lambda ledger: ledger.responses.log("g", last))


def gist(one: Response) -> Gist:
    """As much of it as evidence asks."""
    return Gist(one.session, one.edition, one.member, one.answer, one.right, one.at, one.seconds)


def test_the_log_is_the_gist_of_every_answer_in_order_of_time(answered: SqlStore) -> None:
    log = log_of(answered)

    assert log.gists == tuple(gist(one) for one in answered.look_now(lambda ledger: ledger.responses.of_group("g")))
    assert log.editions == {("item-s", 1), ("item-t", 1)}
    assert answered.look_now(lambda ledger: ledger.responses.log("h")).gists == ()


def test_the_same_log_is_known_again(answered: SqlStore) -> None:
    log = log_of(answered)
    assert log_of(answered, log) is log


LATER = replace(answer("lin", session="t"), at=AT + timedelta(minutes=5), seconds=None)
CHANGES: dict[str, Callable[[Ledger], object]] = {
    "an answer more": lambda ledger: ledger.responses.add(LATER),
    "an answer from before": lambda ledger: ledger.responses.add(replace(LATER, at=AT - timedelta(minutes=5))),
    "a mark": lambda ledger: ledger.responses.remark(replace(answer(), right=False, near=0.0)),
    "a member forgotten": lambda ledger: ledger.groups.forget("g", "lin"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_log_is_read_anew(answered: SqlStore, change: str) -> None:
    before = log_of(answered)
    answered.run_now(CHANGES[change])
    after = log_of(answered, before)

    assert after == log_of(answered)
    assert after != before
    kept = [one for one in after.gists if any(one is known for known in before.gists)]
    assert len(kept) == {"an answer more": 3, "an answer from before": 0, "a mark": 1, "a member forgotten": 0}[change]
