"""Standings: the week's table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from bot.cards.model import Button, Card, Paragraph, Table, text
from bot.cards.spans import spoken
from bot.commands import ChangeBoardName
from bot.rules.groups import Member
from bot.rules.standings import Standing


def standings_card(rows: Sequence[Standing], members: Mapping[str, Member], *, me: str, week: date) -> Card:
    """The board as one member may see it: names only of those who want to be on it, one's own row marked."""
    cells = [
        (
            str(row.rank),
            f"{members[row.member].public_name or 'You, hidden from others'}{' (you)' if row.member == me else ''}",
            str(row.right),
            str(row.answered),
        )
        for row in rows
        if row.member in members and (members[row.member].public_name or row.member == me)
    ]
    start = spoken(week)
    if not cells:
        return Card(
            title="This week’s board",
            blocks=(Paragraph(text("Nothing to show yet: a question counts here once it has closed.")),),
            foot=text(f"Week from {start}"),
        )
    return Card(
        title="This week’s board",
        blocks=(Table(("", "Member", "Right", "Answered"), tuple(cells)),),
        controls=(Button("How the board shows me", ChangeBoardName()),),
        foot=text(f"Week from {start} · equal scores share a place · open questions count once they close"),
        summary="This week’s board: "
        + "; ".join(f"{rank}. {name}, {right} right of {answered}" for rank, name, right, answered in cells[:5]),
    )
