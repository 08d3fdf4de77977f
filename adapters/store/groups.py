"""Groups: the book of groups, of the places they live in and of their rhythms."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Integer, and_, bindparam, delete, func, select, update

from adapters.store import tables
from adapters.store.departures import SqlDepartures
from adapters.store.rows import (
    GROUP,
    MEMBER,
    RHYTHM,
    read_group,
    read_member,
    read_rhythm,
    write_account,
    write_group,
    write_place,
    write_rhythm,
)
from adapters.store.statements import Db, Row, Statement, given, put
from bot.calls import Actor, Place
from bot.ports.records import Home
from bot.rules.groups import Group, Member, Rhythm

_groups, _places, _rhythms = tables.groups.c, tables.places.c, tables.rhythms.c
_accounts, _members, _deliveries = tables.accounts.c, tables.members.c, tables.deliveries.c
_here = and_(*(column == given(column) for column in (_places.platform, _places.space, _places.room)))
_same_member = and_(_members.group_id == _accounts.group_id, _members.member_id == _accounts.member_id)
_of_group = _places.group_id == given(_places.group_id, "of_group")

_AT = Statement(select(*GROUP).join(tables.places, _places.group_id == _groups.group_id).where(_here))
_MET = Statement(
    select(*GROUP, *RHYTHM, *MEMBER)
    .join(tables.places, _places.group_id == _groups.group_id)
    .outerjoin(tables.rhythms, _rhythms.group_id == _groups.group_id)
    .outerjoin(
        tables.accounts,
        and_(
            _accounts.group_id == _groups.group_id,
            _accounts.platform == given(_accounts.platform, "of_platform"),
            _accounts.space == given(_accounts.space, "of_space"),
            _accounts.account == given(_accounts.account),
        ),
    )
    .outerjoin(tables.members, _same_member)
    .where(_here)
)
_RHYTHM_AT, _MEMBER_AT = len(GROUP), len(GROUP) + len(RHYTHM)
_HOME_AT = len(GROUP)
_OF = Statement(
    select(*GROUP)
    .join(tables.accounts, _accounts.group_id == _groups.group_id)
    .join(tables.members, _same_member)
    .where(*(column == given(column) for column in (_accounts.platform, _accounts.space, _accounts.account)))
    .order_by(_members.joined_at.desc(), _groups.group_id)
)
_LOAD = Statement(select(*GROUP).where(_groups.group_id == given(_groups.group_id)))
_SAVE = put(tables.groups, "replace")
_SETTLE_IN = put(tables.places, "keep")
_TAKE_OVER = Statement(
    update(tables.places).where(_here).values(group_id=given(_places.group_id, "of_group"), parked="", left_at=None)
)
_LEAVE_OTHERS = Statement(
    delete(tables.places).where(
        _of_group,
        _places.platform == given(_places.platform),
        _places.space == given(_places.space),
        _places.room != given(_places.room),
    )
)
_HOMES = Statement(
    select(_places.platform, _places.space, _places.room, _places.parked, _places.left_at)
    .where(_of_group)
    .order_by(_places.platform, _places.space, _places.room)
)
_spoke_here = (
    select(func.max(_deliveries.said_at))
    .where(
        _deliveries.group_id == _places.group_id,
        *(_deliveries[name] == given(_places[name]) for name in ("platform", "space", "room")),
    )
    .scalar_subquery()
)
_MOVED_FROM = Statement(
    select(*GROUP, _places.platform, _places.space, _places.room, _places.parked, _places.left_at)
    .join(tables.places, _places.group_id == _groups.group_id)
    .where(
        _places.platform == given(_places.platform),
        _places.space == given(_places.space),
        _spoke_here.is_not(None),
    )
    .order_by(_spoke_here.desc(), _groups.group_id)
)
_PARK = Statement(
    update(tables.places).where(_of_group, _here, _places.parked == "").values(parked=given(_places.parked, "reason"))
)
_UNPARK = Statement(
    # What was still said while we were being removed brings nobody back.
    update(tables.places).where(_of_group, _here, _places.parked != "", _places.left_at.is_(None)).values(parked="")
)
_RHYTHM = Statement(select(*RHYTHM).where(_rhythms.group_id == given(_rhythms.group_id)))
_KEEP_RHYTHM = put(tables.rhythms, "replace")
_MOVE_ON = Statement(
    update(tables.rhythms)
    .where(
        _rhythms.group_id == given(_rhythms.group_id, "of_group"),
        _rhythms.next_run_at <= given(_rhythms.next_run_at, "until"),
    )
    .values(next_run_at=given(_rhythms.next_run_at, "then"))
)
_DUE = Statement(
    select(_rhythms.group_id)
    .where(_rhythms.next_run_at <= given(_rhythms.next_run_at, "until"))
    .order_by(_rhythms.next_run_at, _rhythms.group_id)
    .limit(bindparam("most", type_=Integer(), required=True))
)


class SqlGroups(SqlDepartures):
    """Groups, their rhythms, places and members."""

    __slots__ = ("_met",)

    def __init__(self, db: Db) -> None:
        super().__init__(db)
        self._met: Rhythm | None = None

    def at(self, place: Place) -> Group | None:
        """The group that lives in this place."""
        row = self._db.row(_AT, **write_place(place))
        return None if row is None else read_group(row)

    def met(self, place: Place, actor: Actor) -> tuple[Group, Member | None] | None:
        """The group that lives in this place, with the member this account is in it: one look for every call.

        It brings the group's rhythm along, since most calls ask for it next.
        """
        row = self._db.row(
            _MET, **write_place(place), of_platform=actor.platform, of_space=actor.space, account=actor.id
        )
        if row is None:
            return None
        group, rhythm, member = row[:_RHYTHM_AT], row[_RHYTHM_AT:_MEMBER_AT], row[_MEMBER_AT:]
        if rhythm[0] is not None:
            self._met = read_rhythm(rhythm)
        return read_group(group), None if member[0] is None else read_member(member)

    def of(self, actor: Actor) -> tuple[Group, ...]:
        """The groups this account belongs to, latest joined first."""
        return tuple(map(read_group, self._db.rows(_OF, **write_account(actor))))

    def load(self, group: str) -> Group | None:
        """The group with this id."""
        row = self._db.row(_LOAD, group_id=group)
        return None if row is None else read_group(row)

    def save(self, group: Group) -> None:
        """Put the group in the book, or replace what stands there."""
        self._db.change(_SAVE, **write_group(group))

    def bind(self, group: str, place: Place) -> None:
        """Let the group live in this place (again), not parked; another group that lived there moves out."""
        here = write_place(place)
        if not self._db.change(_TAKE_OVER, of_group=group, **here) and not self._db.change(
            _SETTLE_IN, group_id=group, parked="", left_at=None, **here
        ):
            self._db.change(_TAKE_OVER, of_group=group, **here)  # another call settled in a moment ago

    def move(self, group: str, place: Place) -> None:
        """Let the group live in this place and in no other of the same platform and space."""
        self._db.change(_LEAVE_OTHERS, of_group=group, **write_place(place))
        self.bind(group, place)

    def homes(self, group: str) -> tuple[Home, ...]:
        """Where the group lives."""
        rows = self._db.rows(_HOMES, of_group=group)
        return tuple(map(_home, rows))

    def moved_from(self, place: Place) -> tuple[tuple[Group, Home], ...]:
        """The groups that spoke here once and live elsewhere in this space, the one that spoke last first."""
        rows = self._db.rows(_MOVED_FROM, **write_place(place))
        return tuple((read_group(row[:_HOME_AT]), _home(row[_HOME_AT:])) for row in rows)

    def park(self, group: str, place: Place, reason: str) -> bool:
        """Stop saying things there; True when it was not parked before."""
        return self._db.change(_PARK, of_group=group, reason=reason, **write_place(place)) > 0

    def unpark(self, group: str, place: Place) -> bool:
        """Something was said there again: nothing stands in its way; True when it was parked."""
        return self._db.change(_UNPARK, of_group=group, **write_place(place)) > 0

    def rhythm(self, group: str) -> Rhythm | None:
        """The group's rhythm."""
        if self._met is not None and self._met.group == group:
            return self._met
        row = self._db.row(_RHYTHM, group_id=group)
        return None if row is None else read_rhythm(row)

    def keep_rhythm(self, rhythm: Rhythm, next_run_at: datetime | None) -> None:
        """Put the rhythm in the book with the instant of its next slot (None: nothing is due)."""
        self._met = None
        self._db.change(_KEEP_RHYTHM, **write_rhythm(rhythm, next_run_at))

    def move_on(self, group: str, at: datetime, next_run_at: datetime | None) -> bool:
        """Note the next slot in place of one that is due by then; False when none is due any more.

        What a lead has changed meanwhile stays as they left it.
        """
        return self._db.change(_MOVE_ON, of_group=group, until=at, then=next_run_at) > 0

    def due(self, at: datetime, limit: int) -> tuple[str, ...]:
        """Ids of groups whose next slot has come, earliest first."""
        return tuple(group for (group,) in self._db.rows(_DUE, until=at, most=limit))


def _home(row: Row) -> Home:
    platform, space, room, *state = row
    return Home(Place(platform, space, room), *state)
