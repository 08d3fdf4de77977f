"""Refresh: the count on a post is brought up to date, once per place and span of twenty seconds."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.ports import Ledger
from bot.rules.sessions import Session

REFRESH = 20
"""Seconds between two refreshes of a post's count at the least."""


def refresh_posts(ledger: Ledger, session: Session, at: datetime) -> None:
    """Write down that the session's posts show a new count at the end of the present span."""
    span = int(at.timestamp()) // REFRESH + 1
    due = datetime.fromtimestamp(span * REFRESH, UTC)
    ledger.deliveries.recount(session.group, session.id, due=due, span=str(span))
