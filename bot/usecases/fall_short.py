"""Fall short: the weekly mock has nothing to ask, and the leads are told once, with what can be done."""

from __future__ import annotations

from typing import get_args

from bot.cards.invitation import shortage_card
from bot.cards.model import Card
from bot.errors import Lack
from bot.ports import Delivery
from bot.rules.groups import Group
from bot.rules.naming import stable_id
from bot.rules.packs import Bank
from bot.usecases.verb import Desk


def tell_leads(desk: Desk, lack: Lack) -> None:
    """Write down a word to each lead, unless they were told the same since the last weekly mock that came."""
    group = desk.home
    last = desk.ledger.sessions.latest(group.id, "mock")
    since = last.id if last is not None else ""
    for place, account in desk.ledger.groups.leads(group.id):
        key = stable_id("shortage", group.id, place.platform, place.space, account, group.pack, lack, since)
        desk.ledger.deliveries.add(Delivery(group.id, key, "shortage", place, lack, desk.at, account=account))


def shortage_of(bank: Bank, group: Group, delivery: Delivery) -> Card | None:
    """What a lead is told; None when the pack is gone meanwhile."""
    pack = bank.packs.get(group.pack)
    lack = next((one for one in get_args(Lack) if one == delivery.about), None)
    if pack is None or lack is None:
        return None
    return shortage_card(lack, exam=pack.exam.code, held=len(pack.for_mocks))
