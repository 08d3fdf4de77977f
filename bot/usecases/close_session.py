"""Time is up: close the session once, amend the posts, and give key and reasons in their threads."""

from __future__ import annotations

from bot.commands import CloseSession
from bot.ports import Delivery, Sort
from bot.usecases.open_session import delivery_key
from bot.usecases.verb import Desk, Outcome

SAID: tuple[Sort, ...] = ("closing", "rationale")


def close_session(command: CloseSession, desk: Desk) -> Outcome:
    """Close it and write down what is to be said; closing twice changes nothing."""
    if not desk.ledger.sessions.close(command.group, command.session, desk.at):
        return Outcome()
    gone = {
        (home.place.platform, home.place.space)
        for home in desk.ledger.groups.homes(command.group)
        if home.left_at is not None
    }
    for place in desk.ledger.deliveries.places(command.group, command.session):
        if (place.platform, place.space) in gone:
            continue
        for sort in SAID:
            key = delivery_key(sort, command.session, place)
            desk.ledger.deliveries.add(Delivery(command.group, key, sort, place, command.session, desk.at))
    return Outcome()
