"""Visit the desk: a link is looked at, exchanged for a visit, and the visit is checked with every look."""

from __future__ import annotations

from datetime import datetime

from bot.calls import CLOCK, NOWHERE, Call
from bot.commands import ShowDesk
from bot.errors import DeskClosed, LinkOpened, LinkOver, LinkUnknown, Refusal
from bot.ports import Ledger
from bot.rules.desk_links import DeskLink, digest_of
from bot.rules.groups import Group, Member, Role
from bot.rules.packs import Bank
from bot.usecases.verb import Desk


def look_at_link(ledger: Ledger, group: str, secret: str, at: datetime) -> DeskLink:
    """The link as it stands; looking spends nothing, since chats look at links to show what they lead to.

    Raises:
        LinkUnknown: when it was ended, or its lead leads no more.
        LinkOpened: when it was opened before.
        LinkOver: when its time is over.
    """
    link = ledger.desk_links.load(group, digest_of(secret))
    if link is None or _visitor(ledger, link) is None:
        raise LinkUnknown
    if link.opened_at is not None:
        raise LinkOpened
    if not link.opens_at(at):
        raise LinkOver
    return link


def open_link(ledger: Ledger, group: str, secret: str, visit: str, at: datetime) -> DeskLink:
    """Exchange the link for a visit with that secret; of two who try at once one succeeds.

    Raises:
        Refusal: as `look_at_link`.
    """
    link = look_at_link(ledger, group, secret, at)
    if not ledger.desk_links.open(group, link.link, digest_of(visit), at):
        raise LinkOpened
    return ledger.desk_links.load(group, link.link) or link


def visited(ledger: Ledger, bank: Bank, group: str, secret: str, at: datetime) -> Desk | Refusal:
    """The desk of whoever visits with that secret; who leads the group no more finds it closed, for good."""
    desk = standing(ledger, bank, group, secret, at)
    if desk is not None:
        return desk
    link = ledger.desk_links.visit(group, digest_of(secret))
    if link is not None and link.visited_at(at):
        ledger.desk_links.end_all(link.group, link.member)
    return DeskClosed()


def standing(ledger: Ledger, bank: Bank, group: str, secret: str, at: datetime) -> Desk | None:
    """The same desk, or None where it is closed; nothing is written."""
    link = ledger.desk_links.visit(group, digest_of(secret))
    found = _visitor(ledger, link) if link is not None and link.visited_at(at) else None
    if found is None:
        return None
    home, member = found
    return Desk(ledger, Call("desk", ShowDesk(), CLOCK, NOWHERE, at), bank, home, member)


def _visitor(ledger: Ledger, link: DeskLink) -> tuple[Group, Member] | None:
    """The group and its lead, if the link's member leads it still and it lives anywhere."""
    home = ledger.groups.load(link.group)
    member = ledger.groups.members(link.group).get(link.member)
    if home is None or member is None or (member.role < Role.LEAD and not link.managed):
        return None
    gone = all(place.left_at is not None for place in ledger.groups.homes(link.group))
    return None if gone else (home, member)
