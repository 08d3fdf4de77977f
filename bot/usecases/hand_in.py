"""An attempt ends: a member hands it in, or its time is up."""

from __future__ import annotations

from bot.commands import HandIn, MindAttempt
from bot.ports import Delivery, Sort
from bot.rules.attempts import Attempt
from bot.rules.naming import stable_id
from bot.usecases.finish_attempt import finish
from bot.usecases.show_score import report
from bot.usecases.sitting import sit
from bot.usecases.turn_pages import over, overview, seated
from bot.usecases.verb import Desk, Outcome


def hand_in(command: HandIn, desk: Desk) -> Outcome:
    """Ask once where questions are blank, then hand in; doing it twice changes nothing."""
    sitting = seated(desk, command.session)
    if (ended := over(desk, sitting)) is not None:
        return Outcome(ended)
    if not command.sure:
        return Outcome(overview(desk, sitting, asked=True))
    return Outcome(report(desk, finish(desk.ledger, desk.home, sitting, desk.at)))


def mind_attempt(command: MindAttempt, desk: Desk) -> Outcome:
    """Tell the member how little time is left, or hand in for them when it is up, and tell them that."""
    sitting = sit(desk, command.session, command.member, held=True)
    if sitting is None or sitting.attempt.handed_in_at is not None:
        return Outcome()
    if not sitting.attempt.open_at(desk.at):
        whisper(desk, finish(desk.ledger, desk.home, sitting, desk.at).attempt, "score")
        return Outcome()
    warned = sitting.attempt.warned_by(desk.at)

    desk.ledger.attempts.warn(warned)
    if warned.warned > sitting.attempt.warned:
        whisper(desk, warned, "warning")
    return Outcome()


def whisper(desk: Desk, attempt: Attempt, sort: Sort) -> None:
    """Write down a word to the member, where they took the mock exam last."""
    seat = desk.ledger.attempts.seat(attempt.group, attempt.session, attempt.member)
    if seat is None:
        return
    place, account = seat
    if desk.is_gone_from(place):
        return
    key = stable_id(sort, attempt.group, attempt.session, attempt.member, str(attempt.warned))
    desk.ledger.deliveries.add(Delivery(attempt.group, key, sort, place, attempt.session, desk.at, account=account))
