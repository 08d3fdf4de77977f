"""Compose: the card of a delivery, made from the facts at the moment it is said."""

from __future__ import annotations

from datetime import datetime

from bot.cards.model import Card
from bot.cards.question import closing_card, question_card, withdrawn_card
from bot.cards.result import rationale_card
from bot.cards.spans import spoken
from bot.cards.trouble import parked_card, whereabouts
from bot.ports import Delivery, Ledger
from bot.rules.groups import Group
from bot.rules.items import Item
from bot.rules.packs import Bank
from bot.rules.sessions import Response, Session
from bot.rules.streaks import EVERY_DAY, streak
from bot.usecases.by_the_book import by_the_book
from bot.usecases.compose_brief import brief_of
from bot.usecases.compose_correction import correction_of
from bot.usecases.compose_mock import desk_of_clock, mock_post, mock_results, word_to_member
from bot.usecases.fall_short import shortage_of
from bot.usecases.foot import foot_of
from bot.usecases.miss_permission import permission_of


def compose_delivery(ledger: Ledger, bank: Bank, delivery: Delivery, at: datetime) -> Card | None:
    """The card to say now, or None when there is nothing to say any more (a count after the close, say)."""
    group = ledger.groups.load(delivery.group)
    if group is None:
        return None
    if delivery.sort == "notice":
        homes = [home for home in ledger.groups.homes(group.id) if home.parked]
        rooms = tuple((whereabouts(home.place, delivery.place), home.parked) for home in homes)
        return parked_card(rooms) if rooms else None
    if delivery.sort == "permission":
        return permission_of(delivery)
    if delivery.sort == "shortage":
        return shortage_of(bank, group, delivery)
    if delivery.sort == "brief":
        return brief_of(ledger, bank, group, delivery, at)
    if delivery.sort in {"warning", "score"}:
        return word_to_member(ledger, bank, group, delivery, at)
    if delivery.sort in {"erratum", "correction"}:
        return correction_of(ledger, bank, group, delivery, at)
    session = ledger.sessions.load(group.id, delivery.about)
    if session is None:
        return None
    match delivery.sort:
        case "question" | "tally":
            # After an outage a question whose time is up is not said any more, nor what would follow it.
            return post_of(ledger, bank, group, session) if session.open_at(at) else None
        case "closing":
            return post_of(ledger, bank, group, session) or withdrawn_card()
        case "rationale":
            return thread_of(ledger, bank, group, session, at)
        case _:
            return None


def post_of(ledger: Ledger, bank: Bank, group: Group, session: Session) -> Card | None:
    """What stands in the channel for this session as things are; None when its item is in no pack any more."""
    if session.purpose == "mock":
        return mock_post(ledger, group, session)
    item = item_of(ledger, bank, group, session)
    return None if item is None else post_card(ledger, bank, group, session, item)


def thread_of(ledger: Ledger, bank: Bank, group: Group, session: Session, at: datetime) -> Card | None:
    """What Cohort says in the thread of this session once it has closed."""
    if session.purpose == "mock":
        return mock_results(ledger, bank, group, session, at)
    item = item_of(ledger, bank, group, session)
    return None if item is None else thread_card(ledger, bank, group, session, item)


def item_of(ledger: Ledger, bank: Bank, group: Group, session: Session) -> Item | None:
    """The one item of a daily session in the version that was asked, as on the sheet, if a pack still holds the item.

    A pack may come to hold another version while the answers to this one are on record.
    """
    asked, version = session.form[0]
    if bank.shelf_of(asked, first=group.pack) is None:
        return None
    return by_the_book(ledger, desk_of_clock(ledger, bank, group, session.opened_at).edition(asked, version))


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
            title=f"Question of {spoken(session.day)}",
        )
    responses = ledger.responses.in_session(group.id, session.id)
    return closing_card(
        item,
        session=session.id,
        shares=item.problem.tally([response.answer for response in responses]),
        answered=len(responses),
        right=sum(response.right for response in responses),
        closed_at=session.ends_at or session.opened_at,
        zone=group.zone,
        foot=foot,
    )


def thread_card(ledger: Ledger, bank: Bank, group: Group, session: Session, item: Item) -> Card:
    """The rationale for the thread, with those who kept a streak of two study days or more and may be named."""
    responses = ledger.responses.in_session(group.id, session.id)
    kept = _streaks(ledger, group, session, responses)
    return rationale_card(item, day=session.day, kept=kept, foot=foot_of(bank, group, item))


def _streaks(ledger: Ledger, group: Group, session: Session, responses: tuple[Response, ...]) -> list[tuple[str, int]]:
    members = ledger.groups.members(group.id)
    rhythm = ledger.groups.rhythm(group.id)
    study_days = rhythm.days if rhythm is not None else EVERY_DAY
    runs = ledger.responses.runs(group.id, {one.member for one in responses}, until=session.day, on=study_days)
    kept = [
        (members[member].public_name, streak(days, today=session.day))
        for member, days in runs.items()
        if member in members
    ]
    return sorted(((name, length) for name, length in kept if name and length > 1), key=lambda pair: -pair[1])
