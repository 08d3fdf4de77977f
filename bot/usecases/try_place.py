"""A group was just set up in a place: a platform tries whether we can post there, and what it says is noted."""

from __future__ import annotations

from dataclasses import replace

from bot.calls import CLOCK, NOWHERE, Call, Place
from bot.cards.model import Card
from bot.commands import ParkPlace, SetUpGroup
from bot.usecases.verb import Desk, Outcome


def place_to_try(call: Call, card: Card) -> Place | None:
    """Where the group lives that this call has set up; None when it did something else, or came to nothing."""
    command = call.command
    if not isinstance(command, SetUpGroup) or card.form is not None or card.tone == "trouble":
        return None
    return replace(call.place, room=command.room or call.place.room)


def refused_call(tried: Call, place: Place, reason: str) -> Call:
    """Tell that the place which this call has set up does not let us post, and the reason."""
    return Call(tried.id, ParkPlace(place.platform, place.space, place.room, reason), CLOCK, NOWHERE, tried.at)


def park(command: ParkPlace, desk: Desk) -> Outcome:
    """Note why nothing can be said there now; whoever set it up is told on the spot, so no notice is written down."""
    place = Place(command.platform, command.space, command.room)
    group = desk.ledger.groups.at(place)
    if group is not None:
        desk.ledger.groups.park(group.id, place, command.reason)
    return Outcome()
