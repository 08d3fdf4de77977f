"""Time is up: close the session once, amend the posts, and give key and reasons in their threads."""

from __future__ import annotations

from bot.commands import CloseSession
from bot.ports import Delivery, Sort
from bot.usecases.finish_attempt import finish
from bot.usecases.hand_in import whisper
from bot.usecases.open_session import delivery_key
from bot.usecases.rate_items import rate_after
from bot.usecases.sitting import sit
from bot.usecases.verb import Desk, Outcome

SAID: tuple[Sort, ...] = ("closing", "rationale")


def close_session(command: CloseSession, desk: Desk) -> Outcome:
    """Close it and write down what is to be said; closing twice changes nothing."""
    hand_in_what_is_open(desk, command.session)
    if not desk.ledger.sessions.close(command.group, command.session, desk.at):
        return Outcome()
    for place in desk.ledger.deliveries.places(command.group, command.session):
        if desk.is_gone_from(place):
            continue
        for sort in SAID:
            key = delivery_key(sort, command.session, place)
            desk.ledger.deliveries.add(Delivery(command.group, key, sort, place, command.session, desk.at))
    rate_after(desk, command.session)
    return Outcome()


def hand_in_what_is_open(desk: Desk, session_id: str) -> None:
    """Hand in for everybody who is still at it, before the group's results are told."""
    taken = desk.ledger.attempts.of_session(desk.home.id, session_id)
    # All are held before the first one is handed in, which touches posts: a member who hands in does it in that order.
    members = [attempt.member for attempt in taken if attempt.handed_in_at is None]
    for sitting in [sit(desk, session_id, member, held=True) for member in members]:
        if sitting is not None and sitting.attempt.handed_in_at is None:
            whisper(desk, finish(desk.ledger, desk.home, sitting, desk.at).attempt, "score")
