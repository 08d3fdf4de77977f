"""The book of desk links: each is opened once, is found in its own group alone, and goes with its member."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Engine, select

from adapters.store import SqlStore, open_ledger
from adapters.store.desk_tables import desk_links
from bot.ports.ledger import Ledger
from bot.rules.desk_links import DeskLink, digest_of
from bot.rules.groups import Role
from tests.adapters.store_scene import AT, LIN, MAYA, found, later, person

LINK, VISIT = digest_of("link"), digest_of("visit")


def link(name: str = "link", *, member: str = "maya", managed: bool = False, group: str = "g") -> DeskLink:
    """A link that was given at the beginning of the scene."""
    return DeskLink(group, digest_of(name), member, AT, managed)


def scene(ledger: Ledger) -> None:
    """Two leads of one group, the first with a link."""
    found(ledger)
    person(ledger, role=Role.LEAD)
    person(ledger, LIN, role=Role.LEAD)
    ledger.desk_links.add(link())


def test_a_link_comes_back_as_it_went(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        scene(ledger)
        ledger.desk_links.add(link("other", managed=True))
        assert ledger.desk_links.load("g", LINK) == link()
        assert ledger.desk_links.load("g", digest_of("other")) == link("other", managed=True)
        assert ledger.desk_links.load("g", digest_of("none")) is None
        assert ledger.desk_links.load("h", LINK) is None, "it is another group's"
        assert len(ledger.desk_links.of_member("g", "maya")) == 2
        assert ledger.desk_links.of_member("g", "lin") == ()

    store.run_now(work)


def test_a_link_is_exchanged_once(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        scene(ledger)
        assert ledger.desk_links.visit("g", VISIT) is None
        assert ledger.desk_links.open("g", LINK, VISIT, later(60))
        assert not ledger.desk_links.open("g", LINK, digest_of("second"), later(61))
        assert ledger.desk_links.visit("g", VISIT) == replace(link(), opened_at=later(60), visit=VISIT)
        assert ledger.desk_links.visit("g", digest_of("second")) is None
        assert ledger.desk_links.visit("h", VISIT) is None

    store.run_now(work)


def test_no_visit_has_an_empty_secret(store: SqlStore) -> None:
    """Links that were not opened have no visit: nobody comes in by showing nothing."""

    def work(ledger: Ledger) -> None:
        scene(ledger)
        assert ledger.desk_links.visit("g", "") is None
        assert ledger.desk_links.visit("g", digest_of("")) is None

    store.run_now(work)


def test_ending_takes_one_or_all_of_a_member(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        scene(ledger)
        ledger.desk_links.add(link("managed", managed=True))
        ledger.desk_links.add(link("of lin", member="lin"))
        assert ledger.desk_links.end_all("g", "maya", managed=True) == 1
        assert [one.link for one in ledger.desk_links.of_member("g", "maya")] == [LINK]
        ledger.desk_links.end("g", LINK)
        assert ledger.desk_links.end_all("g", "maya") == 0
        assert len(ledger.desk_links.of_member("g", "lin")) == 1

    store.run_now(work)


def test_the_links_of_who_is_forgotten_go_too(store: SqlStore, engine: Engine) -> None:
    def work(ledger: Ledger) -> None:
        scene(ledger)
        ledger.desk_links.add(link("of lin", member="lin"))
        ledger.groups.forget("g", "maya")
        assert ledger.groups.member_of("g", MAYA) is None

    store.run_now(work)

    with engine.connect() as connection:
        assert list(connection.scalars(select(desk_links.c.member_id))) == ["lin"]


def test_a_dissolved_group_leaves_no_link(store: SqlStore) -> None:
    def work(ledger: Ledger) -> None:
        scene(ledger)
        ledger.groups.dissolve("g")
        assert ledger.desk_links.load("g", LINK) is None

    store.run_now(work)


def test_whichever_process_is_first_makes_the_seal(store: SqlStore, engine: Engine) -> None:
    assert store.seal("desk", fresh="first") == "first"
    assert store.seal("desk", fresh="second") == "first"
    assert store.seal("something else", fresh="third") == "third"
    with open_ledger(engine) as again:
        assert again.seals.of("desk", fresh="fourth") == "first"
