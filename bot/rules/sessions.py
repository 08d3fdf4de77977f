"""Sessions: one form put before one group for a span of time, opened once and closed once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bot.errors import SessionClosed
from bot.rules.naming import stable_id

Purpose = Literal["daily", "quiz"]


@dataclass(frozen=True, slots=True)
class Session:
    """One form before one group.

    `form` holds item ids with the version they were opened in; the form of a quiz is open-ended and empty.
    `day` is the slot's local date. A quiz never closes: its `closes_at` is None.
    """

    group: str
    id: str
    purpose: Purpose
    day: date
    form: tuple[tuple[str, int], ...]
    opened_at: datetime
    closes_at: datetime | None
    closed_at: datetime | None = None

    def open_at(self, at: datetime) -> bool:
        """Whether an answer given at that instant still counts."""
        return self.closed_at is None and (self.closes_at is None or at < self.closes_at)


def session_id(group: str, purpose: Purpose, day: date) -> str:
    """The id of the one session a group can have for this purpose on that local date."""
    return stable_id("session", group, purpose, day.isoformat())


def accept(session: Session, *, at: datetime) -> None:
    """Let an answer in.

    Raises:
        SessionClosed: when its time is up.
    """
    if not session.open_at(at):
        raise SessionClosed


@dataclass(frozen=True, slots=True)
class Response:
    """An answer on record: who answered which item in which version, when, and how it was marked.

    `day` is the date in the group's zone; `seconds` is the time since the sheet was opened, or None if unknown.
    """

    group: str
    session: str
    item: str
    version: int
    member: str
    answer: tuple[str, ...]
    right: bool
    near: float
    at: datetime
    day: date
    seconds: int | None = None
