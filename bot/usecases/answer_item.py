"""A member answers: the private sheet, the first answer that counts, and the verdict."""

from __future__ import annotations

from bot.cards.model import Card
from bot.cards.question import letters_for, options_of, sheet_card
from bot.cards.result import missed_card, receipt_card, result_card
from bot.commands import AnswerItem, OpenSheet
from bot.errors import NotAnAnswer, NotYours, SessionClosed, TodaysQuestion
from bot.rules.evidence import FASTEST
from bot.rules.items import Item
from bot.rules.reviews import slipped
from bot.rules.sessions import Response, Session, accept
from bot.rules.streaks import streak
from bot.usecases.by_the_book import by_the_book
from bot.usecases.foot import foot_of
from bot.usecases.refresh_posts import refresh_posts
from bot.usecases.reserve import reserved
from bot.usecases.sitting import MOCKS
from bot.usecases.turn_pages import answer_page, open_page
from bot.usecases.verb import Desk, Outcome

LONGEST_SECONDS = 86_400
"""A sheet left open for longer says nothing about how long somebody thought."""


def open_sheet(command: OpenSheet, desk: Desk) -> Outcome:
    """Show a member their own sheet, or what became of it; of a mock exam, one of its questions."""
    session = session_of(desk, command.session)
    if session.purpose in MOCKS:
        return Outcome(open_page(desk, session.id, command.item, command.sure))
    item = asked_item(desk, session, command.item)
    before = desk.ledger.responses.of(desk.home.id, session.id, desk.me.id, item.id)

    if before is not None:
        return Outcome(told(desk, session, item, before, fresh=False))
    if not session.open_at(desk.at):
        closed_at, foot = session.ends_at or desk.at, foot_of(desk.bank, desk.home, item)
        return Outcome(missed_card(item, closed_at=closed_at, zone=desk.home.zone, foot=foot))
    return Outcome(sheet(desk, session, item))


def sheet(desk: Desk, session: Session, item: Item, *, review: bool = False) -> Card:
    """A fresh sheet for this member, with the time it was opened in its controls."""
    entry = item.problem.wants(())
    if entry is None:
        raise NotAnAnswer
    command = AnswerItem(session.id, item.id, asked=int(desk.at.timestamp()), review=review)
    return sheet_card(item, entry, command, seed=_seed(desk, session, item), foot=foot_of(desk.bank, desk.home, item))


def answer_item(command: AnswerItem, desk: Desk) -> Outcome:
    """Record a first answer and say what there is to say; a second one finds the first."""
    session = session_of(desk, command.session)
    if session.purpose in MOCKS:
        return answer_page(command, desk)
    item = asked_item(desk, session, command.item, held=True)
    again = OpenSheet(command.session, command.item)
    try:
        accept(session, at=desk.at)
        wanted = item.problem.wants(command.answer)
    except SessionClosed:
        return open_sheet(again, desk)
    except NotAnAnswer:
        if _answered(desk, session, item):
            return open_sheet(again, desk)
        raise
    if wanted is not None:
        if _answered(desk, session, item):
            return open_sheet(again, desk)
        seed = _seed(desk, session, item)
        return Outcome(sheet_card(item, wanted, command, seed=seed, foot=foot_of(desk.bank, desk.home, item)))
    response = _response(command, desk, session, item)

    if not desk.ledger.responses.add(response):  # it takes a first answer only, so nobody looks beforehand
        return open_sheet(again, desk)
    if session.purpose == "daily":
        refresh_posts(desk.ledger, session, desk.at)
    return Outcome(told(desk, session, item, response, fresh=True, review=command.review))


def _answered(desk: Desk, session: Session, item: Item) -> bool:
    return desk.ledger.responses.of(desk.home.id, session.id, desk.me.id, item.id) is not None


def session_of(desk: Desk, session_id: str) -> Session:
    """The session a control speaks of.

    Raises:
        NotYours: when the group has no such session.
    """
    session = desk.ledger.sessions.load(desk.home.id, session_id)
    if session is None:
        raise NotYours
    return session


def asked_item(desk: Desk, session: Session, item_id: str, *, held: bool = False) -> Item:
    """The item a control speaks of: of a daily session in the version it was asked in, of practice as it is now.

    It is `held` by whoever marks an answer by it.

    Raises:
        NotYours: when the session has no such item.
        TodaysQuestion: when an item of practice is asked in an open question or mock exam by now.
        Withdrawn: when nobody knows the item any more.
    """
    if session.purpose == "daily":
        for asked, version in session.form:
            if asked == item_id:
                return by_the_book(desk.ledger, desk.edition(asked, version), held=held)
        raise NotYours
    if item_id in reserved(desk):
        raise TodaysQuestion
    return by_the_book(desk.ledger, desk.edition(item_id), held=held)


def told(desk: Desk, session: Session, item: Item, response: Response, *, fresh: bool, review: bool = False) -> Card:
    """The verdict, or the receipt alone while the group's policy keeps the key back; of a review, a way to the next."""
    letters = letters_for(options_of(item), _seed(desk, session, item))
    foot = foot_of(desk.bank, desk.home, item)
    if desk.home.feedback == "at_close" and session.open_at(desk.at) and session.closes_at is not None:
        return receipt_card(
            item,
            response.answer,
            fresh=fresh,
            closes_at=session.closes_at,
            zone=desk.home.zone,
            letters=letters,
            session=session.id,
            foot=foot,
        )
    days = desk.ledger.responses.runs(desk.home.id, [desk.me.id], until=desk.today, on=desk.rhythm.days)[desk.me.id]
    return result_card(
        item,
        response.answer,
        right=response.right,
        near=response.near,
        fresh=fresh,
        letters=letters,
        session=session.id,
        streak=streak(days, today=desk.today),
        foot=foot,
        quiz=session.purpose == "quiz",
        comes_back=slipped(response, first=True),
        review=review,
    )


def _seed(desk: Desk, session: Session, item: Item) -> str:
    return f"{session.id} {item.id} {desk.me.id}"


def _response(command: AnswerItem, desk: Desk, session: Session, item: Item) -> Response:
    mark = item.problem.mark(command.answer)
    return Response(
        group=desk.home.id,
        session=session.id,
        item=item.id,
        version=item.version,
        member=desk.me.id,
        answer=command.answer,
        right=mark.right,
        near=mark.near,
        at=desk.at,
        # A question of Friday that is open until Saturday keeps Friday's streak.
        day=session.day if session.purpose == "daily" else desk.today,
        seconds=_seconds(command, desk, session),
    )


def _seconds(command: AnswerItem, desk: Desk, session: Session) -> int | None:
    """How long they had the question before them, None if unknown.

    A daily question stands in the channel with all its options: who has read it there needs no time on the sheet. Since
    when they have, nobody knows, but not since before it was posted.
    """
    if session.purpose == "daily":
        posted = (desk.at - session.opened_at).total_seconds()
        return int(posted) if 0 <= posted < FASTEST else None
    opened = int(desk.at.timestamp()) - command.asked
    return opened if command.asked and 0 <= opened <= LONGEST_SECONDS else None
