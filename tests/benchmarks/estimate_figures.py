"""The estimate: one answer's update, and a whole group from its log to the table; and what a member shall review."""

from __future__ import annotations

import gc
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from time import process_time
from typing import TypeVar

from adapters.clock import now
from adapters.shelf.shelf import read_shelf
from adapters.start import SELDOM
from adapters.store import SqlStore, make_engine, upgrade
from bot.calls import Actor, Call, Place
from bot.commands import ShowReadiness
from bot.ports import Ledger
from bot.rules.abilities import Offset, grown, lean, learn, newcomer, untried
from bot.rules.packs import Bank
from bot.rules.reviews import Queue, queue
from bot.rules.sessions import Response
from bot.usecases.assess_members import Assessed, assess_members
from bot.usecases.memory import Memory
from bot.usecases.verb import Desk
from tests.benchmarks.answered_group import History, write_history
from tests.benchmarks.figures import Figure
from tests.benchmarks.study_group import CONTENT, PACK
from tests.bot.mock_specimens import key_of

T = TypeVar("T")
GROUP, MEMBERS, ANSWERS = "g", 30, 100
UPDATE_MS, COLD_MS, WARM_MS, REVIEWS_MS = 1, 150, 20, 150
UPDATES = 1000
MISSED, TIMES = 1000, 3
"""Questions that one member has missed, and how often each was answered: more than a year of daily work."""

FEW = 3
"""Answers that come in before the group is asked for again."""


def estimates(folder: Path, *, rounds: int, tell: Callable[[], None]) -> tuple[Figure, ...]:
    """Measure each so many times; the first look of the process, which also loads a library, is told apart.

    The collector is set as `cohort` sets it.
    """
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        return _estimates(folder, rounds, tell)
    finally:
        gc.set_threshold(*usual)


def _estimates(folder: Path, rounds: int, tell: Callable[[], None]) -> tuple[Figure, ...]:
    bank, _ = read_shelf(CONTENT)
    gc.freeze()
    engine = make_engine(f"sqlite:///{folder / 'estimate.db'}")
    upgrade(engine)
    store = SqlStore(engine)
    try:
        whole = store.run_now(lambda ledger: write_history(ledger, bank.pack(PACK), GROUP, History(MEMBERS, ANSWERS)))
        first, _ = _timed(lambda: _assessed(store, bank, Memory()))
        memory: Memory[object] = Memory()
        cold, warm, more, updates, reviews = [], [], [], [], []
        _assessed(store, bank, memory)
        for number in range(rounds):
            cold.append(_timed(lambda: _assessed(store, bank, Memory()))[0])
            again, kept = _timed(lambda: _assessed(store, bank, memory))
            warm.append(again)
            _answer_a_few(store, bank, number)
            few, found = _timed(lambda: _assessed(store, bank, memory))
            more.append(few)
            assert len(found) == len(kept) == MEMBERS
            updates.append(_update(bank))
            reviews.append(_timed(lambda: _reviews(bank))[0])
            tell()
        assert _assessed(store, bank, memory) == _assessed(store, bank, Memory()), "asked again, it is something else"
    finally:
        store.close_now()
        gc.unfreeze()
    name = f"A group of {MEMBERS} with {whole:,} answers"
    return (
        Figure("One counted answer: what is believed, brought up to date", "ms of CPU", tuple(updates), UPDATE_MS),
        Figure(f"{name}: from the log to the table", "ms of CPU", tuple(cold), COLD_MS),
        Figure(f"{name}: the first of a process", "ms of CPU", (first,)),
        Figure(f"{name}: asked again", "ms of CPU", tuple(warm), WARM_MS),
        Figure(f"{name}: asked again, {FEW} answers later", "ms of CPU", tuple(more), WARM_MS),
        Figure(f"What to review of {MISSED:,} missed questions", "ms of CPU", tuple(reviews), REVIEWS_MS),
    )


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    began = process_time()
    found = work()
    return (process_time() - began) * 1000, found


def _assessed(store: SqlStore, bank: Bank, memory: Memory[object]) -> dict[str, Assessed]:
    call = Call("c", ShowReadiness(), Actor("discord", "", "1", "Ada"), Place("discord", "1", GROUP), now())

    def work(ledger: Ledger) -> dict[str, Assessed]:
        desk = Desk(ledger, call, bank, ledger.groups.load(GROUP), None, memory=memory)
        return dict(assess_members(desk, ledger.groups.members(GROUP).keys()))

    return store.look_now(work)


def _answer_a_few(store: SqlStore, bank: Bank, number: int) -> None:
    """So many members practise a question each, just now."""
    live, at = bank.pack(PACK).live, now()

    def work(ledger: Ledger) -> None:
        for place in range(FEW):
            item, member = live[(FEW * number + place) % len(live)], f"{GROUP}-{(number + place) % MEMBERS}"
            about = (GROUP, "quiz0", item.id, item.version, member, key_of(item), True, 1.0)
            ledger.responses.add(Response(*about, at + timedelta(microseconds=place), at.date(), 60))

    store.run_now(work)


def _reviews(bank: Bank) -> Queue:
    """Of a member who missed each question, and knew it the next times."""
    at, missed = now(), bank.pack(PACK).live[:MISSED]
    days = [at - timedelta(days=30 * back) for back in range(TIMES, 0, -1)]
    answers = [
        Response(GROUP, f"quiz{day:%j}", item.id, item.version, "m", (), place > 0, 0.0, day, day.date(), 60)
        for item in missed
        for place, day in enumerate(days)
    ]
    return queue(answers, {item.id: 0.25 for item in missed}, at=at, day_of=datetime.date)


def _update(bank: Bank) -> float:
    """Milliseconds for one counted answer, on average of many."""
    item, ability, offset = bank.pack(PACK).live[0], newcomer(4), Offset()
    hard, at = untried(item), now()
    began = process_time()
    for number in range(UPDATES):
        ability, right = grown(ability, at + timedelta(hours=number)), bool(number % 2)
        offset = lean(offset, ability, hard, number % 4, right=right)
        ability, _ = learn(ability, hard, number % 4, right=right)
    return (process_time() - began) * 1000 / UPDATES
