"""Compose what is said of a corrected key: in the thread of its question, and to the members concerned."""

from __future__ import annotations

from datetime import datetime

from bot.calls import CLOCK, NOWHERE, Call
from bot.cards.correction import correction_card, erratum_card
from bot.cards.model import Card
from bot.commands import ShowHelp
from bot.ports import Correction, Delivery, Ledger
from bot.rules.groups import Group
from bot.rules.packs import Bank
from bot.usecases.addressee import addressee_of
from bot.usecases.verb import Desk


def correction_of(ledger: Ledger, bank: Bank, group: Group, delivery: Delivery, at: datetime) -> Card | None:
    """The erratum of a session, or one member's word about their own answer in it."""
    session = ledger.sessions.load(group.id, delivery.about)
    if session is None:
        return None
    desk = Desk(ledger, Call("compose", ShowHelp(), CLOCK, NOWHERE, at), bank, group, None)
    carried_out = _meant(ledger, group, delivery)
    if delivery.sort == "erratum":
        asked = dict(session.form)
        done = [one for one in carried_out if asked.get(one.item) == one.version]
        items = [(desk.edition(one.item, one.by_version), one.remarked) for one in done]
        return erratum_card(items) if items else None
    member = addressee_of(ledger, group, delivery)
    if member is None:
        return None
    answers = ledger.responses.of_member_in(group.id, session.id, member.id)
    told = [
        (desk.edition(one.item, one.by_version), answers[one.item].right) for one in carried_out if one.item in answers
    ]
    return correction_card(told) if told else None


def _meant(ledger: Ledger, group: Group, delivery: Delivery) -> list[Correction]:
    """The corrections that were carried out when the word was written down."""
    return [one for one in ledger.stock.of_group(group.id) if one.done_at == delivery.not_before]
