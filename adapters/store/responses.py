"""Responses: the book of answers on record."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Text,
    and_,
    bindparam,
    case,
    cast,
    distinct,
    exists,
    extract,
    func,
    literal,
    literal_column,
    or_,
    select,
    update,
)

from adapters.store import tables
from adapters.store.columns import Day
from adapters.store.rows import GIST, RESPONSE, read_gist, read_response, write_response
from adapters.store.statements import Db, Statement, few, given, put
from bot.ports.records import Tally
from bot.rules.evidence import Log
from bot.rules.sessions import Response
from bot.rules.streaks import Days, Weekdays

_responses, _sessions = tables.responses.c, tables.sessions.c
_in_group = _responses.group_id == given(_responses.group_id, "of_group")
_in_session = and_(_in_group, _responses.session_id == given(_responses.session_id, "in_session"))
_by_member = and_(_in_group, few(_responses.member_id == given(_responses.member_id, "by_member")))
_in_time = (_responses.at, _responses.session_id, _responses.item, _responses.member_id)

_ADD = put(tables.responses, "keep")
_OF = Statement(select(*RESPONSE).where(_in_session, _by_member, _responses.item == given(_responses.item)))
_IN_SESSION = Statement(select(*RESPONSE).where(_in_session).order_by(*_in_time))
_OF_MEMBER_IN = Statement(select(*RESPONSE).where(_in_session, _by_member).order_by(*_in_time))
_OF_ITEM = Statement(
    select(*RESPONSE)
    .where(
        _in_group,
        _responses.item == given(_responses.item),
        few(_responses.version == given(_responses.version, "of_version")),
    )
    .order_by(*_in_time)
)
_OF_GROUP = Statement(select(*RESPONSE).where(_in_group).order_by(*_in_time))
_LOG = Statement(select(*GIST).where(_in_group).order_by(*_in_time))
_REMARK = Statement(
    update(tables.responses)
    .where(_in_session, _by_member, _responses.item == given(_responses.item))
    .values(is_right=given(_responses.is_right, "now_right"), near=given(_responses.near, "now_near"))
)
_COUNT = Statement(select(func.count(distinct(_responses.member_id))).where(_in_session))
_BY_MEMBER = Statement(select(*RESPONSE).where(_by_member).order_by(*_in_time))
_on = bindparam("weekdays", type_=Text(), required=True)
_closed, _answered = tables.sessions.alias("closed").c, tables.responses.alias("answered").c
_said = tables.deliveries.alias("said").c
_is_said = exists(literal_column("1")).where(
    _said.group_id == _sessions.group_id,
    few(_said.about == _sessions.session_id),
    _said.sort == literal_column("'question'"),
    _said.said_at.is_not(None),
)


def _run(is_study_day: ColumnElement[bool]) -> Select[Any]:
    """The days since the last study day whose question was missed, looked for from the latest back.

    A question was missed that was said somewhere, ran to its hour and was not answered. Of the days no more is asked
    than an index holds, in the words of that index's own condition: SQLite then walks back day by day, and stops.
    """
    ran_to_its_hour = exists(literal_column("1")).where(
        _closed.group_id == _sessions.group_id,
        _closed.session_id == _sessions.session_id,
        _closed.closed_at >= _closed.closes_at,
    )
    is_answered = exists(literal_column("1")).where(
        _answered.group_id == _sessions.group_id,
        _answered.member_id == given(_responses.member_id, "by_member"),
        _answered.day == _sessions.day,
    )
    last = (
        select(_sessions.day)
        .where(
            _sessions.group_id == given(_sessions.group_id, "of_group"),
            _sessions.purpose == literal_column("'daily'"),
            _sessions.purpose != literal_column("'own'"),
            _sessions.day < given(_sessions.day, "until"),
            ~is_answered,
            is_study_day,
            ran_to_its_hour,
            _is_said,
        )
        .order_by(_sessions.day.desc())
        .limit(literal_column("1"))
    )
    since = func.coalesce(last.scalar_subquery(), cast(literal(date.min, Day()), Day()), type_=Day())
    return select(_responses.day).distinct().where(_by_member, _responses.day > since)


_RUN = Statement(
    _run(func.instr(_on, func.strftime("%w", _sessions.day)) > 0),
    postgres=_run(func.strpos(_on, cast(extract("dow", _sessions.day), Text)) > 0),
)
_SEEN = Statement(
    select(_responses.item, func.count(distinct(_responses.member_id))).where(_in_group).group_by(_responses.item)
)
_TALLIES = Statement(
    select(
        _responses.member_id,
        func.sum(case((_responses.is_right.is_(True), 1), else_=0), type_=Integer()),
        func.count(),
    )
    .join(
        tables.sessions,
        and_(_sessions.group_id == _responses.group_id, _sessions.session_id == _responses.session_id),
    )
    .where(
        _sessions.group_id == given(_sessions.group_id, "of_group"),
        few(or_(_sessions.purpose == "daily", _sessions.purpose == "mock")),
        _responses.scored.is_(True),
        _sessions.closes_at >= given(_sessions.closes_at, "since"),
        _sessions.closed_at.is_not(None),
    )
    .group_by(_responses.member_id)
    .order_by(_responses.member_id)
)


def _weekdays(on: Weekdays) -> str:
    """Weekdays as both databases number them: Sunday is 0."""
    return "".join(str((day + 1) % 7) for day in on)


class SqlResponses:
    """Answers on record."""

    __slots__ = ("_db",)

    def __init__(self, db: Db) -> None:
        self._db = db

    def add(self, response: Response) -> bool:
        """Record it; False when the member has answered this item in this session already."""
        return self._db.change(_ADD, **write_response(response)) > 0

    def of(self, group: str, session: str, member: str, item: str) -> Response | None:
        """What this member answered there."""
        row = self._db.row(_OF, of_group=group, in_session=session, by_member=member, item=item)
        return None if row is None else read_response(row)

    def in_session(self, group: str, session: str) -> tuple[Response, ...]:
        """All answers to the session, in order of time."""
        return tuple(map(read_response, self._db.rows(_IN_SESSION, of_group=group, in_session=session)))

    def of_member_in(self, group: str, session: str, member: str) -> Mapping[str, Response]:
        """What this member answered in the session, by item."""
        rows = self._db.rows(_OF_MEMBER_IN, of_group=group, in_session=session, by_member=member)
        return {response.item: response for response in map(read_response, rows)}

    def of_item(self, group: str, item: str, version: int) -> tuple[Response, ...]:
        """All answers of the group to this item in this version, in order of time."""
        rows = self._db.rows(_OF_ITEM, of_group=group, item=item, of_version=version)
        return tuple(map(read_response, rows))

    def of_group(self, group: str) -> tuple[Response, ...]:
        """All answers of the group, in order of time."""
        return tuple(map(read_response, self._db.rows(_OF_GROUP, of_group=group)))

    def log(self, group: str, last: Log | None = None) -> Log:
        """The gist of all answers of the group; `last` itself, when nothing has changed since that was read."""
        rows, before = self._db.raw(_LOG, of_group=group), Log() if last is None else last
        if last is not None and rows == last.rows:
            return last
        same = _alike(rows, before.rows)
        gists = (*before.gists[:same], *[read_gist(self._db.read(_LOG, row)) for row in rows[same:]])
        return Log(gists, frozenset([one.edition for one in gists]), rows)

    def remark(self, response: Response) -> None:
        """Keep the answer's new mark."""
        asked = {"of_group": response.group, "in_session": response.session, "item": response.item}
        marked = {"now_right": response.right, "now_near": response.near}
        self._db.change(_REMARK, **asked, by_member=response.member, **marked)

    def count(self, group: str, session: str) -> int:
        """How many members answered."""
        row = self._db.row(_COUNT, of_group=group, in_session=session)
        return 0 if row is None else int(row[0])

    def by_member(self, group: str, member: str) -> tuple[Response, ...]:
        """All answers of a member, in order of time."""
        return tuple(map(read_response, self._db.rows(_BY_MEMBER, of_group=group, by_member=member)))

    def runs(self, group: str, members: Collection[str], *, until: date, on: Weekdays) -> Mapping[str, Days]:
        """The dates on which each member answered since the last day before `until` that was `missed` by them."""
        # One by one: each walk back ends where it is broken, and few are long. All days of all were more, by far.
        span = {"of_group": group, "until": until, "weekdays": _weekdays(on)}
        return {one: {day for (day,) in self._db.rows(_RUN, **span, by_member=one)} for one in members}

    def seen(self, group: str) -> Mapping[str, int]:
        """How many members have answered each item, in any session."""
        return dict(self._db.rows(_SEEN, of_group=group))

    def tallies(self, group: str, since: datetime) -> tuple[Tally, ...]:
        """Per member: scored answers in the group's closed sessions whose time was up at that instant or later."""
        return tuple(Tally(*row) for row in self._db.rows(_TALLIES, of_group=group, since=since))


def _alike(these: Sequence[object], those: Sequence[object]) -> int:
    """How many of the first are equal."""
    if these[: len(those)] == those:  # most often there is only more, and this is quicker than one after the other
        return len(those)
    apart = (at for at, (one, other) in enumerate(zip(these, those, strict=False)) if one != other)
    return next(apart, min(len(these), len(those)))
