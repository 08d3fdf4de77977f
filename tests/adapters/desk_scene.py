"""The lead's desk at the wire for tests: a running page with a class behind it, and leads without a script."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

import aiohttp
import pytest
import pytest_asyncio

from adapters.web.inbound import PLACE
from bot.calls import Actor, Call, Place
from bot.cards.model import Away, Card
from bot.commands import SetUpGroup, ShowDesk, ShowMe
from bot.ports import Ledger
from bot.rules.groups import Role
from tests.bot.specimens import bank, plenty
from tests.browser import ADA, START, Stand
from tests.desk_scene import NAMES, fill, member_id, usual

ELSEWHERE = Place("web", "page", "other")
"""Where another group lives."""

ZOE = Actor("web", "page", "zoe", "Zoe", manages=True)
HOME = "/desk"


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    """The page with a class of twelve, ten of whom let leads see how ready they are; and another group elsewhere."""
    served = Stand(tmp_path_factory.mktemp("data"), bank(plenty(25))).start()
    served.set_up()
    served.at = START + timedelta(days=4)
    pack = served.bank.pack("mla-c01")
    served.store.run_now(lambda ledger: fill(ledger, PLACE, pack, usual(shares=10), served.at))
    setting = SetUpGroup("09:00", "Europe/Berlin", ("mon",), "17:00")
    served.run(served.app.handle(Call("elsewhere", setting, ZOE, ELSEWHERE, served.at)))
    yield served
    served.stop()


def address_of(card: Card) -> str:
    """Where the link on a card leads to, from the page's root on."""
    address = next(control.url for control in card.controls if isinstance(control, Away))
    return address[address.index("/desk/open") :]


def link_for(stand: Stand, by: Actor = ADA, place: Place = PLACE) -> str:
    """A fresh link, from the page's root on."""
    card = stand.run(stand.app.handle(Call(f"link {by.id} {stand.at}", ShowDesk(), by, place, stand.at)))
    return address_of(card)


def group_at(ledger: Ledger, place: Place) -> str:
    """The group that lives there."""
    group = ledger.groups.at(place)
    assert group is not None
    return group.id


def demote(stand: Stand, by: Actor = ADA, role: Role = Role.MEMBER) -> None:
    """Give somebody another role, as nobody at the door could."""

    def work(ledger: Ledger) -> None:
        member = ledger.groups.member_of(group_at(ledger, PLACE), by)
        assert member is not None
        ledger.groups.keep_member(replace(member, role=role))

    stand.store.run_now(work)


class Lead:
    """A lead at a browser without a script."""

    def __init__(self, stand: Stand, session: aiohttp.ClientSession) -> None:
        self.stand = stand
        self.session = session

    async def get(self, path: str, **headers: str) -> tuple[int, str]:
        """What is at an address, without being led on."""
        async with self.session.get(path, headers=headers, allow_redirects=False) as response:
            return response.status, await response.text(errors="replace")

    async def post(self, path: str, origin: str = "", **fields: str) -> tuple[int, str]:
        """Send a form."""
        headers = {"Origin": origin or self.stand.address}
        async with self.session.post(path, data=fields, headers=headers, allow_redirects=False) as response:
            return response.status, await response.text()

    async def comes_in(self, by: Actor = ADA, place: Place = PLACE) -> None:
        """Open a link as one is meant to."""
        status, page = await self.get(link_for(self.stand, by, place))
        assert status == 200, page
        status, page = await self.post("/desk/open", link=hidden(page, "link"))
        assert status == 303, page


def hidden(page: str, name: str) -> str:
    """What a form on the page carries along."""
    return str(re.findall(rf'name="{name}" value="([^"]+)"', page)[0])


@pytest.fixture
def as_it_was(stand: Stand) -> Iterator[None]:
    """Time and roles are given back after each test."""
    before = stand.at
    yield
    stand.at = before
    stand.handle(ShowMe())
    demote(stand, ADA, Role.LEAD)


@pytest_asyncio.fixture
async def lead(stand: Stand) -> AsyncIterator[Lead]:
    """A browser that has never been here."""
    async with aiohttp.ClientSession(stand.address, cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield Lead(stand, session)


@asynccontextmanager
async def another(served: Stand) -> AsyncIterator[Lead]:
    """A second browser."""
    async with aiohttp.ClientSession(served.address, cookie_jar=aiohttp.CookieJar(unsafe=True)) as session:
        yield Lead(served, session)


def routes(served: Stand) -> list[str]:
    """Every address of the desk that shows something."""
    group = served.store.run_now(lambda ledger: ledger.groups.at(PLACE))
    assert group is not None
    tables = ("members", "tasks", "words", "gaps", "mocks", "mock-scores", "questions", "reports")
    return [
        HOME,
        *(f"/desk/tables/{name}.csv" for name in tables),
        *(f"/desk/pictures/{name}.png" for name in ("bands", "tasks", "gaps")),
        *(f"/desk/members/{member_id(group, PLACE, name)}" for name in NAMES[:2]),
    ]


def tells(page: str) -> set[str]:
    """Names of members that a page gives away."""
    return {name for name in NAMES if name in page}


async def shut(someone: Lead) -> None:
    """Nothing is told by any route."""
    for path in routes(someone.stand):
        status, page = await someone.get(path)
        assert status == 403, path
        assert tells(page) == set(), path
        assert "/cohort desk" in page, "the page says what to do next"
        assert "MLA-C01" not in page
