"""Sessions: the book of what was put before each group."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Integer, and_, bindparam, or_, select, update

from adapters.store import tables
from adapters.store.rows import SESSION, read_form, read_session, write_session
from adapters.store.statements import Db, Statement, given, put
from bot.rules.sessions import Purpose, Session

_sessions = tables.sessions.c
_in_group = _sessions.group_id == given(_sessions.group_id, "of_group")
_this = and_(_in_group, _sessions.session_id == given(_sessions.session_id, "this"))
_daily = and_(_in_group, _sessions.purpose == "daily")

_ADD = put(tables.sessions, "keep")
_LOAD = Statement(select(*SESSION).where(_this))
_LATEST = Statement(
    select(*SESSION)
    .where(_in_group, _sessions.purpose == given(_sessions.purpose, "for_purpose"))
    .order_by(_sessions.opened_at.desc(), _sessions.day.desc())
    .limit(1)
)
_OPEN_ONES = Statement(
    select(*SESSION)
    .where(
        _in_group,
        _sessions.purpose == given(_sessions.purpose, "for_purpose"),
        _sessions.closed_at.is_(None),
        or_(_sessions.closes_at.is_(None), _sessions.closes_at > given(_sessions.closes_at, "after")),
    )
    .order_by(_sessions.opened_at.desc(), _sessions.day.desc())
)
_SINCE = Statement(
    select(*SESSION)
    .where(
        _in_group,
        or_(_sessions.purpose == "daily", _sessions.purpose == "mock"),
        or_(_sessions.closed_at.is_(None), _sessions.closed_at >= given(_sessions.closed_at, "start")),
    )
    .order_by(_sessions.opened_at, _sessions.session_id)
)
_OF_PURPOSE = Statement(
    select(*SESSION)
    .where(_in_group, _sessions.purpose == given(_sessions.purpose, "for_purpose"))
    .order_by(_sessions.opened_at, _sessions.session_id)
)
_ASKED = Statement(select(_sessions.form).where(_daily).order_by(_sessions.opened_at, _sessions.day))
_OVERDUE = Statement(
    select(_sessions.group_id, _sessions.session_id)
    .where(_sessions.closed_at.is_(None), _sessions.closes_at <= given(_sessions.closes_at, "until"))
    .order_by(_sessions.closes_at, _sessions.group_id, _sessions.session_id)
    .limit(bindparam("most", type_=Integer(), required=True))
)
_CLOSE = Statement(
    update(tables.sessions)
    .where(_this, _sessions.closed_at.is_(None))
    .values(closed_at=given(_sessions.closed_at, "when"))
)


class SqlSessions:
    """Sessions of a group."""

    __slots__ = ("_db",)

    def __init__(self, db: Db) -> None:
        self._db = db

    def add(self, session: Session) -> bool:
        """Open it; False when the group has one for this purpose and day already."""
        return self._db.change(_ADD, **write_session(session)) > 0

    def load(self, group: str, session: str) -> Session | None:
        """The session, if it is this group's."""
        row = self._db.row(_LOAD, of_group=group, this=session)
        return None if row is None else read_session(row)

    def latest(self, group: str, purpose: Purpose) -> Session | None:
        """The one opened last."""
        row = self._db.row(_LATEST, of_group=group, for_purpose=purpose)
        return None if row is None else read_session(row)

    def open_ones(self, group: str, at: datetime, purpose: Purpose = "daily") -> tuple[Session, ...]:
        """Sessions for this purpose that still take answers, latest first."""
        return tuple(map(read_session, self._db.rows(_OPEN_ONES, of_group=group, for_purpose=purpose, after=at)))

    def since(self, group: str, at: datetime) -> tuple[Session, ...]:
        """What was before the whole group at that instant or later, the one opened first at the head."""
        return tuple(map(read_session, self._db.rows(_SINCE, of_group=group, start=at)))

    def of_purpose(self, group: str, purpose: Purpose) -> tuple[Session, ...]:
        """All sessions for this purpose, oldest first."""
        return tuple(map(read_session, self._db.rows(_OF_PURPOSE, of_group=group, for_purpose=purpose)))

    def asked(self, group: str) -> tuple[str, ...]:
        """Ids of the items of all daily sessions, in the order of posting."""
        rows = self._db.rows(_ASKED, of_group=group)
        return tuple(item for (form,) in rows for item, _ in read_form(form))

    def overdue(self, at: datetime, limit: int) -> tuple[tuple[str, str], ...]:
        """(group, session) of open sessions whose time is up."""
        return tuple((group, session) for group, session in self._db.rows(_OVERDUE, until=at, most=limit))

    def close(self, group: str, session: str, at: datetime) -> bool:
        """Close it; False when it was closed before."""
        return self._db.change(_CLOSE, of_group=group, this=session, when=at) > 0
