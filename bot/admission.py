"""Admission: which group a call is about, who calls, and whether they may."""

from __future__ import annotations

from datetime import datetime

from bot.calls import CLOCK, Actor, Call, Place
from bot.commands import PostNow, SetUpGroup
from bot.errors import GroupMoved, LeadsOnly, NoGroupHere
from bot.ports import Ledger
from bot.rules.groups import Group, Member, Role
from bot.rules.naming import clean_name, stable_id
from bot.usecases.take_along import movable, taken_along
from bot.usecases.verb import Verb


def admit(ledger: Ledger, call: Call, verb: Verb, *, joining: bool = True) -> tuple[Group | None, Member | None]:
    """Find the group and the member of a call, and check that they may; a look goes without `joining`.

    Raises:
        NoGroupHere: when the verb needs a group and none lives there; it tells where one that did has moved.
        LeadsOnly: when the verb is for leads and the member is none, nor lets the platform them manage the place.
    """
    if call.by is CLOCK:
        group_id = getattr(call.command, "group", "")
        return ledger.groups.load(group_id), None
    if verb.by is Role.CLOCK:
        raise LeadsOnly
    session, private = getattr(call.command, "session", ""), getattr(call.command, "group", "")
    group, member = enter(
        ledger,
        call.by,
        call.place,
        call.at,
        session=session,
        private=private,
        anywhere=isinstance(call.command, PostNow),
        joining=joining,
    )
    if group is None and not verb.outside:
        raise _not_here(ledger, call.place)
    if group is None and (group := taken_along(ledger, call)) is not None:
        member = ledger.groups.member_of(group.id, call.by)
    if verb.by is Role.LEAD and not (
        may_lead(call.by, group, member)
        or _orphaned(ledger, group, call)
        or (group is None and movable(ledger, call))  # they lead what they will be asked about
    ):
        raise LeadsOnly
    return group, member


def _not_here(ledger: Ledger, place: Place) -> NoGroupHere:
    homes = [home for _, home in ledger.groups.moved_from(place) if not home.parked] if place.room else []
    return GroupMoved(homes[0].place.room) if homes else NoGroupHere()


def may_lead(by: Actor, group: Group | None, member: Member | None) -> bool:
    """Whether they may set up and change: leads, and whoever the platform lets manage the place.

    Where no group lives yet, anybody may whom the platform does not forbid it.
    """
    if by.manages or (member is not None and member.role >= Role.LEAD):
        return True
    return group is None and by.manages is None


def _orphaned(ledger: Ledger, group: Group | None, call: Call) -> bool:
    """Whether the group has lost its last lead, so that anybody may set it up anew and become one."""
    setting_up = isinstance(call.command, SetUpGroup) and call.by.manages is None
    return setting_up and group is not None and not ledger.groups.leads(group.id)


def enter(
    ledger: Ledger,
    by: Actor,
    place: Place,
    at: datetime,
    *,
    session: str = "",
    private: str = "",
    anywhere: bool = False,
    joining: bool = True,
) -> tuple[Group | None, Member | None]:
    """The group of a place and the member `by` is in it; whoever speaks in a group's place becomes a member.

    A group's posts stay its own in a room that it has left: who presses one there speaks to that group. In private the
    group is the one of theirs that knows the session or is called `private`, else the latest the account joined; that
    name counts `anywhere` if so, in a room where no group lives.
    Without `joining` nobody becomes a member.
    """
    group, member = (ledger.groups.met(place, by) if place.room else None) or (None, None)
    if group is None:
        groups = ledger.groups.of(by)
        if place.room and not session and not (private and anywhere):
            return None, None
        knowing = (g for g in groups if g.id == private or (session and ledger.sessions.load(g.id, session)))
        latest = groups[0] if groups and not place.room and not private else None
        group = next(knowing, latest)
        if group is None and place.room:
            moved = (each for each, _ in ledger.groups.moved_from(place))
            group = next((each for each in moved if ledger.sessions.load(each.id, session)), None)
        if group is None:
            return None, None
    if not joining:
        return group, member or ledger.groups.member_of(group.id, by)
    name = clean_name(by.name)
    if member is None or member.name != name:
        identity = stable_id("member", group.id, by.platform, by.space, by.id)
        fresh = Member(group=group.id, id=identity, name=name, role=Role.MEMBER, joined_at=at)
        member = ledger.groups.join(by, fresh)
    return group, member
