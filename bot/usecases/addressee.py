"""Addressee: the member a private word was written down for."""

from __future__ import annotations

from bot.calls import Actor
from bot.ports import Delivery, Ledger
from bot.rules.groups import Group, Member


def addressee_of(ledger: Ledger, group: Group, delivery: Delivery) -> Member | None:
    """The member of the account a word is for; None when they have left.

    An account is known in the space of its seat, or, where one account serves for every space, in none.
    """
    seat = delivery.place
    known = (
        ledger.groups.member_of(group.id, Actor(seat.platform, space, delivery.account, ""))
        for space in dict.fromkeys((seat.space, ""))
    )
    return next((member for member in known if member is not None), None)
