"""Compose what is said of a mock exam: in the channel, in its thread, and to one member."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from bot.calls import CLOCK, NOWHERE, Call
from bot.cards.attempt import named, warning_card
from bot.cards.invitation import Missed, Results, closed_card, invitation_card, results_card
from bot.cards.model import Card
from bot.cards.score import too_late_card
from bot.commands import ShowHelp
from bot.ports import Delivery, Ledger
from bot.rules.groups import Group
from bot.rules.packs import Bank
from bot.rules.reveals import most_missed
from bot.rules.sessions import Session
from bot.usecases.addressee import addressee_of
from bot.usecases.by_the_book import by_the_book
from bot.usecases.show_score import report
from bot.usecases.sitting import Sitting, sit
from bot.usecases.verb import Desk


def mock_post(ledger: Ledger, group: Group, session: Session) -> Card:
    """The post in the channel: the open invitation with its counts, or the closed one."""
    begun, handed_in = ledger.attempts.taking(group.id, session.id)
    if session.closed_at is None and session.closes_at is not None:
        return invitation_card(session, zone=group.zone, begun=begun, handed_in=handed_in)
    return closed_card(session, zone=group.zone, handed_in=handed_in)


def mock_results(ledger: Ledger, bank: Bank, group: Group, session: Session, at: datetime) -> Card:
    """The group's results, for the thread."""
    desk = desk_of_clock(ledger, bank, group, at)
    rights = rights_of(ledger, group, session)
    unscored = session.paper.unscored if session.paper is not None else frozenset()
    right = Counter(r.edition for r in ledger.responses.in_session(group.id, session.id) if r.right)
    missed = most_missed({edition: right[edition] for edition in session.form}, unscored, len(rights))
    total = sum(item not in unscored for item, _ in session.form)
    return results_card(
        Results(
            rights=list(rights.values()),
            total=total,
            missed=[Missed(by_the_book(ledger, desk.edition(*edition)), part) for edition, part in missed],
            improved=_improved(ledger, group, session, rights, total),
        ),
        session.day,
    )


def rights_of(ledger: Ledger, group: Group, session: Session) -> dict[str, int]:
    """Right scored answers of everybody who handed in."""
    rights = {
        attempt.member: 0
        for attempt in ledger.attempts.of_session(group.id, session.id)
        if attempt.handed_in_at is not None
    }
    for response in ledger.responses.in_session(group.id, session.id):
        if response.member in rights and response.right and response.scored:
            rights[response.member] += 1
    return rights


def _improved(
    ledger: Ledger, group: Group, session: Session, rights: dict[str, int], total: int
) -> list[tuple[str, int]]:
    """Who did better than in the mock before by most, of those who chose to be named; by how many in a hundred."""
    before = [one for one in ledger.sessions.of_purpose(group.id, "mock") if one.opened_at < session.opened_at]
    if not before or not total:
        return []
    last = before[-1]
    unscored = last.paper.unscored if last.paper is not None else frozenset()
    of_last = sum(item not in unscored for item, _ in last.form)
    then = rights_of(ledger, group, last)
    members = ledger.groups.members(group.id)
    gains = {
        member: round(100 * (right / total - then[member] / of_last))
        for member, right in rights.items()
        if of_last and member in then and member in members and members[member].chosen_name
    }
    most = max(gains.values(), default=0)
    return sorted((members[member].chosen_name, gain) for member, gain in gains.items() if gain == most and gain > 0)


def word_to_member(ledger: Ledger, bank: Bank, group: Group, delivery: Delivery, at: datetime) -> Card | None:
    """What one member is told of their attempt: how little time is left, or that it was handed in for them."""
    member = addressee_of(ledger, group, delivery)
    desk = desk_of_clock(ledger, bank, group, at)
    sitting = sit(desk, delivery.about, member.id) if member is not None else None
    if sitting is None:
        return None
    if delivery.sort == "warning":
        return _warning(sitting, at)
    if sitting.attempt.handed_in_at is None:
        return None
    return too_late_card(report(desk, sitting), ended_at=sitting.attempt.handed_in_at, zone=group.zone)


def _warning(sitting: Sitting, at: datetime) -> Card | None:
    left = sitting.attempt.left(at)
    if left is None or not sitting.attempt.open_at(at):
        return None
    return warning_card(named(sitting.paper), sitting.session.id, left=left, blanks=len(sitting.blanks))


def desk_of_clock(ledger: Ledger, bank: Bank, group: Group, at: datetime) -> Desk:
    """A desk for what nobody asked for: the clock's."""
    return Desk(ledger, Call("compose", ShowHelp(), CLOCK, NOWHERE, at), bank, group, None)
