"""A slot has come, or a lead asks for it now: put the daily question before the group, and write the deliveries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bot.calls import Place
from bot.cards.trouble import refusal_card, whereabouts
from bot.cards.welcome import posted_card, said_card
from bot.commands import OpenMock, OpenSession, PostNow, SetUpGroup
from bot.errors import NoGroupHere, Refusal
from bot.ports import Delivery
from bot.rules.groups import Rhythm
from bot.rules.items import Item
from bot.rules.naming import stable_id
from bot.rules.picks import pick
from bot.rules.sessions import WHOLE_GROUP, Session, session_id
from bot.rules.timetable import Slot, by_hand, due, next_slot, slots_after
from bot.usecases.hand_out import handed_out_lately
from bot.usecases.verb import Desk, Outcome


def seen_ahead(command: OpenSession | OpenMock | PostNow | SetUpGroup, desk: Desk) -> Mapping[str, int]:
    """How many members have met each item: a large group's record takes a second, which nobody shall wait for."""
    if desk.group is None or (isinstance(command, SetUpGroup) and not command.time):
        return {}
    return desk.ledger.responses.seen(desk.group.id)


def open_session(_command: OpenSession, desk: Desk) -> Outcome:
    """Open the slot that has struck, if it is still worth it, and note when the next one comes."""
    group, rhythm = desk.home, desk.rhythm
    slot = None if rhythm.paused else due(rhythm, group.zone, desk.at)
    coming = None if rhythm.paused else next_slot(rhythm, group.zone, desk.at).opens_at

    is_due = desk.ledger.groups.move_on(group.id, desk.at, coming)
    if slot is not None and is_due:
        try:
            ask(desk, slot)
        except Refusal as refusal:
            # Raised further it would take back the note of the next slot, and every beat would try again.
            return Outcome(refusal_card(refusal))
    return Outcome()


def post_now(_command: PostNow, desk: Desk) -> Outcome:
    """Open today's session by hand; one that is open but stands nowhere is said again."""
    slot = by_hand(desk.rhythm, desk.home.zone, desk.at)
    homes = [home for home in desk.ledger.groups.homes(desk.home.id) if home.left_at is None]
    waiting = [(whereabouts(home.place, desk.call.place), home.parked) for home in homes if home.parked]
    if ask(desk, slot) is not None:
        return Outcome(posted_card("The question is on its way to the channel.", waiting))
    brought = [bring_open_ones(desk, home.place) for home in homes]
    if any(brought):
        again = "Today’s question did not come through before. It is on its way again."
        return Outcome(posted_card(again, waiting))
    return Outcome(
        said_card(
            "Today’s question is out already.",
            "The next one comes at its hour. Until then members can practise with /quiz.",
        )
    )


def bring_open_ones(desk: Desk, place: Place) -> bool:
    """Let every open question of the group be said in this place, if it was not; whether there was any to bring."""
    brought = desk.ledger.deliveries.revive(desk.home.id, place, desk.at) > 0
    for purpose in WHOLE_GROUP:
        for session in desk.ledger.sessions.open_ones(desk.home.id, desk.at, purpose):
            brought |= announce(desk, session, place)
    return brought


def slots_ahead(desk: Desk, rhythm: Rhythm) -> Iterator[Slot]:
    """The slots to come, without the days that have had their question."""
    for slot in slots_after(rhythm, desk.home.zone, desk.at):
        if desk.ledger.sessions.load(desk.home.id, session_id(desk.home.id, "daily", slot.day)) is None:
            yield slot


def upcoming(desk: Desk, day: str) -> Item:
    """The item a session of that day would ask, as things stand: none of an open mock exam or a study session."""
    mocks = desk.ledger.sessions.open_ones(desk.home.id, desk.at, "mock")
    kept = {item for session in mocks for item, _ in session.form}
    free = [item for item in desk.pack.live if item.id not in kept]
    handed = handed_out_lately(desk.ledger, desk.home.id, date.fromisoformat(day))
    return pick(
        desk.pack,
        desk.ledger.sessions.asked(desk.home.id),
        pool=[item for item in free if item.id not in handed] or free or desk.pack.live,
        seen=desk.ahead or {},
        seed=f"{desk.home.id} {day}",
    )


def ask(desk: Desk, slot: Slot) -> Session | None:
    """Open the session of this slot with a form of one item, one delivery for each place; None when it is taken."""
    group = desk.home
    identity = session_id(group.id, "daily", slot.day)
    if desk.ledger.sessions.load(group.id, identity) is not None:
        return None
    homes = [home for home in desk.ledger.groups.homes(group.id) if home.left_at is None]
    if not homes:
        raise NoGroupHere
    item = upcoming(desk, slot.day.isoformat())
    session = Session(group.id, identity, "daily", slot.day, ((item.id, item.version),), desk.at, slot.closes_at)
    if not desk.ledger.sessions.add(session):
        return None
    for home in homes:
        announce(desk, session, home.place)
    return session


def announce(desk: Desk, session: Session, place: Place) -> bool:
    """Write down that the question is to be said in this place; False when that was done before."""
    return desk.ledger.deliveries.add(
        Delivery(session.group, delivery_key("question", session.id, place), "question", place, session.id, desk.at)
    )


def delivery_key(sort: str, session: str, place: Place, more: str = "") -> str:
    """What a delivery is called: the same for the same thing in the same place."""
    return stable_id(sort, session, place.platform, place.space, place.room, more)
