"""Ledger: the book of facts, open for one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Protocol

from bot.calls import Actor, Place
from bot.ports.briefs import Briefs
from bot.ports.deliveries import Deliveries
from bot.ports.departures import Departures
from bot.ports.desk_links import DeskLinks
from bot.ports.mocks import Attempts, Mocks
from bot.ports.notes import Notes
from bot.ports.outcomes import Outcomes
from bot.ports.plans import Plans
from bot.ports.ratings import Ratings
from bot.ports.records import Home, Tally
from bot.ports.stock import Stock
from bot.rules.evidence import Log
from bot.rules.groups import Group, Member, Rhythm
from bot.rules.sessions import Purpose, Response, Session
from bot.rules.streaks import Days, Weekdays


class Groups(Departures, Protocol):
    """Groups, their rhythms, places and members."""

    def at(self, place: Place) -> Group | None:
        """The group that lives in this place."""
        ...

    def met(self, place: Place, actor: Actor) -> tuple[Group, Member | None] | None:
        """The group that lives in this place, with the member this account is in it."""
        ...

    def of(self, actor: Actor) -> tuple[Group, ...]:
        """The groups this account belongs to, latest joined first."""
        ...

    def load(self, group: str) -> Group | None:
        """The group with this id."""
        ...

    def save(self, group: Group) -> None:
        """Put the group in the book, or replace what stands there."""
        ...

    def bind(self, group: str, place: Place) -> None:
        """Let the group live in this place (again), not parked."""
        ...

    def move(self, group: str, place: Place) -> None:
        """Let the group live in this place and in no other of the same platform and space."""
        ...

    def homes(self, group: str) -> tuple[Home, ...]:
        """Where the group lives."""
        ...

    def moved_from(self, place: Place) -> tuple[tuple[Group, Home], ...]:
        """The groups that spoke here once and live elsewhere in this space, the one that spoke last first."""
        ...

    def park(self, group: str, place: Place, reason: str) -> bool:
        """Stop saying things there; True when it was not parked before."""
        ...

    def unpark(self, group: str, place: Place) -> bool:
        """Something was said there again: nothing stands in its way; True when it was parked."""
        ...

    def rhythm(self, group: str) -> Rhythm | None:
        """The group's rhythm."""
        ...

    def keep_rhythm(self, rhythm: Rhythm, next_run_at: datetime | None) -> None:
        """Put the rhythm in the book with the instant of its next slot (None: nothing is due)."""
        ...

    def move_on(self, group: str, at: datetime, next_run_at: datetime | None) -> bool:
        """Note the next slot in place of one that is due by then; False when none is due any more.

        What a lead has changed meanwhile stays as they left it.
        """
        ...

    def due(self, at: datetime, limit: int) -> tuple[str, ...]:
        """Ids of groups whose next slot has come, earliest first."""
        ...

    def join(self, actor: Actor, member: Member) -> Member:
        """Make the account a member, or find the member it already is (the name is brought up to date)."""
        ...

    def member_of(self, group: str, actor: Actor) -> Member | None:
        """The member this account is in the group."""
        ...

    def members(self, group: str) -> Mapping[str, Member]:
        """Every member by id."""
        ...

    def keep_member(self, member: Member) -> None:
        """Replace what stands about this member."""
        ...

    def leads(self, group: str) -> tuple[tuple[Place, str], ...]:
        """Accounts of the leads, each with a place (room empty) that names its platform and space."""
        ...

    def forget(self, group: str, member: str) -> None:
        """Delete the member's accounts, responses, reports, remarks and mock exams; nothing of the person stays."""
        ...


class Sessions(Protocol):
    """Sessions of a group."""

    def add(self, session: Session) -> bool:
        """Open it; False when the group has one for this purpose and day already."""
        ...

    def load(self, group: str, session: str) -> Session | None:
        """The session, if it is this group's."""
        ...

    def latest(self, group: str, purpose: Purpose) -> Session | None:
        """The one opened last."""
        ...

    def open_ones(self, group: str, at: datetime, purpose: Purpose = "daily") -> tuple[Session, ...]:
        """Sessions for this purpose that still take answers, latest first."""
        ...

    def since(self, group: str, at: datetime) -> tuple[Session, ...]:
        """What was before the whole group at that instant or later, the one opened first at the head."""
        ...

    def of_purpose(self, group: str, purpose: Purpose) -> tuple[Session, ...]:
        """All sessions for this purpose, oldest first."""
        ...

    def asked(self, group: str) -> tuple[str, ...]:
        """Ids of the items of all daily sessions, in the order of posting."""
        ...

    def overdue(self, at: datetime, limit: int) -> tuple[tuple[str, str], ...]:
        """(group, session) of open sessions whose time is up."""
        ...

    def close(self, group: str, session: str, at: datetime) -> bool:
        """Close it; False when it was closed before."""
        ...


class Responses(Protocol):
    """Answers on record."""

    def add(self, response: Response) -> bool:
        """Record it; False when the member has answered this item in this session already."""
        ...

    def of(self, group: str, session: str, member: str, item: str) -> Response | None:
        """What this member answered there."""
        ...

    def in_session(self, group: str, session: str) -> tuple[Response, ...]:
        """All answers to the session, in order of time."""
        ...

    def of_member_in(self, group: str, session: str, member: str) -> Mapping[str, Response]:
        """What this member answered in the session, by item."""
        ...

    def of_item(self, group: str, item: str, version: int) -> tuple[Response, ...]:
        """All answers of the group to this item in this version, in order of time."""
        ...

    def of_group(self, group: str) -> tuple[Response, ...]:
        """All answers of the group, in order of time."""
        ...

    def log(self, group: str, last: Log | None = None) -> Log:
        """The gist of all answers of the group; `last` itself, when nothing has changed since that was read."""
        ...

    def remark(self, response: Response) -> None:
        """Keep the answer's new mark."""
        ...

    def count(self, group: str, session: str) -> int:
        """How many members answered."""
        ...

    def by_member(self, group: str, member: str) -> tuple[Response, ...]:
        """All answers of a member, in order of time."""
        ...

    def runs(self, group: str, members: Collection[str], *, until: date, on: Weekdays) -> Mapping[str, Days]:
        """The dates on which each member answered since the last day before `until` that was `missed` by them."""
        ...

    def seen(self, group: str) -> Mapping[str, int]:
        """How many members have answered each item, in any session."""
        ...

    def tallies(self, group: str, since: datetime) -> tuple[Tally, ...]:
        """Per member: scored answers in the group's closed sessions whose time was up at that instant or later."""
        ...


class Ledger(Protocol):
    """The book of facts, open for one transaction."""

    @property
    def groups(self) -> Groups:
        """Groups, rhythms, places, members."""
        ...

    @property
    def sessions(self) -> Sessions:
        """Sessions."""
        ...

    @property
    def responses(self) -> Responses:
        """Answers."""
        ...

    @property
    def notes(self) -> Notes:
        """Reports and remarks."""
        ...

    @property
    def deliveries(self) -> Deliveries:
        """Things to be said."""
        ...

    @property
    def mocks(self) -> Mocks:
        """When weekly mocks come."""
        ...

    @property
    def stock(self) -> Stock:
        """Items in every version, and corrections."""
        ...

    @property
    def ratings(self) -> Ratings:
        """How items do."""
        ...

    @property
    def plans(self) -> Plans:
        """When members sit the exam, and what they share."""
        ...

    @property
    def outcomes(self) -> Outcomes:
        """How members' exams went."""
        ...

    @property
    def briefs(self) -> Briefs:
        """Leads' Monday briefs."""
        ...

    @property
    def attempts(self) -> Attempts:
        """Goes at mock exams."""
        ...

    @property
    def desk_links(self) -> DeskLinks:
        """Links to the lead's page, and visits there."""
        ...
