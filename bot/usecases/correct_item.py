"""A key was corrected: the group's answers to it are marked anew, and everybody concerned is told once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from bot.calls import Place
from bot.commands import CorrectItem
from bot.ports import Correction, Delivery
from bot.rules.corrections import AFTER, free_at
from bot.rules.evidence import Edition
from bot.rules.items import Item
from bot.rules.naming import stable_id
from bot.rules.reveals import Reading
from bot.rules.sessions import WHOLE_GROUP, Response
from bot.usecases.by_the_book import by_the_book
from bot.usecases.open_session import delivery_key
from bot.usecases.rate_items import rate_soon
from bot.usecases.verb import Desk, Outcome


def correct_item(command: CorrectItem, desk: Desk) -> Outcome:
    """Mark every answer to that edition by the right key, once; scores and standings follow, being computed."""
    waiting = next((one for one in desk.ledger.stock.waiting(limit=1000) if _meant(one, command)), None)
    if waiting is None:
        return Outcome()
    problem = corrected_by(desk, waiting).problem
    responses = desk.ledger.responses.of_item(command.group, command.item, command.version)
    changed: list[Response] = []
    for response in responses:
        mark = problem.mark(response.answer)
        if (mark.right, mark.near) == (response.right, response.near):
            continue
        again = replace(response, right=mark.right, near=mark.near)
        desk.ledger.responses.remark(again)
        if mark.right != response.right:
            changed.append(again)

    desk.ledger.stock.done(waiting, desk.at, len(changed))
    _tell_channels(desk, waiting, responses)
    _tell_members(desk, waiting, [*changed, *_told_in_practice(desk, waiting)])
    rate_soon(desk)
    return Outcome()


def corrected_by(desk: Desk, correction: Correction) -> Item:
    """The item in the version that tells the right key; a process that was started before may know another one."""
    return by_the_book(desk.ledger, desk.edition(correction.item, correction.by_version))


def _meant(correction: Correction, command: CorrectItem) -> bool:
    wanted = command.group, command.item, command.version
    return (correction.group, correction.item, correction.version) == wanted


def _tell_channels(desk: Desk, correction: Correction, responses: Sequence[Response]) -> None:
    """An erratum in the thread of each session that asked it, once nothing open asks it any more."""
    due = _free_at(desk, correction)
    for session_id in sorted({response.session for response in responses}):
        session = desk.ledger.sessions.load(correction.group, session_id)
        if session is None or session.purpose not in WHOLE_GROUP:
            continue
        for place in desk.ledger.deliveries.places(correction.group, session_id):
            if desk.is_gone_from(place):
                continue
            key = erratum_key(session_id, place, desk.at)
            desk.ledger.deliveries.add(Delivery(correction.group, key, "erratum", place, session_id, due))


def _free_at(desk: Desk, correction: Correction) -> datetime:
    """When the key may be told: now, or once every question and mock exam has closed that asks the item."""
    open_ones = [
        session
        for purpose in WHOLE_GROUP
        for session in desk.ledger.sessions.open_ones(correction.group, desk.at, purpose)
    ]
    return free_at(open_ones, correction.item, desk.at)


def erratum_key(session: str, place: Place, done_at: datetime) -> str:
    """What the erratum is called that tells in this place of everything in the session corrected at that instant."""
    return delivery_key("erratum", session, place, _spelled(done_at))


def correction_key(member: str, done_at: datetime) -> str:
    """What the word is called that tells this member of everything corrected for them at that instant."""
    return stable_id("correction", member, _spelled(done_at))


def _spelled(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def _told_in_practice(desk: Desk, correction: Correction) -> Sequence[Reading]:
    """Who was told a verdict by the wrong key, though nothing of it is on record: they have not handed in yet."""
    practised = desk.ledger.attempts.practised(correction.group, correction.item, correction.version)
    return [one for one in practised if one.at <= correction.noted_at]


def right_in_practice(desk: Desk, member: str, done: Iterable[Correction]) -> dict[Edition, bool]:
    """What they answered in practice mode before and have not handed in yet, and whether it is right."""
    attempt = desk.ledger.attempts.open_of(desk.home.id, member)
    if attempt is None or attempt.mode != "practice":
        return {}
    session = desk.ledger.sessions.load(attempt.group, attempt.session)
    given = desk.ledger.attempts.given(attempt.group, attempt.session, member)
    return {
        (one.item, one.version): corrected_by(desk, one).problem.mark(given[one.item].answer).right
        for one in done
        if session is not None
        and (one.item, one.version) in session.form
        and one.item in given
        and given[one.item].answer
        and given[one.item].at <= one.noted_at
    }


def _tell_members(desk: Desk, correction: Correction, changed: Sequence[Response | Reading]) -> None:
    """One word to each member whose mark changed, where the group lives, for them alone.

    It is said to who is there just now; for everybody it stands in their report.
    """
    for member in sorted({response.member for response in changed}):
        session = next(response.session for response in changed if response.member == member)
        due = told_at(desk, correction, member)
        for place, account in desk.ledger.stock.seats(correction.group, member)[:1]:
            key = correction_key(member, desk.at)
            desk.ledger.deliveries.add(
                Delivery(correction.group, key, "correction", place, session, due, account=account)
            )


def told_at(desk: Desk, correction: Correction, member: str) -> datetime:
    """When this member may be told the key: now, or once nothing open asks the item, nor an exam they take."""
    return max(_free_at(desk, correction), _done_at(desk, correction, member))


def _done_at(desk: Desk, correction: Correction, member: str) -> datetime:
    """When a mock exam of their own that asks the item ends; now, if they are taking none."""
    attempt = desk.ledger.attempts.open_of(correction.group, member)
    taking = desk.ledger.sessions.load(correction.group, attempt.session) if attempt is not None else None
    if attempt is None or attempt.ends_at is None or taking is None or correction.item not in dict(taking.form):
        return desk.at
    return attempt.ends_at + AFTER


def told(desk: Desk, response: Response) -> bool:
    """Whether a member may be told of this answer by now: what is open tells the key at its close."""
    session = desk.ledger.sessions.load(response.group, response.session)
    return session is not None and not (session.purpose in WHOLE_GROUP and session.open_at(desk.at))
