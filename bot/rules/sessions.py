"""Sessions: one form put before one group for a span of time, opened once and closed once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Literal

from bot.errors import SessionClosed
from bot.rules.naming import stable_id

Purpose = Literal["daily", "quiz", "mock", "own"]
"""The daily question, practice, the group's weekly mock exam, and a mock exam of a member's own."""

EVER = datetime(1970, 1, 1, tzinfo=UTC)
"""An instant before every session, on whatever clock."""

WHOLE_GROUP: tuple[Purpose, ...] = ("daily", "mock")
"""What is put before the whole group, opens at its hour and closes."""


@dataclass(frozen=True, slots=True)
class Paper:
    """What a mock exam has beyond its form.

    `scope` is `mini`, `full`, `missed` or `domain` and its id; `minutes` the time there is for it. `unscored` holds
    items that do not count, `relaxed` the rules that had to yield and `missing` how many items each domain lacks.
    """

    scope: str
    minutes: int
    unscored: frozenset[str] = frozenset()
    relaxed: tuple[str, ...] = ()
    missing: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Session:
    """One form before one group.

    `form` holds item ids with the version they were opened in; the form of a quiz is open-ended and empty.
    `day` is the slot's local date. Practice and a member's own mock exam close at no hour: their `closes_at` is None.
    `paper` is None where the form is no mock exam.
    """

    group: str
    id: str
    purpose: Purpose
    day: date
    form: tuple[tuple[str, int], ...]
    opened_at: datetime
    closes_at: datetime | None
    closed_at: datetime | None = None
    paper: Paper | None = None

    def open_at(self, at: datetime) -> bool:
        """Whether an answer given at that instant still counts."""
        return self.closed_at is None and (self.closes_at is None or at < self.closes_at)

    @property
    def ends_at(self) -> datetime | None:
        """From when on no answer counts: its hour, however late it was seen to have struck, or an earlier close."""
        return min(filter(None, (self.closes_at, self.closed_at)), default=None)

    def days_since(self, at: datetime) -> int:
        """Whole days since it was before its people, its key told: from its close on, and none while it is open."""
        return max(0, (at - (self.closed_at or self.closes_at or at)).days)


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

    `day` is the date in the group's zone; `seconds` is how long the question was before them, or None if unknown.
    `sure` is how sure the member was, from 1 to 3, or 0 if they did not say. Of mock exams some items are not `scored`.
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
    sure: int = 0
    scored: bool = True

    @property
    def edition(self) -> tuple[str, int]:
        """The item in its version."""
        return self.item, self.version
