"""A group that lives nowhere any more is forgotten when its time of retention is over."""

from __future__ import annotations

from bot.commands import ForgetGroup
from bot.usecases.verb import Desk, Outcome


def forget_group(command: ForgetGroup, desk: Desk) -> Outcome:
    """Delete the group with everything in it, unless it lives somewhere again by now."""
    homes = desk.ledger.groups.homes(command.group)
    if homes and all(home.left_at is not None for home in homes):
        desk.ledger.groups.dissolve(command.group)
        desk.memory.drop(command.group)
    return Outcome()
