"""A member asks for the reasons of a question that stands in the channel."""

from __future__ import annotations

from bot.cards.result import not_yet_card
from bot.commands import ExplainItem, OpenSheet
from bot.usecases.answer_item import asked_item, open_sheet, session_of
from bot.usecases.foot import foot_of
from bot.usecases.verb import Desk, Outcome


def explain_item(command: ExplainItem, desk: Desk) -> Outcome:
    """Show what their sheet would show, but for an open question unanswered: its reasons come with the answer."""
    session = session_of(desk, command.session)
    item = asked_item(desk, session, command.item)
    answered = desk.ledger.responses.of(desk.home.id, session.id, desk.me.id, item.id) is not None
    if answered or not session.open_at(desk.at) or session.closes_at is None:
        return open_sheet(OpenSheet(command.session, command.item), desk)
    return Outcome(
        not_yet_card(
            item,
            session=session.id,
            closes_at=session.closes_at,
            zone=desk.home.zone,
            at_once=desk.home.feedback == "at_once",
            foot=foot_of(desk.bank, desk.home, item),
        )
    )
