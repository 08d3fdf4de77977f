"""Finish: an attempt is handed in, and what was given becomes responses on record."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.ports import Ledger
from bot.rules.attempts import Given
from bot.rules.groups import Group
from bot.rules.items import Item
from bot.rules.sessions import Response
from bot.usecases.by_the_book import by_the_book
from bot.usecases.refresh_posts import refresh_posts
from bot.usecases.sitting import Sitting


def finish(ledger: Ledger, group: Group, sitting: Sitting, at: datetime) -> Sitting:
    """The sitting once it is handed in: now, or when its time was up; whole answers are marked, blanks stay blanks.

    Doing it twice changes nothing.
    """
    session, attempt = sitting.session, sitting.attempt
    key = session.group, session.id, attempt.member
    when = at if attempt.ends_at is None else min(at, attempt.ends_at)
    first = ledger.attempts.hand_in(*key, when)
    # Nobody can change the attempt from here on. What was given since the sitting was read counts too.
    handed_in = ledger.attempts.load(*key) or replace(attempt, handed_in_at=when)
    done = replace(sitting, attempt=handed_in, given=ledger.attempts.given(*key))
    if first:
        ledger.stock.hold(*session.form[0])  # no key is corrected while the answers are marked
        for item in done.items:
            given = done.given.get(item.id)
            if given is not None and given.answer:
                ledger.responses.add(_response(group, done, by_the_book(ledger, item), given))
        if session.purpose == "own":
            ledger.sessions.close(session.group, session.id, when)
        else:
            refresh_posts(ledger, session, at)
    return done


def _response(group: Group, sitting: Sitting, item: Item, given: Given) -> Response:
    mark = item.problem.mark(given.answer)
    return Response(
        group=sitting.session.group,
        session=sitting.session.id,
        item=item.id,
        version=item.version,
        member=sitting.attempt.member,
        answer=given.answer,
        right=mark.right,
        near=mark.near,
        at=given.at,
        day=group.day_of(given.at),
        seconds=given.seconds or None,
        sure=given.sure,
        scored=item.id not in sitting.paper.unscored,
    )
