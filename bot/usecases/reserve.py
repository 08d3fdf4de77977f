"""Reserve: items that nobody may meet in practice now, because an open question or mock exam asks them."""

from __future__ import annotations

from bot.rules.sessions import WHOLE_GROUP
from bot.usecases.verb import Desk


def reserved(desk: Desk, *, besides: str = "") -> frozenset[str]:
    """Items of what is open before any group of this account, and of mock exams that they are taking there.

    The session `besides` is left out: what it asks is being answered in it.
    """
    groups = {desk.home.id, *(group.id for group in desk.ledger.groups.of(desk.call.by))}
    sessions = [
        session
        for group in groups
        for purpose in WHOLE_GROUP
        for session in desk.ledger.sessions.open_ones(group, desk.at, purpose)
    ]
    for group in groups:
        member = desk.me if group == desk.home.id else desk.ledger.groups.member_of(group, desk.call.by)
        attempt = desk.ledger.attempts.open_of(group, member.id) if member is not None else None
        if attempt is not None and attempt.mode == "exam":
            taking = desk.ledger.sessions.load(group, attempt.session)
            sessions += [taking] if taking is not None else []
    return frozenset(item for session in sessions if session.id != besides for item, _ in session.form)
