"""Offer members: what completes a member's name while a lead types it."""

from __future__ import annotations

from collections import Counter

from bot.cards.model import Offer
from bot.ports import Ledger
from bot.rules.groups import Group
from bot.usecases.choices import MOST


def offer_members(ledger: Ledger, group: Group, typed: str) -> tuple[Offer, ...]:
    """At most 25 members who agreed that leads see how ready they are, by names that hold what was `typed`.

    Of two with one name the id is the value, and the day they joined tells them apart.
    """
    members, plans = ledger.groups.members(group.id), ledger.plans.of_group(group.id)
    wanted = typed.strip().casefold()
    agreed = [members[name] for name in members if name in plans and plans[name].shares]
    names = Counter(member.name for member in agreed)
    offers = []
    for member in sorted(agreed, key=lambda one: (one.name.casefold(), one.id)):
        joined = group.day_of(member.joined_at)
        alone = names[member.name] == 1
        said = member.name if alone else f"{member.name} (joined {joined.day} {joined:%B %Y})"
        if wanted in member.name.casefold():
            offers.append(Offer(member.name if alone else member.id, said))
    return tuple(offers[:MOST])
