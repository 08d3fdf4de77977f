"""What holds for the store whatever comes: values return as they went, once means once, one sender at a time."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from adapters.store import open_ledger
from bot.calls import Actor
from bot.ports.ledger import Ledger
from bot.ports.records import Delivery, Remark, State
from bot.rules.sessions import Response
from tests.adapters.store_scene import AT, HERE, LIN, MAYA, answer, ask, found, later, line, person

few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
instants = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=offsets)  # noqa: DTZ001 - they ask so


class Undo(Exception):  # noqa: N818
    """The example is over: leave the tables empty for the next one."""


def on_paper(engine: Engine, work: Callable[[Ledger], None]) -> None:
    """Do the work in a transaction that is rolled back."""
    with suppress(Undo), open_ledger(engine) as ledger:
        work(ledger)
        raise Undo


@few
@given(
    text=words,
    choice=st.lists(words, max_size=6).map(tuple),
    at=instants,
    near=st.floats(0, 1),
    seconds=st.none() | st.integers(0, 86_400),
)
def test_values_come_back_as_they_went(
    engine: Engine, text: str, choice: tuple[str, ...], at: datetime, near: float, seconds: int | None
) -> None:
    response = replace(answer(), answer=choice, at=at, near=near, day=at.date(), seconds=seconds)
    remark = Remark("g", "w", "", "maya", text, at)

    def work(ledger: Ledger) -> None:
        found(ledger)
        ask(ledger)
        person(ledger)
        person(ledger, Actor("web", text, text, text))
        ledger.responses.add(response)
        ledger.notes.remark(remark)

        assert ledger.responses.by_member("g", "maya") == (response,)
        assert ledger.notes.remarks("g", 9) == (remark,)
        member = ledger.groups.member_of("g", Actor("web", text, text, ""))
        assert member is not None
        assert member.name == text

    on_paper(engine, work)


@few
@given(times=st.lists(instants, min_size=2, max_size=6, unique=True))
def test_instants_are_ordered_as_time_whatever_their_zone(engine: Engine, times: list[datetime]) -> None:
    def work(ledger: Ledger) -> None:
        found(ledger)
        person(ledger)
        for number, at in enumerate(times):
            ledger.notes.remark(Remark("g", f"w{number}", "", "maya", "", at))

        assert [remark.at for remark in ledger.notes.remarks("g", 9)] == sorted(times)

    on_paper(engine, work)


presses = st.lists(st.tuples(st.sampled_from(["maya", "lin"]), st.sampled_from("stu"), st.booleans()), max_size=30)


@few
@given(presses=presses)
def test_however_often_one_presses_the_first_answer_counts(
    engine: Engine, presses: list[tuple[str, str, bool]]
) -> None:
    first: dict[tuple[str, str], Response] = {}

    def work(ledger: Ledger) -> None:
        found(ledger)
        for actor in (MAYA, LIN):
            person(ledger, actor)
        for days, session in enumerate("stu"):
            ask(ledger, session, day=(AT + timedelta(days=days)).date())
        for number, (member, session, right) in enumerate(presses):
            response = replace(answer(member, session=session, right=right), at=later(number))
            fresh = ledger.responses.add(response)
            assert fresh == ((member, session) not in first)
            first.setdefault((member, session), response)

        for name in ("maya", "lin"):
            expected = [response for (member, _), response in first.items() if member == name]
            assert list(ledger.responses.by_member("g", name)) == expected
        for session in "stu":
            assert ledger.responses.count("g", session) == sum(1 for _, asked in first if asked == session)

    on_paper(engine, work)


steps = st.lists(
    st.tuples(
        st.sampled_from(["claim", "send", "give back", "park", "wait"]),
        st.sampled_from(["one", "two"]),
        st.integers(0, 40),
    ),
    max_size=40,
)


@few
@given(steps=steps)
def test_a_delivery_has_one_sender_at_a_time_and_is_said_once(
    engine: Engine, steps: list[tuple[str, str, int]]
) -> None:
    """Two senders claim, send, give back and lose their leases in any order."""
    clock = 0.0
    lease = 30.0
    held: dict[str, list[tuple[Delivery, float]]] = {"one": [], "two": []}
    said: list[str] = []

    def work(ledger: Ledger) -> None:
        nonlocal clock
        found(ledger)
        for number in range(4):
            ledger.deliveries.add(line(f"q{number}", about=f"s{number}", place=replace(HERE, room=f"C{number % 3}")))
        for deed, owner, number in steps:
            clock += number if deed == "wait" else 0
            if deed == "claim":
                for delivery in _claim(ledger, owner, clock, lease):
                    live = [d.key for taken in held.values() for d, until in taken if until > clock]
                    assert delivery.key not in live + said
                    held[owner].append((delivery, clock + lease))
            elif deed in {"send", "give back", "park"} and held[owner]:
                delivery, _ = held[owner].pop(number % len(held[owner]))
                newest = max(
                    d.attempts for taken in (*held.values(), [(delivery, 0.0)]) for d, _ in taken if _same(d, delivery)
                )
                done = _finish(ledger, deed, delivery, clock)
                assert not (done and delivery.attempts < newest)
                if done and deed == "send":
                    said.append(delivery.key)

        assert len(said) == len(set(said))

    on_paper(engine, work)


def _claim(ledger: Ledger, owner: str, clock: float, lease: float) -> tuple[Delivery, ...]:
    return ledger.deliveries.claim(["slack"], owner=owner, at=later(clock), lease_until=later(clock + lease), limit=2)


def _same(one: Delivery, other: Delivery) -> bool:
    return one.key == other.key


def _finish(ledger: Ledger, deed: str, delivery: Delivery, clock: float) -> bool:
    if deed == "give back":
        return ledger.deliveries.release(delivery, not_before=later(clock))
    state: State = "sent" if deed == "send" else "parked"
    return ledger.deliveries.settle(delivery, state=state, at=later(clock))


@few
@given(at=instants)
def test_an_instant_comes_back_in_utc(engine: Engine, at: datetime) -> None:
    def work(ledger: Ledger) -> None:
        ledger.groups.save(replace(found(ledger), created_at=at))
        group = ledger.groups.load("g")
        assert group is not None
        assert group.created_at == at
        assert group.created_at.tzinfo is UTC

    on_paper(engine, work)
