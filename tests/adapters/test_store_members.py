"""The book of members: joining, leading and being forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

from sqlalchemy import Engine, select

from adapters.store import SqlStore
from adapters.store.mock_tables import attempts
from adapters.store.tables import deliveries, metadata, sessions
from bot.calls import Actor, Place
from bot.ports.ledger import Ledger
from bot.ports.records import Remark, Report
from bot.rules.attempts import Attempt, Given
from bot.rules.groups import Member, Rhythm, Role
from bot.rules.sessions import Purpose, Session
from tests.adapters.store_scene import AT, HERE, LIN, MAYA, MONDAY, answer, ask, found, line, person

ON_DISCORD = Actor("discord", "G1", "777", "maya_l")


def test_joining_twice_finds_the_same_member_with_the_newest_name(store: SqlStore) -> None:
    def work(ledger: Ledger) -> tuple[Member, Member]:
        found(ledger)
        first = person(ledger, role=Role.LEAD)
        again = ledger.groups.join(MAYA, Member("g", "another-id", "Maya Lin", Role.MEMBER, AT))
        return first, again

    first, again = store.run_now(work)

    assert again == replace(first, name="Maya Lin")
    assert again.role is Role.LEAD
    assert store.run_now(lambda ledger: ledger.groups.members("g")) == {"maya": again}


def test_a_call_meets_its_group_and_its_member_in_one_look(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        group = found(ledger)
        assert ledger.groups.met(HERE, MAYA) == (group, None)
        member = person(ledger)
        assert ledger.groups.met(HERE, MAYA) == (group, member)
        assert ledger.groups.met(HERE, LIN) == (group, None)
        assert ledger.groups.met(replace(HERE, room="C9"), MAYA) is None

    store.run_now(work)


def test_the_rhythm_met_on_the_way_is_the_one_kept_last(store: SqlStore) -> None:
    early = Rhythm("g", time(9), time(17), frozenset({0, 1}))

    def work(ledger: Ledger) -> None:
        found(ledger)
        ledger.groups.met(HERE, MAYA)
        assert ledger.groups.rhythm("g") is None
        ledger.groups.keep_rhythm(early, AT)
        ledger.groups.met(HERE, MAYA)
        assert ledger.groups.rhythm("g") == early
        ledger.groups.keep_rhythm(replace(early, paused=True), None)
        assert ledger.groups.rhythm("g") == replace(early, paused=True)

    store.run_now(work)


def test_a_second_account_can_be_the_same_member(store: SqlStore) -> None:
    def work(ledger: Ledger) -> Member | None:
        found(ledger)
        member = person(ledger)
        ledger.groups.join(ON_DISCORD, member)
        return ledger.groups.member_of("g", ON_DISCORD)

    member = store.run_now(work)

    assert member == store.run_now(lambda ledger: ledger.groups.member_of("g", MAYA))


def test_what_stands_about_a_member_can_be_replaced(store: SqlStore) -> None:
    def work(ledger: Ledger) -> Member:
        found(ledger)
        changed = replace(person(ledger), role=Role.LEAD, show="alias", alias="Owl")
        ledger.groups.keep_member(changed)
        return changed

    assert store.run_now(work) == store.run_now(lambda ledger: ledger.groups.member_of("g", MAYA))


def test_leads_are_told_by_account_and_space(store: SqlStore) -> None:
    def work(ledger: Ledger) -> tuple[tuple[Place, str], ...]:
        found(ledger)
        ledger.groups.join(ON_DISCORD, person(ledger, role=Role.LEAD))
        person(ledger, LIN)
        return ledger.groups.leads("g")

    assert store.run_now(work) == ((Place("discord", "G1", ""), "777"), (Place("slack", "T1", ""), "U1"))


def test_names_in_any_script_come_back_as_they_went(store: SqlStore) -> None:
    name = "Зоя 🦉 <!channel> '); DROP TABLE members; --"

    def work(ledger: Ledger) -> Member:
        found(ledger)
        return person(ledger, Actor("slack", "T1", "U3", name))

    store.run_now(work)

    assert [m.name for m in store.run_now(lambda ledger: ledger.groups.members("g")).values()] == [name]


def test_who_is_forgotten_leaves_no_trace(store: SqlStore, engine: Engine) -> None:
    def work(ledger: Ledger) -> None:
        found(ledger)
        ask(ledger)
        for actor in (MAYA, LIN):
            member = person(ledger, actor, role=Role.LEAD)
            ledger.responses.add(answer(member.id))
            ledger.notes.report(Report("g", f"r-{member.id}", "item-s", 1, member.id, "two keys", AT))
            ledger.notes.remark(Remark("g", f"w-{member.id}", "s", member.id, "why not C?", AT))
            private = Place(actor.platform, actor.space, "")
            ledger.deliveries.add(line(f"n-{member.id}", "notice", place=private, about="", account=actor.id))
        ledger.deliveries.add(line("q"))
        ledger.groups.forget("g", "maya")

    store.run_now(work)

    with engine.connect() as connection:
        rows = [row for table in metadata.sorted_tables for row in connection.execute(select(table))]
    words = " ".join(str(tuple(row)) for row in rows)
    assert "Maya" not in words
    assert "maya" not in words
    assert "U1" not in words
    assert set(store.run_now(lambda ledger: ledger.groups.members("g"))) == {"lin"}
    assert len(store.run_now(lambda ledger: ledger.notes.reports("g", 9))) == 1
    assert len(store.run_now(lambda ledger: ledger.notes.remarks("g", 9))) == 1
    assert store.run_now(lambda ledger: ledger.responses.count("g", "s")) == 1


def test_mock_exams_that_a_member_took_alone_are_forgotten_too(store: SqlStore, engine: Engine) -> None:
    def work(ledger: Ledger) -> None:
        found(ledger)
        for actor in (MAYA, LIN):
            member = person(ledger, actor)
            taken: tuple[tuple[str, Purpose], ...] = ((f"own-{member.id}", "own"), ("weekly", "mock"))
            for session, purpose in taken:
                ledger.sessions.add(Session("g", session, purpose, MONDAY, (("item-s", 1),), AT, None))
                attempt = Attempt("g", session, member.id, "exam", AT, None)
                ledger.attempts.begin(attempt, HERE, actor.id)
                ledger.attempts.give(attempt, Given("item-s", ("B",), AT))
                ledger.attempts.hand_in("g", session, member.id, AT)
                ledger.responses.add(replace(answer(member.id, session=session), item="item-s"))
        ledger.groups.forget("g", "maya")

    store.run_now(work)

    with engine.connect() as connection:
        assert sorted(connection.scalars(select(sessions.c.session_id))) == ["own-lin", "weekly"]
        assert set(connection.scalars(select(attempts.c.member_id))) == {"lin"}


def test_what_was_whispered_to_an_account_without_a_space_is_forgotten_too(store: SqlStore, engine: Engine) -> None:
    guild = Place("discord", "G1", "C7")

    def work(ledger: Ledger) -> None:
        found(ledger, "g", guild)
        for name, account in (("Maya", "777"), ("Lin", "778")):
            person(ledger, Actor("discord", "", account, name))
            ledger.deliveries.add(line(f"n-{account}", "warning", place=guild, account=account))
        ledger.groups.forget("g", "maya")

    store.run_now(work)

    with engine.connect() as connection:
        assert list(connection.scalars(select(deliveries.c.account))) == ["778"]


def test_who_was_forgotten_may_join_again_as_a_new_person(store: SqlStore) -> None:
    def work(ledger: Ledger) -> tuple[Member, int]:
        found(ledger)
        ask(ledger)
        person(ledger)
        ledger.responses.add(answer())
        ledger.groups.forget("g", "maya")
        return person(ledger), len(ledger.responses.by_member("g", "maya"))

    member, answers = store.run_now(work)

    assert member.name == "Maya"
    assert answers == 0
