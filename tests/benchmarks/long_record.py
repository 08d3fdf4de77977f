"""A long record: what a press reads of a group that has answered for years, over what it reads of a young one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from time import process_time

from adapters.clock import now
from adapters.shelf.shelf import read_shelf
from adapters.store import SqlStore, make_engine, upgrade
from bot.ports import Ledger
from tests.benchmarks.answered_group import History, write_history
from tests.benchmarks.figures import Figure
from tests.benchmarks.study_group import CONTENT, PACK

MOST = 3
"""What is read stays nearly the same while the record grows twentyfold."""

TIMES = 5
"""Reads in a round, so that a clock can tell them from nothing."""

EVERY_DAY = range(7)


def long_record(folder: Path, *, rounds: int, members: int, answers: int, tell: Callable[[], None]) -> list[Figure]:
    """Three groups in one file: one of so many members and answers each, a young one, and one of few members."""
    pack = read_shelf(CONTENT)[0].pack(PACK)
    engine = make_engine(f"sqlite:///{folder / 'record.db'}")
    upgrade(engine)
    store = SqlStore(engine)
    sizes = {"long": History(members, answers), "young": History(members, answers // 20), "few": History(3, answers)}
    counts = {
        name: store.run_now(lambda ledger, name=name, size=size: write_history(ledger, pack, name, size))  # type: ignore[misc] # mypy does not follow the defaults
        for name, size in sizes.items()
    }
    week, today = now() - timedelta(days=7), now().date()
    everybody = [f"long-{number}" for number in range(members)]

    def board(group: str) -> Callable[[Ledger], object]:
        return lambda ledger: ledger.responses.tallies(group, week)

    def own(group: str) -> Callable[[Ledger], object]:
        return lambda ledger: ledger.responses.by_member(group, f"{group}-0")

    reads = {
        "board": board("long"),
        "board, young": board("young"),
        "own": own("long"),
        "own, few": own("few"),
        "streaks": lambda ledger: ledger.responses.runs("long", everybody, until=today, on=EVERY_DAY),
        "seen": lambda ledger: ledger.responses.seen("long"),
    }
    took: dict[str, list[float]] = {name: [] for name in reads}
    for _ in range(rounds):
        for name, read in reads.items():
            took[name].append(_milliseconds(store, read))
        tell()
    store.close_now()
    record = f"{members} members with {counts['long']:,} answers"
    ms = {name: tuple(found) for name, found in took.items()}
    return [
        Figure(f"{record}: this week’s board", "ms of CPU", ms["board"]),
        Figure(f"{record}: this week’s board over a young group’s", "times", _over(ms, "board", "board, young"), MOST),
        Figure(f"{record}: what one has answered", "ms of CPU", ms["own"]),
        Figure(f"{record}: what one has answered, over a group of three", "times", _over(ms, "own", "own, few"), MOST),
        Figure(f"{record}: everybody’s streak, nobody having missed a day", "ms of CPU", ms["streaks"]),
        Figure(f"{record}: who has met which question, counted in a look", "ms of CPU", ms["seen"]),
    ]


def _milliseconds(store: SqlStore, read: Callable[[Ledger], object]) -> float:
    began = process_time()
    for _ in range(TIMES):
        store.look_now(read)
    return (process_time() - began) * 1000 / TIMES


def _over(ms: dict[str, tuple[float, ...]], this: str, that: str) -> tuple[float, ...]:
    return tuple(one / other for one, other in zip(ms[this], ms[that], strict=True))
