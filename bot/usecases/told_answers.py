"""Told answers: those of a member whose key they may know, so that nothing gives an open question away."""

from __future__ import annotations

from bot.rules.sessions import WHOLE_GROUP, Response
from bot.usecases.verb import Desk


def told_answers(desk: Desk) -> tuple[Response, ...]:
    """All answers of the member in order of time, but for what is open where the key is kept back until the close."""
    responses = desk.ledger.responses.by_member(desk.home.id, desk.me.id)
    if desk.home.feedback == "at_once":
        return responses
    secret = {
        session.id
        for purpose in WHOLE_GROUP
        for session in desk.ledger.sessions.open_ones(desk.home.id, desk.at, purpose)
    }
    return tuple(response for response in responses if response.session not in secret)
