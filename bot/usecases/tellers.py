"""Tellers: all that has told keys in a group, as it stands in the book."""

from __future__ import annotations

from bot.rules.reveals import Correction, Readings, Tellers
from bot.rules.sessions import EVER
from bot.usecases.verb import Desk


def tellers_of(desk: Desk, last: Readings | None = None) -> Tellers:
    """What `told_by` asks of this group; `last` are its readings as they were read before."""
    group, ledger = desk.home, desk.ledger
    done = ledger.stock.of_group(group.id)
    return Tellers(
        sessions=ledger.sessions.since(group.id, EVER),
        readings=ledger.attempts.readings(group.id, last),
        corrections=tuple(
            Correction(one.item, one.version, one.by_version, one.done_at) for one in done if one.done_at is not None
        ),
        together=group.feedback == "at_close",
    )
