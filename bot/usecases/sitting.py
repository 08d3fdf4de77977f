"""Sitting: an attempt with everything it takes to show it: session, items in the member's own order, what was given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import NotYours
from bot.rules.attempts import Attempt, Given, turns
from bot.rules.items import Item
from bot.rules.sessions import Paper, Session
from bot.usecases.verb import Desk

MOCKS = frozenset({"mock", "own"})
"""Purposes of sessions that are taken as attempts."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """A member's attempt at a session, its items in their own order, and what they gave so far by item."""

    session: Session
    paper: Paper
    attempt: Attempt
    items: tuple[Item, ...]
    given: Mapping[str, Given]

    def place_of(self, item_id: str) -> int:
        """The place of an item in the member's order, from 0.

        Raises:
            NotYours: when the form does not have it.
        """
        for place, item in enumerate(self.items):
            if item.id == item_id:
                return place
        raise NotYours

    def answered(self, item: Item) -> bool:
        """Whether this item has a whole answer."""
        return item.id in self.given and bool(self.given[item.id].answer)

    @property
    def blanks(self) -> tuple[Item, ...]:
        """Items without an answer, in order."""
        return tuple(item for item in self.items if not self.answered(item))

    @property
    def flagged(self) -> tuple[Item, ...]:
        """Items marked for review, in order."""
        return tuple(item for item in self.items if item.id in self.given and self.given[item.id].flagged)

    @property
    def pace(self) -> int:
        """Seconds that the exam leaves for one question of this form."""
        return self.paper.minutes * 60 // len(self.items)

    def seed(self, item: Item) -> str:
        """What this member's order of an item's options is dealt by."""
        return f"{self.session.id} {item.id} {self.attempt.member}"


def sit(desk: Desk, session_id: str, member: str, *, held: bool = False) -> Sitting | None:
    """The member's attempt at this session; None when they have not begun it.

    It is `held` by whoever will change it: nobody else can until they are done.

    Raises:
        NotYours: when the group has no such mock exam.
        Withdrawn: when an item of it is known no more.
    """
    session = mock_session(desk, session_id)
    look = desk.ledger.attempts.hold if held else desk.ledger.attempts.load
    attempt = look(session.group, session.id, member)
    if attempt is None or session.paper is None:
        return None
    given = desk.ledger.attempts.given(session.group, session.id, member)
    return Sitting(session, session.paper, attempt, items_of(desk, session, member), given)


def items_of(desk: Desk, session: Session, member: str) -> tuple[Item, ...]:
    """The items of a mock exam as they were when it began, in one member's order."""
    items = {item: desk.edition(item, version) for item, version in session.form}
    return tuple(items[name] for name in turns(tuple(items), items, seed=f"{session.id} {member}"))


def mock_session(desk: Desk, session_id: str) -> Session:
    """The session of a mock exam.

    Raises:
        NotYours: when the group has no such session, or it is none.
    """
    session = desk.ledger.sessions.load(desk.home.id, session_id)
    if session is None or session.purpose not in MOCKS:
        raise NotYours
    return session
