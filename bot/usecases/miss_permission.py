"""Miss a permission: what belongs in a thread was said beside it, and the leads are told once which one is missing."""

from __future__ import annotations

from datetime import datetime

from bot.calls import Place
from bot.cards.model import Card
from bot.cards.trouble import permission_card, whereabouts
from bot.ports import Delivery, Ledger
from bot.rules.naming import stable_id


def tell_of_permission(ledger: Ledger, delivery: Delivery, permission: str, at: datetime) -> None:
    """Write down a word to each lead, unless they were told of this permission in this place before."""
    place = delivery.place
    about = f"{place.platform} {place.space} {place.room} {permission}"
    for private, account in ledger.groups.leads(delivery.group):
        key = stable_id("permission", delivery.group, about, private.platform, private.space, account)
        ledger.deliveries.add(Delivery(delivery.group, key, "permission", private, about, at, account=account))


def permission_of(delivery: Delivery) -> Card:
    """What a lead is told."""
    platform, space, room, permission = delivery.about.split(" ", 3)
    return permission_card(whereabouts(Place(platform, space, room), delivery.place), permission)
