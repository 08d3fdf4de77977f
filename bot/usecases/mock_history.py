"""Mock history: how the group's weekly mock exams went, as far as a lead may see it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from statistics import quantiles

from bot.cards.desk_group import LATEST, MockTaken
from bot.rules.disclosure import counted_of
from bot.rules.scores import scaled
from bot.rules.sessions import Session
from bot.usecases.compose_mock import rights_of
from bot.usecases.verb import Desk


def mock_history(desk: Desk, seen: Collection[str]) -> tuple[MockTaken, ...]:
    """Every weekly mock of the group's exam that has closed, latest first; `seen` are members who let it be seen."""
    sessions = desk.ledger.sessions.of_purpose(desk.home.id, "mock")
    closed = (one for one in reversed(sessions) if not one.open_at(desk.at) and _is_ours(desk, one))
    return tuple(_taken(desk, one, seen) for one in closed)


def scores_of(desk: Desk, member: str) -> tuple[tuple[date, int], ...]:
    """One member's scaled scores in the latest weekly mocks that have closed, latest first."""
    return tuple((one.day, one.scores[member]) for one in mock_history(desk, {member})[:LATEST] if member in one.scores)


def _is_ours(desk: Desk, session: Session) -> bool:
    """Whether it was of the exam that the group studies for now: scales of two exams do not compare."""
    shelves = (desk.bank.shelf_of(item, first=desk.home.pack) for item, _ in session.form)
    return next((shelf is desk.pack for shelf in shelves if shelf is not None), True)


def _taken(desk: Desk, session: Session, seen: Collection[str]) -> MockTaken:
    unscored = session.paper.unscored if session.paper is not None else frozenset()
    total = sum(item not in unscored for item, _ in session.form)
    rights = rights_of(desk.ledger, desk.home, session)
    scores = {member: scaled(right / total if total else 0.0, desk.pack.exam) for member, right in rights.items()}
    told = {member: score for member, score in scores.items() if member in seen}
    return MockTaken(session.day, len(scores), _spread(scores, told, onlooker=desk.me.id), told)


def _spread(scores: Mapping[str, int], told: Mapping[str, int], *, onlooker: str) -> tuple[int, int, int] | None:
    _, counted = counted_of(told.keys(), scores.keys() - told.keys(), [onlooker])
    if not counted:
        return None
    low, middle, high = quantiles((scores[member] for member in counted), n=4, method="inclusive")
    return round(low), round(middle), round(high)
