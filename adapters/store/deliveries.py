"""Deliveries: the book of what is to be said, leased to one sender at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    literal_column,
    null,
    or_,
    select,
    update,
)

from adapters.store import tables
from adapters.store.parking import SqlParking
from adapters.store.rows import DELIVERY, read_delivery, write_delivery, write_place
from adapters.store.statements import Statement, few, given, put, put_found
from bot.calls import Place
from bot.ports.records import Delivery, State

BREATH = timedelta(seconds=1)
"""The pause between two things said in one place: what Slack allows in a channel."""

_deliveries, _places = tables.deliveries.c, tables.places.c
_other = tables.deliveries.alias("other").c

# Literals: SQLite takes the partial index only when it can see the word, and where it is given a state
# it reads the whole statement anew each time, lest the index has become of use.
_waiting: ColumnElement[str] = literal_column("'waiting'")
_sent: ColumnElement[str] = literal_column("'sent'")
_this = and_(
    _deliveries.group_id == given(_deliveries.group_id, "of_group"),
    _deliveries.key == given(_deliveries.key, "this"),
)
_held = and_(
    _this,
    _deliveries.owner == given(_deliveries.owner, "held_by"),
    _deliveries.attempts == given(_deliveries.attempts, "at_attempt"),
    _deliveries.lease_until.is_not(None),
)
_there = and_(*(column == given(column) for column in (_deliveries.platform, _deliveries.space, _deliveries.room)))
_in_place = and_(_deliveries.group_id == given(_deliveries.group_id, "of_group"), _there)
_question = and_(
    _deliveries.group_id == given(_deliveries.group_id, "of_group"),
    few(_deliveries.about == given(_deliveries.about, "of_session")),
    _deliveries.sort == "question",
)
_said_there = and_(
    # The group that lives there: what another one said in the room before is its own.
    _deliveries.group_id
    == select(_places.group_id)
    .where(*(column == given(column) for column in (_places.platform, _places.space, _places.room)))
    .scalar_subquery(),
    _there,
    _deliveries.said_at.is_not(None),
)


def _one_of(column: ColumnElement[str], words: Iterable[str]) -> ColumnElement[bool]:
    return or_(*(column == word for word in words))


def _goes_before(earlier: str, *later: str) -> ColumnElement[bool]:
    return and_(_other.sort == earlier, _one_of(_deliveries.sort, later), _other.about == _deliveries.about)


_busy_or_first = exists().where(
    _other.group_id == _deliveries.group_id,
    _other.platform == _deliveries.platform,
    _other.space == _deliveries.space,
    _other.room == _deliveries.room,
    _other.account == _deliveries.account,
    _other.state == _waiting,
    or_(
        _other.lease_until > given(_deliveries.lease_until, "now"),
        _goes_before("question", "tally", "closing", "rationale"),
        _goes_before("closing", "rationale"),
    ),
)


@cache
def _ready(platforms: tuple[str, ...]) -> Statement:
    free = or_(_deliveries.lease_until.is_(None), _deliveries.lease_until <= given(_deliveries.lease_until, "now"))
    return Statement(
        select(*DELIVERY)
        .where(
            _deliveries.state == _waiting,
            _deliveries.not_before <= given(_deliveries.not_before, "now_or_before"),
            free,
            _one_of(_deliveries.platform, platforms),
            ~_busy_or_first,
        )
        .order_by(_deliveries.not_before, _deliveries.group_id, _deliveries.key)
        .limit(bindparam("most", type_=Integer(), required=True))
        # PostgreSQL's senders pass over what another one is taking; SQLite has one writer and leaves this out.
        .with_for_update(skip_locked=True, of=tables.deliveries)
    )


_ADD = put(tables.deliveries, "keep")
_COUNTED = select(
    _deliveries.group_id,
    _deliveries.key + "-" + given(_deliveries.key, "span"),
    literal("tally"),
    _deliveries.platform,
    _deliveries.space,
    _deliveries.room,
    _deliveries.about,
    given(_deliveries.not_before, "due"),
    literal("waiting"),
    literal(0),
    literal(""),
    literal(""),
    null(),
    null(),
    null(),
    literal(""),
).where(_question, _deliveries.state == _sent)
_RECOUNT = put_found(tables.deliveries, _COUNTED)
_LEASE = Statement(
    update(tables.deliveries)
    .where(_this)
    .values(
        owner=given(_deliveries.owner, "by"),
        attempts=_deliveries.attempts + 1,
        lease_until=given(_deliveries.lease_until, "until"),
    )
)
_SETTLE = Statement(
    update(tables.deliveries)
    .where(_held)
    .values(
        state=given(_deliveries.state, "now"),
        message=given(_deliveries.message, "called"),
        said_at=given(_deliveries.said_at, "when"),
        lease_until=None,
    )
)
_HOLD_BACK = Statement(
    update(tables.deliveries)
    .where(
        _in_place,
        _deliveries.account == given(_deliveries.account, "to"),
        few(_deliveries.said_at.is_(None)),
        _deliveries.state == _waiting,
        _deliveries.not_before < given(_deliveries.not_before, "until"),
    )
    .values(not_before=given(_deliveries.not_before, "until"))
)
_AMENDED = Statement(
    update(tables.deliveries).where(_there, _question).values(amended_at=given(_deliveries.amended_at, "when"))
)
_RELEASE = Statement(
    update(tables.deliveries)
    .where(_held)
    .values(not_before=given(_deliveries.not_before, "until"), owner="", lease_until=None)
)
_MESSAGE = Statement(select(*DELIVERY).where(_there, _question))
_PLACES = Statement(select(_deliveries.platform, _deliveries.space, _deliveries.room).where(_question))
_order = case((_deliveries.sort == "question", 0), (_deliveries.sort == "closing", 1), else_=2)
_asked_last = (
    # By questions: many errata on old ones leave the present ones where they are.
    select(_deliveries.about)
    .where(_said_there, _deliveries.sort == "question")
    .order_by(_deliveries.said_at.desc(), _deliveries.key.desc())
    .limit(bindparam("most", type_=Integer(), required=True))
    .correlate(None)
)
_SAID = Statement(
    select(*DELIVERY)
    .where(_said_there, _deliveries.sort != "tally", _deliveries.account == "", _deliveries.about.in_(_asked_last))
    .order_by(_deliveries.said_at, _order, _deliveries.key)
)
_TOUCHED = Statement(select(func.max(_deliveries.said_at)).where(_said_there))


class SqlDeliveries(SqlParking):
    """Things to be said: written down, leased to one sender at a time, and remembered."""

    __slots__ = ()

    def add(self, delivery: Delivery) -> bool:
        """Write it down; False when a delivery with this key is there already."""
        return self._db.change(_ADD, **write_delivery(delivery)) > 0

    def claim(
        self, platforms: Collection[str], *, owner: str, at: datetime, lease_until: datetime, limit: int
    ) -> tuple[Delivery, ...]:
        """Take up to `limit` waiting deliveries whose time has come and that nobody holds; attempts go up by one.

        One per place (or person, of what is whispered), and none where something is being said. A tally, a closing and
        a rationale wait for the session's question in the same place, a rationale for the closing too.
        """
        if not platforms:
            return ()
        ready = _ready(tuple(sorted(platforms)))
        rows = self._db.rows(ready, now=at, now_or_before=at, most=limit)
        first: dict[tuple[str, Place, str], Delivery] = {}
        for delivery in map(read_delivery, rows):
            first.setdefault((delivery.group, delivery.place, delivery.account), delivery)
        for delivery in first.values():
            self._db.change(_LEASE, of_group=delivery.group, this=delivery.key, by=owner, until=lease_until)
        return tuple(replace(each, owner=owner, attempts=each.attempts + 1) for each in first.values())

    def settle(self, delivery: Delivery, *, state: State, at: datetime, message: str = "") -> bool:
        """Mark a held delivery sent, parked or dropped and, when sent, hold back its place's others for a second.

        False when the lease is somebody else's by now (owner and attempts are the fence).
        """
        sent = state == "sent"
        settled = self._db.change(
            _SETTLE, **_fence(delivery), now=state, called=message or delivery.message, when=at if sent else None
        )
        if not settled:
            return False
        if sent:
            place = {"of_group": delivery.group, **write_place(delivery.place)}
            self._db.change(_HOLD_BACK, **place, to=delivery.account, until=at + BREATH)
            if delivery.sort in {"tally", "closing"}:
                self._db.change(_AMENDED, **place, of_session=delivery.about, when=at)
        return True

    def release(self, delivery: Delivery, *, not_before: datetime) -> bool:
        """Give a held delivery back, to be tried again then."""
        return self._db.change(_RELEASE, **_fence(delivery), until=not_before) > 0

    def message(self, group: str, session: str, place: Place) -> Delivery | None:
        """The question's delivery for this session in this place."""
        row = self._db.row(_MESSAGE, of_group=group, of_session=session, **write_place(place))
        return None if row is None else read_delivery(row)

    def recount(self, group: str, session: str, *, due: datetime, span: str) -> None:
        """Let the count on every post of this question be brought up to date at `due`, once for each `span`."""
        self._db.change(_RECOUNT, of_group=group, of_session=session, due=due, span=span)

    def places(self, group: str, session: str) -> tuple[Place, ...]:
        """Where the question of this session was to be said, wherever the group lives by now."""
        return tuple(Place(*row) for row in self._db.rows(_PLACES, of_group=group, of_session=session))

    def said(self, place: Place, *, limit: int) -> tuple[Delivery, ...]:
        """What was said in this place of the `limit` questions asked last, oldest first; tallies are left out."""
        return tuple(map(read_delivery, self._db.rows(_SAID, **write_place(place), most=limit)))

    def touched(self, place: Place) -> datetime | None:
        """When something was last said or amended in this place."""
        # Whatever amends is a delivery too, so the last one said is the last touch.
        row = self._db.row(_TOUCHED, **write_place(place))
        return None if row is None else row[0]


def _fence(delivery: Delivery) -> dict[str, object]:
    return {
        "of_group": delivery.group,
        "this": delivery.key,
        "held_by": delivery.owner,
        "at_attempt": delivery.attempts,
    }
