"""Compose a lead's Monday brief, from the facts at the moment it is said or asked for."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta

from bot.calls import Actor
from bot.cards.brief import Brief, Participation, brief_card, pointer_card
from bot.cards.model import Card
from bot.ports import Delivery, Ledger
from bot.rules.briefs import FRESH, WEEK
from bot.rules.disclosure import counted_of
from bot.rules.groups import Group, Role
from bot.rules.packs import Bank
from bot.usecases.addressee import account_of
from bot.usecases.compose_mock import desk_of_clock
from bot.usecases.hand_out import still_fit
from bot.usecases.in_sight import sight_of
from bot.usecases.verb import Desk


def brief_of(ledger: Ledger, bank: Bank, group: Group, delivery: Delivery, at: datetime) -> Card | None:
    """The brief as things are when it is said; None for who is no lead any more, has turned it off, or when it is late.

    Who leads only because the platform lets them manage the place is told where to read it: whether they still may is
    known when they ask.
    """
    found = account_of(ledger, group, delivery)
    if found is None:
        return None
    account, member = found
    reader = ledger.briefs.of(group.id, member.id)
    desk, monday = desk_of_clock(ledger, bank, group, at), date.fromisoformat(delivery.about)
    if reader is None or desk.today - monday > FRESH:
        return None
    if member.role >= Role.LEAD:
        return brief_for(desk, monday, member.id, account)
    return pointer_card(monday, group.id) if reader.manages else None


def brief_for(desk: Desk, monday: date, member: str, account: Actor) -> Card:
    """The brief of that Monday for this member, who may have it and reads it by that account."""
    form = desk.ledger.briefs.handed_out(desk.home.id).get(monday, ())
    tasks, sight = desk.pack.blueprint.tasks, sight_of(desk, [member])
    return brief_card(
        Brief(
            monday=monday,
            group=desk.home.id,
            sight=sight,
            questions=still_fit(desk, form, account),
            titles={task.id: task.title for task in tasks.values()},
            took_part=_participation(desk, monday, {one.id for one in sight.seen}, member),
        )
    )


def _participation(desk: Desk, monday: date, seen: AbstractSet[str], reader: str) -> Participation | None:
    """Who answered in the week before, in numbers; nothing where those seen by name leave over who one person is.

    The dates of their last answers stand beside the names.
    """
    members = desk.ledger.groups.members(desk.home.id).keys()
    of, counted = counted_of(seen, members - seen, [reader])
    if not counted:
        return None
    weeks = []
    responses = [one for one in desk.ledger.responses.of_group(desk.home.id) if one.member in counted]
    for back in (1, 2):
        start = monday - timedelta(days=back * WEEK)
        week = [one for one in responses if start <= one.day < start + timedelta(days=WEEK)]
        weeks.append((len({one.member for one in week}), len(week)))
    (people, answers), (before, _) = weeks
    return Participation(len(counted), people, answers, before, of)
