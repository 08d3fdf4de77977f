"""Park a place that refuses for good, and tell the leads once."""

from __future__ import annotations

from datetime import datetime

from bot.calls import Place
from bot.ports import Delivery, Ledger
from bot.rules.naming import stable_id


def park_place(ledger: Ledger, group: str, place: Place, reason: str, at: datetime) -> None:
    """Stop saying things there, and write down a notice to each lead, unless that was done before."""
    if not ledger.groups.park(group, place, reason):
        return
    ledger.deliveries.park(group, place)
    for private, account in ledger.groups.leads(group):
        key = stable_id("notice", group, place.platform, place.space, place.room, account, at.isoformat())
        ledger.deliveries.add(Delivery(group, key, "notice", private, "", at, account=account))
