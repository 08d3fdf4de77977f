"""Compose what is said of a corrected key: in the thread of its question, and to the members concerned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.cards.correction import correction_card, erratum_card
from bot.cards.model import Card
from bot.ports import Correction, Delivery, Ledger
from bot.rules.groups import Group
from bot.rules.packs import Bank
from bot.usecases.addressee import addressee_of
from bot.usecases.compose_mock import desk_of_clock
from bot.usecases.correct_item import corrected_by, correction_key, erratum_key, right_in_practice, told
from bot.usecases.verb import Desk


def correction_of(ledger: Ledger, bank: Bank, group: Group, delivery: Delivery, at: datetime) -> Card | None:
    """The erratum of a session, or one member's word about their own answers.

    What was corrected is found by the delivery's name: the instant it is due may move when a place is busy.
    """
    session = ledger.sessions.load(group.id, delivery.about)
    if session is None:
        return None
    desk = desk_of_clock(ledger, bank, group, at)
    if delivery.sort == "erratum":
        asked = dict(session.form)
        done = _done(desk, delivery.key, lambda done_at: erratum_key(session.id, delivery.place, done_at))
        items = [(corrected_by(desk, one), one.remarked) for one in done if asked.get(one.item) == one.version]
        return erratum_card(items, session.day) if items else None
    member = addressee_of(ledger, group, delivery)
    if member is None:
        return None
    done = _done(desk, delivery.key, lambda done_at: correction_key(member.id, done_at))
    right = {(r.item, r.version): r.right for r in ledger.responses.by_member(group.id, member.id) if told(desk, r)}
    right |= right_in_practice(desk, member.id, done)
    answered = [one for one in done if (one.item, one.version) in right]
    verdicts = [(corrected_by(desk, one), right[one.item, one.version]) for one in answered]
    return correction_card(verdicts) if verdicts else None


def _done(desk: Desk, key: str, called: Callable[[datetime], str]) -> list[Correction]:
    """The corrections that the delivery with this key tells of."""
    done = desk.ledger.stock.of_group(desk.home.id)
    return [one for one in done if one.done_at is not None and called(one.done_at) == key]
