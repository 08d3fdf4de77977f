"""Due reviews: which missed questions come back to the member today."""

from __future__ import annotations

from collections.abc import Sequence

from bot.commands import ReviewItem
from bot.rules.reviews import Queue, queue
from bot.rules.sessions import Response
from bot.usecases.reserve import reserved
from bot.usecases.told_answers import told_answers
from bot.usecases.verb import Desk


def reviews_ahead(_command: ReviewItem, desk: Desk) -> Queue | None:
    """The same before anything is written: years of answers take a moment, which nobody else shall wait for."""
    return reviews_of(desk, told_answers(desk)) if desk.member is not None else None


def reviews_of(desk: Desk, answers: Sequence[Response]) -> Queue:
    """What the member who gave these answers reviews today: nothing that an open question or mock exam asks."""
    shares = desk.pack.blueprint.shares
    exam_day = desk.ledger.plans.of(desk.home.id, desk.me.id).exam_day
    return queue(
        answers,
        {item.id: float(shares[item.domain]) for item in desk.pack.within()},
        at=desk.at,
        day_of=desk.home.day_of,
        exam_in=None if exam_day is None else (exam_day - desk.today).days,
        held=reserved(desk),
    )
