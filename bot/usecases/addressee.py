"""Addressee: the member a private word was written down for."""

from __future__ import annotations

from bot.calls import Actor
from bot.ports import Delivery, Ledger
from bot.rules.groups import Group, Member


def addressee_of(ledger: Ledger, group: Group, delivery: Delivery) -> Member | None:
    """The member of the account a word is for; None when they have left."""
    found = account_of(ledger, group, delivery)
    return found[1] if found is not None else None


def account_of(ledger: Ledger, group: Group, delivery: Delivery) -> tuple[Actor, Member] | None:
    """The account a word is for and its member; None when they have left.

    An account is known in the space of its seat, or, where one account serves for every space, in none.
    """
    seat = delivery.place
    spaces = dict.fromkeys((seat.space, ""))
    accounts = [Actor(seat.platform, space, delivery.account, "") for space in spaces]
    known = ((account, ledger.groups.member_of(group.id, account)) for account in accounts)
    return next(((account, member) for account, member in known if member is not None), None)
