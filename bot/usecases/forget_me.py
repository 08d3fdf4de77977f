"""A member leaves without a trace."""

from __future__ import annotations

from bot.cards.member import forget_card
from bot.commands import ForgetMe
from bot.rules.groups import Role
from bot.usecases.rate_items import rate_soon
from bot.usecases.verb import Desk, Outcome


def forget_me(command: ForgetMe, desk: Desk) -> Outcome:
    """Ask once, then delete everything of this member in this group."""
    if not command.sure:
        leads = {account for _, account in desk.ledger.groups.leads(desk.home.id)}
        return Outcome(forget_card(done=False, last_lead=desk.me.role >= Role.LEAD and len(leads) == 1))
    desk.ledger.groups.forget(desk.home.id, desk.me.id)
    desk.memory.drop(desk.home.id)
    rate_soon(desk)  # sums with this member's answers in them go too
    return Outcome(forget_card(done=True))
