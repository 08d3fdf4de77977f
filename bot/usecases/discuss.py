"""A member writes into the channel or a thread, where we keep the chat ourselves."""

from __future__ import annotations

from bot.cards.welcome import said_card
from bot.commands import Discuss
from bot.errors import NotYours, Refusal
from bot.ports import Remark
from bot.rules.naming import clean_words, stable_id
from bot.usecases.verb import Desk, Outcome


class StillOpen(Refusal):
    """The discussion opens when the question closes. Nobody is given the answer before."""


class NothingSaid(Refusal):
    """There were no words in that. Type something and send it again."""


def discuss(command: Discuss, desk: Desk) -> Outcome:
    """Keep the words; a thread opens when its question has closed."""
    words = clean_words(command.words, longest=2000)
    if not words:
        raise NothingSaid
    if command.session:
        session = desk.ledger.sessions.load(desk.home.id, command.session)
        if session is None:
            raise NotYours
        if session.open_at(desk.at):
            raise StillOpen
    name = stable_id("remark", desk.me.id, desk.call.id)

    desk.ledger.notes.remark(Remark(desk.home.id, name, command.session, desk.me.id, words, desk.at))
    return Outcome(said_card("Sent.", "Everybody here can read it."))
