"""Founding on one's own machine: a group with its question stands ready, and nobody is in it but who comes."""

from __future__ import annotations

from adapters.store import SqlStore
from adapters.web.chat import WebChat
from adapters.web.founding import found_group
from adapters.web.inbound import PLACE
from bot.app import App
from bot.calls import Actor, Call
from bot.commands import ShowStatus
from bot.deliver import Deliverer
from bot.ports import Ledger
from tests.bot.specimens import bank
from tests.browser import START
from tests.databases import sqlite_engine

MAYA = Actor("web", PLACE.space, "maya", "Maya", manages=True)


async def test_a_group_stands_ready_and_the_house_is_none_of_its_members() -> None:
    store = SqlStore(sqlite_engine())
    app = App(store, bank())
    deliverer = Deliverer(store, app.bank, {"web": WebChat()}, owner="first")

    assert await found_group(app, deliverer, START) == ""
    assert await found_group(app, deliverer, START) == ""  # a second start finds it there

    channel = await app.look(MAYA, PLACE, START)
    assert [(bool(post.session), post.open) for post in channel.posts] == [(True, True)]
    await app.handle(Call("status", ShowStatus(), MAYA, PLACE, START))
    assert await store.run(members) == ["Maya"]


def members(ledger: Ledger) -> list[str]:
    """Who is in the page's group."""
    group = ledger.groups.at(PLACE)
    assert group is not None
    return [member.name for member in ledger.groups.members(group.id).values()]
