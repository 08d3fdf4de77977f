"""Reserve: items that nobody may meet in practice now, because an open question or mock exam asks them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.calls import Actor
from bot.ports import Ledger
from bot.rules.sessions import WHOLE_GROUP
from bot.usecases.verb import Desk


def reserved(desk: Desk, *, besides: str = "") -> frozenset[str]:
    """Items of what is open before any group of this account, and of mock exams that they are taking there.

    The session `besides` is left out: what it asks is being answered in it.
    """
    groups = {desk.home.id, *(group.id for group in desk.ledger.groups.of(desk.call.by))}
    return open_before(desk.ledger, desk.call.by, groups, desk.at, besides=besides)


def open_before(
    ledger: Ledger, account: Actor, groups: Collection[str], at: datetime, *, besides: str = ""
) -> frozenset[str]:
    """Items of what is open before these groups, and of mock exams that this account is taking there."""
    sessions = [
        session
        for group in groups
        for purpose in WHOLE_GROUP
        for session in ledger.sessions.open_ones(group, at, purpose)
    ]
    for group in groups:
        member = ledger.groups.member_of(group, account)
        attempt = ledger.attempts.open_of(group, member.id) if member is not None else None
        if attempt is not None and attempt.mode == "exam":
            taking = ledger.sessions.load(group, attempt.session)
            sessions += [taking] if taking is not None else []
    return frozenset(item for session in sessions if session.id != besides for item, _ in session.form)
