"""Mocks: what the core needs to keep of mock exams: when they come, who takes them, and what was given so far."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.calls import Place
from bot.rules.attempts import Attempt, Given
from bot.rules.mock_rhythms import MockRhythm
from bot.rules.reveals import Reading, Readings


class Mocks(Protocol):
    """When the groups' weekly mocks come."""

    def rhythm(self, group: str) -> MockRhythm | None:
        """The group's rhythm of weekly mocks; None where nobody has set one."""
        ...

    def keep_rhythm(self, rhythm: MockRhythm, next_run_at: datetime | None) -> None:
        """Put the rhythm in the book with the instant of its next slot (None: nothing is due)."""
        ...

    def move_on(self, group: str, at: datetime, next_run_at: datetime | None) -> bool:
        """Note the next slot in place of one that is due by then; False when none is due any more.

        What a lead has changed meanwhile stays as they left it.
        """
        ...

    def due(self, at: datetime, limit: int) -> tuple[str, ...]:
        """Ids of groups whose next weekly mock has come, earliest first."""
        ...


class Attempts(Protocol):
    """Members' goes at mock exams. An attempt is known by its group, session and member."""

    def begin(self, attempt: Attempt, seat: Place, account: str) -> bool:
        """Put it in the book with where the member takes it; False when it is there, or another of theirs is open."""
        ...

    def load(self, group: str, session: str, member: str) -> Attempt | None:
        """The attempt, if there is one."""
        ...

    def hold(self, group: str, session: str, member: str) -> Attempt | None:
        """The attempt, if there is one, kept from changes by others until this transaction ends.

        Whoever changes what was given holds the attempt first and reads what was given afterwards.
        """
        ...

    def open_of(self, group: str, member: str) -> Attempt | None:
        """The one that this member has not handed in yet."""
        ...

    def of_member(self, group: str, member: str) -> tuple[Attempt, ...]:
        """All of a member, latest started first."""
        ...

    def of_session(self, group: str, session: str) -> tuple[Attempt, ...]:
        """All at this session, earliest started first."""
        ...

    def readings(self, group: str, last: Readings | None = None) -> Readings:
        """What members may read by their attempts, as `Reading` says; `last` itself when nothing has changed."""
        ...

    def practised(self, group: str, item: str, version: int) -> tuple[Reading, ...]:
        """Of the readings those of this edition alone, in practice mode, earliest first."""
        ...

    def taking(self, group: str, session: str) -> tuple[int, int]:
        """How many have begun this session, and how many of them have handed in."""
        ...

    def seat(self, group: str, session: str, member: str) -> tuple[Place, str] | None:
        """Where the member takes it, and by which account."""
        ...

    def move(self, attempt: Attempt, seat: Place, account: str) -> None:
        """The member takes it there now."""
        ...

    def warn(self, attempt: Attempt) -> None:
        """Keep how often the member was told of the time that is left, and what the clock has to do next."""
        ...

    def hand_in(self, group: str, session: str, member: str, at: datetime) -> bool:
        """Note that it was handed in, and hold it as `hold` does; False when it was handed in before."""
        ...

    def give(self, attempt: Attempt, given: Given) -> None:
        """Keep what was given for one item in place of what was given before."""
        ...

    def given(self, group: str, session: str, member: str) -> Mapping[str, Given]:
        """What was given so far, by item."""
        ...

    def due(self, at: datetime, limit: int) -> tuple[tuple[str, str, str], ...]:
        """(group, session, member) of attempts for which the clock has something to do, earliest first."""
        ...
