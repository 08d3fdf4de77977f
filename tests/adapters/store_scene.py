"""The study group that the store's tests are about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.calls import Actor, Place
from bot.ports.ledger import Ledger
from bot.ports.records import Delivery, Sort
from bot.rules.groups import Group, Member, Role
from bot.rules.sessions import Purpose, Response, Session

MONDAY = date(2026, 11, 23)
AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
HERE = Place("slack", "T1", "C1")
MAYA = Actor("slack", "T1", "U1", "Maya")
LIN = Actor("slack", "T1", "U2", "Lin")


def later(seconds: float) -> datetime:
    """So many seconds after the scene begins."""
    return AT + timedelta(seconds=seconds)


def found(ledger: Ledger, group: str = "g", *places: Place) -> Group:
    """A group that lives in these places, or here."""
    value = Group(group, "mla-c01", "Europe/Berlin", "at_once", 170, AT)
    ledger.groups.save(value)
    for place in places or (HERE,):
        ledger.groups.bind(group, place)
    return value


def person(ledger: Ledger, actor: Actor = MAYA, group: str = "g", *, role: Role = Role.MEMBER) -> Member:
    """A member of the group; their id is their name in small letters."""
    return ledger.groups.join(actor, Member(group, actor.name.lower(), actor.name, role, AT))


def ask(ledger: Ledger, session: str = "s", *, day: date = MONDAY, purpose: Purpose = "daily") -> Session:
    """A session that was opened on that day and closes eight hours later."""
    opened_at = AT + (day - MONDAY)
    value = Session("g", session, purpose, day, ((f"item-{session}", 1),), opened_at, opened_at + timedelta(hours=8))
    ledger.sessions.add(value)
    return value


def answer(member: str = "maya", *, session: str = "s", right: bool = True, day: date = MONDAY) -> Response:
    """An answer to the session's item, a minute after it was asked."""
    at = AT + (day - MONDAY) + timedelta(minutes=1)
    return Response("g", session, f"item-{session}", 1, member, ("B", "a"), right, 1 / 3, at, day, 42)


def line(
    key: str,
    sort: Sort = "question",
    *,
    place: Place = HERE,
    about: str = "s",
    group: str = "g",
    account: str = "",
) -> Delivery:
    """Something to be said here at once."""
    return Delivery(group, key, sort, place, about, AT, account=account)
