"""Turn pages: the questions of an attempt one by one, answered, changed, marked for review, before handing in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from bot.cards.attempt import Stand, Turn, named, overview_card, practised_card, relaxed_note, turn_card
from bot.cards.model import Card
from bot.cards.question import sheet_card
from bot.cards.score import again_card, too_late_card
from bot.commands import AnswerItem, FlagItem, ShowOverview
from bot.errors import NoAttempt
from bot.rules.attempts import Given, Sure
from bot.rules.items import Answer, Item
from bot.usecases.by_the_book import by_the_book
from bot.usecases.finish_attempt import finish
from bot.usecases.foot import foot_of
from bot.usecases.show_score import report, review_page, verdict
from bot.usecases.sitting import Sitting, sit
from bot.usecases.verb import Desk, Outcome

LONGEST_SECONDS = 3600
"""A sheet left open for longer says nothing about how long somebody thought."""

SURE: tuple[Sure, ...] = (0, 1, 2, 3)


def seated(desk: Desk, session: str, *, held: bool = False) -> Sitting:
    """This member's attempt at the session, `held` where it is to be changed.

    Raises:
        NoAttempt: when they have not begun one.
    """
    sitting = sit(desk, session, desk.me.id, held=held)
    if sitting is None:
        raise NoAttempt
    return sitting


def over(desk: Desk, sitting: Sitting) -> Card | None:
    """What to say of an attempt that takes no more answers, handing it in when its time was up; None while it does."""
    if sitting.attempt.open_at(desk.at):
        return None
    done = sitting
    if sitting.attempt.handed_in_at is None:
        done = finish(desk.ledger, desk.home, sitting, desk.at)
    if done.attempt.timed_out:
        return too_late_card(report(desk, done), ended_at=done.attempt.handed_in_at or desk.at, zone=desk.home.zone)
    return again_card(report(desk, done))


def go_on(desk: Desk, sitting: Sitting) -> Card:
    """Where to go on: the first blank question, or the overview when none is left."""
    if (ended := over(desk, sitting)) is not None:
        return ended
    if not sitting.blanks:
        return overview(desk, sitting)
    card = page(desk, sitting, sitting.blanks[0])
    return card if sitting.given else relaxed_note(card, sitting.paper)


def open_page(desk: Desk, session: str, item_id: str, sure: int = 0) -> Card:
    """A question of the attempt; after it was handed in, the verdict on it."""
    sitting = seated(desk, session, held=bool(sure))
    place = sitting.place_of(item_id)
    if sitting.attempt.handed_in_at is not None:
        return review_page(desk, sitting, item_id)
    if (ended := over(desk, sitting)) is not None:
        return ended
    item = sitting.items[place]
    if sitting.attempt.mode == "practice" and sitting.answered(item):
        return _verdict(desk, sitting, item)
    if sure:
        return _keep(desk, sitting, item, replace(_so_far(desk, sitting, item), sure=_sure(sure)))
    return page(desk, sitting, item)


def _so_far(desk: Desk, sitting: Sitting, item: Item) -> Given:
    """What was given for a question, or a blank of which something can be told before it is answered."""
    return sitting.given.get(item.id) or Given(item.id, (), desk.at)


def _keep(desk: Desk, sitting: Sitting, item: Item, given: Given) -> Card:
    desk.ledger.attempts.give(sitting.attempt, given)
    return page(desk, replace(sitting, given={**sitting.given, item.id: given}), item)


def page(desk: Desk, sitting: Sitting, item: Item, *, so_far: Answer = (), asked: int = 0) -> Card:
    """The sheet of one question with the member's own letters, the time left and the ways on."""
    entry = item.problem.wants(so_far) or item.problem.wants(())
    assert entry is not None  # noqa: S101 - nothing given is never a whole answer
    given = sitting.given.get(item.id)
    chosen = given.answer if given is not None else ()
    sure = given.sure if given is not None else 0
    opened = asked or int(desk.at.timestamp())
    command = AnswerItem(sitting.session.id, item.id, so_far, opened, sure)
    foot = () if sitting.attempt.mode == "exam" else foot_of(desk.bank, desk.home, item)
    sheet = sheet_card(item, entry, command, seed=sitting.seed(item), foot=foot, chosen=chosen)
    return turn_card(sheet, _turn(desk, sitting, item, sure))


def _turn(desk: Desk, sitting: Sitting, item: Item, sure: int) -> Turn:
    place = sitting.place_of(item.id)
    return Turn(
        session=sitting.session.id,
        item=item.id,
        number=place + 1,
        total=len(sitting.items),
        answered=len(sitting.items) - len(sitting.blanks),
        before=sitting.items[place - 1].id if place else "",
        after=sitting.items[place + 1].id if place + 1 < len(sitting.items) else "",
        flagged=item in sitting.flagged,
        sure=sure,
        left=sitting.attempt.left(desk.at),
        ends_at=sitting.attempt.ends_at,
        zone=desk.home.zone,
    )


def answer_page(command: AnswerItem, desk: Desk) -> Outcome:
    """Keep an answer, and turn to the next blank question; in practice mode say the verdict first."""
    sitting = seated(desk, command.session, held=True)
    item = sitting.items[sitting.place_of(command.item)]
    if (ended := over(desk, sitting)) is not None:
        return Outcome(ended)
    practising = sitting.attempt.mode == "practice"
    if practising and sitting.answered(item):
        return Outcome(_verdict(desk, sitting, item))
    if item.problem.wants(command.answer) is not None:
        return Outcome(page(desk, sitting, item, so_far=command.answer, asked=command.asked))
    before = sitting.given.get(item.id)
    given = Given(
        item=item.id,
        answer=command.answer,
        at=desk.at,
        seconds=_spent(command, before, desk.at),
        sure=_sure(command.sure or (before.sure if before else 0)),
        flagged=before.flagged if before else False,
    )

    desk.ledger.attempts.give(sitting.attempt, given)
    kept = replace(sitting, given={**sitting.given, item.id: given})
    return Outcome(_verdict(desk, kept, item, held=True) if practising else _next(desk, kept, item))


def _spent(command: AnswerItem, before: Given | None, at: datetime) -> int:
    """Seconds spent on the question so far, at least one; 0 where that is not known."""
    known = before.seconds if before is not None else 0
    if before is not None and before.answer and (not known or command.asked < int(before.at.timestamp())):
        return known  # not known for good, or the same sheet sent twice: its time is counted already
    spent = int(at.timestamp()) - command.asked
    if not command.asked or not 0 <= spent <= LONGEST_SECONDS:
        return 0
    return known + max(1, spent)


def _next(desk: Desk, sitting: Sitting, item: Item) -> Card:
    follows = _blank_after(sitting, item)
    return page(desk, sitting, follows) if follows is not None else overview(desk, sitting)


def _blank_after(sitting: Sitting, item: Item) -> Item | None:
    """The next blank question after this one, else the first blank one."""
    place = sitting.place_of(item.id)
    return min(sitting.blanks, key=lambda one: (sitting.place_of(one.id) - place) % len(sitting.items), default=None)


def _verdict(desk: Desk, sitting: Sitting, item: Item, *, held: bool = False) -> Card:
    given, keyed = sitting.given[item.id], by_the_book(desk.ledger, item, held=held)
    said = verdict(desk, sitting, keyed, given.answer, keyed.problem.mark(given.answer))
    follows = _blank_after(sitting, item)
    turn = replace(_turn(desk, sitting, item, 0), after=follows.id if follows is not None else "")
    return practised_card(said, turn, over=follows is None)


def flag_item(command: FlagItem, desk: Desk) -> Outcome:
    """Mark a question for review, or take the mark away, and show it."""
    sitting = seated(desk, command.session, held=True)
    item = sitting.items[sitting.place_of(command.item)]
    if (ended := over(desk, sitting)) is not None:
        return Outcome(ended)
    return Outcome(_keep(desk, sitting, item, replace(_so_far(desk, sitting, item), flagged=command.on)))


def show_overview(command: ShowOverview, desk: Desk) -> Outcome:
    """What is answered, blank and marked."""
    sitting = seated(desk, command.session)
    return Outcome(over(desk, sitting) or overview(desk, sitting))


def overview(desk: Desk, sitting: Sitting, *, asked: bool = False) -> Card:
    """The overview; `asked` when handing in is to be confirmed."""
    stand = Stand(
        session=sitting.session.id,
        title=named(sitting.paper),
        first=sitting.items[0].id,
        total=len(sitting.items),
        blanks=[(item.id, sitting.place_of(item.id) + 1) for item in sitting.blanks],
        flagged=[(item.id, sitting.place_of(item.id) + 1) for item in sitting.flagged],
        left=sitting.attempt.left(desk.at),
        ends_at=sitting.attempt.ends_at,
        zone=desk.home.zone,
    )
    return overview_card(stand, asked=asked)


def _sure(value: int) -> Sure:
    return SURE[value] if 0 <= value < len(SURE) else 0
