"""Attempts: the book of members' goes at mock exams, and of what they gave so far."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from itertools import starmap

from sqlalchemy import Integer, and_, bindparam, func, literal, select, update

from adapters.store import tables
from adapters.store.mock_tables import attempts, givens
from adapters.store.rows import read_form
from adapters.store.statements import Db, Row, Statement, few, given, put
from bot.calls import Place
from bot.rules.attempts import Attempt, Given
from bot.rules.evidence import Edition
from bot.rules.reveals import Reading, Readings

_attempts, _givens, _sessions = attempts.c, givens.c, tables.sessions.c
_SHOWN = (
    _attempts.group_id,
    _attempts.session_id,
    _attempts.member_id,
    _attempts.mode,
    _attempts.started_at,
    _attempts.ends_at,
    _attempts.warned,
    _attempts.handed_in_at,
)
_in_group = _attempts.group_id == given(_attempts.group_id, "of_group")
_at_session = and_(_in_group, _attempts.session_id == given(_attempts.session_id, "at_session"))
_this = and_(_at_session, _attempts.member_id == given(_attempts.member_id, "by_member"))
_by_member = and_(_in_group, _attempts.member_id == given(_attempts.member_id, "by_member"))

_BEGIN = put(attempts, "keep")
_LOAD = Statement(select(*_SHOWN).where(_this))
# SQLite leaves the lock out: a transaction there is alone from its beginning.
_HOLD = Statement(select(*_SHOWN).where(_this).with_for_update())
_OPEN = Statement(select(*_SHOWN).where(_by_member, _attempts.handed_in_at.is_(None)))
_OF_MEMBER = Statement(
    select(*_SHOWN).where(_by_member).order_by(_attempts.started_at.desc(), _attempts.session_id.desc())
)
_OF_SESSION = Statement(select(*_SHOWN).where(_at_session).order_by(_attempts.started_at, _attempts.member_id))
_HANDED_IN = Statement(
    select(_attempts.session_id, _attempts.member_id, _attempts.handed_in_at, literal(""))
    .where(_in_group, _attempts.handed_in_at.is_not(None))
    .order_by(_attempts.handed_in_at, _attempts.session_id, _attempts.member_id)
)
_practised = (
    select(_attempts.session_id, _attempts.member_id, _givens.at, _givens.item)
    .join(
        givens,
        and_(
            _givens.group_id == _attempts.group_id,
            _givens.session_id == _attempts.session_id,
            _givens.member_id == _attempts.member_id,
        ),
    )
    .where(_in_group, _attempts.handed_in_at.is_(None), few(_attempts.mode == "practice"), _givens.answer != "[]")
    .order_by(_givens.at, _attempts.session_id, _attempts.member_id, _givens.item)
)
_PRACTISED = Statement(_practised)
_ITEM_PRACTISED = Statement(_practised.where(_givens.item == given(_givens.item)))
_FORM = Statement(
    select(_sessions.form).where(
        _sessions.group_id == given(_sessions.group_id, "of_group"),
        _sessions.session_id == given(_sessions.session_id, "this"),
    )
)
_TAKING = Statement(select(func.count(), func.count(_attempts.handed_in_at)).where(_at_session))
_SEAT = Statement(select(_attempts.platform, _attempts.space, _attempts.room, _attempts.account).where(_this))
_MOVE = Statement(
    update(attempts)
    .where(_this)
    .values(
        platform=given(_attempts.platform),
        space=given(_attempts.space),
        room=given(_attempts.room),
        account=given(_attempts.account),
    )
)
_WARN = Statement(
    update(attempts)
    .where(_this, _attempts.handed_in_at.is_(None))
    .values(warned=given(_attempts.warned, "times"), next_at=given(_attempts.next_at, "next"))
)
_HAND_IN = Statement(
    update(attempts)
    .where(_this, _attempts.handed_in_at.is_(None))
    .values(handed_in_at=given(_attempts.handed_in_at, "when"), next_at=None)
)
_GIVE = put(givens, "replace")
_GIVEN = Statement(
    select(_givens.item, _givens.answer, _givens.at, _givens.seconds, _givens.sure, _givens.flagged).where(
        _givens.group_id == given(_givens.group_id, "of_group"),
        _givens.session_id == given(_givens.session_id, "at_session"),
        _givens.member_id == given(_givens.member_id, "by_member"),
    )
)
_DUE = Statement(
    select(_attempts.group_id, _attempts.session_id, _attempts.member_id)
    .where(_attempts.next_at.is_not(None), _attempts.next_at <= given(_attempts.next_at, "until"))
    .order_by(_attempts.next_at, _attempts.group_id, _attempts.session_id, _attempts.member_id)
    .limit(bindparam("most", type_=Integer(), required=True))
)


class SqlAttempts:
    """Members' goes at mock exams. An attempt is known by its group, session and member."""

    __slots__ = ("_db",)

    def __init__(self, db: Db) -> None:
        self._db = db

    def begin(self, attempt: Attempt, seat: Place, account: str) -> bool:
        """Put it in the book with where the member takes it; False when it is there, or another of theirs is open."""
        row = {
            "group_id": attempt.group,
            "session_id": attempt.session,
            "member_id": attempt.member,
            "mode": attempt.mode,
            "started_at": attempt.started_at,
            "ends_at": attempt.ends_at,
            "warned": attempt.warned,
            "handed_in_at": attempt.handed_in_at,
            "next_at": attempt.next_at,
            **_write_seat(seat, account),
        }
        return self._db.change(_BEGIN, **row) > 0

    def load(self, group: str, session: str, member: str) -> Attempt | None:
        """The attempt, if there is one."""
        return _one(self._db.row(_LOAD, of_group=group, at_session=session, by_member=member))

    def hold(self, group: str, session: str, member: str) -> Attempt | None:
        """The attempt, if there is one, kept from changes by others until this transaction ends."""
        return _one(self._db.row(_HOLD, of_group=group, at_session=session, by_member=member))

    def open_of(self, group: str, member: str) -> Attempt | None:
        """The one that this member has not handed in yet."""
        return _one(self._db.row(_OPEN, of_group=group, by_member=member))

    def of_member(self, group: str, member: str) -> tuple[Attempt, ...]:
        """All of a member, latest started first."""
        return tuple(Attempt(*row) for row in self._db.rows(_OF_MEMBER, of_group=group, by_member=member))

    def of_session(self, group: str, session: str) -> tuple[Attempt, ...]:
        """All at this session, earliest started first."""
        return tuple(Attempt(*row) for row in self._db.rows(_OF_SESSION, of_group=group, at_session=session))

    def readings(self, group: str, last: Readings | None = None) -> Readings:
        """What members may read by their attempts, as `Reading` says; `last` itself when nothing has changed."""
        handed_in = self._db.raw(_HANDED_IN, of_group=group)
        rows = [*handed_in, *self._db.raw(_PRACTISED, of_group=group)]
        if last is not None and rows == last.rows:
            return last
        known = {} if last is None else dict(zip(last.rows, last.each, strict=True))
        forms = _Forms(self._db, group)
        each = [
            known.get(row) or forms.reading(*self._db.read(_HANDED_IN if at < len(handed_in) else _PRACTISED, row))
            for at, row in enumerate(rows)
        ]
        return Readings(tuple(each), rows)

    def practised(self, group: str, item: str, version: int) -> tuple[Reading, ...]:
        """Of the readings those of this edition alone, in practice mode, earliest first."""
        rows, forms = self._db.rows(_ITEM_PRACTISED, of_group=group, item=item), _Forms(self._db, group)
        return tuple(one for one in starmap(forms.reading, rows) if one.form == ((item, version),))

    def taking(self, group: str, session: str) -> tuple[int, int]:
        """How many have begun this session, and how many of them have handed in."""
        row = self._db.row(_TAKING, of_group=group, at_session=session)
        return (0, 0) if row is None else (int(row[0]), int(row[1]))

    def seat(self, group: str, session: str, member: str) -> tuple[Place, str] | None:
        """Where the member takes it, and by which account."""
        row = self._db.row(_SEAT, of_group=group, at_session=session, by_member=member)
        return None if row is None else (Place(*row[:3]), row[3])

    def move(self, attempt: Attempt, seat: Place, account: str) -> None:
        """The member takes it there now."""
        self._db.change(_MOVE, **_key(attempt), **_write_seat(seat, account))

    def warn(self, attempt: Attempt) -> None:
        """Keep how often the member was told of the time that is left, and what the clock has to do next."""
        self._db.change(_WARN, **_key(attempt), times=attempt.warned, next=attempt.next_at)

    def hand_in(self, group: str, session: str, member: str, at: datetime) -> bool:
        """Note that it was handed in, and hold it as `hold` does; False when it was handed in before."""
        return self._db.change(_HAND_IN, of_group=group, at_session=session, by_member=member, when=at) > 0

    def give(self, attempt: Attempt, given: Given) -> None:
        """Keep what was given for one item in place of what was given before."""
        self._db.change(
            _GIVE,
            group_id=attempt.group,
            session_id=attempt.session,
            member_id=attempt.member,
            item=given.item,
            answer=json.dumps(given.answer, separators=(",", ":")),
            at=given.at,
            seconds=given.seconds,
            sure=given.sure,
            flagged=given.flagged,
        )

    def given(self, group: str, session: str, member: str) -> Mapping[str, Given]:
        """What was given so far, by item."""
        rows = self._db.rows(_GIVEN, of_group=group, at_session=session, by_member=member)
        return {row[0]: _read_given(row) for row in rows}

    def due(self, at: datetime, limit: int) -> tuple[tuple[str, str, str], ...]:
        """(group, session, member) of attempts for which the clock has something to do, earliest first."""
        return tuple((group, session, member) for group, session, member in self._db.rows(_DUE, until=at, most=limit))


def _one(row: Row | None) -> Attempt | None:
    return None if row is None else Attempt(*row)


def _key(attempt: Attempt) -> dict[str, str]:
    return {"of_group": attempt.group, "at_session": attempt.session, "by_member": attempt.member}


def _write_seat(seat: Place, account: str) -> dict[str, str]:
    return {"platform": seat.platform, "space": seat.space, "room": seat.room, "account": account}


def _read_given(row: Row) -> Given:
    item, answer, at, seconds, sure, flagged = row
    return Given(item, tuple(json.loads(answer)), at, seconds, sure, bool(flagged))


class _Forms(dict[str, tuple[Edition, ...]]):
    """Forms of a group's sessions, each read once; they share their editions."""

    def __init__(self, db: Db, group: str) -> None:
        super().__init__()
        self._db, self._group = db, group

    def __missing__(self, session: str) -> tuple[Edition, ...]:
        row = self._db.row(_FORM, of_group=self._group, this=session)
        self[session] = form = () if row is None else tuple(_edition(*one) for one in read_form(row[0]))
        return form

    def reading(self, session: str, member: str, at: datetime, item: str) -> Reading:
        """Of the whole form, or of one item of it."""
        form = self[session]
        return Reading(session, member, at, tuple(one for one in form if one[0] == item) if item else form)


@lru_cache(8192)
def _edition(item: str, version: int) -> Edition:
    return item, version
