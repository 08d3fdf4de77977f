"""Take along: which group a set-up brings to a room where none lives, because it can be heard nowhere else here."""

from __future__ import annotations

from datetime import timedelta

from bot.calls import Call, Place
from bot.commands import NEW_GROUP, SetUpGroup
from bot.ports import Home, Ledger
from bot.rules.groups import Group, Role

QUIET = timedelta(days=14)
"""After so long without a word of its group, a channel may have been closed on purpose: then it is better to ask."""


def movable(ledger: Ledger, call: Call) -> tuple[tuple[Group, Home], ...]:
    """Groups that may come along to the room of a set-up, latest joined first, each with a home where it is parked.

    They are those of the caller's that they lead, or that the platform lets them manage, and whose every home in this
    space is parked. None where the set-up is for a new group.
    """
    command, by, here = call.command, call.by, call.place
    if not isinstance(command, SetUpGroup) or command.group == NEW_GROUP or not here.room:
        return ()
    found = []
    for group in ledger.groups.of(by):
        homes = [home for home in ledger.groups.homes(group.id) if _same_space(home.place, here)]
        member = ledger.groups.member_of(group.id, by)
        leads = member is not None and (by.manages or member.role >= Role.LEAD)
        if leads and homes and all(home.parked for home in homes):
            found.append((group, homes[0]))
    return tuple(found)


def taken_along(ledger: Ledger, call: Call) -> Group | None:
    """The group that comes along: the one that was chosen, or the only one if it was heard lately or never yet."""
    groups = movable(ledger, call)
    if chosen := getattr(call.command, "group", ""):
        return next((group for group, _ in groups if group.id == chosen), None)
    if len(groups) != 1:
        return None
    ((group, home),) = groups
    heard = ledger.deliveries.touched(home.place)
    return group if heard is None or call.at - heard <= QUIET else None


def _same_space(place: Place, other: Place) -> bool:
    return (place.platform, place.space) == (other.platform, other.space)
