"""The study group that is pressed at: Cohort's own, on a real file, and the raw book of a bare bot."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from adapters.clock import now
from adapters.shelf.shelf import read_shelf
from adapters.store import SqlStore, make_engine, upgrade
from bot.app import App
from bot.calls import Actor, Call, Place
from bot.commands import OpenSheet, SetUpGroup
from bot.ports import Ledger
from bot.rules.groups import Group
from bot.rules.items import Item
from bot.rules.packs import Pack
from bot.rules.sessions import Session, session_id
from bot.wire import encode

EVERY_DAY = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
CONTENT = Path(__file__).resolve().parents[2] / "content"
PACK = "mla-c01"
OPEN = timedelta(days=1)


async def open_group(database: Path, place: Place) -> tuple[App, SqlStore, str]:
    """Cohort on this file with a group in this place and an open question; the token that opens its sheet."""
    bank, _ = read_shelf(CONTENT)
    engine = make_engine(f"sqlite:///{database}")
    upgrade(engine)
    store = SqlStore(engine)
    app = App(store, bank)
    lead = Actor(place.platform, place.space, "1", "Ada", manages=True)
    settings = SetUpGroup("09:00", "Europe/Berlin", EVERY_DAY, "09:00", "at_once", PACK)
    card = await app.handle(Call("set-up", settings, lead, place, now()))
    assert card.tone != "trouble", card
    item = typical(bank.pack(PACK))
    session = await store.run(lambda ledger: _ask(ledger, place, item))
    return app, store, encode(OpenSheet(session, item.id))


def typical(pack: Pack) -> Item:
    """The multiple-choice item with as many words as the middle one has."""
    single = [item for item in pack.live if item.type == "multiple_choice"]
    return sorted(single, key=lambda item: (len(repr(item)), item.id))[len(single) // 2]


def _ask(ledger: Ledger, place: Place, item: Item) -> str:
    group: Group | None = ledger.groups.at(place)
    assert group is not None
    at = now()
    day = group.day_of(at)
    form = ((item.id, item.version),)
    session = Session(group.id, session_id(group.id, "daily", day), "daily", day, form, at, at + OPEN)
    assert ledger.sessions.add(session)
    return session.id


class RawBook:
    """What a bare bot keeps: one row an answer, each in a durable commit of its own."""

    def __init__(self, database: Path) -> None:
        """Open the file as durably as Cohort does."""
        self._connection = sqlite3.connect(database, isolation_level=None)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute("CREATE TABLE responses (member TEXT, answer TEXT, at TEXT)")

    def add(self, member: str, answer: str) -> None:
        """Put one answer on the disk."""
        row = (member, answer, now().isoformat())
        self._connection.execute("INSERT INTO responses VALUES (?, ?, ?)", row)


def committed(database: Path) -> int:
    """How many answers are in the file."""
    with closing(sqlite3.connect(database)) as connection:
        return int(connection.execute("SELECT count(*) FROM responses").fetchone()[0])
