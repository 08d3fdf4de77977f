"""The study group that assessing is tested on: three hundred questions over all tasks, and who answered what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from adapters.store import SqlStore
from bot.calls import Actor, Call
from bot.commands import ShowMe
from bot.ports import Ledger
from bot.rules.cells import Cell, TaskCell
from bot.rules.items import Item
from bot.rules.naming import stable_id
from bot.rules.packs import Bank
from bot.rules.plans import StudyPlan
from bot.rules.sessions import Response, Session
from bot.usecases.assess_members import Assessed, assess_members
from bot.usecases.verb import Desk
from tests.adapters.store_scene import AT, HERE, found, person
from tests.bot.specimens import bank, blueprint, item, pack

TASKS = [task.id for domain in blueprint().domains for task in domain.tasks]
ITEMS = tuple(
    item(f"mla-d{task[0]}-{number:02}{task[2]}{0}", domain=task[0], task=task, difficulty=1 + number % 5)
    for number in range(25)
    for task in TASKS
)
BANK = bank(pack(ITEMS))
NOW = AT + timedelta(days=30)


def answer(
    one: Item,
    number: int,
    *,
    member: str = "maya",
    right: bool = True,
    session: str = "first",
    at: datetime | None = None,
    seconds: int | None = 60,
) -> Response:
    """An answer, three hours after the one before unless told when."""
    at = at or AT + timedelta(hours=3 * number)
    return Response("g", session, one.id, one.version, member, ("B",), right, float(right), at, at.date(), seconds)


def some(count: int, *, share: float, member: str = "maya", start: int = 0) -> list[Response]:
    """So many first answers over all tasks in turn, this share of them right."""
    return [
        answer(one, number, member=member, right=(number * share) % 1 < share)
        for number, one in enumerate(ITEMS[start : start + count], start)
    ]


def assessed(
    store: SqlStore,
    responses: Iterable[Response] = (),
    *,
    members: Sequence[str] = ("maya",),
    at: datetime = NOW,
    shelf: Bank = BANK,
    exam_day: date | None = None,
    sessions: Sequence[Session] = (),
) -> Mapping[str, Assessed]:
    """What is believed of the members once these answers are on record beside those that are."""
    given = list(responses)

    def work(ledger: Ledger) -> Mapping[str, Assessed]:
        desk = desk_of(ledger, at=at, shelf=shelf)
        for member in members:
            person(ledger, Actor("slack", "T1", member, member.title()))
        for session in sessions:
            ledger.sessions.add(session)
        for name in {one.session for one in given}:
            day = date(1500, 1, 1) + timedelta(days=int(stable_id(name), 36) % 2_000_000)
            ledger.sessions.add(Session("g", name, "quiz", day, (), AT, None))
        for one in given:
            assert ledger.responses.add(one)
        if exam_day is not None:
            ledger.plans.keep(StudyPlan("g", members[0], exam_day))
        return assess_members(desk, members)

    return store.run_now(work)


def desk_of(ledger: Ledger, *, at: datetime = NOW, shelf: Bank = BANK) -> Desk:
    """A desk of the group, which is made if it is not there."""
    group = ledger.groups.at(HERE) or found(ledger)
    return Desk(ledger, Call("c", ShowMe(), Actor("slack", "T1", "U1", "Maya"), HERE, at), shelf, group, None)


def believed(one: Assessed) -> Assessed:
    """All that is believed, without when the member was last active and what a lead makes of that."""
    return replace(one, active_at=None, risks=())


def parts(one: Assessed) -> tuple[Cell | TaskCell, ...]:
    """Every domain and task."""
    return (*one.cells, *one.tasks)


def whole(one: Assessed) -> None:
    """Nothing is missing and every number lies where it may."""
    told = one.readiness
    assert 100 <= told.low <= told.scaled <= told.high <= 1000
    assert 0 <= told.chance <= 1
    assert [cell.domain for cell in one.cells] == ["1", "2", "3", "4"]
    assert [cell.task for cell in one.tasks] == TASKS
    for cell in parts(one):
        assert 0 < cell.low < cell.expected < cell.high < 1
    assert one.next in {"1", "2", "3", "4"}
    assert one.next_task.startswith(one.next)
