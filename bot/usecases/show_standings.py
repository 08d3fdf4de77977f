"""The week's board."""

from __future__ import annotations

from datetime import time

from bot.cards.standings import standings_card
from bot.commands import ShowStandings
from bot.rules.standings import rank, week_of
from bot.rules.timetable import instant
from bot.usecases.verb import Desk, Outcome


def show_standings(_command: ShowStandings, desk: Desk) -> Outcome:
    """Rank this week's answers to closed daily questions, among those on the board and the one who asks."""
    week = week_of(desk.today)
    members = desk.ledger.groups.members(desk.home.id)
    tallies = desk.ledger.responses.tallies(desk.home.id, instant(week, time.min, desk.home.zone))

    shown = {name for name, member in members.items() if member.public_name or name == desk.me.id}
    rows = rank((t.member, t.right, t.answered) for t in tallies if t.member in shown)
    return Outcome(standings_card(rows, members, me=desk.me.id, week=week))
