"""Today's question: one's own sheet, or what became of it."""

from __future__ import annotations

from datetime import datetime

from bot.cards.model import Card
from bot.cards.welcome import quiet_card
from bot.commands import OpenSheet, ShowToday
from bot.usecases.answer_item import open_sheet
from bot.usecases.open_session import slots_ahead
from bot.usecases.verb import Desk, Outcome


def show_today(_command: ShowToday, desk: Desk) -> Outcome:
    """Open the sheet of the open question; with none open, say when the next one comes."""
    sessions = desk.ledger.sessions.open_ones(desk.home.id, desk.at)
    if not sessions:
        return Outcome(no_question(desk))
    session = sessions[0]
    return open_sheet(OpenSheet(session.id, session.form[0][0]), desk)


def no_question(desk: Desk) -> Card:
    """Nothing is open; the next question's hour, or that the group pauses."""
    return quiet_card(next_hour(desk), desk.home.zone)


def next_hour(desk: Desk) -> datetime | None:
    """When the next question comes; None while paused, and where nobody is left to hear it."""
    rhythm, homes = desk.rhythm, desk.ledger.groups.homes(desk.home.id)
    silent = rhythm.paused or all(home.left_at is not None for home in homes)
    return None if silent else next(slots_ahead(desk, rhythm)).opens_at
