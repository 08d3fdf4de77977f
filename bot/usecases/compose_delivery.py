"""Compose: the card of a delivery, made from the facts at the moment it is said."""

from __future__ import annotations

from datetime import datetime

from bot.cards.model import Card, Text
from bot.cards.question import about, closing_card, question_card, withdrawn_card
from bot.cards.result import rationale_card
from bot.cards.trouble import parked_card, whereabouts
from bot.ports import Delivery, Ledger
from bot.rules.groups import Group
from bot.rules.items import Item
from bot.rules.packs import Bank
from bot.rules.sessions import Response, Session
from bot.rules.streaks import streak


def compose_delivery(ledger: Ledger, bank: Bank, delivery: Delivery, at: datetime) -> Card | None:
    """The card to say now, or None when there is nothing to say any more (a count after the close, say)."""
    group = ledger.groups.load(delivery.group)
    if group is None:
        return None
    if delivery.sort == "notice":
        homes = [home for home in ledger.groups.homes(group.id) if home.parked]
        rooms = tuple((whereabouts(home.place, delivery.place), home.parked) for home in homes)
        return parked_card(rooms) if rooms else None
    session = ledger.sessions.load(group.id, delivery.about)
    if session is None:
        return None
    item = item_of(bank, group, session)
    if item is None:
        return withdrawn_card() if delivery.sort == "closing" else None
    match delivery.sort:
        case "question" | "tally":
            # After an outage a question whose time is up is not said any more, nor what would follow it.
            return post_card(ledger, bank, group, session, item) if session.open_at(at) else None
        case "closing":
            return post_card(ledger, bank, group, session, item)
        case "rationale":
            return thread_card(ledger, bank, group, session, item)


def item_of(bank: Bank, group: Group, session: Session) -> Item | None:
    """The one item of a daily session, if a pack still holds it."""
    asked = session.form[0][0]
    pack = bank.shelf_of(asked, first=group.pack)
    return pack.item(asked) if pack is not None else None


def foot_of(bank: Bank, group: Group, item: Item) -> Text:
    """The quiet line under an item: its domain and task by name."""
    pack = bank.shelf_of(item.id, first=group.pack) or bank.pack(group.pack)
    return about(item, pack.blueprint.domain(item.domain).title, pack.blueprint.tasks[item.task].title)


def post_card(ledger: Ledger, bank: Bank, group: Group, session: Session, item: Item) -> Card:
    """The post in the channel: the open question with its count, or the closed one with its shares."""
    foot = foot_of(bank, group, item)
    if session.closed_at is None and session.closes_at is not None:
        answered = ledger.responses.count(group.id, session.id)
        return question_card(
            item,
            session=session.id,
            foot=foot,
            closes_at=session.closes_at,
            zone=group.zone,
            answered=answered,
            title=f"Question of {session.day:%A} {session.day.day} {session.day:%B}",
        )
    responses = ledger.responses.in_session(group.id, session.id)
    return closing_card(
        item,
        session=session.id,
        shares=item.problem.tally([response.answer for response in responses]),
        answered=len(responses),
        right=sum(response.right for response in responses),
        closed_at=session.closed_at or session.opened_at,
        zone=group.zone,
        foot=foot,
    )


def thread_card(ledger: Ledger, bank: Bank, group: Group, session: Session, item: Item) -> Card:
    """The rationale for the thread, with those who kept a streak of two study days or more and may be named."""
    responses = ledger.responses.in_session(group.id, session.id)
    kept = _streaks(ledger, group, responses)
    return rationale_card(item, kept=kept, foot=foot_of(bank, group, item))


def _streaks(ledger: Ledger, group: Group, responses: tuple[Response, ...]) -> list[tuple[str, int]]:
    members = ledger.groups.members(group.id)
    rhythm = ledger.groups.rhythm(group.id)
    study_days = rhythm.days if rhythm is not None else frozenset(range(7))
    last_day = {response.member: response.day for response in responses}
    days = ledger.responses.days(group.id, last_day.keys())
    kept = [
        (members[member].public_name, streak(days[member], today=day, study_days=study_days))
        for member, day in last_day.items()
        if member in members
    ]
    return sorted(((name, length) for name, length in kept if name and length > 1), key=lambda pair: -pair[1])
